import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { testContext } from '../../tests/db.ts'
import { loadSmallRegister } from '../../tests/factories.ts'
import { publishOrganisations } from './publish.server.ts'
import {
  findOrganisationByKey,
  listChildren,
  listNeighbours,
  listOrganisationsNamed,
  type OrganisationDetail,
} from './queries.server.ts'

let ctx: Ctx

beforeAll(async () => {
  ctx = await testContext()
  await loadSmallRegister(ctx)
  await publishOrganisations(ctx)
})

async function getByKey(key: string): Promise<OrganisationDetail> {
  const found = await findOrganisationByKey(ctx, key)
  if (!found || !('organisation' in found)) throw new Error(`no ${key}`)
  return found.organisation
}

const keys = (list: { key: string }[]) => list.map((item) => item.key)

describe('findOrganisationByKey', () => {
  it('tells the parents from the nearest to the largest', async () => {
    expect(keys((await getByKey('c92050')).parents)).toEqual(['e200057982', 'e200054781', 'd92', 'r11'])
    expect(keys((await getByKey('c2A004')).parents)).toEqual(['e242010056', 'r94'])
    expect((await getByKey('r94')).parents).toEqual([])
  })

  it('tells the population with its year and the source with its licence', async () => {
    expect(await getByKey('c73065')).toMatchObject({
      population: 59_964,
      populationYear: 2023,
      pointPrecision: 'place',
      source: { code: 'decoupage-administratif', licence: 'etalab-2.0' },
    })
  })

  it('counts who stands under it, itself left out', async () => {
    expect((await getByKey('e200046977')).members).toEqual([{ tier: 'commune', count: 1 }])
    expect((await getByKey('c73065')).members).toEqual([])
    expect((await getByKey('r84')).members).toContainEqual({ tier: 'departement', count: 3 })
  })

  it('leads from a territory without an authority of its own to the one that holds it', async () => {
    expect(await findOrganisationByKey(ctx, 'd2A')).toEqual({
      movedTo: { key: 'r94', name: 'Corse', tier: 'region', country: 'FR' },
    })
    expect(await findOrganisationByKey(ctx, 'c75101')).toMatchObject({ movedTo: { key: 'c75056' } })
    expect(await findOrganisationByKey(ctx, 'c59248')).toMatchObject({ movedTo: { key: 'c59183' } })
  })

  it('leads from a dissolved authority to its successor, and keeps one without', async () => {
    const dissolve = (key: string) =>
      ctx.db.updateTable('public_organisation').set({ status: 'dissolved' }).where('key', '=', key).execute()
    const chambery = await getByKey('c73065')
    await dissolve('c73065')
    expect((await getByKey('c73065')).status).toBe('dissolved')
    await ctx.db
      .insertInto('organisation_key_redirect')
      .values({ old_key: 'c73065', organisation_id: (await getByKey('c69123')).id })
      .execute()
    expect(await findOrganisationByKey(ctx, 'c73065')).toMatchObject({ movedTo: { key: 'c69123' } })
    await ctx.db.deleteFrom('organisation_key_redirect').where('old_key', '=', 'c73065').execute()
    await publishOrganisations(ctx, { ids: [chambery.id] })
  })

  it('answers nothing for a key nobody has', async () => {
    expect(await findOrganisationByKey(ctx, 'c00000')).toBeNull()
    expect(await findOrganisationByKey(ctx, "'; drop table organisation; --")).toBeNull()
  })
})

describe('lists around an authority', () => {
  it('lists who stands under it, by tier', async () => {
    expect(keys(await listChildren(ctx, 'e200057982'))).toEqual(['c92050', 'c92073'])
    expect(keys(await listChildren(ctx, 'r84', { tier: 'departement' }))).toEqual(['d38', 'd69', 'd73'])
    expect(await listChildren(ctx, 'c73065')).toEqual([])
    expect(await listChildren(ctx, 'nobody')).toEqual([])
  })

  it('lists the nearest of its tier that have ties', async () => {
    expect(await listNeighbours(ctx, 'c92050')).toEqual([])
    await ctx.db
      .updateTable('public_organisation')
      .set({ tie_count: 1 })
      .where('key', 'in', ['c92073', 'c75056', 'd93', 'c97209'])
      .execute()
    const found = await listNeighbours(ctx, 'c92050')
    expect(keys(found)).toEqual(['c92073', 'c75056'])
    expect(found[0]?.km).toBeLessThan(5)
  })

  it('says where a distance is approximate, and measures none from the middle of a département', async () => {
    const place = (key: string, precision: string) =>
      ctx.db.updateTable('public_organisation').set({ point_precision: precision }).where('key', '=', key).execute()
    await place('c92050', 'place')
    await place('c92073', 'epci')
    await place('c75056', 'departement')
    const found = await listNeighbours(ctx, 'c92050')
    expect(found.map(({ key, approximate }) => [key, approximate])).toEqual([['c92073', true]])
    await place('c92050', 'departement')
    expect(await listNeighbours(ctx, 'c92050')).toEqual([])
  })

  it('lists homonyms, however they are written', async () => {
    expect(keys(await listOrganisationsNamed(ctx, 'Ste Colombe'))).toEqual(['c69189', 'c77404'])
    expect(keys(await listOrganisationsNamed(ctx, 'Dunkirk'))).toEqual(['c59183'])
  })
})
