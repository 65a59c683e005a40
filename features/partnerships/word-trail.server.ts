import type { Ctx } from '../../platform/context.ts'
import { type Door, recordChange } from '../accounts/audit.server.ts'
import type { Speaker } from './speaker.server.ts'

/**
 * Writes down that a party has spoken, for the history of the tie. Neither the kind of an act nor anybody's words: the
 * trail is read by the administrator of the instance too, and these are the parties' own.
 */
export async function recordWord(ctx: Ctx, by: Speaker, action: string): Promise<void> {
  const door: { door?: Door } = by.linkId ? { door: 'tieLink' } : {}
  await recordChange(ctx, {
    recordKind: 'partnership',
    recordId: by.partnershipId,
    organisationId: by.organisationId,
    action,
    ...door,
  })
}
