import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { publishProfiles } from './publish-profile.server.ts'

/**
 * Puts an organisation in discreet mode, at once and without a reason, or lifts it: with its ties, mentions, sheet and the
 * persons it names it leaves everything the public may read, and no other record names it any more.
 */
export async function setOrganisationDiscreet(ctx: Ctx, organisationId: string, discreet: boolean): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const present = await inner.db
      .selectFrom('organisation')
      .select('discreet_since')
      .where('id', '=', organisationId)
      .executeTakeFirst()
    if (!present) throw new AppError('not_found', 'organisation_not_yours')
    if ((present.discreet_since !== null) === discreet) return
    await inner.db
      .updateTable('organisation')
      .set({ discreet_since: discreet ? inner.now : null, updated_at: inner.now })
      .where('id', '=', organisationId)
      .execute()
    await recordChange(inner, {
      recordKind: 'organisation',
      recordId: organisationId,
      organisationId,
      action: discreet ? 'discreet' : 'notDiscreet',
      before: { discreet: !discreet },
      after: { discreet },
    })
    await publishAround(inner, organisationId)
  })
}

// The authorities under it say so in public, and its members' sheets name a network: all of them are written anew.
async function publishAround(ctx: Ctx, organisationId: string): Promise<void> {
  await asJob(ctx, 'publish', async (inner) => {
    const { rows: around } = await sql<{ id: string }>`select id from organisation
      where ${organisationId} in (id, region_id, departement_id, epci_id, ept_id)`.execute(inner.db)
    const organisationIds = around.map((row) => row.id)
    const { rows: ties } = await sql<{ id: string }>`select distinct partnership_id as id from partnership_party
      where organisation_id = any(${organisationIds}::uuid[])`.execute(inner.db)
    const { rows: members } = await sql<{ id: string }>`select organisation_id as id from organisation_network
      where network_id = ${organisationId}`.execute(inner.db)
    await publishTies(inner, { ids: ties.map((row) => row.id), organisationIds })
    await raiseDataVersion(inner)
    // Last: it gives the word back to whoever acted before.
    await publishProfiles(inner, [organisationId, ...members.map((row) => row.id)])
  })
}
