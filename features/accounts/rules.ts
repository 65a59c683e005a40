/** The four roles, from the least to the most: each may do what those before it may. */
export const roles = ['reader', 'contributor', 'manager', 'owner'] as const
export type Role = (typeof roles)[number]

/** A seat somebody holds in an organisation; with `partnershipId` it is a guest's, and holds for that one tie. */
export type Seat = { organisationId: string; role: Role; partnershipId: string | null }

/** Tells whether a role allows what another one asks. */
export function reaches(held: Role | null, lowest: Role): boolean {
  return held !== null && roles.indexOf(held) >= roles.indexOf(lowest)
}

/** The role somebody holds in an organisation as a whole, or null: a guest of one tie holds none. */
export function roleIn(seats: readonly Seat[], organisationId: string): Role | null {
  return seats.find((seat) => seat.organisationId === organisationId && seat.partnershipId === null)?.role ?? null
}

/** The roles somebody may give to others: a manager up to contributor, an owner all of them. */
export function rolesToGive(held: Role | null): readonly Role[] {
  if (held === 'owner') return roles
  return held === 'manager' ? roles.slice(0, 2) : []
}

/** Whether somebody may change or end another one's seat: nobody touches a seat higher than those they may give. */
export function canChangeSeat(held: Role | null, seat: Role): boolean {
  return rolesToGive(held).includes(seat)
}

// Anybody may have an address there: it says nothing of whom they act for.
const publicMailProviders = new Set(
  `gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr ymail.com
  icloud.com me.com mac.com aol.com aol.fr gmx.com gmx.fr gmx.de mail.com mail.ru yandex.com yandex.ru proton.me protonmail.com pm.me
  tutanota.com tuta.io zoho.com orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr club-internet.fr
  voila.fr aliceadsl.fr nordnet.fr posteo.net posteo.de web.de t-online.de libero.it qq.com 163.com`.split(/\s+/),
)

/** The domain of a mail address, in small letters. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()

/** Whether an address is one of a provider open to everybody, whose domain proves nothing. */
export function isPublicMailProvider(email: string): boolean {
  return publicMailProviders.has(domainOf(email))
}

/**
 * The role an address gives by itself in an organisation whose site is known: contributor at most, and only when the
 * domain is the organisation's own.
 */
export function roleByAddress(email: string, website: string | null): Role | null {
  const host = website
    ? URL.parse(website)
        ?.hostname.toLowerCase()
        .replace(/^www\./, '')
    : null
  if (!host || isPublicMailProvider(email)) return null
  return domainOf(email) === host ? 'contributor' : null
}
