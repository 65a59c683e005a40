import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TieEvidence, TieState } from '../partnerships/schema.ts'
import { noFilters } from './filters.ts'
import { bowBetween, radiusOf } from './map/drawing.ts'
import { matchTies } from './map/tie-filter.ts'
import { type TieIndex, TieIndexBuilder } from './map/tie-index.ts'
import { getEqualEarth } from './map/world-atlas.server.ts'
import { drawCloseMap, drawPartOfWorld, drawWorldMap, maskOfPlaces } from './map-drawing.ts'

type Town = [key: string, country: string, lon: number | null, lat: number | null]

const towns: Town[] = [
  ['c73065', 'FR', 5.92, 45.57],
  ['c59350', 'FR', 3.06, 50.63],
  ['bf-ouahigouya', 'BF', -2.42, 13.58],
  ['bf-bango', 'BF', -2.4, 13.6],
  ['sn-dakar', 'SN', -17.44, 14.69],
  ['de-dortmund', 'DE', 7.47, 51.51],
  ['c98818', 'FR', 166.45, -22.27],
  ['c98735', 'FR', -149.57, -17.53],
  ['it-nowhere', 'IT', null, null],
]

type Tie = [parties: string[], state?: TieState, evidence?: TieEvidence]

function indexOf(ties: Tie[]): TieIndex {
  const builder = new TieIndexBuilder()
  for (const [key, country, lon, lat] of towns)
    builder.addPlace({
      key,
      name: key,
      country,
      tier: 'commune',
      region: null,
      departement: null,
      population: null,
      lon,
      lat,
    })
  ties.forEach(([parties, state = 'unknown', evidence = 'thirdParty'], i) => {
    builder.addTie({ id: `tie-${i}`, type: 'twinning', state, evidence, themes: [], french: true, parties })
  })
  return builder.finish()
}

const planeAt = (meridian: number) => getEqualEarth('110m', meridian)

function world(ties: Tie[]) {
  const index = indexOf(ties)
  return drawWorldMap(planeAt, { index, mask: matchTies(index, noFilters(), null) })
}

const pathsOf = (drawn: ReturnType<typeof world>) =>
  drawn.drawing.threads.flatMap(({ strands }) => strands.map(({ path }) => path))

const chamberyOuahigouya = ['c73065', 'bf-ouahigouya']

describe('the two ends of a tie', () => {
  it('are dots of the same size', () => {
    const { dots } = world([[chamberyOuahigouya]]).drawing
    expect(dots).toHaveLength(2)
    expect(dots[0]?.r).toBe(dots[1]?.r)
  })

  it('are drawn alike whichever party is named first: a thread has no direction', () => {
    expect(pathsOf(world([[['bf-ouahigouya', 'c73065']]]))).toEqual(pathsOf(world([[chamberyOuahigouya]])))
    const point = fc.record({ x: fc.integer({ min: 0, max: 1000 }), y: fc.integer({ min: 0, max: 435 }) })
    fc.assert(
      fc.property(point, point, fc.boolean(), (a, b, cut) => {
        expect(bowBetween(a, b, cut)).toEqual(bowBetween(b, a, cut))
      }),
    )
  })
})

describe('a dot', () => {
  it('has an area that follows the number of ties, between a smallest and a largest', () => {
    const scale = { smallest: 1, largest: 20, perTie: 1 }
    expect(radiusOf(16, scale)).toBe(2 * radiusOf(4, scale))
    expect(radiusOf(10_000, scale)).toBe(20)
  })

  it('gathers neighbours of one country, counts each tie once and is named after the busiest place', () => {
    const { dots } = world([
      [['c73065', 'bf-ouahigouya']],
      [['c59350', 'bf-ouahigouya']],
      [['c73065', 'bf-ouahigouya', 'bf-bango'], 'active'],
    ]).drawing
    const there = dots.find(({ country }) => country === 'BF')
    expect(there).toMatchObject({ name: 'bf-ouahigouya', places: 2, ties: 3 })
    expect(there?.byState).toEqual({ active: 1, suspended: 0, ended: 0, unknown: 2 })
  })

  it('never gathers two countries', () => {
    const { dots } = world([[['c59350', 'de-dortmund']]]).drawing
    expect(dots.map(({ country }) => country).sort()).toEqual(['DE', 'FR'])
  })
})

describe('threads', () => {
  it('of one state and one evidence between two dots are one, thicker', () => {
    const one = world([[chamberyOuahigouya]])
    const many = world([[chamberyOuahigouya], [chamberyOuahigouya], [chamberyOuahigouya]])
    expect(pathsOf(many)).toEqual(pathsOf(one))
    expect(one.drawing.threads[0]?.strands[0]?.weight).toBe(1)
    expect(many.drawing.threads[0]?.strands[0]?.weight).toBe(2)
  })

  it('of different state or evidence are never summed together', () => {
    const { threads } = world([
      [chamberyOuahigouya, 'active', 'bothParties'],
      [chamberyOuahigouya, 'active', 'oneParty'],
      [chamberyOuahigouya, 'suspended', 'oneParty'],
    ]).drawing
    expect(threads.map(({ state, evidence }) => `${state} ${evidence}`).sort()).toEqual([
      'active bothParties',
      'active oneParty',
      'suspended oneParty',
    ])
  })

  it('bear a knot unless only a list speaks for them', () => {
    const knots = (evidence: TieEvidence) =>
      world([[chamberyOuahigouya, 'unknown', evidence]]).drawing.threads[0]?.knots.length
    expect(knots('officialSource')).toBe(1)
    expect(knots('thirdParty')).toBe(0)
  })

  it('are open in the middle once the tie has ended', () => {
    expect(pathsOf(world([[chamberyOuahigouya, 'ended']]))[0]?.match(/M/g)).toHaveLength(2)
    expect(pathsOf(world([[chamberyOuahigouya, 'active']]))[0]?.match(/M/g)).toHaveLength(1)
  })

  it('bind three parties all around', () => {
    const drawn = world([[['c73065', 'bf-ouahigouya', 'sn-dakar']]])
    expect(pathsOf(drawn)[0]?.match(/M/g)).toHaveLength(3)
  })

  it('take the short way over the edge of the map', () => {
    const path = pathsOf(world([[['c98818', 'c98735']]]))[0] ?? ''
    const lengths = [...path.matchAll(/q-?\d+[ -]\d+ (-?\d+)/g)].map(([, dx]) => Math.abs(Number(dx)))
    expect(Math.max(...lengths)).toBeLessThan(500)
  })
})

describe('what cannot be drawn', () => {
  it('is counted: a tie with a party nobody could place', () => {
    const drawn = world([[chamberyOuahigouya], [['c73065', 'it-nowhere']]])
    expect(drawn.partial).toBe(1)
    expect(drawn.drawing.dots.map(({ country }) => country)).not.toContain('IT')
  })
})

describe('the ground', () => {
  it('is light: whole numbers only, and about twenty thousand letters', () => {
    const { land, borders, disputed } = world([]).drawing
    const all = land + borders + disputed
    expect(all).not.toContain('.')
    expect(all.length).toBeGreaterThan(10_000)
    expect(all.length).toBeLessThan(22_000)
  })

  it('tears no country at the edge', () => {
    const { land, width } = world([]).drawing
    const lines = land.split('M').map((line) => line.split('l')[1] ?? '')
    const steps = lines.flatMap((line) =>
      (line.match(/-?\d+/g) ?? []).filter((_, i) => i % 2 === 0).map((dx) => Math.abs(Number(dx))),
    )
    expect(steps.length).toBeGreaterThan(1000)
    expect(Math.max(...steps)).toBeLessThan(width / 4)
  })
})

describe('a closer map', () => {
  const close = (ties: Tie[], own?: string) => {
    const index = indexOf(ties)
    const place = own === undefined ? undefined : index.placeByKey.get(own)
    const mask = place === undefined ? matchTies(index, noFilters(), null) : maskOfPlaces(index, [place])
    return drawCloseMap(
      planeAt,
      { index, mask },
      { size: [480, 320], leastDegrees: 14, ...(place === undefined ? {} : { own: place }) },
    )
  }

  it('holds every end with a margin', () => {
    for (const { x, y, r } of close([[chamberyOuahigouya], [['c73065', 'de-dortmund']]]).drawing.dots) {
      expect(x - r).toBeGreaterThan(0)
      expect(x + r).toBeLessThan(480)
      expect(y - r).toBeGreaterThan(0)
      expect(y + r).toBeLessThan(320)
    }
  })

  it('shows only the ties of its authority, and keeps its dot apart', () => {
    const { dots } = close([[chamberyOuahigouya], [['c59350', 'sn-dakar']]], 'c73065').drawing
    expect(dots.map(({ key }) => key).sort()).toEqual(['bf-ouahigouya', 'c73065'])
  })

  it('stands in the Pacific for ties across it', () => {
    const { dots, width } = close([[['c98818', 'c98735']]]).drawing
    const [a, b] = dots.map(({ x }) => x)
    expect(Math.abs((a ?? 0) - (b ?? 0))).toBeLessThan(width)
    expect(dots).toHaveLength(2)
  })

  it('is left for the world where ties go all around it', () => {
    const index = indexOf([[['c73065', 'c98735']], [['c73065', 'c98818']]])
    expect(drawPartOfWorld(planeAt, { index, mask: matchTies(index, noFilters(), null) })).toBeNull()
  })
})
