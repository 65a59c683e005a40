import { asJob, type Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { blankContent, contentOf } from './agreement-content.ts'
import { dayOf, readAgreement } from './agreement-read.server.ts'
import { inForceDay, stageOf } from './agreement-rules.ts'
import type { Agreement, AgreementChanges, AgreementContent, Amendment, Commitment } from './agreement-schema.ts'
import { contentColumns, keepVersion, type PartyOfAgreement, recordAgreement } from './agreement-write.server.ts'
import { type CommitmentFacts, commitmentColumns } from './commitment-facts.ts'
import { type AmountOf, amountNamed } from './proposal-amounts.ts'

/** What comes before the id of a commitment, where an amendment names what it changes. */
export const ofCommitment = 'commitment.'

/** How an amendment names a promise it adds. */
export const newCommitment = 'newCommitment'

/** Writes values that all parties want: those of the text, forecast amounts, and commitments, which are replaced rather than changed. */
export async function writeChanges(ctx: Ctx, agreement: Agreement, changes: AgreementChanges): Promise<void> {
  const names = Object.keys(blankContent).filter((name) => name in changes)
  if (names.length > 0) {
    const wanted = Object.fromEntries(names.map((name) => [name, changes[name]?.to]))
    const content = { ...contentOf(agreement), ...wanted } as AgreementContent
    await ctx.db
      .updateTable('agreement')
      .set({
        ...contentColumns({ ...content, openEnded: content.openEnded === true && content.kind === 'oath' }),
        version: agreement.version + 1,
        updated_at: ctx.now,
      })
      .where('id', '=', agreement.id)
      .execute()
  }
  for (const [name, change] of Object.entries(changes)) {
    const amount = amountNamed(name)
    if (amount) await writeAmount(ctx, agreement, amount, change.to as string | null)
    else if (name === newCommitment) await insertPromise(ctx, agreement, change.to as NewPromise)
    else if (name.startsWith(ofCommitment))
      await replaceCommitment(ctx, agreement, name.slice(ofCommitment.length), change.to as Partial<Commitment>)
  }
}

function partyAt(agreement: Agreement, position: number): string {
  const party = agreement.parties.find((one) => one.position === position)
  if (!party) throw new AppError('conflict', 'agreement_party_unknown')
  return party.organisationId
}

// A forecast amount as all want it, whatever it was; its note, where it has one, stays.
async function writeAmount(ctx: Ctx, agreement: Agreement, of: AmountOf, amount: string | null): Promise<void> {
  const { position, year, kind, currency } = of
  const key = { agreement_id: agreement.id, organisation_id: partyAt(agreement, position), year, kind, currency }
  if (amount === null) {
    await ctx.db
      .deleteFrom('agreement_amount')
      .where((is) => is.and(key))
      .execute()
    return
  }
  await ctx.db
    .insertInto('agreement_amount')
    .values({ id: newId(), ...key, amount })
    .onConflict((there) =>
      there.columns(['agreement_id', 'organisation_id', 'year', 'kind', 'currency']).doUpdateSet({ amount }),
    )
    .execute()
}

type NewPromise = Partial<CommitmentFacts> & Pick<CommitmentFacts, 'kind' | 'body'> & { party: number }

async function insertPromise(ctx: Ctx, agreement: Agreement, wanted: NewPromise): Promise<void> {
  const { party, kind, body, amount = null, currency, quantity = null, unit, dueOn = null } = wanted
  const organisationId = partyAt(agreement, party)
  const facts = { kind, body, amount, currency: currency || 'EUR', quantity, unit: unit ?? '', dueOn }
  await ctx.db
    .insertInto('commitment')
    .values({
      ...{ id: newId(), agreement_id: agreement.id, organisation_id: organisationId, created_at: ctx.now },
      ...commitmentColumns(facts),
    })
    .execute()
  // Whoever promised nothing promises something now.
  await ctx.db
    .updateTable('agreement_party')
    .set({ no_commitment: false })
    .where('agreement_id', '=', agreement.id)
    .where('organisation_id', '=', organisationId)
    .execute()
}

async function replaceCommitment(
  ctx: Ctx,
  agreement: Agreement,
  id: string,
  wanted: Partial<Commitment>,
): Promise<void> {
  const old = agreement.commitments.find((one) => one.id === id && !one.supersededAt)
  if (!old) throw new AppError('conflict', 'agreement_commitment_not_found')
  const { id: _, replacesId: __, supersededAt: ___, proofDocument, ...facts } = { ...old, ...wanted }
  await ctx.db
    .updateTable('commitment')
    .set({ superseded_at: ctx.now })
    .where('id', '=', id)
    .where('agreement_id', '=', agreement.id)
    .execute()
  await ctx.db
    .insertInto('commitment')
    .values({
      ...{ id: newId(), agreement_id: agreement.id, organisation_id: facts.organisationId, created_at: ctx.now },
      ...commitmentColumns({ ...facts, currency: facts.currency || 'EUR' }),
      ...{ state: facts.state, done_on: facts.doneOn, proof_note: facts.proofNote },
      proof_document_id: proofDocument?.id ?? null,
      replaces_id: id,
    })
    .execute()
}

/** Brings an amendment up to what its steps say; in force, the agreement says what it changes, as a version of its own. */
export async function advanceAmendment(
  ctx: Ctx,
  of: PartyOfAgreement,
  amendmentId: string,
): Promise<Amendment['state']> {
  const agreement = await readAgreement(ctx, of)
  const amendment = agreement.amendments.find(({ id }) => id === amendmentId)
  if (!amendment) throw new AppError('not_found', 'agreement_step_not_found')
  const steps = agreement.steps.filter((step) => step.amendmentId === amendmentId)
  const stage = stageOf(steps)
  const state = stage === 'draft' ? 'approval' : stage
  if (state === amendment.state) return state
  const inForceOn = state === 'inForce' ? inForceDay(steps, dayOf(ctx.now)) : null
  await ctx.db
    .updateTable('amendment')
    .set({ state, in_force_on: inForceOn })
    .where('id', '=', amendmentId)
    .where('agreement_id', '=', of.agreementId)
    .execute()
  const number = { amendment: amendment.number }
  await recordAgreement(
    ctx,
    of,
    'amendmentAdvanced',
    { agreementState: amendment.state },
    { agreementState: state, ...number },
  )
  if (inForceOn === null) return state
  // The last step of one side makes it hold for all: what it changes is no longer that side's own affair.
  await asJob(ctx, 'proposal', async (job) => {
    await writeChanges(job, agreement, amendment.changes)
    await keepVersion(job, of, inForceOn, amendmentId)
  })
  return state
}
