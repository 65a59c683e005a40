import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { SizeBand } from '../organisations/schema.ts'
import { type AtlasFilters, type ListFilter, sizeBounds } from './filters.ts'
import {
  all,
  type Condition,
  organisationConditions,
  type TextMatch,
  textCondition,
} from './organisation-conditions.server.ts'

/** Counts beside each choice, each computed with all other filters on but its own. */
export type OrganisationFacets = {
  [K in Exclude<ListFilter, 'theme'> | 'ties']: { value: string; count: number }[]
} & {
  size: { value: SizeBand; count: number }[]
}

type FacetName = keyof OrganisationFacets
type FacetRow = { facet: FacetName; value: string | null; count: number }

const facetNames: FacetName[] = [
  'country',
  'region',
  'departement',
  'tier',
  'type',
  'state',
  'evidence',
  'size',
  'ties',
]

const sizeCase = sql`case when o.population is null then 'unknown' ${sql.join(
  Object.entries(sizeBounds).map(([band, [, to]]) => sql`when o.population < ${to} then ${band}`),
  sql` `,
)} end`

const columnOf: Record<FacetName, RawBuilder<unknown>> = {
  country: sql`o.country`,
  region: sql`o.region_key`,
  departement: sql`o.departement_key`,
  tier: sql`o.tier`,
  type: sql`o.types`,
  state: sql`o.states`,
  evidence: sql`o.evidences`,
  size: sizeCase,
  ties: sql`case when o.tie_count > 0 then 'with' else 'without' end`,
}

const isArray = (name: FacetName) => name === 'type' || name === 'state' || name === 'evidence'

// One reading of the table for all facets that hold one value each: six times as fast as one reading for each.
function scalarCounts(names: FacetName[], condition: Condition): RawBuilder<unknown> {
  const columns = sql.join(names.map((name) => sql`${columnOf[name]} as ${sql.ref(name)}`))
  const sets = sql.join(names.map((name) => sql`(${sql.ref(name)})`))
  const facet = sql.join(
    names.map((name) => sql`when grouping(${sql.ref(name)}) = 0 then ${name}`),
    sql` `,
  )
  const value = sql.join(names.map((name) => sql`${sql.ref(name)}`))
  return sql`select case ${facet} end as facet, coalesce(${value}) as value, count(*) as count
    from (select ${columns} from public_organisation o where ${condition}) o group by grouping sets (${sets})`
}

const arrayCounts = (name: FacetName, condition: Condition) =>
  sql`select ${name} as facet, value, count(*) as count from public_organisation o, unnest(${columnOf[name]}) value
    where o.tie_count > 0 and ${condition} group by 2`

function facetQuery(names: FacetName[], condition: Condition): RawBuilder<FacetRow> {
  const scalar = names.filter((name) => !isArray(name))
  const parts = names.filter(isArray).map((name) => arrayCounts(name, condition))
  if (scalar.length) parts.push(scalarCounts(scalar, condition))
  return sql<FacetRow>`${sql.join(parts, sql` union all `)}`
}

/** Counts beside each choice of the list of authorities; each facet leaves its own filter out, so that choices can be added. */
export async function organisationFacets(
  ctx: Ctx,
  filters: AtlasFilters,
  match: TextMatch,
): Promise<OrganisationFacets> {
  const conditions = organisationConditions(filters)
  const text = filters.q ? [textCondition(filters.q, match)] : []
  const off = facetNames.filter((name) => !conditions[name])
  const on = facetNames.filter((name) => conditions[name])
  const withAll = all([...Object.values(conditions), ...text])
  const queries = [
    ...(off.length ? [facetQuery(off, withAll)] : []),
    ...on.map((name) =>
      facetQuery(
        [name],
        all([
          ...Object.entries(conditions)
            .filter(([key]) => key !== name)
            .map(([, value]) => value),
          ...text,
        ]),
      ),
    ),
  ]
  const found = await Promise.all(queries.map((query) => query.execute(ctx.db)))
  const facets = Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as OrganisationFacets
  for (const { facet, value, count } of found.flatMap((result) => result.rows))
    if (value !== null) (facets[facet] as { value: string; count: number }[]).push({ value, count })
  for (const name of facetNames) facets[name].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return facets
}
