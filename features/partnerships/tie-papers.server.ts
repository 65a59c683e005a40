import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'

/** The agreements of a tie a paper may be filed with, the latest first. */
export async function listTieAgreements(ctx: Ctx, of: PartyOfTie): Promise<{ id: string; title: string }[]> {
  await requireParty(ctx, of, 'reader')
  return inTransaction(ctx, async ({ db }) => {
    const { rows } = await sql<{ id: string; title: string }>`
      select id, title from agreement where partnership_id = ${of.partnershipId} order by created_at desc, id desc`.execute(
      db,
    )
    return rows
  })
}
