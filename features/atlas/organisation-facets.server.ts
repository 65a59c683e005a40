import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { type AtlasFilters, sizeBounds } from './filters.ts'
import {
  all,
  type Condition,
  organisationConditions,
  type TextMatch,
  textCondition,
} from './organisation-conditions.server.ts'
import type { OrganisationFacets } from './search.server.ts'

type FacetName = keyof OrganisationFacets

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

/** One pass per set of facets that share their conditions: facets whose own filter is off share the whole filter. */
function facetQuery(names: FacetName[], condition: Condition): RawBuilder<unknown> {
  const scalar = names.filter((name) => !isArray(name))
  const arrays = names.filter(isArray)
  const parts: RawBuilder<unknown>[] = []
  const base = sql`select ${sql.join(names.map((name) => sql`${columnOf[name]} as ${sql.ref(name)}`))}
    from public_organisation o where ${condition}`
  for (const name of scalar)
    parts.push(sql`select ${name} as facet, ${sql.ref(name)} as value, count(*) as count from base
      where ${sql.ref(name)} is not null group by 2`)
  for (const name of arrays)
    parts.push(
      sql`select ${name} as facet, v as value, count(*) as count from base, unnest(${sql.ref(name)}) v group by 2`,
    )
  return sql`with base as materialized (${base}) ${sql.join(parts, sql` union all `)}`
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
  const found = await Promise.all(
    queries.map((query) => sql<{ facet: FacetName; value: string; count: number }>`${query}`.execute(ctx.db)),
  )
  const facets = Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as OrganisationFacets
  for (const row of found.flatMap((result) => result.rows))
    (facets[row.facet] as { value: string; count: number }[]).push({ value: row.value, count: row.count })
  for (const name of facetNames) facets[name].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return facets
}
