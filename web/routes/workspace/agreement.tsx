import { listActs } from '../../../features/partnerships/act-list.server.ts'
import { dayOf } from '../../../features/partnerships/agreement-read.server.ts'
import {
  dayReminders,
  isBinding,
  isOpen,
  monthsBefore,
  whyNotRenewed,
} from '../../../features/partnerships/agreement-rules.ts'
import { getAgreement } from '../../../features/partnerships/agreements.server.ts'
import { listDocuments } from '../../../features/partnerships/documents.server.ts'
import { listProposals } from '../../../features/partnerships/proposal-list.server.ts'
import { listReminders } from '../../../features/partnerships/reminders.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { AgreementDeeds } from '../../ui/agreement/agreement-deeds.tsx'
import { AgreementFacts } from '../../ui/agreement/agreement-facts.tsx'
import { AmendmentPart, Versions } from '../../ui/agreement/agreement-history.tsx'
import { AgreementWord } from '../../ui/agreement/agreement-word.tsx'
import { AmountTables } from '../../ui/agreement/amount-table.tsx'
import { CommitmentSides } from '../../ui/agreement/commitment-sides.tsx'
import { LifeLine } from '../../ui/agreement/life-line.tsx'
import { NextSteps } from '../../ui/agreement/next-steps.tsx'
import { useDay } from '../../ui/agreement/words.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { DocumentList } from '../../ui/paper/document-list.tsx'
import { Reminders } from '../../ui/paper/reminders.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { agreementOf } from '../../workspace/agreement-page.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { proposePath } from '../../workspace/propose-path.ts'

/** An agreement, what was said about it and the papers that prove it. */
export const loader = workspaceLoader('party', async (page) => {
  const { ctx, atWork } = page
  const of = agreementOf(page)
  const agreement = await getAgreement(ctx, of)
  return {
    organisation: atWork.organisation,
    tie: await getTieHead(ctx, of),
    agreement,
    acts: await listActs(ctx, of, { agreementId: of.agreementId }),
    proposals: await listProposals(ctx, of, { agreementId: of.agreementId }),
    documents: await listDocuments(ctx, { agreementId: of.agreementId }),
    legal: await listReminders(ctx, { subject: 'agreement', ...of, from: agreement.startsOn, to: agreement.endsOn }),
    refusedRenewal: whyNotRenewed(agreement),
    today: dayOf(ctx.now),
  }
})

/** One agreement: how far it is, what comes next, what each side promised, and what was said about it. */
export default function AgreementPage() {
  const { t, locale } = useSite()
  const day = useDay()
  const { organisation, tie, agreement, acts, proposals, documents, legal, refusedRenewal, today } =
    usePageData<typeof loader>()
  const { organisationId, key, role } = organisation
  const mayWrite = role !== 'reader'
  const params = { key, tie: tie.id, agreement: agreement.id }
  const { presently, endsOn, inForceOn, state, parties } = agreement
  const basic = agreement.steps.filter((step) => step.amendmentId === null)
  const side = { agreement, organisationId, organisationKey: key, mayWrite }
  const reminders = dayReminders(agreement)
  const warnings = endsOn === null || !isBinding(state) ? [] : [12, 6, 3].map((months) => monthsBefore(endsOn, months))
  return (
    <div className="py-10">
      <TieHead tie={tie} current="agreements" />
      <WorkTitle>
        {t('agreement.page.title', {
          title: agreement.title,
          what: t(`agreement.page.state.${presently === 'inForce' && endsOn === null ? 'inForceOpen' : presently}`, {
            day: day(endsOn ?? today),
          }),
        })}
      </WorkTitle>
      <Done area="agreement.done" />
      <p className="measure mt-4">
        <span className={`state-mark is-${presently}`}>{t(`agreement.state.${presently}`)}</span>{' '}
        {t(`agreement.lead.${presently}`, {
          day: day(inForceOn ?? agreement.stateSince ?? today),
          end: endsOn === null ? 'none' : day(endsOn),
        })}
      </p>
      {mayWrite ? <AgreementDeeds agreement={agreement} organisationKey={key} refusedRenewal={refusedRenewal} /> : null}
      <div className="agreement-parts">
        <section aria-labelledby="life">
          <h2 id="life">{t('agreement.life.title')}</h2>
          <LifeLine parties={parties} steps={basic} holds={inForceOn !== null} organisationKey={key} />
          {reminders.length > 0 ? (
            <ul className="note mt-4">
              {reminders.map(({ stepId, reason, values }) => (
                <li key={`${stepId} ${reason} ${values.other}`}>
                  {t(`agreement.reminder.${reason}`, {
                    ...values,
                    day: day(values.day ?? ''),
                    otherDay: day(values.otherDay ?? ''),
                  })}
                </li>
              ))}
            </ul>
          ) : null}
        </section>
        {isOpen(state) ? (
          <section aria-labelledby="next">
            <h2 id="next">{t('agreement.next.title')}</h2>
            <NextSteps {...side} />
          </section>
        ) : null}
        <section aria-labelledby="text">
          <h2 id="text">{t('agreement.text.title')}</h2>
          <AgreementFacts agreement={agreement} organisationKey={key} />
          {warnings.length > 0 ? (
            <p className="source mt-2">
              {t('agreement.text.alerts', {
                a: day(warnings[0] ?? ''),
                b: day(warnings[1] ?? ''),
                c: day(warnings[2] ?? ''),
              })}
            </p>
          ) : null}
        </section>
        <section aria-labelledby="amounts">
          <h2 id="amounts">{t('agreement.amounts.title')}</h2>
          {agreement.amounts.length === 0 ? (
            <p className="measure mt-2">{t('agreement.amounts.none')}</p>
          ) : (
            <AmountTables amounts={agreement.amounts} parties={parties} />
          )}
          {mayWrite && isBinding(state) ? (
            <p className="mt-4">
              <a className="tap" href={`${proposePath(locale, params)}#amounts`}>
                {t('agreement.amounts.propose')}
              </a>
            </p>
          ) : null}
        </section>
        <section aria-labelledby="commitments">
          <h2 id="commitments">{t('agreement.commitments.title')}</h2>
          <CommitmentSides agreement={agreement} today={today} organisationKey={key} />
          <p className="mt-4">
            <a className="tap" href={workspacePath('agreementCommitments', locale, params)}>
              {t(isOpen(state) ? 'agreement.commitments.write' : 'agreement.commitments.follow')}
            </a>
          </p>
        </section>
        <section aria-labelledby="word">
          <h2 id="word">{t('agreement.word.title')}</h2>
          <AgreementWord
            acts={acts}
            proposals={proposals}
            params={params}
            mayWrite={mayWrite}
            binding={isBinding(state)}
          />
        </section>
        {agreement.amendments.length > 0 ? (
          <section aria-labelledby="amendments">
            <h2 id="amendments">{t('agreement.amendment.all')}</h2>
            {agreement.amendments.map((amendment) => (
              <AmendmentPart key={amendment.id} amendment={amendment} {...side} />
            ))}
          </section>
        ) : null}
        {agreement.versions.length > 0 ? (
          <section aria-labelledby="versions">
            <h2 id="versions">{t('agreement.version.title')}</h2>
            <Versions agreement={agreement} today={today} organisationKey={key} />
          </section>
        ) : null}
        <section aria-labelledby="documents">
          <h2 id="documents">{t('agreement.documents.title')}</h2>
          <DocumentList
            {...{ documents, organisationId, organisationKey: key }}
            mayWrite={false}
            empty={t('agreement.documents.none')}
          />
          <p className="mt-4">
            <a className="tap" href={workspacePath('tieDocuments', locale, params)}>
              {t('agreement.documents.all')}
            </a>
          </p>
          <p>
            <a className="tap" href={workspacePath('kit', locale, params)}>
              {t('kit.page.link')}
            </a>
          </p>
        </section>
        <Reminders reminders={legal} />
      </div>
    </div>
  )
}
