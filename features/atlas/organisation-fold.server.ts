import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { keepPerVersion } from '../../platform/db/per-version.ts'
import type { AtlasFilters } from './filters.ts'
import { columnOf, type FacetName, facetNames } from './organisation-facet-columns.server.ts'

/** Authorities alike in everything that is counted, as one row. */
type Folded = Record<FacetName, string | readonly string[] | null> & { n: number }

async function readFolded(ctx: Ctx): Promise<Folded[]> {
  const columns = sql.join(facetNames.map((name) => sql`${columnOf[name]} as ${sql.ref(name)}`))
  const places = sql.join(facetNames.map((_, index) => sql.lit(index + 1)))
  const found = await sql<Folded>`
    select ${columns}, count(*) as n from public_organisation o group by ${places}`.execute(ctx.db)
  return found.rows
}

const keepFolded = keepPerVersion(readFolded, () => '')

function isChosen(value: Folded[FacetName], chosen: readonly string[]): boolean {
  if (value === null) return false
  return typeof value === 'string' ? chosen.includes(value) : value.some((one) => chosen.includes(one))
}

function chosenOf(filters: AtlasFilters, name: FacetName): readonly string[] {
  return name === 'ties' ? (filters.ties === null ? [] : [filters.ties]) : filters[name]
}

function add(counts: Map<string, number>, value: Folded[FacetName], n: number): void {
  if (value === null) return
  for (const one of typeof value === 'string' ? [value] : value) counts.set(one, (counts.get(one) ?? 0) + n)
}

/**
 * Counts beside each choice where neither words nor themes are asked for: added up from the folded authorities, which are
 * read once per data version. A row that only one filter leaves out still counts beside the choices of that filter.
 */
export async function countFolded(ctx: Ctx, filters: AtlasFilters): Promise<Record<FacetName, Map<string, number>>> {
  // What is counted holds no language.
  const rows = await keepFolded({ ...ctx, locale: 'fr' })
  const on = facetNames
    .map((name) => ({ name, chosen: chosenOf(filters, name) }))
    .filter(({ chosen }) => chosen.length > 0)
  const counts = Object.fromEntries(facetNames.map((name) => [name, new Map<string, number>()])) as Record<
    FacetName,
    Map<string, number>
  >
  for (const row of rows) {
    const failed = on.filter(({ name, chosen }) => !isChosen(row[name], chosen))
    if (failed.length > 1) continue
    const only = failed[0]?.name
    for (const name of only ? [only] : facetNames) add(counts[name], row[name], row.n)
  }
  return counts
}
