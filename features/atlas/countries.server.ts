import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { keepPerVersion } from '../../platform/db/per-version.ts'
import { type TieEvidence, type TieState, tieEvidences, tieStates } from '../partnerships/schema.ts'
import type { TieCount } from './panorama.server.ts'

/** DAC income group of a country in a year (OECD list of ODA recipients of that year). */
export type IncomeGroup = { year: number; incomeGroup: string; source: string }

/** A country as lists show it; counts are of ties with a French end. */
export type CountryRow = {
  code: string
  name: string
  nameKey: string
  worldRegion: string | null
  worldRegionName: string | null
  continent: string | null
  ties: number
} & Record<TieState, number> &
  Record<TieEvidence, number>

/** A country's page: names, region, income group by year, disputed places, counts. */
export type Country = {
  code: string
  iso3: string | null
  m49: string | null
  name: string
  names: { fr: string; en: string; es: string; ar: string }
  worldRegion: { m49: string; name: string } | null
  continent: { m49: string; name: string } | null
  lon: number | null
  lat: number | null
  incomeGroups: IncomeGroup[]
  disputed: { code: string; name: string; note: string; reviewedOn: string }[]
  counts: TieCount[]
  authorities: { here: number; there: number; toBeConfirmed: number }
}

const label = (ctx: Ctx, column: string) => sql.ref<string>(`${column}_${ctx.locale}`)

async function readCountries(ctx: Ctx, options: { everyone?: boolean } = {}): Promise<CountryRow[]> {
  const found = await sql<CountryRow>`
    select c.iso2 as code, ${label(ctx, 'c.name')} as name, ${label(ctx, 'c.name_key')} as "nameKey",
      c.world_region_m49 as "worldRegion", ${label(ctx, 'r.name')} as "worldRegionName", r.parent_m49 as continent,
      coalesce(sum(n.ties), 0)::bigint as ties,
      ${sql.join(tieStates.map((one) => tiesWhere('n.state', one)))},
      ${sql.join(tieEvidences.map((one) => tiesWhere('n.evidence', one)))}
    from country c
    left join world_region r on r.m49 = c.world_region_m49
    left join public_tie_count n on n.country = c.iso2 and n.french
    group by c.iso2, r.m49
    having ${options.everyone ? sql`true` : sql`sum(n.ties) > 0`}
    order by ${label(ctx, 'c.name_key')}, c.iso2`.execute(ctx.db)
  return found.rows
}

const tiesWhere = (column: string, value: string) =>
  sql`coalesce(sum(n.ties) filter (where ${sql.ref(column)} = ${value}), 0)::bigint as ${sql.ref(value)}`

/**
 * Countries with a tie to France (or all, with `everyone`), in the order of their names, with their ties counted by
 * state and, apart from it, by evidence.
 */
export const listCountries = keepPerVersion(readCountries, ({ everyone } = {}) => (everyone ? 'everyone' : ''), 2)

async function countryFacts(ctx: Ctx, code: string) {
  const found = await sql<Omit<Country, 'incomeGroups' | 'disputed' | 'counts' | 'authorities'>>`
    select c.iso2 as code, c.iso3, c.m49, ${label(ctx, 'c.name')} as name,
      json_build_object('fr', c.name_fr, 'en', c.name_en, 'es', c.name_es, 'ar', c.name_ar) as names,
      case when r.m49 is not null then json_build_object('m49', r.m49, 'name', ${label(ctx, 'r.name')}) end as "worldRegion",
      case when p.m49 is not null then json_build_object('m49', p.m49, 'name', ${label(ctx, 'p.name')}) end as continent,
      c.lon, c.lat
    from country c
    left join world_region r on r.m49 = c.world_region_m49
    left join world_region p on p.m49 = r.parent_m49
    where c.iso2 = ${code}`.execute(ctx.db)
  return found.rows[0] ?? null
}

/**
 * Authorities with a tie between France and a country, at both ends. Every tie of a French authority has a French end:
 * in France itself, all that have a tie count.
 */
async function countAuthorities(ctx: Ctx, code: string): Promise<Country['authorities']> {
  const linkedTo = (other: string) => (code === 'FR' ? sql`true` : sql`${other} = any(partner_countries)`)
  // One country at a time: each is a short stretch of the index by country and number of ties.
  const found = await sql<Country['authorities']>`select
      (select count(*) from public_organisation
        where country = 'FR' and tie_count > 0 and ${linkedTo(code)}) as here,
      count(*) as there, count(*) filter (where status = 'toBeConfirmed') as "toBeConfirmed"
    from public_organisation where country = ${code} and tie_count > 0 and ${linkedTo('FR')}`.execute(ctx.db)
  return found.rows[0] ?? { here: 0, there: 0, toBeConfirmed: 0 }
}

async function readCountry(ctx: Ctx, code: string): Promise<Country | null> {
  const facts = await countryFacts(ctx, code)
  if (!facts) return null
  const [incomeGroups, disputed, counts, authorities] = await Promise.all([
    sql<IncomeGroup>`select year, income_group as "incomeGroup", source from country_income_group
      where country = ${code} order by year desc`.execute(ctx.db),
    sql<Country['disputed'][number]>`select code, ${label(ctx, 'name')} as name, ${label(ctx, 'note')} as note,
      reviewed_on as "reviewedOn" from disputed_place where country = ${code} or ${code} = any(accepted_countries)
      order by code`.execute(ctx.db),
    sql<TieCount>`select type, state, evidence, ties from public_tie_count
      where country = ${code} and french order by ties desc, type, state, evidence`.execute(ctx.db),
    countAuthorities(ctx, code),
  ])
  return {
    ...facts,
    incomeGroups: incomeGroups.rows,
    disputed: disputed.rows,
    counts: counts.rows,
    authorities,
  }
}

const keepCountry = keepPerVersion(readCountry, (code) => code, 250)

/** A country by its ISO 3166-1 alpha-2 code in any case, or null. */
export async function findCountry(ctx: Ctx, iso2: string): Promise<Country | null> {
  const code = iso2.toUpperCase()
  return /^[A-Z]{2}$/.test(code) ? keepCountry(ctx, code) : null
}

/** Countries called so in either language, and those with ties whose name begins so or looks alike; for the search page. */
export async function searchCountries(
  ctx: Ctx,
  nameKey: string,
): Promise<{ code: string; name: string; ties: number }[]> {
  if (nameKey.length < 2) return []
  const likeness = sql`greatest(similarity(c.name_key_fr, ${nameKey}), similarity(c.name_key_en, ${nameKey}))`
  const found = await sql<{ code: string; name: string; ties: number }>`
    select c.iso2 as code, ${label(ctx, 'c.name')} as name, n.ties
    from country c cross join lateral (
      select coalesce(sum(n.ties), 0)::bigint as ties from public_tie_count n where n.country = c.iso2 and n.french) n
    where ${nameKey} in (c.name_key_fr, c.name_key_en)
      or (n.ties > 0 and (c.name_key_fr like ${`${nameKey}%`} or c.name_key_en like ${`${nameKey}%`}
        or (length(${nameKey}) >= 4 and ${likeness} > 0.5)))
    order by ${likeness} desc, c.iso2
    limit 3`.execute(ctx.db)
  return found.rows
}
