import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { getDataVersion, raiseDataVersion } from '../../platform/db/data-version.ts'
import { makeTie, makeWorld } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { type AtlasFilters, noFilters } from './filters.ts'
import { getCountryMap, getOrganisationMap, getTieMap, getTiesMap, getWorldMap } from './map.server.ts'
import { getShareImage } from './share-image.server.ts'
import { countTies, listTies } from './ties.server.ts'
import { getPlaceTile, getThreads, listCellPlaces } from './tiles.server.ts'

let ctx: Ctx
let world: Awaited<ReturnType<typeof makeWorld>>

beforeAll(async () => {
  ctx = await testContext()
  world = await makeWorld(ctx)
})

const asking = (some: Partial<AtlasFilters>): AtlasFilters => ({ ...noFilters(), ...some })
const version = async () => (await getDataVersion(ctx)).version

describe('the map', () => {
  it.each<Partial<AtlasFilters>>([
    {},
    { scope: 'all' },
    { country: ['BF'] },
    { country: ['BF', 'IT'] },
    { country: ['DE'], scope: 'all' },
    { region: ['r84'] },
    { departement: ['d73'] },
    { region: ['r84'], country: ['BF'] },
    { state: ['suspended'] },
    { state: ['ended', 'suspended'] },
    { evidence: ['officialSource'] },
    { type: ['decentralisedCooperation'] },
    { theme: ['health'] },
    { theme: ['peace'] },
    { tier: ['municipality'] },
    { size: ['50000to200000'] },
    { size: ['unknown'], country: ['IT'] },
    { q: 'chamb' },
    { q: 'dortmund', scope: 'all' },
    { q: 'nobody at all' },
  ])('counts the same ties as the list of ties: %o', async (some) => {
    expect((await getWorldMap(ctx, asking(some))).total.ties).toBe(
      (await listTies(ctx, asking(some), { limit: 9999 })).rows.length,
    )
  })

  it('leaves out a tie in discreet mode', async () => {
    const { drawing } = await getWorldMap(ctx, asking({ country: ['DE'] }))
    const german = drawing.dots.filter(({ country }) => country === 'DE')
    expect(german.map(({ ties }) => ties)).toEqual([1])
  })

  it('counts state and evidence apart, and each country of a tie', async () => {
    const { countries, total } = await getWorldMap(ctx, asking({ departement: ['d73'] }))
    expect(total.byState).toEqual({ active: 0, suspended: 1, ended: 1, unknown: 2 })
    expect(total.byEvidence).toEqual({ bothParties: 0, oneParty: 0, officialSource: 1, thirdParty: 3 })
    expect(countries.find(({ code }) => code === 'IT')?.ties).toBe(3)
  })

  it('says how many ties have a party without a point', async () => {
    expect((await getWorldMap(ctx, asking({ departement: ['d73'] }))).partial).toBe(1)
  })

  it('offers choices counted with all other filters on but their own', async () => {
    const { choices } = await getWorldMap(ctx, asking({ state: ['ended'], departement: ['d73'] }))
    expect(choices.state).toEqual({ active: 0, suspended: 1, ended: 1, unknown: 2 })
    expect(choices.type.twinning).toBe(1)
  })

  it('shows French ends by département, and the Pacific beside France in Europe', async () => {
    const { france } = await getWorldMap(ctx, noFilters())
    expect(france.mainland.dots.map(({ departement }) => departement)).toEqual(['d73'])
    const withTies = france.overseas.filter(({ drawing }) => drawing.dots.length > 0).map(({ code }) => code)
    expect(withTies.sort()).toEqual(['nouvelleCaledonie', 'polynesie'])
  })

  it('is drawn again once data have changed', async () => {
    const before = await getWorldMap(ctx, asking({ country: ['DE'], scope: 'all' }))
    await makeTie(ctx, { parties: [world.noumea, world.dortmund] })
    await publishTies(ctx)
    await raiseDataVersion(ctx)
    const after = await getWorldMap(ctx, asking({ country: ['DE'], scope: 'all' }))
    expect(after.version).toBeGreaterThan(before.version)
    expect(after.total.ties).toBe(before.total.ties + 1)
  })
})

describe('a small map', () => {
  it('shows an authority and its partners', async () => {
    const map = await getOrganisationMap(ctx, world.ouahigouya.key)
    expect(map?.drawing.dots.map(({ key }) => key).sort()).toEqual(['bf-ouahigouya', 'c73065'])
    expect(map).toMatchObject({ ties: 1, partial: 0 })
  })

  it('shows the ties of a country with France only', async () => {
    const map = await getCountryMap(ctx, 'it')
    expect(map?.drawing.dots.map(({ country }) => country)).toContain('IT')
    expect(map?.ties).toBe(await countTies(ctx, asking({ country: ['IT'] })))
  })

  it('shows the ends of a tie, and nothing of a hidden or unknown one', async () => {
    const some = await getTiesMap(ctx, [world.ties.cooperation, world.ties.discreet], world.ouahigouya.key)
    expect([some?.ties, some?.drawing.dots.length]).toEqual([1, 2])
    expect(await getTiesMap(ctx, [], world.ouahigouya.key)).toBeNull()
    expect((await getTieMap(ctx, world.ties.cooperation))?.drawing.dots).toHaveLength(2)
    expect(await getTieMap(ctx, world.ties.discreet)).toBeNull()
    expect(await getTieMap(ctx, '00000000-0000-7000-8000-000000000000')).toBeNull()
  })

  it('is nothing where no place is known', async () => {
    expect(await getOrganisationMap(ctx, 'c00000')).toBeNull()
  })
})

describe('tiles', () => {
  const tile = { zoom: 0, x: 0, y: 0 }

  it('answer at the present version and send others there', async () => {
    const present = await version()
    const found = await getPlaceTile(ctx, { version: present, filters: noFilters() }, tile)
    expect('value' in found && found.value?.byteLength).toBeGreaterThan(50)
    expect(await getPlaceTile(ctx, { version: present - 1, filters: noFilters() }, tile)).toEqual({ current: present })
  })

  it('hold nothing that the filters leave out', async () => {
    const question = { version: await version(), filters: asking({ theme: ['peace'] }) }
    expect(await getPlaceTile(ctx, question, tile)).toEqual({ value: null })
  })

  it.each([
    [{ zoom: 10, x: 0, y: 0 }],
    [{ zoom: 1, x: 2, y: 0 }],
    [{ zoom: 1, x: 0, y: -1 }],
    [{ zoom: Number.NaN, x: 0, y: 0 }],
  ])('outside the world are refused: %o', async (outside) => {
    const question = { version: await version(), filters: noFilters() }
    await expect(getPlaceTile(ctx, question, outside)).rejects.toMatchObject({ reason: 'tile_not_found' })
  })

  it('tell the threads of a chosen place, a hidden one not among them', async () => {
    const found = await getThreads(ctx, { version: await version(), filters: noFilters() }, 'c73065')
    const ids = 'value' in found ? found.value.ties.map(({ id }) => id) : []
    expect(ids).toContain(world.ties.cooperation)
    expect(ids).not.toContain(world.ties.discreet)
    expect(
      'value' in found && found.value.ties.flatMap(({ others }) => others).find(({ key }) => key === 'it-nowhere')?.at,
    ).toBeNull()
    const unknown = getThreads(ctx, { version: await version(), filters: noFilters() }, 'c00000')
    await expect(unknown).rejects.toMatchObject({ reason: 'organisation_not_found' })
  })

  it('list the places of a cell', async () => {
    const question = { version: await version(), filters: asking({ country: ['BF'] }) }
    const keys: string[] = []
    for (let cell = 0; cell < 4 ** 5; cell++) {
      const found = await listCellPlaces(ctx, question, tile, cell)
      if ('value' in found) keys.push(...found.value.places.map(({ key }) => key))
    }
    expect(keys.sort()).toEqual(['bf-ouahigouya', 'c73065'])
  })
})

describe('the card shared with a page', () => {
  it.each([
    ['home', 'home'],
    ['authority', 'c73065'],
    ['authority', 'it-nowhere'],
    ['country', 'bf'],
  ] as const)('is a PNG of 1200 by 630 for %s %s', async (kind, key) => {
    const png = Buffer.from(await getShareImage(ctx, kind, key))
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
  })

  it('exists for a public tie, and not for a hidden one or what nobody knows', async () => {
    expect((await getShareImage(ctx, 'tie', world.ties.cooperation)).byteLength).toBeGreaterThan(10_000)
    await expect(getShareImage(ctx, 'tie', world.ties.discreet)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getShareImage(ctx, 'authority', 'c00000')).rejects.toMatchObject({ code: 'not_found' })
    await expect(getShareImage(ctx, 'country', 'zz')).rejects.toMatchObject({ code: 'not_found' })
  })
})
