import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { keepPerVersion } from '../../platform/db/per-version.ts'
import {
  dayOf,
  type Freshness,
  type FreshnessCount,
  judgeOrganisation,
  judgeTie,
  noCount,
  type OrganisationDates,
  type TieDates,
} from './rules.ts'

/** How fresh the ties of one country or région are. */
export type PlaceCoverage = { code: string; name: string; count: FreshnessCount; confirmed: number; ties: number }

/** How complete and fresh the whole is: ties with a French end, and authorities that have one. */
export type Coverage = {
  ties: { count: FreshnessCount; confirmed: number; total: number }
  organisations: { count: FreshnessCount; confirmed: number; owned: number; total: number }
  /** Ties whose beginning, state, type, themes are known. */
  known: { since: number; state: number; type: number; themes: number; dated: number }
  regions: PlaceCoverage[]
  countries: PlaceCoverage[]
}

type TieGroup = TieDates & { code: string; name: string; ties: number }

// Counted by what the rule looks at, so that the rule itself stands in one place.
async function tieGroups(ctx: Ctx, by: 'all' | 'country' | 'region'): Promise<TieGroup[]> {
  const dates = sql`t.confirmed_on as "confirmedOn", t.attested_year as "attestedYear"`
  const name = sql.ref<string>(`c.name_${ctx.locale}`)
  const key = sql.ref<string>(`c.name_key_${ctx.locale}`)
  const of = {
    all: sql<TieGroup>`select '' as code, '' as name, ${dates}, count(*) as ties from public_tie t where t.french
      group by t.confirmed_on, t.attested_year`,
    country: sql<TieGroup>`select c.iso2 as code, ${name} as name, ${dates}, count(distinct t.id) as ties
      from public_tie t join public_tie_end e on e.tie_id = t.id and e.country <> 'FR' join country c on c.iso2 = e.country
      where t.french group by c.iso2, t.confirmed_on, t.attested_year order by ${key}, c.iso2`,
    region: sql<TieGroup>`select r.key as code, r.name, ${dates}, count(distinct t.id) as ties
      from public_tie t join public_tie_end e on e.tie_id = t.id and e.region_key is not null
      join public_organisation r on r.key = e.region_key
      where t.french group by r.key, r.name, r.name_key, t.confirmed_on, t.attested_year order by r.name_key, r.key`,
  }
  return (await of[by].execute(ctx.db)).rows
}

function addUp(groups: readonly TieGroup[], today: string): PlaceCoverage[] {
  const places = new Map<string, PlaceCoverage>()
  for (const group of groups) {
    const place = places.get(group.code) ?? {
      code: group.code,
      name: group.name,
      count: noCount(),
      confirmed: 0,
      ties: 0,
    }
    place.count[judgeTie(group, today).level] += group.ties
    place.ties += group.ties
    if (group.confirmedOn) place.confirmed += group.ties
    places.set(group.code, place)
  }
  return [...places.values()]
}

async function organisationCoverage(ctx: Ctx, today: string): Promise<Coverage['organisations']> {
  const { rows } = await sql<OrganisationDates & { owned: number; n: number }>`
    select o.confirmed_on as "confirmedOn", o.status, o.register_on as "registerOn",
      count(*) filter (where o.owned) as owned, count(*) as n
    from public_organisation o
    where o.tie_count > 0 and (o.country = 'FR' or 'FR' = any(o.partner_countries))
    group by o.confirmed_on, o.status, o.register_on`.execute(ctx.db)
  const found = { count: noCount(), confirmed: 0, owned: 0, total: 0 }
  for (const row of rows) {
    found.count[judgeOrganisation(row, today).level] += row.n
    if (row.confirmedOn) found.confirmed += row.n
    found.owned += row.owned
    found.total += row.n
  }
  return found
}

async function knownFields(ctx: Ctx): Promise<Coverage['known']> {
  const { rows } = await sql<Coverage['known']>`select count(since_year) as since,
      count(*) filter (where state <> 'unknown') as state, count(*) filter (where type <> 'unknown') as type,
      count(*) filter (where cardinality(themes) > 0) as themes, count(attested_year) as dated
    from public_tie where french`.execute(ctx.db)
  return rows[0] ?? { since: 0, state: 0, type: 0, themes: 0, dated: 0 }
}

async function readCoverage(ctx: Ctx): Promise<Coverage> {
  const today = dayOf(ctx.now)
  const [all, regions, countries, organisations, known] = await Promise.all([
    tieGroups(ctx, 'all'),
    tieGroups(ctx, 'region'),
    tieGroups(ctx, 'country'),
    organisationCoverage(ctx, today),
    knownFields(ctx),
  ])
  const whole = addUp(all, today)[0]
  return {
    ties: { count: whole?.count ?? noCount(), confirmed: whole?.confirmed ?? 0, total: whole?.ties ?? 0 },
    organisations,
    known,
    regions: addUp(regions, today),
    countries: addUp(countries, today),
  }
}

const coverageOfDay = keepPerVersion(
  (ctx: Ctx, _today: string) => readCoverage(ctx),
  (today) => today,
)

/** How complete and fresh the whole is, per country and per région; a day changes it as a new version does. */
export function getCoverage(ctx: Ctx): Promise<Coverage> {
  return coverageOfDay(ctx, dayOf(ctx.now))
}

/** How fresh one record is, who confirmed it last, and whether an organisation looks after it. */
export type RecordFreshness = { freshness: Freshness; confirmedBy: string[]; owned: boolean }

/** The freshness of a public authority. */
export async function getOrganisationFreshness(ctx: Ctx, id: string): Promise<RecordFreshness | null> {
  const { rows } = await sql<OrganisationDates & { owned: boolean; name: string }>`
    select o.confirmed_on as "confirmedOn", o.status, o.register_on as "registerOn", o.owned, o.name
    from public_organisation o where o.id = ${id}`.execute(ctx.db)
  const [row] = rows
  if (!row) return null
  const freshness = judgeOrganisation(row, dayOf(ctx.now))
  return { freshness, confirmedBy: row.confirmedOn ? [row.name] : [], owned: row.owned }
}

/** The freshness of a public tie; those who confirmed it are named, the last one first. */
export async function getTieFreshness(ctx: Ctx, id: string): Promise<RecordFreshness | null> {
  const { rows } = await sql<TieDates & { owned: boolean; confirmedBy: string[] }>`
    select t.confirmed_on as "confirmedOn", t.attested_year as "attestedYear",
      exists (select from public_tie_end e join public_organisation o on o.id = e.organisation_id
        where e.tie_id = t.id and o.owned) as owned,
      t.confirmed_by as "confirmedBy"
    from public_tie t where t.id = ${id}`.execute(ctx.db)
  const [row] = rows
  if (!row) return null
  return { freshness: judgeTie(row, dayOf(ctx.now)), confirmedBy: row.confirmedBy, owned: row.owned }
}
