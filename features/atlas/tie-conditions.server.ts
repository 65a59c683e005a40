import { sql } from 'kysely'
import type { AtlasFilters, ListFilter } from './filters.ts'
import { all, type Condition, inText, organisationConditions, toPrefixQuery } from './organisation-conditions.server.ts'

const hasEnd = (condition: Condition) =>
  sql<boolean>`t.id in (select e.tie_id from public_tie_end e where ${condition})`

const hasParty = (condition: Condition) => sql<boolean>`t.id in (
  select e.tie_id from public_organisation o join public_tie_end e on e.organisation_id = o.id where ${condition})`

/** The condition each filter that is on puts on a tie (`public_tie` under the alias `t`); filters on authorities ask for one party. */
function tieConditions(filters: AtlasFilters): Partial<Record<ListFilter | 'q' | 'scope', Condition>> {
  const found: Partial<Record<ListFilter | 'q' | 'scope', Condition>> = {}
  if (filters.type.length) found.type = inText(sql`t.type`, filters.type)
  if (filters.state.length) found.state = inText(sql`t.state`, filters.state)
  if (filters.evidence.length) found.evidence = inText(sql`t.evidence`, filters.evidence)
  if (filters.theme.length) found.theme = sql<boolean>`t.themes && ${filters.theme}::text[]`
  if (filters.country.length) found.country = sql<boolean>`t.countries && ${filters.country}::text[]`
  if (filters.region.length) found.region = hasEnd(inText(sql`e.region_key`, filters.region))
  if (filters.departement.length) found.departement = hasEnd(inText(sql`e.departement_key`, filters.departement))
  if (filters.tier.length) found.tier = hasEnd(inText(sql`e.tier`, filters.tier))
  const size = organisationConditions(filters).size
  if (size) found.size = hasParty(size)
  if (filters.q) {
    const query = toPrefixQuery(filters.q)
    found.q = query === null ? sql<boolean>`false` : hasParty(sql<boolean>`o.search @@ ${query}::tsquery`)
  }
  // The atlas opens on ties with a French end; a country chosen by the reader does not widen it.
  if (filters.scope === 'french') found.scope = sql<boolean>`t.french`
  return found
}

/** The filters of a list of ties as one condition. */
export function tieFilter(filters: AtlasFilters): Condition {
  return all(Object.values(tieConditions(filters)))
}
