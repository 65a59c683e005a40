import type { Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { dayOf } from './agreement-read.server.ts'
import { isOpen, isSettled, isWaivable, stepDayProblem, whatBlocks } from './agreement-rules.ts'
import { type Agreement, type AgreementStep, type StepKind, stepKinds } from './agreement-schema.ts'
import { advance, type PartyOfAgreement, recordAgreement, withAgreement } from './agreement-write.server.ts'
import { advanceAmendment } from './amendments.server.ts'
import { publishTie } from './apply-proposal.server.ts'
import { requireDocument } from './proof.server.ts'

type StepOf = PartyOfAgreement & { stepId: string }

/** What a side says of a step it has taken. */
export type StepDone = { doneOn: string | null; reference: string; documentId: string | null }

// A side takes its own steps; those of the other are its own affair.
function ownStep(agreement: Agreement, of: StepOf): AgreementStep {
  const step = agreement.steps.find(({ id }) => id === of.stepId)
  if (!step) throw new AppError('not_found', 'agreement_step_not_found')
  if (step.organisationId !== of.organisationId) throw new AppError('invalid', 'agreement_step_of_other')
  return step
}

function checkFree(agreement: Agreement, step: AgreementStep): void {
  const block = whatBlocks(agreement, step)[0]
  if (block) throw new AppError('conflict', block.reason, block.values ?? {})
}

async function writeStep(
  ctx: Ctx,
  of: StepOf,
  set: { done_on: string | null; reference: string; document_id: string | null; waived_reason: string },
): Promise<void> {
  await ctx.db
    .updateTable('agreement_step')
    .set({ ...set, recorded_by: ctx.actor.kind === 'person' ? ctx.actor.personId : null, recorded_at: ctx.now })
    .where('id', '=', of.stepId)
    .where('agreement_id', '=', of.agreementId)
    .where('organisation_id', '=', of.organisationId)
    .execute()
}

// What comes into force may be public: parties, kind and dates, and the rest where all parties have said yes.
async function advanceText(ctx: Ctx, of: StepOf, { amendmentId }: AgreementStep): Promise<void> {
  const state = amendmentId ? await advanceAmendment(ctx, of, amendmentId) : await advance(ctx, of)
  if (state === 'inForce') await publishTie(ctx, of.partnershipId)
}

/** Records that one's own side has taken a step, with its day, its number and its paper. */
export async function recordStep(ctx: Ctx, of: StepOf, done: StepDone): Promise<void> {
  await withAgreement(ctx, of, async (inner, agreement) => {
    const step = ownStep(agreement, of)
    checkFree(agreement, step)
    const problem = stepDayProblem(done.doneOn, dayOf(inner.now))
    if (problem) throw new AppError('invalid', problem)
    const reference = done.reference.trim().slice(0, 200)
    const document_id = await requireDocument(inner, of.partnershipId, done.documentId)
    await writeStep(inner, of, { done_on: done.doneOn, reference, document_id, waived_reason: '' })
    const after = { step: step.kind, doneOn: done.doneOn }
    await recordAgreement(inner, of, 'stepDone', null, after)
    await advanceText(inner, of, step)
  })
}

/** Says why a step of one's own side does not apply; never of a signature. */
export async function waiveStep(ctx: Ctx, of: StepOf, reason: string): Promise<void> {
  await withAgreement(ctx, of, async (inner, agreement) => {
    const step = ownStep(agreement, of)
    checkFree(agreement, step)
    if (!isWaivable(step)) throw new AppError('invalid', 'agreement_signature_not_waived')
    const word = reason.trim()
    if (word === '' || word.length > 500) throw new AppError('invalid', 'agreement_waive_reason')
    await writeStep(inner, of, { done_on: null, reference: '', document_id: null, waived_reason: word })
    await recordAgreement(inner, of, 'stepWaived', null, { step: step.kind })
    await advanceText(inner, of, step)
  })
}

/** Takes back what one's own side had recorded of a step, while the agreement is not in force. */
export async function reopenStep(ctx: Ctx, of: StepOf): Promise<void> {
  await withAgreement(ctx, of, async (inner, agreement) => {
    const step = ownStep(agreement, of)
    const amendment = agreement.amendments.find(({ id }) => id === step.amendmentId)
    const isFree = amendment
      ? amendment.state !== 'inForce' && amendment.state !== 'abandoned'
      : isOpen(agreement.state)
    if (!isFree) throw new AppError('conflict', 'agreement_step_closed')
    if (!isSettled(step)) return
    await writeStep(inner, of, { done_on: null, reference: '', document_id: null, waived_reason: '' })
    const before = { step: step.kind, doneOn: step.doneOn }
    await recordAgreement(inner, of, 'stepReopened', before, { step: step.kind })
    await advanceText(inner, of, step)
  })
}

/** Adds a step one's own law asks and our rules do not know, for this agreement. */
export async function addStep(
  ctx: Ctx,
  of: PartyOfAgreement,
  step: { kind: StepKind; name: string; required: boolean; amendmentId: string | null },
): Promise<void> {
  await withAgreement(ctx, of, async (inner, agreement) => {
    const name = step.name.trim()
    if (name === '' || name.length > 200 || !stepKinds.includes(step.kind))
      throw new AppError('invalid', 'agreement_step_name')
    const own = agreement.steps.filter(
      (one) => one.organisationId === of.organisationId && one.amendmentId === step.amendmentId,
    )
    const ground = { ...step, ...{ id: '', organisationId: of.organisationId, position: 0, doneOn: null } }
    const closed = whatBlocks(agreement, { ...ground, waivedReason: '' }).find(
      ({ reason }) => reason === 'agreement_step_closed',
    )
    if (closed) throw new AppError('conflict', closed.reason)
    if (step.amendmentId !== null && !agreement.amendments.some(({ id }) => id === step.amendmentId))
      throw new AppError('not_found', 'agreement_step_not_found')
    await inner.db
      .insertInto('agreement_step')
      .values({
        id: newId(),
        agreement_id: of.agreementId,
        amendment_id: step.amendmentId,
        organisation_id: of.organisationId,
        kind: step.kind,
        position: placeFor(own, step.kind),
        name,
        required: step.required,
      })
      .execute()
    await recordAgreement(inner, of, 'lawStepAdded', null, { step: step.kind })
  })
}

// After the last step of its kind, or else where its kind comes in the order of steps.
function placeFor(own: readonly AgreementStep[], kind: StepKind): number {
  const upTo = stepKinds.slice(0, stepKinds.indexOf(kind) + 1)
  const before = own.filter((step) => upTo.includes(step.kind)).map(({ position }) => position)
  const same = own.filter((step) => step.kind === kind).map(({ position }) => position)
  return Math.max(0, ...before, ...same.map((position) => position + 1))
}
