import { type RawBuilder, sql } from 'kysely'
import { nameKey } from '../organisations/names.ts'
import { type AtlasFilters, type ListFilter, sizeBounds } from './filters.ts'

/** A condition on `public_organisation` under the alias `o`. */
export type Condition = RawBuilder<boolean>

/** How a search text is looked up: words and beginnings of words, or what looks alike. */
export type TextMatch = 'words' | 'alike'

/** All conditions at once; true when there is none. */
export function all(conditions: Condition[]): Condition {
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

/** The words of a search text as a tsquery in which the last letters may be missing; null when nothing can be looked up. */
export function toPrefixQuery(text: string): string | null {
  const words = nameKey(text).split(' ').filter(Boolean).slice(0, 12)
  return words.length === 0 ? null : words.map((word) => `'${word}':*`).join(' & ')
}

/** The condition a search text puts on an authority. */
export function textCondition(text: string, match: TextMatch): Condition {
  if (match === 'alike') return sql<boolean>`${nameKey(text)} <% o.names_key`
  const query = toPrefixQuery(text)
  return query === null ? sql<boolean>`false` : sql<boolean>`o.search @@ ${query}::tsquery`
}

function sizeCondition(bands: AtlasFilters['size']): Condition {
  const parts = bands.map((band) => {
    if (band === 'unknown') return sql<boolean>`o.population is null`
    const [from, to] = sizeBounds[band]
    return sql<boolean>`(o.population >= ${from} and o.population < ${to})`
  })
  return sql<boolean>`(${sql.join(parts, sql` or `)})`
}

/** A column is one of the values; a single one is compared plainly, so that an index in the wanted order serves it. */
export function inText(column: RawBuilder<unknown>, values: readonly string[]): Condition {
  return values.length === 1
    ? sql<boolean>`${column} = ${values[0]}`
    : sql<boolean>`${column} = any(${[...values]}::text[])`
}

const overlaps = (column: RawBuilder<unknown>, values: readonly string[]) =>
  sql<boolean>`${column} && ${[...values]}::text[]`

/** The condition each filter that is on puts on an authority; themes are a matter of ties and are looked up there. */
export function organisationConditions(filters: AtlasFilters): Partial<Record<ListFilter | 'ties', Condition>> {
  const found: Partial<Record<ListFilter | 'ties', Condition>> = {}
  if (filters.country.length) found.country = inText(sql`o.country`, filters.country)
  if (filters.region.length) found.region = inText(sql`o.region_key`, filters.region)
  if (filters.departement.length) found.departement = inText(sql`o.departement_key`, filters.departement)
  if (filters.tier.length) found.tier = inText(sql`o.tier`, filters.tier)
  if (filters.type.length) found.type = overlaps(sql`o.types`, filters.type)
  if (filters.state.length) found.state = overlaps(sql`o.states`, filters.state)
  if (filters.evidence.length) found.evidence = overlaps(sql`o.evidences`, filters.evidence)
  if (filters.size.length) found.size = sizeCondition(filters.size)
  if (filters.theme.length)
    found.theme = sql<boolean>`exists (
      select 1 from public_tie_end e join public_tie t on t.id = e.tie_id
      where e.organisation_id = o.id and t.themes && ${filters.theme}::text[])`
  if (filters.ties === 'with') found.ties = sql<boolean>`o.tie_count > 0`
  if (filters.ties === 'without') found.ties = sql<boolean>`o.tie_count = 0`
  return found
}
