import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { Theme, TieEvidence, TieState, TieType } from '../partnerships/schema.ts'
import { type AtlasFilters, listFilters } from './filters.ts'
import { all, type Condition } from './organisation-conditions.server.ts'
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
  themes: Theme[]
  parties: { key: string; name: string; country: string }[]
  licences: string[]
  sources: string[]
  createdAt: Date
  updatedAt: Date
}

/** Counts beside each choice of the list of ties, each computed with all other filters on but its own. */
export type TieFacets = Record<'type' | 'state' | 'evidence' | 'country' | 'theme', { value: string; count: number }[]>

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
  t.attested_year as "attestedYear", t.themes,
  (select json_agg(json_build_object('key', t.party_keys[i], 'name', t.party_names[i], 'country', t.countries[i]) order by i)
    from generate_subscripts(t.party_keys, 1) i) as parties,
  t.licences, t.sources, t.created_at as "createdAt", t.updated_at as "updatedAt"`

const order: Record<TieSort, RawBuilder<unknown>> = {
  new: sql`t.created_at desc, t.id`,
  since: sql`t.since_year nulls last, t.id`,
  key: sql`t.id`,
}

const facetNames = ['type', 'state', 'evidence', 'country', 'theme'] as const

// What public_tie_count is summed by: questions that ask no more are answered from it at any size.
function isCounted(filters: AtlasFilters): boolean {
  const others = listFilters.filter((name) => !['type', 'state', 'evidence', 'country'].includes(name))
  return !filters.q && filters.country.length <= 1 && others.every((name) => filters[name].length === 0)
}

function countedCondition(filters: AtlasFilters, except?: string): RawBuilder<boolean> {
  const conditions: RawBuilder<boolean>[] = []
  for (const name of ['type', 'state', 'evidence'] as const)
    if (filters[name].length && except !== name)
      conditions.push(sql<boolean>`${sql.ref(`c.${name}`)} = any(${[...filters[name]]}::text[])`)
  if (except === 'country') conditions.push(sql<boolean>`c.country is not null`)
  else if (filters.country[0]) conditions.push(sql<boolean>`c.country = ${filters.country[0]}`)
  else conditions.push(sql<boolean>`c.country is null`)
  if (filters.scope === 'french') conditions.push(sql<boolean>`c.french`)
  return all(conditions)
}

/** How many ties answer the filters. */
export async function countTies(ctx: Ctx, filters: AtlasFilters): Promise<number> {
  const query = isCounted(filters)
    ? sql<{
        total: number
      }>`select coalesce(sum(c.ties), 0)::bigint as total from public_tie_count c where ${countedCondition(filters)}`
    : sql<{ total: number }>`select count(*) as total from public_tie t where ${tieFilter(filters)}`
  return (await query.execute(ctx.db)).rows[0]?.total ?? 0
}

type FacetName = (typeof facetNames)[number]
type FacetRow = { facet: FacetName; value: string; count: number }

async function countedFacet(ctx: Ctx, filters: AtlasFilters, name: FacetName): Promise<FacetRow[]> {
  const found = await sql<FacetRow>`
    select ${name}::text as facet, ${sql.ref(`c.${name}`)} as value, sum(c.ties)::bigint as count from public_tie_count c
    where ${countedCondition(filters, name)} group by 2`.execute(ctx.db)
  return found.rows
}

const columnOf = { type: 'type', state: 'state', evidence: 'evidence', country: 'countries', theme: 'themes' } as const

// An array names a value once, but two parties of one country must not count a tie twice.
const valuesOf: Record<FacetName, RawBuilder<unknown>> = {
  type: sql`(select m.type as value) v`,
  state: sql`(select m.state as value) v`,
  evidence: sql`(select m.evidence as value) v`,
  country: sql`(select distinct country as value from unnest(m.countries) country) v`,
  theme: sql`unnest(m.themes) v (value)`,
}

/** Counts for facets that share a condition: ties alike in all of them are folded into one row first. */
async function foldedFacets(ctx: Ctx, names: readonly FacetName[], condition: Condition): Promise<FacetRow[]> {
  if (names.length === 0) return []
  const columns = sql.join(names.map((name) => sql.ref(`t.${columnOf[name]}`)))
  const parts = names.map(
    (name) => sql`select ${name}::text as facet, v.value, sum(m.n)::bigint as count
      from folded m cross join lateral ${valuesOf[name]} group by 2`,
  )
  const found = await sql<FacetRow>`
    with folded as materialized (
      select ${columns}, count(*) as n from public_tie t where ${condition} group by ${columns})
    ${sql.join(parts, sql` union all `)}`.execute(ctx.db)
  return found.rows
}

async function tieFacets(ctx: Ctx, filters: AtlasFilters): Promise<TieFacets> {
  const counted = facetNames.filter((name) => name !== 'theme' && isCounted({ ...filters, [name]: [] }))
  const others = facetNames.filter((name) => !counted.includes(name))
  const [off, on] = [others.filter((name) => !filters[name].length), others.filter((name) => filters[name].length)]
  const found = await Promise.all([
    ...counted.map((name) => countedFacet(ctx, filters, name)),
    foldedFacets(ctx, off, tieFilter(filters)),
    ...on.map((name) => foldedFacets(ctx, [name], tieFilter(filters, name))),
  ])
  const facets: TieFacets = { type: [], state: [], evidence: [], country: [], theme: [] }
  for (const { facet, value, count } of found.flat()) facets[facet].push({ value, count })
  for (const name of facetNames) facets[name].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return facets
}

/** Ties that answer the filters, with their number and the counts beside each choice. */
export async function listTies(ctx: Ctx, filters: AtlasFilters, options: TieListOptions = {}): Promise<TiePage> {
  const sort = options.sort ?? 'new'
  const conditions = [tieFilter(filters)]
  if (sort === 'key' && options.after) conditions.push(sql<boolean>`t.id > ${options.after}`)
  const [rows, total, facets] = await Promise.all([
    sql<TieRow>`select ${tieColumns} from public_tie t where ${all(conditions)}
      order by ${order[sort]} limit ${options.limit ?? 50} offset ${options.offset ?? 0}`.execute(ctx.db),
    countTies(ctx, filters),
    options.facets ? tieFacets(ctx, filters) : null,
  ])
  return { rows: rows.rows, total, facets }
}
