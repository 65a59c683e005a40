import { type BodyKind, bodyKinds, foreignAuthorityTiers } from './schema.ts'

/** The kinds of authority abroad a person may say they act for. */
export const authorityKinds = foreignAuthorityTiers
export type AuthorityKind = (typeof authorityKinds)[number]

/** What a person may create here without a SIRET. */
export type NewBodyKind = AuthorityKind | BodyKind

/** Whether a kind is that of an authority, which has a public page, or of a body beside them. */
export const isAuthorityKind = (kind: string): kind is AuthorityKind => authorityKinds.some((known) => known === kind)

/** The kinds that can be created in a country: the authorities of France are all in the register already. */
export function kindsFor(country: string): readonly NewBodyKind[] {
  return country === 'FR' ? bodyKinds : [...authorityKinds, ...bodyKinds]
}
