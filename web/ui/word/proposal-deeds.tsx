import type { Proposal } from '../../../features/partnerships/proposal-list.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { TextArea } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useSite } from '../site.ts'
import { Fold } from './fold.tsx'

type DeedsProps = { proposal: Proposal; params: { key: string; tie: string }; organisation: string }

/** What the reader's side may do about an open proposal: the rule that shows a button is the one that lets it through. */
export function ProposalDeeds({ proposal, params, organisation }: DeedsProps) {
  const { t, locale } = useSite()
  const of = { proposal: proposal.id }
  if (proposal.notWithdraw === null)
    return (
      <Form intent="withdraw" of={of} className="mt-4">
        <Submit quiet>{t('word.proposals.withdraw')}</Submit>
      </Form>
    )
  if (proposal.notAnswer !== null) return null
  const amend = workspacePath('proposeChange', locale, params, { amends: proposal.id })
  return (
    <div className="mt-4">
      <p className="measure source">{t('word.proposals.person', { organisation })}</p>
      {proposal.notAccept === null ? (
        <Form intent="accept" of={of}>
          <Submit>{t('word.proposals.accept', { organisation })}</Submit>
        </Form>
      ) : null}
      <p className="mt-3">
        <a className="button quiet" href={amend}>
          {t('word.proposals.amend')}
        </a>
      </p>
      <Fold summary={t('word.proposals.decline')} intent="decline" of={of}>
        <Form intent="decline" of={of}>
          <TextArea name="word" label={t('word.proposals.declineWord')} help={t('word.proposals.declineHelp')} />
          <Submit quiet>{t('word.proposals.decline')}</Submit>
        </Form>
      </Fold>
    </div>
  )
}
