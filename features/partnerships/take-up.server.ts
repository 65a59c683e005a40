import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { recordChange } from '../accounts/audit.server.ts'
import type { PartyOfTie } from './parties.server.ts'

/**
 * Marks a tie as taken up by a party the first time somebody contributes to it, inside the transaction of a caller who has
 * checked that they may: from then on it is more than what lists say.
 */
export async function takeUpTie(ctx: Ctx, { partnershipId, organisationId }: PartyOfTie): Promise<void> {
  const taken = await sql`update partnership set taken_up_at = ${ctx.now}
    where id = ${partnershipId} and taken_up_at is null`.execute(ctx.db)
  if (taken.numAffectedRows !== 1n) return
  await recordChange(ctx, {
    recordKind: 'partnership',
    recordId: partnershipId,
    organisationId,
    action: 'takenUp',
    after: { takenUp: true },
  })
}
