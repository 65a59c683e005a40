import { fieldSetOf } from '../../../features/partnerships/proposal-fields.ts'
import type { Proposal } from '../../../features/partnerships/proposal-list.server.ts'
import { publicationParts } from '../../../features/partnerships/schema.ts'
import type { LinkView } from '../../../features/partnerships/tie-link-view.server.ts'
import { Choices, TextArea } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { Fold } from './fold.tsx'
import { LinkHolder } from './link-holder.tsx'
import { WantedFields } from './wanted-fields.tsx'

/** The answer of somebody without an account to one proposal. */
export function LinkProposalForm({ proposal }: { proposal: Proposal }) {
  const { t } = useSite()
  const p = 'word.answer'
  const answers = (['accept', 'amend', 'decline'] as const).filter(
    (answer) => answer !== 'accept' || proposal.notAccept === null,
  )
  const proposed = Object.fromEntries(Object.entries(proposal.changes).map(([name, { to }]) => [name, to]))
  return (
    <Form intent="answerProposal" of={{ proposal: proposal.id }}>
      <Choices
        name="answer"
        label={t(`${p}.your`)}
        options={answers.map((answer) => ({ value: answer, label: t(`${p}.${answer}`) }))}
      />
      <Fold summary={t(`${p}.amendOpen`)} intent="answerProposal" of={{ proposal: proposal.id, answer: 'amend' }}>
        <p className="source">{t(`${p}.amendHelp`)}</p>
        <WantedFields
          fields={fieldSetOf(proposal)}
          values={proposed}
          parties={proposal.placed}
          only={Object.keys(proposal.changes)}
        />
      </Fold>
      <TextArea name="word" label={t(`${p}.word`)} help={t(`${p}.wordHelp`)} optional />
      <LinkHolder />
      <Submit>{t(`${p}.submit`)}</Submit>
    </Form>
  )
}

/** The answer of somebody without an account to an act. */
export function LinkActForm({ actId }: { actId: string }) {
  const { t } = useSite()
  return (
    <Fold summary={t('word.acts.answer')} intent="answerAct" of={{ act: actId }}>
      <Form intent="answerAct" of={{ act: actId }}>
        <TextArea name="body" label={t('word.acts.answerLabel')} help={t('word.acts.answerHelp')} maxLength={4000} />
        <LinkHolder />
        <Submit>{t('word.answer.actSubmit')}</Submit>
      </Form>
    </Fold>
  )
}

/** What somebody without an account lets be published for their party. */
export function LinkPublicationForm({ consents }: { consents: LinkView['consents'] }) {
  const { t } = useSite()
  const p = 'word.answer'
  return (
    <Fold summary={t(`${p}.publicationSubmit`)} intent="publication">
      <Form intent="publication">
        {publicationParts.map((part) => (
          <Choices
            key={part}
            name={`part-${part}`}
            label={t(`${p}.part.${part}`)}
            value={consents.find((given) => given.part === part)?.answer ?? null}
            options={(['yes', 'no'] as const).map((answer) => ({ value: answer, label: t(`${p}.${answer}`) }))}
          />
        ))}
        <LinkHolder />
        <Submit quiet>{t(`${p}.publicationSubmit`)}</Submit>
      </Form>
    </Fold>
  )
}
