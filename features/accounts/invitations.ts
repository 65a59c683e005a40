import { type Role, roles, rolesToGive } from './rules.ts'

/** How long an invitation holds. */
export const invitationDays = 30

/** What has become of an invitation. */
export type InvitationState = 'open' | 'accepted' | 'revoked' | 'expired'

/** The state of an invitation now: what was done with it comes before what time does. */
export function invitationState(
  invitation: { acceptedAt: Date | null; revokedAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationState {
  if (invitation.acceptedAt) return 'accepted'
  if (invitation.revokedAt) return 'revoked'
  return invitation.expiresAt <= now ? 'expired' : 'open'
}

/** The roles somebody may give to a guest of one tie: a guest reads, or keeps that tie up to date, and invites nobody. */
export function rolesToGiveGuests(held: Role | null): readonly Role[] {
  return rolesToGive(held).filter((role) => roles.indexOf(role) <= roles.indexOf('contributor'))
}

/** The higher of two roles. */
export function higherRole(one: Role | null, other: Role): Role {
  return one && roles.indexOf(one) > roles.indexOf(other) ? one : other
}
