import type { ReactNode } from 'react'
import { fieldSetOf } from '../../../features/partnerships/proposal-fields.ts'
import type { Proposal } from '../../../features/partnerships/proposal-list.server.ts'
import { useSite } from '../site.ts'
import { ChangeList } from './change-list.tsx'
import { SaidBy } from './said-by.tsx'
import { useFieldName, useValueWords } from './value-words.ts'

/** What a proposal is about, in words. */
export function useProposalTitle(): (proposal: Proposal) => string {
  const { t } = useSite()
  return ({ subject, agreementTitle, commitmentId, commitmentBody }) => {
    if (subject === 'tie') return t('word.proposals.aboutTie')
    if (subject === 'agreement') return t('word.proposals.aboutAgreement', { title: agreementTitle ?? '' })
    if (commitmentId === null) return t('word.proposals.aboutNewCommitment', { title: agreementTitle ?? '' })
    return t('word.proposals.aboutCommitment', { body: commitmentBody ?? '' })
  }
}

type ItemProps = { proposal: Proposal; children?: ReactNode }

/** One proposal: who proposes, what would change, what was answered by whom, and what the reader may do about it. */
export function ProposalItem({ proposal, children }: ItemProps) {
  const { t, day, list } = useSite()
  const titleOf = useProposalTitle()
  const { organisationName: organisation, proposedName: name, state, createdAt } = proposal
  const made = { organisation, name, day: day(createdAt) }
  const isOpen = state === 'open'
  return (
    <article id={`p-${proposal.id}`} className="word-item" aria-labelledby={`t-${proposal.id}`}>
      <h3 id={`t-${proposal.id}`}>{titleOf(proposal)}</h3>
      <p className="source">
        {t(name ? 'word.proposals.madeBy' : 'word.proposals.made', made)}
        {isOpen ? null : ` · ${t(`word.proposals.state.${state}`)}`}
        {!isOpen && proposal.closedAt ? ` ${t('word.proposals.closed', { day: day(proposal.closedAt) })}` : null}
      </p>
      {proposal.amendsId ? <p className="source">{t('word.proposals.amendsOther')}</p> : null}
      {proposal.word ? (
        <>
          <p className="mt-3">{t('word.proposals.word')}</p>
          <blockquote className="word-said border-s-2 border-line ps-4">{proposal.word}</blockquote>
        </>
      ) : null}
      <p className="sr-only">{t(isOpen ? 'word.proposals.changes' : 'word.proposals.changed')}</p>
      <ChangeList proposal={proposal} />
      <Stale proposal={proposal} />
      <Answers proposal={proposal} />
      {proposal.awaited.length > 0 ? (
        <p className="mt-3">{t('word.proposals.awaited', { names: list(proposal.awaited) })}</p>
      ) : null}
      {proposal.amendedBy ? (
        <p className="mt-3">
          <a className="tap" href={`#p-${proposal.amendedBy}`}>
            {t('word.proposals.amendedBy')}
          </a>
        </p>
      ) : null}
      {children}
    </article>
  )
}

function Stale({ proposal }: { proposal: Proposal }) {
  const { stale, placed } = proposal
  const { t } = useSite()
  const nameOf = useFieldName()
  const words = useValueWords()
  return stale.map(({ name, now }) => (
    <p key={name} className="notice">
      {t('word.proposals.stale', {
        field: nameOf(name, placed),
        now: words(fieldSetOf(proposal), name, now, placed) ?? t('word.proposals.nothing'),
      })}
    </p>
  ))
}

function Answers({ proposal }: { proposal: Proposal }) {
  const { t } = useSite()
  if (proposal.answers.length === 0) return null
  return (
    <ul className="word-sides" aria-label={t('word.proposals.answers')}>
      {proposal.answers.map((answer) => (
        <li key={answer.organisationId} className="word-side">
          <b>{t(`word.proposals.answer.${answer.answer}`, { organisation: answer.organisationName })}</b>
          {answer.word ? <span className="word-said block">{answer.word}</span> : null}
          <SaidBy
            name={answer.name}
            functionTitle={answer.functionTitle}
            at={answer.answeredAt}
            byLink={answer.byLink}
          />
        </li>
      ))}
    </ul>
  )
}
