import { type RawBuilder, sql } from 'kysely'
import type { SizeBand } from '../organisations/schema.ts'
import { type ListFilter, sizeBounds } from './filters.ts'

/** Counts beside each choice, each computed with all other filters on but its own. */
export type OrganisationFacets = {
  [K in Exclude<ListFilter, 'theme'> | 'ties']: { value: string; count: number }[]
} & {
  size: { value: SizeBand; count: number }[]
}

/** What authorities are counted by. */
export type FacetName = keyof OrganisationFacets

/** Everything authorities are counted by, in no order that matters. */
export const facetNames: FacetName[] = [
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

/** What each is read from, of `public_organisation` under the alias `o`. */
export const columnOf: Record<FacetName, RawBuilder<unknown>> = {
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
