import { dayOf } from '../../../features/partnerships/agreement-read.server.ts'
import {
  isBinding,
  isOpen,
  isWritable,
  maySayNone,
  stepDayProblem,
} from '../../../features/partnerships/agreement-rules.ts'
import { getAgreement } from '../../../features/partnerships/agreements.server.ts'
import { readCommitment } from '../../../features/partnerships/commitment-facts.ts'
import {
  addCommitment,
  keepCommitment,
  removeCommitment,
  reopenCommitment,
  setNoCommitment,
} from '../../../features/partnerships/commitments.server.ts'
import { listDocuments } from '../../../features/partnerships/documents.server.ts'
import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { AgreementTop } from '../../ui/agreement/agreement-top.tsx'
import { CommitmentDeeds, KeptForm, NewCommitment } from '../../ui/agreement/commitment-forms.tsx'
import { CommitmentSides } from '../../ui/agreement/commitment-sides.tsx'
import { Deed, WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { FormProblems } from '../../ui/history/form-problems.tsx'
import { useSite } from '../../ui/site.ts'
import { agreementOf, dayTyped, proofTyped, toAgreement, wordOf } from '../../workspace/agreement-page.ts'
import { typedValues, workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { proposeNewPath } from '../../workspace/propose-path.ts'

/** What each side promises in an agreement; `?keep=` names the promise one says was kept. */
export const loader = workspaceLoader('party', async (page) => {
  const { ctx, atWork, url } = page
  const of = agreementOf(page)
  const tie = await getTieHead(ctx, of)
  const agreement = await getAgreement(ctx, of)
  const own = agreement.commitments.filter((one) => one.organisationId === of.organisationId && !one.supersededAt)
  return {
    organisation: atWork.organisation,
    tie,
    agreement,
    keep: own.find(({ id }) => id === url.searchParams.get('keep')) ?? null,
    documents: await listDocuments(ctx, { agreementId: of.agreementId }),
    today: dayOf(ctx.now),
  }
})

/** Writes promises into a draft, and says what became of one's own. */
export const action = workspaceAction('party', {
  async add(page, form) {
    const of = agreementOf(page)
    await requireParty(page.ctx, of, 'contributor')
    const read = readCommitment(typedValues(form))
    if ('problems' in read) return read
    await addCommitment(page.ctx, of, wordOf(form, 'party'), read.facts)
    return { to: toAgreement(page, 'agreementCommitments', { done: 'commitmentAdded' }) }
  },
  async remove(page, form) {
    await removeCommitment(page.ctx, agreementOf(page), wordOf(form, 'id'))
    return { to: toAgreement(page, 'agreementCommitments', { done: 'commitmentRemoved' }) }
  },
  async none(page, form) {
    await setNoCommitment(page.ctx, agreementOf(page), wordOf(form, 'party'), wordOf(form, 'none') === 'yes')
    return { to: toAgreement(page, 'agreementCommitments', { done: 'noneSaid' }) }
  },
  async keep(page, form) {
    const of = { ...agreementOf(page), commitmentId: wordOf(form, 'id') }
    await requireParty(page.ctx, of, 'contributor')
    const problem = stepDayProblem(dayTyped(form, 'doneOn'), dayOf(page.ctx.now))
    if (problem) return { problems: [{ reason: problem, field: 'doneOn' }] }
    const documentId = await proofTyped(page, form, 'proof')
    const proof = { doneOn: dayTyped(form, 'doneOn'), note: wordOf(form, 'note'), documentId }
    await keepCommitment(page.ctx, of, proof)
    return { to: toAgreement(page, 'agreementCommitments', { done: 'commitmentKept' }) }
  },
  async reopen(page, form) {
    await reopenCommitment(page.ctx, { ...agreementOf(page), commitmentId: wordOf(form, 'id') })
    return { to: toAgreement(page, 'agreementCommitments', { done: 'commitmentReopened' }) }
  },
})

/** What each side promises, side by side, and what became of it. */
export default function AgreementCommitments() {
  const { t, locale } = useSite()
  const { organisation, tie, agreement, keep, documents, today, kept } = usePageData<typeof loader>()
  const { key, organisationId } = organisation
  const params = { key, tie: tie.id, agreement: agreement.id }
  const mayWrite = organisation.role !== 'reader'
  const writable = mayWrite && isWritable(agreement)
  return (
    <div className="py-10">
      <AgreementTop tie={tie} params={params} />
      <WorkTitle>{t('agreement.commitments.page', { title: agreement.title })}</WorkTitle>
      <Done area="agreement.done" />
      <FormProblems intents={['remove', 'none', 'reopen']} />
      <p className="measure mt-4">
        {t(isOpen(agreement.state) ? 'agreement.commitments.leadDraft' : 'agreement.commitments.lead')}
      </p>
      {keep && isBinding(agreement.state) ? <KeptForm commitment={keep} documents={documents} kept={kept} /> : null}
      <h2 className="mt-8">{t('agreement.commitments.title')}</h2>
      <CommitmentSides
        agreement={agreement}
        today={today}
        organisationKey={key}
        deeds={(commitment) =>
          mayWrite ? (
            <CommitmentDeeds
              commitment={commitment}
              agreement={agreement}
              params={params}
              own={commitment.organisationId === organisationId}
            />
          ) : null
        }
        under={(party, count) => {
          const none = agreement.parties.find((one) => one.organisationId === party)?.noCommitment ?? false
          return mayWrite && count === 0 && maySayNone(agreement, party, organisationId) ? (
            <Deed
              intent="none"
              of={{ party, none: none ? 'no' : 'yes' }}
              label={t(none ? 'agreement.commitments.takeNoneBack' : 'agreement.commitments.sayNone')}
            />
          ) : null
        }}
      />
      {mayWrite && isBinding(agreement.state) ? (
        <section aria-labelledby="add" className="mt-12">
          <h2 id="add">{t('agreement.commitments.add')}</h2>
          <p className="measure mt-2">{t('agreement.commitments.proposeNewLead')}</p>
          <p className="mt-4">
            <a className="button quiet" href={proposeNewPath(locale, params)}>
              {t('agreement.commitments.proposeNew')}
            </a>
          </p>
        </section>
      ) : null}
      {writable ? <NewCommitment agreement={agreement} ours={organisationId} kept={kept} /> : null}
    </div>
  )
}
