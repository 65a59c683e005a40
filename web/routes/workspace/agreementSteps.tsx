import { setSignatory } from '../../../features/partnerships/agreement-draft.server.ts'
import { dayOf } from '../../../features/partnerships/agreement-read.server.ts'
import { isOpen, stepDayProblem } from '../../../features/partnerships/agreement-rules.ts'
import { type StepKind, stepKinds } from '../../../features/partnerships/agreement-schema.ts'
import { addStep, recordStep, reopenStep, waiveStep } from '../../../features/partnerships/agreement-steps.server.ts'
import { getAgreement } from '../../../features/partnerships/agreements.server.ts'
import { listDocuments } from '../../../features/partnerships/documents.server.ts'
import type { DocumentKind } from '../../../features/partnerships/papers.ts'
import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { AgreementTop } from '../../ui/agreement/agreement-top.tsx'
import { AddStepForm, OwnSteps, SignatoryForm, StepForms } from '../../ui/agreement/step-forms.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { FormProblems } from '../../ui/history/form-problems.tsx'
import { useSite } from '../../ui/site.ts'
import { agreementOf, dayTyped, proofTyped, toAgreement, wordOf } from '../../workspace/agreement-page.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'

/** The steps of one's own side; `?step=` names the one to record. */
export const loader = workspaceLoader('party', async (page) => {
  const { ctx, atWork, url } = page
  const of = agreementOf(page)
  const tie = await getTieHead(ctx, of)
  const agreement = await getAgreement(ctx, of)
  const own = agreement.steps.filter((step) => step.organisationId === of.organisationId)
  return {
    organisation: atWork.organisation,
    tie,
    agreement,
    own,
    chosen: own.find(({ id }) => id === url.searchParams.get('step')) ?? null,
    documents: await listDocuments(ctx, { agreementId: of.agreementId }),
  }
})

const papers: Readonly<Record<StepKind, DocumentKind>> = {
  approval: 'deliberation',
  authorisation: 'authorisation',
  signature: 'signedText',
  transmission: 'transmission',
}

/** Records the steps of one's own side, says which do not apply, adds what its law asks. */
export const action = workspaceAction('party', {
  async record(page, form) {
    const of = { ...agreementOf(page), stepId: wordOf(form, 'step') }
    await requireParty(page.ctx, of, 'contributor')
    const kind = stepKinds.find((one) => one === wordOf(form, 'kind')) ?? 'approval'
    const problem = stepDayProblem(dayTyped(form, 'doneOn'), dayOf(page.ctx.now))
    if (problem) return { problems: [{ reason: problem, field: 'doneOn' }] }
    const documentId = await proofTyped(page, form, papers[kind])
    const done = { doneOn: dayTyped(form, 'doneOn'), reference: wordOf(form, 'reference'), documentId }
    await recordStep(page.ctx, of, done)
    return { to: toAgreement(page, 'agreement', { done: 'stepDone' }) }
  },
  async waive(page, form) {
    const of = { ...agreementOf(page), stepId: wordOf(form, 'step') }
    await requireParty(page.ctx, of, 'contributor')
    if (wordOf(form, 'reason') === '') return { problems: [{ reason: 'agreement_waive_reason', field: 'reason' }] }
    await waiveStep(page.ctx, of, wordOf(form, 'reason'))
    return { to: toAgreement(page, 'agreement', { done: 'stepWaived' }) }
  },
  async reopen(page, form) {
    await reopenStep(page.ctx, { ...agreementOf(page), stepId: wordOf(form, 'step') })
    return { to: toAgreement(page, 'agreementSteps', { done: 'stepReopened' }) }
  },
  async add(page, form) {
    const kind = stepKinds.find((one) => one === wordOf(form, 'kind')) ?? 'authorisation'
    const required = wordOf(form, 'required') === 'yes'
    const amendmentId = wordOf(form, 'amendment') || null
    await addStep(page.ctx, agreementOf(page), { kind, name: wordOf(form, 'name'), required, amendmentId })
    return { to: toAgreement(page, 'agreementSteps', { done: 'stepAdded' }) }
  },
  async sign(page, form) {
    const signatory = { name: wordOf(form, 'name'), functionTitle: wordOf(form, 'functionTitle') }
    await setSignatory(page.ctx, agreementOf(page), signatory)
    return { to: toAgreement(page, 'agreementSteps', { done: 'signatory' }) }
  },
})

/** What one's own law asks, step by step: done with its proof, or without object and why. */
export default function AgreementSteps() {
  const { t } = useSite()
  const { organisation, tie, agreement, own, chosen, documents, kept } = usePageData<typeof loader>()
  const params = { key: organisation.key, tie: tie.id, agreement: agreement.id }
  const mayWrite = organisation.role !== 'reader'
  const party = agreement.parties.find(({ organisationId }) => organisationId === organisation.organisationId)
  return (
    <div className="py-10">
      <AgreementTop tie={tie} params={params} />
      <WorkTitle>{t('agreement.steps.title', { name: organisation.name, title: agreement.title })}</WorkTitle>
      <Done area="agreement.done" />
      <FormProblems intents={['reopen']} />
      <p className="measure mt-4">{t('agreement.steps.lead')}</p>
      {chosen && mayWrite ? <StepForms step={chosen} agreement={agreement} documents={documents} kept={kept} /> : null}
      <OwnSteps steps={own} agreement={agreement} params={params} mayWrite={mayWrite} />
      {mayWrite && isOpen(agreement.state) && party ? <SignatoryForm party={party} /> : null}
      {mayWrite ? <AddStepForm agreement={agreement} /> : null}
    </div>
  )
}
