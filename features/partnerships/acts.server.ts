import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { takeTurn } from '../../platform/turns.ts'
import { type ActGroundHere, type ActTarget, bringAbout, undoAct } from './act-effects.server.ts'
import { type Act, readActs, suspensionOf } from './act-list.server.ts'
import { type ActFacts, checkAct, whyNotAnswerAct, whyNotRecord } from './act-rules.ts'
import type { AgreementState, CommitmentState } from './agreement-schema.ts'
import { publishTie } from './apply-proposal.server.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'
import type { TieState } from './schema.ts'
import { type Speaker, speakerOf } from './speaker.server.ts'
import { tellParties } from './tell-parties.server.ts'
import type { WordLinks } from './word-letters.ts'
import { recordWord } from './word-trail.server.ts'

/** An act to record: of the tie as a whole, of one agreement, or of a commitment the other side has not kept. */
export type NewAct = ActFacts & {
  agreementId?: string | null
  commitmentId?: string | null
  documentId?: string | null
}

/**
 * Records an act of one side, as that side says it. The others are told, and their answers stand beside it; what the act
 * does to the state of the tie or of the agreement holds at once.
 */
export async function recordAct(ctx: Ctx, of: PartyOfTie, given: NewAct, links: WordLinks): Promise<{ id: string }> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    const ground = await readActGround(inner, of, given)
    const reason = whyNotRecord(given.kind, ground)
    if (reason) throw new AppError('conflict', reason)
    const [problem] = checkAct(given, dayIn(inner.now))
    if (problem) throw new AppError('invalid', problem.reason)
    await takeTurn(inner, `act ${of.organisationId}`, { most: 50, seconds: 86_400 })
    const speaker = await speakerOf(inner, of)
    const id = await insertAct(inner, speaker, given, ground)
    await bringAbout(inner, of, { ...given, id }, ground)
    await recordWord(inner, speaker, 'actRecorded')
    await tellParties(inner, speaker, 'actRecorded', links)
    return { id }
  })
}

const dayIn = (instant: Date) => instant.toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' })

/** What an act would be said of: of this tie only, whatever ids were sent. */
export async function readActGround(
  ctx: Ctx,
  of: PartyOfTie,
  given: { agreementId?: string | null; commitmentId?: string | null },
): Promise<ActGroundHere> {
  const tie = await sql<{ state: TieState }>`select state from partnership where id = ${of.partnershipId}`.execute(
    ctx.db,
  )
  const commitment = given.commitmentId ? await findCommitment(ctx, of, given.commitmentId) : null
  const agreementId = commitment?.agreementId ?? given.agreementId ?? null
  const agreement = agreementId ? await findAgreement(ctx, of, agreementId) : null
  const suspension = await suspensionOf(ctx, of.partnershipId, agreementId)
  return {
    organisationId: of.organisationId,
    tieState: tie.rows[0]?.state ?? 'unknown',
    agreement,
    commitment,
    suspendedBy: suspension?.organisationId ?? null,
    agreementId,
    commitmentId: commitment?.id ?? null,
  }
}

type FoundCommitment = { id: string; agreementId: string; organisationId: string; state: CommitmentState }

async function findCommitment(ctx: Ctx, of: PartyOfTie, id: string): Promise<FoundCommitment> {
  const { rows } = isId(id)
    ? await sql<FoundCommitment>`
        select c.id, c.agreement_id as "agreementId", c.organisation_id as "organisationId", c.state
        from commitment c join agreement a on a.id = c.agreement_id
        where c.id = ${id} and a.partnership_id = ${of.partnershipId} and c.superseded_at is null`.execute(ctx.db)
    : { rows: [] }
  if (!rows[0]) throw new AppError('not_found', 'act_commitment_needed')
  return rows[0]
}

async function findAgreement(ctx: Ctx, of: PartyOfTie, id: string): Promise<{ state: AgreementState }> {
  const { rows } = isId(id)
    ? await sql<{ state: AgreementState }>`
        select state from agreement where id = ${id} and partnership_id = ${of.partnershipId}`.execute(ctx.db)
    : { rows: [] }
  if (!rows[0]) throw new AppError('not_found', 'act_agreement_needed')
  return rows[0]
}

async function insertAct(
  ctx: Ctx,
  by: Speaker,
  given: NewAct,
  { agreementId, commitmentId }: ActTarget,
): Promise<string> {
  const id = newId()
  const said = (text: string, most: number) => text.trim().slice(0, most)
  await ctx.db
    .insertInto('tie_act')
    .values({
      id,
      partnership_id: by.partnershipId,
      agreement_id: agreementId,
      commitment_id: given.kind === 'nonPerformance' ? commitmentId : null,
      organisation_id: by.organisationId,
      kind: given.kind,
      decided_on: given.decidedOn,
      effective_on: given.effectiveOn,
      clause: said(given.clause, 500),
      reason: said(given.reason, 2000),
      decided_by: said(given.decidedBy, 200),
      goes_on: given.kind === 'suspension' ? said(given.goesOn, 2000) : '',
      review_on: given.kind === 'suspension' ? given.reviewOn : null,
      document_id: await ownDocument(ctx, by, given.documentId ?? null),
      recorded_by: by.personId,
      recorded_name: by.name.slice(0, 120),
      recorded_at: ctx.now,
    })
    .execute()
  return id
}

// Only a paper of this tie that all its parties read can be what an act rests on.
async function ownDocument(ctx: Ctx, of: PartyOfTie, id: string | null): Promise<string | null> {
  if (!id) return null
  const { rows } = isId(id)
    ? await sql<{ id: string }>`select id from document
        where id = ${id} and partnership_id = ${of.partnershipId} and not confidential`.execute(ctx.db)
    : { rows: [] }
  if (!rows[0]) throw new AppError('not_found', 'document_not_found')
  return rows[0].id
}

async function findAct(ctx: Ctx, of: PartyOfTie, actId: string): Promise<Act> {
  const [act] = isId(actId) ? await readActs(ctx, of.partnershipId, { id: actId }) : []
  if (!act) throw new AppError('not_found', 'act_not_found')
  return act
}

/** Answers an act of another party: the answer stands beside it, as it was said. */
export async function answerAct(
  ctx: Ctx,
  of: PartyOfTie,
  actId: string,
  body: string,
  links: WordLinks,
): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    await answerActAs(inner, await speakerOf(inner, of), actId, body, links)
  })
}

/** The same, for whoever was let in otherwise; the caller has checked for which party and tie they speak. */
export async function answerActAs(ctx: Ctx, by: Speaker, actId: string, body: string, links: WordLinks): Promise<void> {
  const act = await findAct(ctx, by, actId)
  const reason = whyNotAnswerAct(act, by.organisationId)
  if (reason) throw new AppError('conflict', reason)
  if (body.trim() === '') throw new AppError('invalid', 'act_answer_needed')
  await ctx.db
    .insertInto('tie_act_answer')
    .values({
      id: newId(),
      act_id: act.id,
      organisation_id: by.organisationId,
      body: body.trim().slice(0, 4000),
      person_id: by.personId,
      link_id: by.linkId,
      answered_name: by.name.slice(0, 120),
      answered_function: by.functionTitle.slice(0, 120),
      answered_at: ctx.now,
    })
    .execute()
  await recordWord(ctx, by, 'actAnswered')
  await tellParties(ctx, by, 'actAnswered', links)
  // A reason that is contested is not published any more.
  if (act.kind === 'suspension') await publishTie(ctx, by.partnershipId)
}

/** Takes an act of one's own side back. It stays readable with its answers; what it had brought about is undone. */
export async function withdrawAct(ctx: Ctx, of: PartyOfTie, actId: string, links: WordLinks): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    const act = await findAct(inner, of, actId)
    if (act.organisationId !== of.organisationId) throw new AppError('conflict', 'act_not_yours')
    if (act.withdrawnAt) throw new AppError('conflict', 'act_withdrawn')
    if (await isFollowed(inner, of, act)) throw new AppError('conflict', 'act_followed')
    await inner.db
      .updateTable('tie_act')
      .set({ withdrawn_at: inner.now })
      .where('id', '=', act.id)
      .where('partnership_id', '=', of.partnershipId)
      .where('organisation_id', '=', of.organisationId)
      .execute()
    await undoAct(inner, of, act)
    const speaker = await speakerOf(inner, of)
    await recordWord(inner, speaker, 'actWithdrawn')
    await tellParties(inner, speaker, 'actWithdrawn', links)
  })
}

// Acts on the same thing are taken back in the order they came, the latest first.
async function isFollowed(ctx: Ctx, of: PartyOfTie, act: Act): Promise<boolean> {
  if (act.kind === 'nonPerformance') return false
  const { rows } = await sql<{ yes: boolean }>`
    select exists (select from tie_act l where l.partnership_id = ${of.partnershipId} and l.withdrawn_at is null
      and l.kind <> 'nonPerformance' and l.agreement_id is not distinct from ${act.agreementId}::uuid
      and (l.recorded_at, l.id) > (select x.recorded_at, x.id from tie_act x where x.id = ${act.id})) as yes`.execute(
    ctx.db,
  )
  return rows[0]?.yes ?? false
}
