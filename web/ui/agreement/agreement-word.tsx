import type { Act } from '../../../features/partnerships/act-list.server.ts'
import type { Proposal } from '../../../features/partnerships/proposal-list.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import { useDay } from './words.ts'

type WordProps = {
  acts: readonly Act[]
  proposals: readonly Proposal[]
  params: { key: string; tie: string; agreement: string }
  mayWrite: boolean
  binding: boolean
}

/** What was recorded and proposed about an agreement, each side's word beside the other's, unedited. */
export function AgreementWord({ acts, proposals, params, mayWrite, binding }: WordProps) {
  const { t, locale, day: instant } = useSite()
  const day = useDay()
  return (
    <>
      {acts.length + proposals.length === 0 ? <p className="measure mt-2">{t('agreement.word.none')}</p> : null}
      <ul className="threads">
        {proposals.map((proposal) => (
          <li key={proposal.id}>
            <a href={workspacePath('tieProposals', locale, params)}>
              {t('agreement.word.proposal', {
                name: proposal.organisationName,
                day: instant(proposal.createdAt),
                what: t(`agreement.word.state.${proposal.state}`),
              })}
            </a>
            {proposal.word ? <p className="whitespace-pre-line">{proposal.word}</p> : null}
          </li>
        ))}
        {acts.map((act) => (
          <li key={act.id}>
            <p className={act.withdrawnAt ? 'superseded' : ''}>
              <a href={workspacePath('tieActs', locale, params)}>
                {t('agreement.word.act', {
                  what: t(`agreement.word.kind.${act.kind}`),
                  name: act.organisationName,
                  day: day(act.effectiveOn),
                })}
              </a>
            </p>
            {act.reason ? <p className="whitespace-pre-line">{act.reason}</p> : null}
            {act.answers.map((answer) => (
              <p key={answer.id} className="note mt-2 whitespace-pre-line">
                {t('agreement.word.answered', { name: answer.organisationName, day: instant(answer.answeredAt) })}{' '}
                {answer.body}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {mayWrite && binding ? (
        <p className="mt-4">
          <a className="tap" href={workspacePath('recordAct', locale, params, { agreement: params.agreement })}>
            {t('agreement.word.record')}
          </a>
        </p>
      ) : null}
    </>
  )
}
