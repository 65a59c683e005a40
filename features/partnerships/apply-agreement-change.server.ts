import { asJob, type Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { readAgreement } from './agreement-read.server.ts'
import { isBinding, isOpen, isSettled } from './agreement-rules.ts'
import type { Agreement, AgreementChanges } from './agreement-schema.ts'
import { advance, recordAgreement } from './agreement-write.server.ts'
import { newCommitment, ofCommitment, writeChanges } from './amendments.server.ts'
import { makeSteps } from './approval-steps.server.ts'

/** A proposal every party has accepted, as far as an agreement is concerned. */
export type AcceptedChange = {
  id: string
  partnershipId: string
  agreementId: string | null
  commitmentId: string | null
  /** Who proposed. */
  organisationId: string
  subject: string
  changes: AgreementChanges
}

/**
 * Brings about what all parties have accepted. Before force the draft says it, and what had been decided on the earlier
 * text is asked again; in force it is an amendment with steps of its own. Letting go of a commitment holds at once.
 */
export async function applyAgreementChange(ctx: Ctx, proposal: AcceptedChange): Promise<void> {
  const { partnershipId, agreementId, organisationId } = proposal
  if (!agreementId) throw new AppError('not_found', 'agreement_not_found')
  const of = { partnershipId, agreementId, organisationId }
  await asJob(ctx, 'proposal', async (job) => {
    const agreement = await readAgreement(job, of, true)
    const changes = toAmendment(proposal)
    if (isOpen(agreement.state)) {
      await writeChanges(job, agreement, changes)
      await askAgain(job, agreement)
      await advance(job, of)
    } else if (isBinding(agreement.state)) {
      if (isWaiver(proposal)) await writeChanges(job, agreement, changes)
      else await openAmendment(job, agreement, proposal, changes)
    } else throw new AppError('conflict', 'agreement_not_in_force')
    await recordAgreement(job, of, 'proposalApplied', null, null)
  })
}

const from = (changes: AgreementChanges) =>
  Object.fromEntries(Object.entries(changes).map(([name, change]) => [name, change.from]))
const to = (changes: AgreementChanges) =>
  Object.fromEntries(Object.entries(changes).map(([name, change]) => [name, change.to]))

const isWaiver = ({ subject, changes }: AcceptedChange) => subject === 'commitment' && changes.state?.to === 'waived'

// An amendment tells by itself what it changes: a commitment's fields go under its id.
function toAmendment({ subject, commitmentId, changes }: AcceptedChange): AgreementChanges {
  if (subject !== 'commitment') return changes
  if (!commitmentId) return { [newCommitment]: { from: null, to: to(changes) } }
  return { [ofCommitment + commitmentId]: { from: from(changes), to: to(changes) } }
}

// What was decided on the earlier text stands; the new one is decided on again, by the same steps.
async function askAgain(ctx: Ctx, agreement: Agreement): Promise<void> {
  const own = agreement.steps.filter((step) => step.amendmentId === null)
  const again = own.filter(
    (step) =>
      step.doneOn !== null &&
      step.required &&
      !own.some(
        (other) => other.organisationId === step.organisationId && other.kind === step.kind && !isSettled(other),
      ),
  )
  if (again.length === 0) return
  const latest = again.filter(
    (step) =>
      !again.some(
        (other) =>
          other.organisationId === step.organisationId && other.kind === step.kind && other.position > step.position,
      ),
  )
  await ctx.db
    .insertInto('agreement_step')
    .values(
      latest.map((step) => ({
        id: newId(),
        agreement_id: agreement.id,
        organisation_id: step.organisationId,
        rule_code: step.ruleCode,
        kind: step.kind,
        position: step.position + 1,
        name: step.ruleCode ? '' : step.name,
        required: true,
      })),
    )
    .execute()
}

async function openAmendment(
  ctx: Ctx,
  agreement: Agreement,
  proposal: AcceptedChange,
  changes: AgreementChanges,
): Promise<void> {
  const id = newId()
  await ctx.db
    .insertInto('amendment')
    .values({
      id,
      agreement_id: agreement.id,
      organisation_id: proposal.organisationId,
      number: (agreement.amendments.at(-1)?.number ?? 0) + 1,
      proposal_id: proposal.id,
      changes: JSON.stringify(changes),
      created_at: ctx.now,
    })
    .execute()
  await makeSteps(ctx, { agreementId: agreement.id, kind: agreement.kind, amendmentId: id })
}
