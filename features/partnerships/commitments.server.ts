import type { Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { dayOf } from './agreement-read.server.ts'
import { isBinding, maySayNone } from './agreement-rules.ts'
import type { Agreement, Commitment } from './agreement-schema.ts'
import {
  type PartyOfAgreement,
  recordAgreement,
  touchAgreement,
  withAgreement,
  withDraft,
} from './agreement-write.server.ts'
import { publishTie } from './apply-proposal.server.ts'
import { type CommitmentFacts, commitmentColumns } from './commitment-facts.ts'
import { requireDocument } from './proof.server.ts'

function findCommitment(agreement: Agreement, id: string): Commitment {
  const found = agreement.commitments.find((one) => one.id === id && !one.supersededAt)
  if (!found) throw new AppError('not_found', 'agreement_commitment_not_found')
  return found
}

/** Adds what a party promises to a draft; either side may write it down. */
export async function addCommitment(
  ctx: Ctx,
  of: PartyOfAgreement,
  partyId: string,
  facts: CommitmentFacts,
): Promise<string> {
  return withDraft(ctx, of, async (inner, agreement) => {
    if (!agreement.parties.some((party) => party.organisationId === partyId))
      throw new AppError('invalid', 'agreement_party_unknown')
    const id = newId()
    await inner.db
      .insertInto('commitment')
      .values({
        ...{ id, agreement_id: of.agreementId, organisation_id: partyId, created_at: inner.now },
        ...commitmentColumns(facts),
      })
      .execute()
    await inner.db
      .updateTable('agreement_party')
      .set({ no_commitment: false })
      .where('agreement_id', '=', of.agreementId)
      .where('organisation_id', '=', partyId)
      .execute()
    await touchAgreement(inner, agreement)
    await recordAgreement(inner, of, 'commitmentAdded', null, null)
    return id
  })
}

/** Takes a promise off a draft; once the text is decided, only all parties let go of it. */
export async function removeCommitment(ctx: Ctx, of: PartyOfAgreement, commitmentId: string): Promise<void> {
  await withDraft(ctx, of, async (inner, agreement) => {
    findCommitment(agreement, commitmentId)
    await inner.db
      .deleteFrom('commitment')
      .where('id', '=', commitmentId)
      .where('agreement_id', '=', of.agreementId)
      .execute()
    await touchAgreement(inner, agreement)
    await recordAgreement(inner, of, 'commitmentRemoved', null, null)
  })
}

/** Says outright that a party promises nothing in this draft, or takes that back. */
export async function setNoCommitment(ctx: Ctx, of: PartyOfAgreement, partyId: string, none: boolean): Promise<void> {
  await withAgreement(ctx, of, async (inner, agreement) => {
    if (!maySayNone(agreement, partyId, of.organisationId)) throw new AppError('conflict', 'agreement_not_draft')
    const party = agreement.parties.find((one) => one.organisationId === partyId)
    if (!party) throw new AppError('invalid', 'agreement_party_unknown')
    if (none && agreement.commitments.some((one) => one.organisationId === partyId && !one.supersededAt))
      throw new AppError('conflict', 'agreement_commitments_there')
    await inner.db
      .updateTable('agreement_party')
      .set({ no_commitment: none })
      .where('agreement_id', '=', of.agreementId)
      .where('organisation_id', '=', partyId)
      .execute()
    await touchAgreement(inner, agreement)
    await recordAgreement(inner, of, 'noCommitment', null, null)
  })
}

type CommitmentOf = PartyOfAgreement & { commitmentId: string }

// A side says of its own promises what became of them, once the agreement binds it.
function ownCommitment(agreement: Agreement, of: CommitmentOf): Commitment {
  const found = findCommitment(agreement, of.commitmentId)
  if (found.organisationId !== of.organisationId) throw new AppError('invalid', 'agreement_commitment_of_other')
  if (!isBinding(agreement.state) && agreement.state !== 'ended' && agreement.state !== 'renewed')
    throw new AppError('conflict', 'agreement_not_in_force')
  return found
}

/** Says that one's own side has kept a promise, when, and what shows it. */
export async function keepCommitment(
  ctx: Ctx,
  of: CommitmentOf,
  proof: { doneOn: string | null; note: string; documentId: string | null },
): Promise<void> {
  await withAgreement(ctx, of, async (inner, agreement) => {
    const found = ownCommitment(agreement, of)
    if (found.state === 'done' || found.state === 'waived')
      throw new AppError('conflict', 'agreement_commitment_closed')
    if (proof.doneOn === null) throw new AppError('invalid', 'agreement_day_wrong')
    if (proof.doneOn > dayOf(inner.now)) throw new AppError('invalid', 'agreement_day_future')
    const note = proof.note.trim().slice(0, 1000)
    const document = await requireDocument(inner, of.partnershipId, proof.documentId)
    await writeState(inner, of, {
      ...{ state: 'done', done_on: proof.doneOn, proof_note: note },
      proof_document_id: document,
    })
    const before = { commitmentState: found.state }
    await publishTie(inner, of.partnershipId)
    await recordAgreement(inner, of, 'commitmentKept', before, {
      ...{ commitmentState: 'done', doneOn: proof.doneOn },
    })
  })
}

/** Takes back that one's own side had kept a promise: it is due again. */
export async function reopenCommitment(ctx: Ctx, of: CommitmentOf): Promise<void> {
  await withAgreement(ctx, of, async (inner, agreement) => {
    const found = ownCommitment(agreement, of)
    if (found.state !== 'done') throw new AppError('conflict', 'agreement_commitment_closed')
    await writeState(inner, of, { state: 'due', done_on: null, proof_note: '', proof_document_id: null })
    const before = { commitmentState: 'done', doneOn: found.doneOn }
    await publishTie(inner, of.partnershipId)
    await recordAgreement(inner, of, 'commitmentReopened', before, { commitmentState: 'due' })
  })
}

async function writeState(
  ctx: Ctx,
  of: CommitmentOf,
  set: { state: string; done_on: string | null; proof_note: string; proof_document_id: string | null },
): Promise<void> {
  await ctx.db
    .updateTable('commitment')
    .set(set)
    .where('id', '=', of.commitmentId)
    .where('agreement_id', '=', of.agreementId)
    .where('organisation_id', '=', of.organisationId)
    .execute()
}
