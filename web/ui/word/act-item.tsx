import '../../styles/word.css'
import type { ReactNode } from 'react'
import type { Act } from '../../../features/partnerships/act-list.server.ts'
import { useDay } from '../agreement/words.ts'
import { Facts } from '../facts.tsx'
import { useSite } from '../site.ts'
import { SaidBy } from './said-by.tsx'

/** What an act is about, in words. */
export function useActSubject(): (act: Act) => string {
  const { t } = useSite()
  return ({ commitmentBody, commitmentOf, agreementTitle }) => {
    if (commitmentBody)
      return t('word.acts.aboutCommitment', { organisation: commitmentOf ?? '', body: commitmentBody })
    return agreementTitle ? t('word.acts.aboutAgreement', { title: agreementTitle }) : t('word.acts.aboutTie')
  }
}

type ItemProps = { act: Act; children?: ReactNode }

/** One act beside what the others answered: two columns of the same width, each side's words as they were written. */
export function ActItem({ act, children }: ItemProps) {
  const { t, day } = useSite()
  const { kind, organisationName: organisation, withdrawnAt } = act
  return (
    <article className={withdrawnAt ? 'word-item is-withdrawn' : 'word-item'} aria-labelledby={`a-${act.id}`}>
      <h3 id={`a-${act.id}`}>{t(`word.acts.kind.${kind}`)}</h3>
      {withdrawnAt ? (
        <p className="notice">{t('word.acts.withdrawn', { day: day(withdrawnAt), organisation })}</p>
      ) : null}
      <div className="word-sides">
        <div className="word-side">
          <b>{t('word.acts.says', { organisation })}</b>
          <ActFacts act={act} />
        </div>
        <div className="word-side">
          {act.answers.length === 0 ? (
            <>
              <b>{t('word.acts.answers')}</b>
              <p className="source">{t('word.acts.noAnswer')}</p>
            </>
          ) : null}
          {act.answers.map((answer) => (
            <div key={answer.id} className="mb-4">
              <b>{t('word.acts.answerBy', { organisation: answer.organisationName })}</b>
              <p className="word-said">{answer.body}</p>
              <SaidBy
                name={answer.name}
                functionTitle={answer.functionTitle}
                at={answer.answeredAt}
                byLink={answer.byLink}
              />
            </div>
          ))}
        </div>
      </div>
      {children}
    </article>
  )
}

function ActFacts({ act }: { act: Act }) {
  const { t, day: instant } = useSite()
  const day = useDay()
  const subject = useActSubject()
  const f = 'word.acts.fact'
  const said = (value: string) => <span className="word-said">{value}</span>
  return (
    <>
      <Facts
        facts={[
          { name: t(`${f}.about`), value: subject(act) },
          { name: t(`${f}.effectiveOn.${act.kind}`), value: day(act.effectiveOn) },
          { name: t(`${f}.decidedOn`), value: day(act.decidedOn) },
          act.decidedBy ? { name: t(`${f}.decidedBy`), value: act.decidedBy } : null,
          act.clause ? { name: t(`${f}.clause`), value: said(act.clause) } : null,
          act.reason ? { name: t(`${f}.reason`), value: said(act.reason) } : null,
          act.goesOn ? { name: t(`${f}.goesOn`), value: said(act.goesOn) } : null,
          act.reviewOn ? { name: t(`${f}.reviewOn`), value: day(act.reviewOn) } : null,
          act.documentTitle ? { name: t(`${f}.document`), value: act.documentTitle } : null,
        ]}
      />
      <p className="source">
        {act.recordedName
          ? t('word.acts.recorded', { name: act.recordedName, day: instant(act.recordedAt) })
          : t('word.acts.recordedOn', { day: instant(act.recordedAt) })}
      </p>
    </>
  )
}
