import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundsOf, greatCircle, toFeatures } from './threads.ts'

const point = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -80, max: 80, noNaN: true }))

describe('the shortest way between two places', () => {
  it('begins at one, ends at the other or whole turns away, and never jumps', () => {
    fc.assert(
      fc.property(point, point, (from, to) => {
        const way = greatCircle(from, to)
        const first: [number, number] = way[0] ?? [0, 0]
        const last: [number, number] = way.at(-1) ?? [0, 0]
        expect(first[1]).toBeCloseTo(from[1], 4)
        expect(last[1]).toBeCloseTo(to[1], 4)
        const turns = (last[0] - to[0] - (first[0] - from[0])) / 360
        expect(Math.abs(turns - Math.round(turns))).toBeLessThan(1e-4)
        for (let i = 1; i < way.length; i++)
          expect(Math.abs((way[i]?.[0] ?? 0) - (way[i - 1]?.[0] ?? 0))).toBeLessThanOrEqual(180)
      }),
    )
  })

  it('crosses the Pacific, not the world, from Nouméa to Papeete', () => {
    const way = greatCircle([166.45, -22.27], [-149.57, -17.53])
    expect(way.at(-1)?.[0]).toBeCloseTo(210.43, 1)
  })
})

describe('a chosen place', () => {
  const chosen = { key: 'c73065', name: 'Chambéry', country: 'FR', at: [5.92, 45.57] as [number, number] }
  const other = { key: 'bf-ouahigouya', name: 'Ouahigouya', country: 'BF', at: [-2.42, 13.58] as [number, number] }
  const nowhere = { key: 'it-nowhere', name: 'Nowhere', country: 'IT', at: null }
  const features = toFeatures({
    ...chosen,
    ties: [
      { id: '1', state: 'suspended', evidence: 'officialSource', others: [other] },
      { id: '2', state: 'unknown', evidence: 'thirdParty', others: [nowhere] },
    ],
  })

  it('has a thread to each partner with a known point, and a dot at each end', () => {
    expect(features.features.map(({ geometry }) => geometry.type).sort()).toEqual(['LineString', 'Point', 'Point'])
  })

  it('is shown with all its threads in view', () => {
    const [west, south, east, north] = boundsOf(features) ?? [0, 0, 0, 0]
    expect([west <= -2.42, south <= 13.6, east >= 5.9, north >= 45.5]).toEqual([true, true, true, true])
  })
})
