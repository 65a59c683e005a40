import type { Proposal } from '../../../features/partnerships/proposal-list.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

type WaitingProps = { waiting: readonly Proposal[]; params: { key: string; tie: string } }

/** What another side has proposed and we have not answered. Silence changes nothing, and is said to. */
export function WaitingForUs({ waiting, params }: WaitingProps) {
  const { t, locale, day } = useSite()
  if (waiting.length === 0) return null
  return (
    <section aria-labelledby="waiting" className="notice">
      <h2 id="waiting">{t('tie.overview.waiting', { n: waiting.length })}</h2>
      <ul className="mt-2">
        {waiting.map((proposal) => (
          <li key={proposal.id}>
            <a href={workspacePath('tieProposals', locale, params)} className="tap">
              {proposal.subject === 'tie'
                ? t('tie.overview.proposedTie', { name: proposal.organisationName, day: day(proposal.createdAt) })
                : t('tie.overview.proposedAgreement', {
                    name: proposal.organisationName,
                    title: proposal.agreementTitle ?? '',
                    day: day(proposal.createdAt),
                  })}
            </a>
          </li>
        ))}
      </ul>
      <p className="source mt-1">{t('tie.overview.silence')}</p>
    </section>
  )
}
