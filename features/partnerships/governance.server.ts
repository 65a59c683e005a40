import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { dayOf } from './agreement-read.server.ts'
import type { Committee, CommitteeFacts, CommitteeMember, Meeting, MeetingFacts, MemberFacts } from './governance.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'
import { requireDocument } from './proof.server.ts'

/** Who steers a tie and when they meet, for a party of it: the meetings to come first, then those held, the latest first. */
export async function getGovernance(
  ctx: Ctx,
  of: PartyOfTie,
): Promise<{ committees: Committee[]; toCome: Meeting[]; past: Meeting[] }> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'reader')
    const meetings = await readMeetings(inner, of.partnershipId)
    const today = dayOf(inner.now)
    const isToCome = ({ state, onDate }: Meeting) => state === 'planned' && onDate >= today
    return {
      committees: await readCommittees(inner, of.partnershipId),
      toCome: meetings.filter(isToCome),
      past: meetings.filter((meeting) => !isToCome(meeting)).toReversed(),
    }
  })
}

async function readCommittees(ctx: Ctx, tie: string): Promise<Committee[]> {
  const { rows } = await sql<Omit<Committee, 'members'>>`
    select b.id, b.agreement_id as "agreementId", a.title as "agreementTitle", b.organisation_id as "organisationId", b.name,
      b.rule, b.meets_per_year as "meetsPerYear", b.ended_on as "endedOn"
    from governance_body b left join agreement a on a.id = b.agreement_id
    where b.partnership_id = ${tie} order by b.ended_on is not null, b.created_at, b.id`.execute(ctx.db)
  const { rows: seated } = await sql<CommitteeMember & { bodyId: string }>`
    select m.id, m.body_id as "bodyId", m.organisation_id as "organisationId", o.name as "organisationName", m.name,
      m.function_title as "functionTitle", m.until
    from governance_member m join governance_body b on b.id = m.body_id join organisation o on o.id = m.organisation_id
    where b.partnership_id = ${tie} order by o.name_key, m.name`.execute(ctx.db)
  return rows.map((body) => ({ ...body, members: seated.filter(({ bodyId }) => bodyId === body.id) }))
}

async function readMeetings(ctx: Ctx, tie: string): Promise<Meeting[]> {
  const { rows } = await sql<Meeting>`
    select m.id, m.body_id as "bodyId", b.name as "bodyName", m.organisation_id as "organisationId", o.name as "organisationName",
      m.on_date as "onDate", m.place, m.agenda, m.minutes, m.decisions, m.state,
      case when d.id is null then null else jsonb_build_object('id', d.id, 'title', d.title) end as document
    from meeting m join organisation o on o.id = m.organisation_id left join governance_body b on b.id = m.body_id
    left join document d on d.id = m.document_id
    where m.partnership_id = ${tie} order by m.on_date, m.created_at, m.id`.execute(ctx.db)
  return rows
}

// The trail of changes tells what was done, never who sits or what was said.
const record = (ctx: Ctx, of: PartyOfTie, action: string) =>
  recordChange(ctx, {
    recordKind: 'partnership',
    recordId: of.partnershipId,
    organisationId: of.organisationId,
    action,
  })

function write(ctx: Ctx, of: PartyOfTie, action: string, deed: (inner: Ctx) => Promise<void>): Promise<void> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    await deed(inner)
    await record(inner, of, action)
  })
}

/** Sets a committee up, for the tie or for one of its agreements. */
export function addCommittee(ctx: Ctx, of: PartyOfTie, facts: CommitteeFacts): Promise<void> {
  return write(ctx, of, 'committeeAdded', async ({ db, now }) => {
    if (facts.agreementId) {
      const found = await db
        .selectFrom('agreement')
        .select('id')
        .where('id', '=', facts.agreementId)
        .where('partnership_id', '=', of.partnershipId)
        .executeTakeFirst()
      if (!found) throw new AppError('invalid', 'governance_choice_wrong')
    }
    await db
      .insertInto('governance_body')
      .values({
        ...{ id: newId(), partnership_id: of.partnershipId, organisation_id: of.organisationId, created_at: now },
        ...{ agreement_id: facts.agreementId, name: facts.name, rule: facts.rule, meets_per_year: facts.meetsPerYear },
      })
      .execute()
  })
}

async function requireCommittee(ctx: Ctx, of: PartyOfTie, bodyId: string): Promise<void> {
  const found = isId(bodyId)
    ? await ctx.db
        .selectFrom('governance_body')
        .select('id')
        .where('id', '=', bodyId)
        .where('partnership_id', '=', of.partnershipId)
        .executeTakeFirst()
    : null
  if (!found) throw new AppError('not_found', 'governance_not_found')
}

/** Seats somebody in a committee, by name and by the party they sit for. */
export function seatMember(ctx: Ctx, of: PartyOfTie, bodyId: string, facts: MemberFacts): Promise<void> {
  return write(ctx, of, 'memberSeated', async (inner) => {
    await requireCommittee(inner, of, bodyId)
    const party = await inner.db
      .selectFrom('partnership_party')
      .select('organisation_id')
      .where('partnership_id', '=', of.partnershipId)
      .where('organisation_id', '=', facts.organisationId)
      .executeTakeFirst()
    if (!party) throw new AppError('invalid', 'agreement_party_unknown')
    await inner.db
      .insertInto('governance_member')
      .values({
        ...{ id: newId(), body_id: bodyId, organisation_id: facts.organisationId },
        ...{ name: facts.name, function_title: facts.functionTitle },
      })
      .execute()
  })
}

/** Says that somebody sits no more, from today on; the seat stays readable. */
export function unseatMember(ctx: Ctx, of: PartyOfTie, bodyId: string, memberId: string): Promise<void> {
  return write(ctx, of, 'memberUnseated', async (inner) => {
    await requireCommittee(inner, of, bodyId)
    if (!isId(memberId)) throw new AppError('not_found', 'governance_not_found')
    const changed = await inner.db
      .updateTable('governance_member')
      .set({ until: dayOf(inner.now) })
      .where('id', '=', memberId)
      .where('body_id', '=', bodyId)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) throw new AppError('not_found', 'governance_not_found')
  })
}

/** Plans a meeting, or writes down one that was held, with its agenda, minutes and decisions. */
export function addMeeting(
  ctx: Ctx,
  of: PartyOfTie,
  facts: MeetingFacts,
  documentId: string | null = null,
): Promise<void> {
  return write(ctx, of, 'meetingAdded', async (inner) => {
    if (facts.bodyId) await requireCommittee(inner, of, facts.bodyId)
    const document_id = await requireDocument(inner, of.partnershipId, documentId)
    await inner.db
      .insertInto('meeting')
      .values({
        ...{ id: newId(), partnership_id: of.partnershipId, organisation_id: of.organisationId, created_at: inner.now },
        ...meetingColumns(facts),
        document_id,
      })
      .execute()
  })
}

const meetingColumns = ({ bodyId, onDate, place, agenda, minutes, decisions, state }: MeetingFacts) => ({
  ...{ body_id: bodyId, on_date: onDate, place, agenda, minutes, decisions, state },
})

/** Writes what a meeting has become: the side that announced it keeps it. Where no paper is named, the one it has stays. */
export function changeMeeting(
  ctx: Ctx,
  of: PartyOfTie,
  meetingId: string,
  facts: MeetingFacts,
  documentId: string | null = null,
): Promise<void> {
  return write(ctx, of, 'meetingChanged', async (inner) => {
    if (!isId(meetingId)) throw new AppError('not_found', 'governance_not_found')
    if (facts.bodyId) await requireCommittee(inner, of, facts.bodyId)
    const document_id = await requireDocument(inner, of.partnershipId, documentId)
    const changed = await inner.db
      .updateTable('meeting')
      .set({ ...meetingColumns(facts), ...(document_id ? { document_id } : {}) })
      .where('id', '=', meetingId)
      .where('partnership_id', '=', of.partnershipId)
      .where('organisation_id', '=', of.organisationId)
      .executeTakeFirst()
    if (changed.numUpdatedRows === 0n) throw new AppError('not_found', 'governance_not_found')
  })
}
