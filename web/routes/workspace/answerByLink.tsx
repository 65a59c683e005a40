import { fieldSetOf } from '../../../features/partnerships/proposal-fields.ts'
import { proposalAnswers } from '../../../features/partnerships/proposal-rules.ts'
import { readProposed } from '../../../features/partnerships/proposal-typed.ts'
import { publicationParts } from '../../../features/partnerships/schema.ts'
import {
  answerActByLink,
  answerProposalByLink,
  answerPublicationByLink,
  openTieLink,
} from '../../../features/partnerships/tie-link-door.server.ts'
import type { LinkView } from '../../../features/partnerships/tie-link-view.server.ts'
import type { Ctx } from '../../../platform/context.ts'
import { isAppError } from '../../../platform/errors.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { useLabels, useSite } from '../../ui/site.ts'
import { ActItem } from '../../ui/word/act-item.tsx'
import { LinkAgreementPart } from '../../ui/word/link-agreement.tsx'
import { LinkActForm, LinkProposalForm, LinkPublicationForm } from '../../ui/word/link-forms.tsx'
import { ProposalItem } from '../../ui/word/proposal-item.tsx'
import { typedValues, workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { FormProblem } from '../../workspace/request.ts'
import { wordLinks } from '../../workspace/word-links.ts'

// A link that opens nothing is an ordinary thing to come upon: a page says what to do.
async function openOrNot(ctx: Ctx, token: string): Promise<LinkView | null> {
  try {
    return await openTieLink(ctx, token)
  } catch (error) {
    if (isAppError(error) && error.reason === 'tie_link_closed') return null
    throw error
  }
}

/** What the link opens; opening it answers nothing, for programs that read mails open links too. */
export const loader = workspaceLoader('anybody', async ({ ctx, params }) => {
  const token = params.token ?? ''
  return { view: await openOrNot(ctx, token), token }
})

const typedIn = (form: FormData, name: string) => String(form.get(name) ?? '').trim()
const holderIn = (form: FormData) => ({ name: typedIn(form, 'name'), functionTitle: typedIn(form, 'function') })

function holderProblems(form: FormData): FormProblem[] {
  const { name, functionTitle } = holderIn(form)
  return [
    ...(name ? [] : [{ reason: 'tie_link_name_needed', field: 'name' }]),
    ...(functionTitle ? [] : [{ reason: 'tie_link_function_needed', field: 'function' }]),
  ]
}

const back = (ctx: Ctx, token: string, done: string) => ({
  to: workspacePath('answerByLink', ctx.locale, { token }, { done }),
})

const doneWords = { accept: 'accepted', amend: 'amended', decline: 'declined' } as const

/** Each button is the word of the person who presses it. */
export const action = workspaceAction('anybody', {
  async answerProposal({ ctx, params, page }, form) {
    const token = params.token ?? ''
    const view = await openTieLink(ctx, token)
    const answer = proposalAnswers.find((known) => known === typedIn(form, 'answer'))
    const proposalId = typedIn(form, 'proposal')
    const word = typedIn(form, 'word')
    const problems: FormProblem[] = answer ? [] : [{ reason: 'tie_link_answer_needed', field: 'answer' }]
    if (answer === 'decline' && !word) problems.push({ reason: 'proposal_word_needed', field: 'word' })
    const proposal = view.proposals.find(({ id }) => id === proposalId)
    const isRead = answer === 'amend' && proposal
    const read = isRead ? readProposed(fieldSetOf(proposal), typedValues(form)) : { wanted: {}, problems: [] }
    problems.push(...read.problems, ...holderProblems(form))
    if (!answer || problems.length > 0) return { problems }
    const given = { proposalId, answer, word, wanted: read.wanted }
    await answerProposalByLink(ctx, token, holderIn(form), given, wordLinks(page.instance.baseUrl))
    return back(ctx, token, doneWords[answer])
  },
  async answerAct({ ctx, params, page }, form) {
    const token = params.token ?? ''
    await openTieLink(ctx, token)
    const body = typedIn(form, 'body')
    const problems = [...(body ? [] : [{ reason: 'act_answer_needed', field: 'body' }]), ...holderProblems(form)]
    if (problems.length > 0) return { problems }
    const given = { actId: typedIn(form, 'act'), body }
    await answerActByLink(ctx, token, holderIn(form), given, wordLinks(page.instance.baseUrl))
    return back(ctx, token, 'answered')
  },
  async publication({ ctx, params }, form) {
    const token = params.token ?? ''
    await openTieLink(ctx, token)
    const problems = holderProblems(form)
    if (problems.length > 0) return { problems }
    const answers = publicationParts
      .map((part) => ({ part, answer: typedIn(form, `part-${part}`) }))
      .filter(({ answer }) => answer !== '')
    await answerPublicationByLink(ctx, token, holderIn(form), answers)
    return back(ctx, token, 'publication')
  },
})

/** The same tie and agreement as those who sign in read, and the way to answer, without an account and without scripts. */
export default function AnswerByLink() {
  const { t } = useSite()
  const { view, token } = usePageData<typeof loader>()
  if (view) return <Opened view={view} token={token} />
  return (
    <div className="measure py-10">
      <WorkTitle>{t('word.answer.closedTitle')}</WorkTitle>
      <p className="mt-4">{t('word.answer.closed')}</p>
      <p className="mt-3">{t('word.answer.closedNext')}</p>
    </div>
  )
}

function Opened({ view, token }: { view: LinkView; token: string }) {
  const { t, day, list } = useSite()
  const { parties, party, proposals, acts, documents } = view
  const [a, b] = parties
  const title =
    parties.length === 2 && a && b
      ? t('word.answer.title', { a: a.name, b: b.name })
      : t('word.answer.titleMany', { names: list(parties.map(({ name }) => name)) })
  const waiting = proposals.filter(({ notAnswer }) => notAnswer === null)
  const others = proposals.filter(({ notAnswer }) => notAnswer !== null)
  return (
    <div className="py-8">
      <WorkTitle>{title}</WorkTitle>
      <Done area="word.answer.done" />
      <p className="measure mt-4">
        {view.addressee ? `${t('word.answer.hello', { name: view.addressee })} ` : null}
        {t('word.answer.lead', { by: view.madeBy, party: party.name })}
      </p>
      <p className="measure mt-2">
        <b>{t('word.answer.person')}</b>
      </p>
      <p className="source mt-2">{t('word.answer.until', { day: day(view.expiresAt) })}</p>
      <section aria-labelledby="proposals" className="mt-8">
        <h2 id="proposals">{t('word.answer.proposals', { n: waiting.length })}</h2>
        {waiting.map((proposal) => (
          <ProposalItem key={proposal.id} proposal={proposal}>
            <LinkProposalForm proposal={proposal} />
          </ProposalItem>
        ))}
      </section>
      <TieFacts view={view} />
      {view.agreements.length === 0 ? <p className="mt-8">{t('word.answer.noAgreement')}</p> : null}
      {view.agreements.map((agreement) => (
        <LinkAgreementPart key={agreement.id} agreement={agreement} />
      ))}
      {acts.length > 0 ? (
        <section aria-labelledby="acts" className="mt-10">
          <h2 id="acts">{t('word.answer.acts')}</h2>
          {acts.map((act) => (
            <ActItem key={act.id} act={act}>
              {act.notAnswer === null ? <LinkActForm actId={act.id} /> : null}
            </ActItem>
          ))}
        </section>
      ) : null}
      {documents.length > 0 ? <Documents documents={documents} token={token} /> : null}
      {others.length > 0 ? (
        <section aria-labelledby="others" className="mt-10">
          <h2 id="others">{t('word.answer.past')}</h2>
          {others.map((proposal) => (
            <ProposalItem key={proposal.id} proposal={proposal} />
          ))}
        </section>
      ) : null}
      <section aria-labelledby="publication" className="mt-10">
        <h2 id="publication">{t('word.answer.publication')}</h2>
        <p className="measure mt-2">{t('word.answer.publicationLead')}</p>
        <LinkPublicationForm consents={view.consents} />
      </section>
    </div>
  )
}

function TieFacts({ view: { tie, parties } }: { view: LinkView }) {
  const { t } = useSite()
  const labels = useLabels()
  const type = t(`atlas.type.${tie.type}`)
  return (
    <section aria-labelledby="parties" className="mt-10">
      <h2 id="parties">{t('word.answer.parties')}</h2>
      <ul className="mt-2">
        {parties.map(({ id, name, country }) => (
          <li key={id}>
            {name} ({labels.country(country)})
          </li>
        ))}
      </ul>
      <p className="mt-2">
        {tie.sinceYear === null ? type : t('word.answer.since', { type, year: String(tie.sinceYear) })},{' '}
        {t(`atlas.state.${tie.state}`)}
      </p>
    </section>
  )
}

function Documents({ documents, token }: { documents: LinkView['documents']; token: string }) {
  const { t, locale, number } = useSite()
  return (
    <section aria-labelledby="documents" className="mt-10">
      <h2 id="documents">{t('word.answer.documents')}</h2>
      <ul className="mt-2">
        {documents.map(({ id, title, number: version, size }) => (
          <li key={id}>
            <a
              className="tap"
              href={workspacePath('answerDocument', locale, { token, document: id, version: String(version) })}
            >
              {title}
            </a>{' '}
            <span className="source">
              {t('word.answer.size', { size: number(Math.max(1, Math.round(size / 1000))) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
