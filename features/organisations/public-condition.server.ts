import { type RawBuilder, sql } from 'kysely'

/**
 * What makes an authority public, of a row of `organisation`: not in discreet mode, not an example of the demonstration, not
 * created here and still to be looked at, not taken over by another record, and an authority rather than a body beside them.
 */
export function isPublicOrganisation(alias: string): RawBuilder<boolean> {
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  return sql<boolean>`(${of('kind')} = 'localAuthority' and ${isShownOrganisation(alias)})`
}

/** The same for bodies of every kind: a network has no page of its own, but its name may stand on those of its members. */
export function isShownOrganisation(alias: string): RawBuilder<boolean> {
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  return sql<boolean>`(${of('discreet_since')} is null and not ${of('example')} and ${of('merged_into')} is null
    and (${of('created_by')} is null or ${of('reviewed_at')} is not null))`
}
