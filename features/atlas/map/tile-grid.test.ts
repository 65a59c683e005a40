import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noFilters } from '../filters.ts'
import { maxZoom } from './limits.ts'
import { matchTies } from './tie-filter.ts'
import { type TieIndex, TieIndexBuilder } from './tie-index.ts'
import { dotsOf, placesInCell, toTileGrid } from './tile-grid.ts'
import { toMercator, zOrder } from './z-order.ts'

type At = { lon: number; lat: number } | null

function indexOf(places: At[], ties: [number, number][]): TieIndex {
  const builder = new TieIndexBuilder()
  places.forEach((at, i) => {
    const facts = { name: `Town ${i}`, country: 'FR', region: null, departement: null, population: null }
    builder.addPlace({ key: `p${i}`, ...facts, tier: 'commune', lon: at?.lon ?? null, lat: at?.lat ?? null })
  })
  ties.forEach(([a, b], i) => {
    const facts = { type: 'twinning', state: 'unknown', evidence: 'thirdParty', themes: [], french: true } as const
    builder.addTie({ id: `t${i}`, ...facts, parties: [`p${a}`, `p${b}`] })
  })
  return builder.finish()
}

const at = fc.option(
  fc.record({
    lon: fc.double({ min: -180, max: 180, noNaN: true }),
    lat: fc.double({ min: -90, max: 90, noNaN: true }),
  }),
  { freq: 8 },
)
const world = fc.array(at, { minLength: 2, maxLength: 40 }).chain((places) =>
  fc.record({
    places: fc.constant(places),
    ties: fc.array(fc.tuple(fc.nat(places.length - 1), fc.nat(places.length - 1)), { maxLength: 60 }),
  }),
)

function gridOf(index: TieIndex) {
  return toTileGrid(index, matchTies(index, noFilters(), null))
}

function* tilesOf(zoom: number) {
  for (let x = 0; x < 2 ** zoom; x++) for (let y = 0; y < 2 ** zoom; y++) yield { zoom, x, y }
}

describe('the tiles of a zoom', () => {
  it('hold every end that has a point exactly once, at any zoom and any fineness', () => {
    fc.assert(
      fc.property(
        world,
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: 1, max: 5 }),
        ({ places, ties }, zoom, bits) => {
          const index = indexOf(places, ties)
          const grid = gridOf(index)
          let ends = 0
          for (const tile of tilesOf(zoom)) for (const dot of dotsOf(grid, tile, bits)) ends += dot.ends
          const expected = ties.flat().filter((place) => places[place]).length
          expect(ends).toBe(expected)
        },
      ),
    )
  })

  it('hold a place in the tile its point lies in, down to the closest zoom', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: -85, max: 85, noNaN: true }),
        (lon, lat) => {
          const index = indexOf([{ lon, lat }, null], [[0, 1]])
          const [mx, my] = toMercator(lon, lat)
          for (let zoom = 0; zoom <= maxZoom; zoom++) {
            const tile = { zoom, x: Math.floor(mx * 2 ** zoom), y: Math.floor(my * 2 ** zoom) }
            const [dot] = dotsOf(gridOf(index), tile, 4)
            expect(dot?.x).toBeCloseTo(mx, 9)
            expect(dot?.y).toBeCloseTo(my, 9)
          }
        },
      ),
      { numRuns: 30 },
    )
  })
})

describe('a dot', () => {
  const dakar = { lon: -17.44, lat: 14.69 }
  const pikine = { lon: -17.4, lat: 14.75 }
  const tile = { zoom: 2, x: 1, y: 1 }

  it('is named after its place with most ends, and its places can be told apart', () => {
    const index = indexOf(
      [pikine, dakar, null],
      [
        [1, 2],
        [1, 2],
        [0, 2],
      ],
    )
    const grid = gridOf(index)
    const [dot, ...others] = dotsOf(grid, tile, 4)
    expect(others).toEqual([])
    expect(dot).toMatchObject({ places: 2, ends: 3 })
    expect(index.placeKey[dot?.anchor ?? 0]).toBe('p1')
    expect(placesInCell(index, grid, tile, 4, dot?.cell ?? -1).map((place) => index.placeKey[place])).toEqual([
      'p1',
      'p0',
    ])
  })

  it('counts only the ties asked for', () => {
    const index = indexOf([dakar, pikine], [[0, 1]])
    const none = toTileGrid(index, matchTies(index, { ...noFilters(), state: ['active'] }, null))
    expect(dotsOf(none, tile, 4)).toEqual([])
  })
})

describe('the curve', () => {
  it('keeps the four quarters of a square together', () => {
    expect([zOrder(0, 0), zOrder(1, 0), zOrder(0, 1), zOrder(1, 1)]).toEqual([0, 1, 2, 3])
    expect(zOrder(2 ** 15 - 1, 2 ** 15 - 1)).toBe(4 ** 15 - 1)
  })
})
