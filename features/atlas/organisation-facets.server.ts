import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { AtlasFilters } from './filters.ts'
import {
  all,
  type Condition,
  organisationConditions,
  type TextMatch,
  textCondition,
} from './organisation-conditions.server.ts'
import { columnOf, type FacetName, facetNames, type OrganisationFacets } from './organisation-facet-columns.server.ts'
import { countFolded } from './organisation-fold.server.ts'

type FacetRow = { facet: FacetName; value: string | null; count: number }

const isArray = (name: FacetName) => name === 'type' || name === 'state' || name === 'evidence'

// Authorities alike in all that is counted are folded into one row first: what is then added up is a few hundred rows.
function folded(names: FacetName[], condition: Condition): RawBuilder<unknown> {
  const columns = sql.join(names.map((name) => sql`${columnOf[name]} as ${sql.ref(name)}`))
  const places = sql.join(names.map((_, index) => sql.lit(index + 1)))
  return sql`select ${columns}, count(*) as n from public_organisation o where ${condition} group by ${places}`
}

function facetQuery(names: FacetName[], condition: Condition): RawBuilder<FacetRow> {
  const scalar = names.filter((name) => !isArray(name))
  const arrays = names.filter(isArray)
  const folds: RawBuilder<unknown>[] = []
  if (scalar.length) folds.push(sql`place as materialized (${folded(scalar, condition)})`)
  if (arrays.length) folds.push(sql`tied as materialized (${folded(arrays, all([sql`o.tie_count > 0`, condition]))})`)
  const parts = [
    ...scalar.map(
      (name) => sql`select ${name} as facet, ${sql.ref(name)} as value, sum(n)::bigint as count from place group by 2`,
    ),
    ...arrays.map(
      (name) =>
        sql`select ${name} as facet, value, sum(n)::bigint as count from tied, unnest(${sql.ref(`tied.${name}`)}) value group by 2`,
    ),
  ]
  return sql<FacetRow>`with ${sql.join(folds)} ${sql.join(parts, sql` union all `)}`
}

async function queryFacets(ctx: Ctx, filters: AtlasFilters, match: TextMatch): Promise<FacetRow[]> {
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
  return found.flatMap((result) => result.rows)
}

async function foldedFacets(ctx: Ctx, filters: AtlasFilters): Promise<FacetRow[]> {
  const counts = await countFolded(ctx, filters)
  return facetNames.flatMap((facet) => [...counts[facet]].map(([value, count]) => ({ facet, value, count })))
}

/** Counts beside each choice of the list of authorities; each facet leaves its own filter out, so that choices can be added. */
export async function organisationFacets(
  ctx: Ctx,
  filters: AtlasFilters,
  match: TextMatch,
): Promise<OrganisationFacets> {
  const isFolded = filters.q === '' && filters.theme.length === 0
  const rows = await (isFolded ? foldedFacets(ctx, filters) : queryFacets(ctx, filters, match))
  const facets = Object.fromEntries(facetNames.map((name) => [name, []])) as unknown as OrganisationFacets
  for (const { facet, value, count } of rows)
    if (value !== null) (facets[facet] as { value: string; count: number }[]).push({ value, count })
  for (const name of facetNames) facets[name].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
  return facets
}
