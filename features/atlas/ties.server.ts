import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { keepPerVersion } from '../../platform/db/per-version.ts'
import type { Theme, TieEvidence, TieState, TieType } from '../partnerships/schema.ts'
import { type AtlasFilters, formatFilters, listFilters } from './filters.ts'
import { type AnsweredQuestion, countChoices } from './map/choices.ts'
import { findNamedKeys } from './map/selection.server.ts'
import { matchTies } from './map/tie-filter.ts'
import { getTieIndex } from './map/tie-index.server.ts'
import { all } from './organisation-conditions.server.ts'
import { tieFilter } from './tie-conditions.server.ts'

/** The orders a list of ties can be read in; `key` is the stable one used for paging by cursor. */
export const tieSorts = ['new', 'since', 'key'] as const
export type TieSort = (typeof tieSorts)[number]

/** One tie as lists, the API and exports show it; parties in their order, the French one first. */
export type TieRow = {
  id: string
  type: TieType
  state: TieState
  evidence: TieEvidence
  sinceYear: number | null
  untilYear: number | null
  attestedYear: number | null
  /** The day a party last confirmed it. */
  confirmedOn: string | null
  /** The parties that have confirmed it, the last one first. */
  confirmedBy: string[]
  themes: Theme[]
  parties: { key: string; name: string; country: string }[]
  licences: string[]
  sources: string[]
  createdAt: Date
  updatedAt: Date
}

type Choice = { value: string; count: number }

/** Counts beside each choice of the list of ties, each computed with all other filters on but its own. */
export type TieFacets = Record<'type' | 'state' | 'evidence' | 'country' | 'theme', Choice[]>

export type TiePage = { rows: TieRow[]; total: number; facets: TieFacets | null }

export type TieListOptions = {
  sort?: TieSort
  limit?: number
  offset?: number
  /** With sort `key`: only ids after this one. */
  after?: string | null
  facets?: boolean
}

/** The columns of a row of `public_tie` under the alias `t`, in the product's own names. */
export const tieColumns: RawBuilder<TieRow> = sql`
  t.id, t.type, t.state, t.evidence, t.since_year as "sinceYear", t.until_year as "untilYear",
  t.attested_year as "attestedYear", t.confirmed_on as "confirmedOn", t.confirmed_by as "confirmedBy", t.themes,
  (select json_agg(json_build_object('key', t.party_keys[i], 'name', t.party_names[i], 'country', t.countries[i]) order by i)
    from generate_subscripts(t.party_keys, 1) i) as parties,
  t.licences, t.sources, t.created_at as "createdAt", t.updated_at as "updatedAt"`

const order: Record<TieSort, RawBuilder<unknown>> = {
  new: sql`t.created_at desc, t.id`,
  since: sql`t.since_year nulls last, t.id`,
  key: sql`t.id`,
}

// What public_tie_count is summed by: questions that ask no more are answered from it at any size.
function isCounted(filters: AtlasFilters): boolean {
  const others = listFilters.filter((name) => !['type', 'state', 'evidence', 'country'].includes(name))
  return !filters.q && filters.country.length <= 1 && others.every((name) => filters[name].length === 0)
}

function countedCondition(filters: AtlasFilters): RawBuilder<boolean> {
  const conditions: RawBuilder<boolean>[] = []
  for (const name of ['type', 'state', 'evidence'] as const)
    if (filters[name].length)
      conditions.push(sql<boolean>`${sql.ref(`c.${name}`)} = any(${[...filters[name]]}::text[])`)
  if (filters.country[0]) conditions.push(sql<boolean>`c.country = ${filters.country[0]}`)
  else conditions.push(sql<boolean>`c.country is null`)
  if (filters.scope === 'french') conditions.push(sql<boolean>`c.french`)
  return all(conditions)
}

// Every page with a map has the index read: it counts a million ties sooner than the database does.
async function matchQuestion(ctx: Ctx, filters: AtlasFilters): Promise<AnsweredQuestion> {
  const [{ index }, named] = await Promise.all([getTieIndex(ctx), findNamedKeys(ctx, filters)])
  return { index, filters, named, mask: matchTies(index, filters, named) }
}

async function readTotal(ctx: Ctx, filters: AtlasFilters): Promise<number> {
  if (!isCounted(filters)) return (await matchQuestion(ctx, filters)).mask.reduce((sum, one) => sum + one, 0)
  const found = await sql<{ total: number }>`
    select coalesce(sum(c.ties), 0)::bigint as total from public_tie_count c where ${countedCondition(filters)}`.execute(
    ctx.db,
  )
  return found.rows[0]?.total ?? 0
}

const keptQuestions = 500
const question = (filters: AtlasFilters) => formatFilters(filters).toString()

/** How many ties answer the filters. */
export const countTies = keepPerVersion(readTotal, question, keptQuestions)

function toChoices(counts: Iterable<[value: string, count: number]>): Choice[] {
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

async function readFacets(ctx: Ctx, filters: AtlasFilters): Promise<TieFacets> {
  const { type, state, evidence, country, theme } = await countChoices(await matchQuestion(ctx, filters))
  return {
    type: toChoices(Object.entries(type)),
    state: toChoices(Object.entries(state)),
    evidence: toChoices(Object.entries(evidence)),
    country: toChoices(country),
    theme: toChoices(Object.entries(theme)),
  }
}

// Pages of a list and its other order ask for the same counts beside the choices.
const getFacets = keepPerVersion(readFacets, question, keptQuestions)

/** Ties that answer the filters, with their number and the counts beside each choice. */
export async function listTies(ctx: Ctx, filters: AtlasFilters, options: TieListOptions = {}): Promise<TiePage> {
  const sort = options.sort ?? 'new'
  const conditions = [tieFilter(filters)]
  if (sort === 'key' && options.after) conditions.push(sql<boolean>`t.id > ${options.after}`)
  const [rows, total, facets] = await Promise.all([
    sql<TieRow>`select ${tieColumns} from public_tie t where ${all(conditions)}
      order by ${order[sort]} limit ${options.limit ?? 50} offset ${options.offset ?? 0}`.execute(ctx.db),
    countTies(ctx, filters),
    options.facets ? getFacets(ctx, filters) : null,
  ])
  return { rows: rows.rows, total, facets }
}
