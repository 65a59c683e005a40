import fc from 'fast-check'
import { expect, it } from 'vitest'
import { tieEvidences, tieStates, tieTypes } from '../../partnerships/schema.ts'
import { drawCloseMap, drawWorldMap } from '../map-drawing.ts'
import { partOf, tiesIn, tiesOfPlaces } from './part-of-index.ts'
import { tallyTies } from './tallies.ts'
import { type TieIndex, TieIndexBuilder } from './tie-index.ts'
import { getEqualEarth } from './world-atlas.server.ts'

const countries = ['FR', 'DE', 'SN']
const planeAt = (meridian: number) => getEqualEarth('110m', meridian)

const point = fc.record({ lon: fc.integer({ min: -170, max: 170 }), lat: fc.integer({ min: -50, max: 70 }) })
const places = fc.array(fc.option(point, { nil: null }), { minLength: 3, maxLength: 12 })
const ties = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.boolean()), { minLength: 1, maxLength: 20 })

function build(
  points: readonly ({ lon: number; lat: number } | null)[],
  pairs: readonly [number, number, number, boolean][],
) {
  const builder = new TieIndexBuilder()
  points.forEach((at, i) => {
    const { lon, lat } = at ?? { lon: null, lat: null }
    const country = countries[i % 3] ?? 'FR'
    builder.addPlace({
      key: `p${i}`,
      name: `P${i}`,
      country,
      tier: 'commune',
      region: null,
      departement: null,
      population: i,
      lon,
      lat,
    })
  })
  pairs.forEach(([a, b, kind], i) => {
    builder.addTie({
      id: `tie-${i}`,
      type: tieTypes[kind % tieTypes.length] ?? 'unknown',
      state: tieStates[kind % tieStates.length] ?? 'unknown',
      evidence: tieEvidences[kind % tieEvidences.length] ?? 'thirdParty',
      themes: [],
      french: true,
      parties: [...new Set([`p${a % points.length}`, `p${b % points.length}`])],
    })
  })
  return { index: builder.finish(), mask: Uint8Array.from(pairs, ([, , , chosen]) => (chosen ? 1 : 0)) }
}

const counted = (index: TieIndex, mask: Uint8Array) => {
  const { all, byCountry } = tallyTies(index, mask)
  return { all, byCountry: [...byCountry] }
}

it('is drawn and counted like the same ties of the whole index', () => {
  fc.assert(
    fc.property(places, ties, (points, pairs) => {
      const whole = build(points, pairs)
      const part = partOf(whole.index, tiesIn(whole.mask))
      expect(drawWorldMap(planeAt, part)).toEqual(drawWorldMap(planeAt, whole))
      const options = { size: [480, 320] as [number, number], leastDegrees: 14 }
      expect(drawCloseMap(planeAt, part, options)).toEqual(drawCloseMap(planeAt, whole, options))
      expect(counted(part.index, part.mask)).toEqual(counted(whole.index, whole.mask))
    }),
    { numRuns: 30 },
  )
})

it('holds each tie of its places once', () => {
  const { index } = build(
    [null, null, null],
    [
      [0, 1, 0, true],
      [1, 2, 0, true],
      [0, 2, 0, true],
    ],
  )
  const at = (key: string) => index.placeByKey.get(key) ?? -1
  expect([...tiesOfPlaces(index, [at('p0'), at('p1')])]).toEqual([0, 1, 2])
  expect([...tiesOfPlaces(index, [at('p2')])]).toEqual([1, 2])
})
