import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { keepPerVersion } from '../../platform/db/per-version.ts'
import type { Theme, TieEvidence, TieState, TieType } from '../partnerships/schema.ts'
import { noFilters } from './filters.ts'
import { listTies, type TieRow } from './ties.server.ts'

/** Ties counted by state and evidence, never summed across evidence (domain §3.6). */
export type TieCount = { state: TieState; evidence: TieEvidence; type: TieType; ties: number }

/** The figures of the whole atlas, each of which leads to its list. */
export type Panorama = {
  version: number
  changedAt: Date
  counts: TieCount[]
  themes: { theme: Theme; ties: number }[]
  /** Authorities of the register, and those a tie is known of. */
  french: { authorities: number; withTies: number }
  /** Authorities abroad that have a tie with a French one, and those not yet confirmed as authorities. */
  abroad: { authorities: number; toBeConfirmed: number; countries: number }
  sinceYears: { first: number | null; known: number }
  newest: TieRow[]
  sources: {
    code: string
    name: string
    url: string | null
    licence: string
    attribution: string
    retrievedOn: string | null
    ties: number
  }[]
}

async function authorityFigures(ctx: Ctx) {
  const found = await sql<{
    authorities: number
    withTies: number
    abroad: number
    toBeConfirmed: number
    countries: number
  }>`select
      count(*) filter (where country = 'FR') as authorities,
      count(*) filter (where country = 'FR' and tie_count > 0) as "withTies",
      count(*) filter (where country <> 'FR' and 'FR' = any(partner_countries)) as abroad,
      count(*) filter (where country <> 'FR' and 'FR' = any(partner_countries) and status = 'toBeConfirmed') as "toBeConfirmed",
      (select count(distinct c.country) from public_tie_count c where c.french and c.country <> 'FR') as countries
    from public_organisation`.execute(ctx.db)
  const row = found.rows[0] ?? { authorities: 0, withTies: 0, abroad: 0, toBeConfirmed: 0, countries: 0 }
  return {
    french: { authorities: row.authorities, withTies: row.withTies },
    abroad: { authorities: row.abroad, toBeConfirmed: row.toBeConfirmed, countries: row.countries },
  }
}

/** The sources ties of the atlas come from, with how many each names. */
export async function listTieSources(ctx: Ctx): Promise<Panorama['sources']> {
  const found = await sql<Panorama['sources'][number]>`
    select s.code, s.name, s.url, s.licence, s.attribution, s.retrieved_on as "retrievedOn",
      sum(t.ties)::bigint as ties
    from (select sources, count(*) as ties from public_tie group by sources) t
    cross join lateral unnest(t.sources) named (code) join source s on s.code = named.code
    group by s.id order by 7 desc, s.code`.execute(ctx.db)
  return found.rows
}

async function readPanorama(ctx: Ctx): Promise<Panorama> {
  const [version, counts, themes, authorities, since, newest, sources] = await Promise.all([
    ctx.db.selectFrom('data_version').select(['version', 'changed_at as changedAt']).executeTakeFirstOrThrow(),
    sql<TieCount>`select type, state, evidence, ties from public_tie_count
      where country is null and french order by ties desc, type, state, evidence`.execute(ctx.db),
    sql<{ theme: Theme; ties: number }>`select theme, sum(t.ties)::bigint as ties
      from (select themes, count(*) as ties from public_tie where french group by themes) t, unnest(t.themes) theme
      group by 1 order by 2 desc, 1`.execute(ctx.db),
    authorityFigures(ctx),
    sql<{ first: number | null; known: number }>`
      select min(since_year) as first, count(since_year) as known from public_tie where french`.execute(ctx.db),
    listTies(ctx, noFilters(), { limit: 6 }),
    listTieSources(ctx),
  ])
  return {
    ...version,
    counts: counts.rows,
    themes: themes.rows,
    ...authorities,
    sinceYears: since.rows[0] ?? { first: null, known: 0 },
    newest: newest.rows,
    sources,
  }
}

/** The figures of the panorama: ties with a French end by type, state and evidence, authorities, countries, what is new. */
export const getPanorama = keepPerVersion(readPanorama, () => '')
