import { type RawBuilder, sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { publishTies } from './publish.server.ts'
import { publishMentions } from './publish-mentions.server.ts'

/** A tie or a mention, and one of the parties it names. */
export type PartyOf = { organisationId: string; recordId: string }

type Shared = { record: string; party: string; column: string }
const tie: Shared = { record: 'partnership', party: 'partnership_party', column: 'partnership_id' }
const mention: Shared = { record: 'mention', party: 'mention_organisation', column: 'mention_id' }

/**
 * Puts a tie in discreet mode for one of its parties, at once and without a reason, or lifts what that party had asked:
 * the tie is public again when no party asks for discretion any more.
 */
export async function setTieDiscreet(ctx: Ctx, of: PartyOf, discreet: boolean): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    if (!(await mark(inner, tie, of, discreet))) return
    await record(inner, 'partnership', of, discreet)
    await asJob(inner, 'publish', async (job) => {
      await publishTies(job, { ids: [of.recordId] })
      await raiseDataVersion(job)
    })
  })
}

/** The same for a mention: a dated fact that names an organisation. */
export async function setMentionDiscreet(ctx: Ctx, of: PartyOf, discreet: boolean): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    if (!(await mark(inner, mention, of, discreet))) return
    await record(inner, 'mention', of, discreet)
    await asJob(inner, 'publish', async (job) => {
      await publishMentions(job)
      await raiseDataVersion(job)
    })
  })
}

/** Notes what one party asks, and what follows for the record; tells whether anything changed. */
async function mark(ctx: Ctx, shared: Shared, of: PartyOf, discreet: boolean): Promise<boolean> {
  if (!isId(of.recordId)) throw new AppError('not_found', 'record_not_found')
  const present = await readMark(ctx, shared, of)
  if (!present) throw new AppError('not_found', 'record_not_found')
  if ((present.own !== null) === discreet) return false
  const since = discreet ? ctx.now : null
  const party = sql.table(shared.party)
  await sql`update ${party} set discreet_since = ${since}
    where ${sql.ref(shared.column)} = ${of.recordId} and organisation_id = ${of.organisationId}`.execute(ctx.db)
  const { rows } = await sql<{ first: Date | null }>`select min(discreet_since) as first from ${party}
    where ${sql.ref(shared.column)} = ${of.recordId}`.execute(ctx.db)
  const first = rows[0]?.first ?? null
  // What the operator or a correction had hidden before any party asked stays hidden.
  const hiddenOtherwise = present.record !== null && (present.first === null || present.record < present.first)
  if (!hiddenOtherwise) await writeSince(ctx, shared, of.recordId, first)
  return true
}

type Mark = { own: Date | null; first: Date | null; record: Date | null }

async function readMark(ctx: Ctx, shared: Shared, { organisationId, recordId }: PartyOf): Promise<Mark | null> {
  // Two parties that ask at the same moment wait for each other: each must see what the other asked.
  await sql`select from ${sql.table(shared.record)} where id = ${recordId} for update`.execute(ctx.db)
  const ofRecord: RawBuilder<boolean> = sql`${sql.ref(`every_party.${shared.column}`)} = r.id`
  const { rows } = await sql<Mark>`select p.discreet_since as own, r.discreet_since as record,
      (select min(discreet_since) from ${sql.table(shared.party)} every_party where ${ofRecord}) as first
    from ${sql.table(shared.record)} r join ${sql.table(shared.party)} p on ${sql.ref(`p.${shared.column}`)} = r.id
    where r.id = ${recordId} and p.organisation_id = ${organisationId}`.execute(ctx.db)
  return rows[0] ?? null
}

function writeSince(ctx: Ctx, { record }: Shared, id: string, since: Date | null): Promise<unknown> {
  return sql`update ${sql.table(record)} set discreet_since = ${since} where id = ${id}`.execute(ctx.db)
}

function record(ctx: Ctx, recordKind: string, of: PartyOf, discreet: boolean): Promise<void> {
  return recordChange(ctx, {
    recordKind,
    recordId: of.recordId,
    organisationId: of.organisationId,
    action: discreet ? 'discreet' : 'notDiscreet',
    before: { discreet: !discreet },
    after: { discreet },
  })
}
