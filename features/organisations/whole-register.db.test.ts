import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { readSeed, splitList } from '../../db/read-seed.ts'
import type { Ctx } from '../../platform/context.ts'
import { testContext } from '../../tests/db.ts'
import { loadReferenceData } from './load.server.ts'
import { publishOrganisations } from './publish.server.ts'

let ctx: Ctx

beforeAll(async () => {
  ctx = await testContext()
  await loadReferenceData(ctx)
  await publishOrganisations(ctx)
}, 180_000)

async function countBy(column: string, table: string): Promise<Record<string, number>> {
  const found = await sql<{ value: string; count: number }>`
    select ${sql.ref(column)} as value, count(*) as count from ${sql.table(table)} group by 1 order by 1`.execute(
    ctx.db,
  )
  return Object.fromEntries(found.rows.map((row) => [row.value, row.count]))
}

it('holds the whole register, every authority published', async () => {
  const tiers = { commune: 34_958, epci: 1_255, ept: 11, departement: 94, region: 18, overseasAuthority: 6 }
  expect(await countBy('tier', 'organisation')).toEqual(tiers)
  expect(await countBy('tier', 'public_organisation')).toEqual(tiers)
})

it('holds the whole gazetteer', async () => {
  const found = await sql<{ places: number; countries: number }>`
    select count(*) as places, count(distinct country) as countries from place`.execute(ctx.db)
  expect(found.rows).toEqual([{ places: 171_075, countries: 246 }])
})

it('gives every authority a point, and says how it was found', async () => {
  const precisions = await countBy('point_precision', 'organisation')
  expect(precisions.null).toBeUndefined()
  expect(precisions.place).toBeGreaterThan(8_200)
  const far = await sql<{ share: number }>`
    select sum(population) filter (where point_precision in ('place', 'formerName', 'given')) / sum(population)::float8 as share
    from organisation where tier = 'commune'`.execute(ctx.db)
  expect(far.rows[0]?.share).toBeGreaterThan(0.83)
})

it('puts French points in France, overseas ones overseas', async () => {
  const astray = await sql<{ key: string }>`
    select key from organisation where country = 'FR' and length(departement_code) = 2
      and not (lon between -5.2 and 9.7 and lat between 41.3 and 51.2)
    union all select key from organisation where departement_code = '974' and not (lon between 55 and 56 and lat between -22 and -20)
    union all select key from organisation where departement_code = '987' and not (lon between -155 and -134 and lat between -28 and -7)`.execute(
    ctx.db,
  )
  expect(astray.rows).toEqual([])
})

it('keeps points of a commune within reach of its neighbours', async () => {
  const apart = await sql<{ key: string; km: number }>`
    select o.key from organisation o join organisation e on e.id = o.epci_id
    where o.tier = 'commune' and o.departement_code not in ('987', '988', '973')
      and (abs(o.lat - e.lat) > 0.9 or abs(o.lon - e.lon) > 1.2)`.execute(ctx.db)
  expect(apart.rows).toEqual([])
})

it('names in other names of places only places there are', async () => {
  const lost = await sql<{ country: string; name_key: string }>`
    select a.country, a.name_key from place_alias a
    where not exists (select 1 from place p where p.country = a.country and p.name_key = a.name_key)`.execute(ctx.db)
  expect(lost.rows).toEqual([])
})

it('finds every authority our own lists name', async () => {
  const lists = await Promise.all([
    readSeed('authority-places', ['key', 'place_name', 'lon', 'lat']),
    readSeed('authority-aliases', ['key', 'alias', 'reason']),
    readSeed('siren-departements-regions', ['key', 'siren']),
    readSeed('mentions', [
      'code',
      'year',
      'text_fr',
      'text_en',
      'source',
      'page_title',
      'page_url',
      'organisation_keys',
    ]),
  ])
  const named = lists.flatMap((list) =>
    list.rows.flatMap((row) => ('key' in row ? [row.key] : splitList(row.organisation_keys))),
  )
  const known = new Set((await ctx.db.selectFrom('organisation').select('key').execute()).map((row) => row.key))
  expect(named.filter((key) => !known.has(key))).toEqual([])
})
