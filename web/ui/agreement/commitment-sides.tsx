import type { ReactNode } from 'react'
import { presentCommitment } from '../../../features/partnerships/agreement-rules.ts'
import type { Agreement, Commitment } from '../../../features/partnerships/agreement-schema.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import { useDay, useMoney } from './words.ts'

type SidesProps = {
  agreement: Pick<Agreement, 'parties' | 'commitments'>
  today: string
  organisationKey: string
  /** What may be done with one of them, under it. */
  deeds?: (commitment: Commitment) => ReactNode
  /** What may be done under the list of a side. */
  under?: (organisationId: string, count: number) => ReactNode
}

/** What each side promises, beside each other, with what became of it; what was replaced stays readable. */
export function CommitmentSides({ agreement, today, organisationKey, deeds, under }: SidesProps) {
  const { t } = useSite()
  return (
    <div className="sides">
      {agreement.parties.map(({ organisationId, name, noCommitment }) => {
        const own = agreement.commitments.filter((one) => one.organisationId === organisationId)
        const present = own.filter((one) => !one.supersededAt)
        const replaced = own.filter((one) => one.supersededAt)
        return (
          <div key={organisationId}>
            <h3 className="side-name">{name}</h3>
            {present.length === 0 ? (
              <p className="mt-2">{t(noCommitment ? 'agreement.commitments.none' : 'agreement.commitments.unsaid')}</p>
            ) : null}
            <ul className="side-list">
              {present.map((commitment) => (
                <li key={commitment.id}>
                  <CommitmentLine commitment={commitment} today={today} organisationKey={organisationKey} />
                  {deeds?.(commitment)}
                </li>
              ))}
            </ul>
            {replaced.length > 0 ? (
              <details className="mt-2">
                <summary className="tap source">{t('agreement.commitments.replaced', { n: replaced.length })}</summary>
                <ul className="side-list">
                  {replaced.map((commitment) => (
                    <li key={commitment.id}>
                      <CommitmentLine commitment={commitment} today={today} organisationKey={organisationKey} />
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
            {under?.(organisationId, present.length)}
          </div>
        )
      })}
    </div>
  )
}

type LineProps = { commitment: Commitment; today: string; organisationKey: string }

function CommitmentLine({ commitment, today, organisationKey: key }: LineProps) {
  const { t, locale, day: instant } = useSite()
  const day = useDay()
  const money = useMoney()
  const { kind, body, amount, currency, quantity, unit, dueOn, doneOn, proofNote, proofDocument } = commitment
  const state = presentCommitment(commitment, today)
  const facts = [
    t(`agreement.commitments.kind.${kind}`),
    amount === null ? '' : money(amount, currency),
    quantity === null ? '' : `${quantity.replace(/\.00$/, '')} ${unit}`.trim(),
    dueOn === null ? t('agreement.commitments.noDay') : t('agreement.commitments.dueOn', { day: day(dueOn) }),
  ]
  return (
    <>
      <p className={commitment.supersededAt ? 'superseded' : ''}>{body}</p>
      <p className="source">{facts.filter(Boolean).join(' · ')}</p>
      {commitment.supersededAt ? (
        <p className="source">{t('agreement.commitments.replacedOn', { day: instant(commitment.supersededAt) })}</p>
      ) : (
        <p>
          <span className={`state-mark is-${state}`}>{t(`agreement.commitments.state.${state}`)}</span>
          {doneOn === null ? null : (
            <span className="source"> {t('agreement.commitments.doneOn', { day: day(doneOn) })}</span>
          )}
        </p>
      )}
      {proofNote || proofDocument ? (
        <p className="source">
          {t('agreement.commitments.proof')} {proofNote}
          {proofDocument ? (
            <>
              {' '}
              <a href={workspacePath('document', locale, { key, document: proofDocument.id, version: '1' })}>
                {proofDocument.title}
              </a>
            </>
          ) : null}
        </p>
      ) : null}
    </>
  )
}
