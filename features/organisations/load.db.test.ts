import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { testContext } from '../../tests/db.ts'
import { loadSmallRegister, sampleKeys } from '../../tests/factories.ts'
import { loadReferenceData } from './load.server.ts'

let ctx: Ctx

beforeAll(async () => {
  ctx = await testContext()
  await loadSmallRegister(ctx)
})

const find = (key: string) =>
  ctx.db.selectFrom('organisation').selectAll().where('key', '=', key).executeTakeFirstOrThrow()

/** Which version of each row stands in the table: it changes as soon as anything is written. */
async function rowVersions(table: string): Promise<string[]> {
  const found = await sql<{
    version: string
  }>`select xmin::text || ctid::text as version from ${sql.table(table)}`.execute(ctx.db)
  return found.rows.map((row) => row.version).sort()
}

async function forgetDigest(name: string): Promise<void> {
  await ctx.db.updateTable('seed_load').set({ digest: 'older' }).where('name', '=', name).execute()
}

describe('the reference data', () => {
  it('holds the chosen authorities and those above them', async () => {
    const keys = (await ctx.db.selectFrom('organisation').select('key').execute()).map((row) => row.key)
    expect(keys).toEqual(expect.arrayContaining([...sampleKeys, 'e200069110', 'd73', 'r84', 'r94', 'd6AE', 'd987']))
    expect(keys).not.toContain('c13055')
  })

  it('gives a town its codes, its people with their year, its parents and its point', async () => {
    const chambery = await find('c73065')
    expect(chambery).toMatchObject({
      name: 'Chambéry',
      name_key: 'chambery',
      siren: '217300656',
      insee_code: '73065',
      postal_codes: ['73000'],
      population: 59_964,
      population_year: 2023,
      point_precision: 'place',
      departement_id: (await find('d73')).id,
      region_id: (await find('r84')).id,
      epci_id: (await find('e200069110')).id,
    })
    const place = await ctx.db
      .selectFrom('place')
      .select('name')
      .where('id', '=', chambery.place_id ?? 0)
      .executeTakeFirst()
    expect(place?.name).toBe('Chambéry')
  })

  it('gives islands far away their own point', async () => {
    expect((await find('d977')).lat).toBeCloseTo(17.9, 1)
  })

  it('knows the DAC group of a country by year, and not for years nobody stated', async () => {
    const groups = async (country: string) =>
      Object.fromEntries(
        (
          await ctx.db
            .selectFrom('country_income_group')
            .select(['year', 'income_group'])
            .where('country', '=', country)
            .where('year', '>=', 2023)
            .execute()
        ).map((row) => [row.year, row.income_group]),
      )
    expect(await groups('SN')).toEqual({ 2023: 'ldc', 2024: 'ldc', 2025: 'ldc', 2026: 'ldc' })
    expect(await groups('ST')).toEqual({ 2024: 'ldc', 2025: 'lmic', 2026: 'lmic' })
    expect(await groups('FR')).toEqual({ 2026: 'notListed' })
  })

  it('names disputed places from the one reviewed list, the country table included', async () => {
    const jerusalem = await ctx.db
      .selectFrom('disputed_place')
      .selectAll()
      .where('code', '=', 'jerusalem')
      .executeTakeFirstOrThrow()
    expect(jerusalem).toMatchObject({ country: null, accepted_countries: [], name_fr: 'Jérusalem' })
    const names = await ctx.db
      .selectFrom('country')
      .select(['iso2', 'name_fr', 'name_en'])
      .where('iso2', 'in', ['PS', 'FK'])
      .execute()
    expect(names).toContainEqual({
      iso2: 'FK',
      name_fr: 'Îles Falkland (Malvinas)',
      name_en: 'Falkland Islands (Malvinas)',
    })
  })
})

describe('loading again', () => {
  it('does nothing when no file changed', async () => {
    const tables = [
      'organisation',
      'organisation_alias',
      'country',
      'country_label',
      'place',
      'organisation_key_redirect',
    ]
    const before = await Promise.all(tables.map(rowVersions))
    const steps: (string | null)[] = []
    expect(await loadReferenceData(ctx, ({ step }) => steps.push(step))).toEqual([])
    expect(steps.at(-1)).toBeNull()
    expect(await Promise.all(tables.map(rowVersions))).toEqual(before)
  })

  it('of a changed file writes only what differs, under the same ids', async () => {
    const lyon = await find('c69123')
    await ctx.db
      .updateTable('organisation')
      .set({ population: 1, population_year: 2016 })
      .where('key', '=', 'c69123')
      .execute()
    const before = await rowVersions('organisation')
    for (const name of ['countries', 'gazetteer', 'register']) await forgetDigest(name)
    await loadSmallRegister(ctx)
    expect(await find('c69123')).toMatchObject({ id: lyon.id, population: 519_127, population_year: 2023 })
    const after = await rowVersions('organisation')
    expect(after.filter((version) => !before.includes(version))).toHaveLength(1)
  })

  it('keeps an authority that left the register, as dissolved', async () => {
    const source = await ctx.db
      .selectFrom('source')
      .select('id')
      .where('code', '=', 'decoupage-administratif')
      .executeTakeFirstOrThrow()
    const { id: _, ...chambery } = await find('c73065')
    const gone = {
      ...chambery,
      id: '0195c0de-0000-7000-8000-000000000001',
      key: 'c73999',
      siren: null,
      source_id: source.id,
    }
    await ctx.db.insertInto('organisation').values(gone).execute()
    await forgetDigest('register')
    await loadSmallRegister(ctx)
    expect((await find('c73999')).status).toBe('dissolved')
    expect((await find('c73065')).status).toBe('inForce')
  })

  it('keeps the id of a place that stays in the gazetteer and drops one that left', async () => {
    const timbuktu = await ctx.db
      .selectFrom('place')
      .selectAll()
      .where('name', '=', 'Timbuktu')
      .executeTakeFirstOrThrow()
    await ctx.db
      .insertInto('place')
      .values({ ...timbuktu, id: 999_999, name: 'Nowhere', name_key: 'nowhere' })
      .execute()
    await forgetDigest('gazetteer')
    await loadSmallRegister(ctx)
    expect(await ctx.db.selectFrom('place').select('id').where('name', '=', 'Timbuktu').execute()).toEqual([
      { id: timbuktu.id },
    ])
    expect(await ctx.db.selectFrom('place').select('id').where('name', '=', 'Nowhere').execute()).toEqual([])
  })
})
