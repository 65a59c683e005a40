import { AppError } from '../../platform/errors.ts'
import type { MediaType } from '../../platform/files/media-types.ts'
import type { Role } from './rules.ts'

/** What a signed letter may be. */
export const letterKinds = ['application/pdf', 'image/jpeg', 'image/png'] as const satisfies MediaType[]

/** How large a signed letter may be: ten million bytes, a photograph of a sheet at its largest. */
export const largestLetter = 10_000_000

/** The roles that can be asked for: whoever only reads asks for an invitation. */
export const claimableRoles = ['contributor', 'manager', 'owner'] as const satisfies Role[]

/** What has to be known of a claim to say who decides on it. */
export type ClaimFacts = { hasOwner: boolean; objected: boolean; isOwn: boolean }

/** As what somebody decides on a claim. */
export type Decider = 'owner' | 'trusted' | 'administrator'

/**
 * Refuses a decision that is another's: the owners decide where there are some; a trusted organisation where there are
 * none and nobody has objected; the administrator always. Nobody but the administrator decides on their own claim.
 */
export function requireDecider(decider: Decider, claim: ClaimFacts): void {
  if (decider === 'administrator') return
  if (claim.isOwn) throw new AppError('forbidden', 'claim_own')
  if (decider === 'owner') return
  if (claim.hasOwner) throw new AppError('conflict', 'claim_owners_decide')
  if (claim.objected) throw new AppError('conflict', 'claim_objected')
}
