/** How long a link without account opens, unless its maker says otherwise. */
export const usualLinkDays = 90
/** For how long a link may be made at most. */
export const mostLinkDays = 365

/** What a link opens: one tie, for one party, all of it or what belongs to one agreement. */
export type OpenLink = {
  id: string
  partnershipId: string
  organisationId: string
  agreementId: string | null
  madeFor: string
  addressee: string
  expiresAt: Date
}
