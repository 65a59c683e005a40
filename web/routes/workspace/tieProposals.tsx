import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { listProposals } from '../../../features/partnerships/proposal-list.server.ts'
import { answerProposal, withdrawProposal } from '../../../features/partnerships/proposals.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { ProposalDeeds } from '../../ui/word/proposal-deeds.tsx'
import { ProposalItem } from '../../ui/word/proposal-item.tsx'
import { WordNav } from '../../ui/word/word-nav.tsx'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { tieInAddress, toTiePage } from '../../workspace/tie-in-address.ts'
import { wordLinks } from '../../workspace/word-links.ts'

/** What was proposed on a tie, and answered. */
export const loader = workspaceLoader('party', async (page) => {
  const of = tieInAddress(page)
  const tie = await getTieHead(page.ctx, of)
  return { organisation: page.atWork.organisation, tie, proposals: await listProposals(page.ctx, of) }
})

const typed = (form: FormData, name: string) => String(form.get(name) ?? '')

/** Answers, or takes one's own side's proposal back. */
export const action = workspaceAction('party', {
  async accept(page, form) {
    const links = wordLinks(page.page.instance.baseUrl)
    const given = { answer: 'accept' as const, word: typed(form, 'word') }
    const { state } = await answerProposal(page.ctx, tieInAddress(page), typed(form, 'proposal'), given, links)
    return toTiePage(page, 'tieProposals', state === 'accepted' ? 'accepted' : 'acceptedOne')
  },
  async decline(page, form) {
    const of = tieInAddress(page)
    await requireParty(page.ctx, of, 'contributor')
    const word = typed(form, 'word')
    if (word.trim() === '') return { problems: [{ reason: 'proposal_word_needed', field: 'word' }] }
    const links = wordLinks(page.page.instance.baseUrl)
    await answerProposal(page.ctx, of, typed(form, 'proposal'), { answer: 'decline', word }, links)
    return toTiePage(page, 'tieProposals', 'declined')
  },
  async withdraw(page, form) {
    const links = wordLinks(page.page.instance.baseUrl)
    await withdrawProposal(page.ctx, tieInAddress(page), typed(form, 'proposal'), links)
    return toTiePage(page, 'tieProposals', 'withdrawn')
  },
})

/** Open proposals first, with what each would change; then the settled ones with every answer. */
export default function TieProposals() {
  const { t, locale, list } = useSite()
  const { organisation, tie, proposals } = usePageData<typeof loader>()
  const params = { key: organisation.key, tie: tie.id }
  const mayWrite = organisation.role !== 'reader'
  const open = proposals.filter(({ state }) => state === 'open')
  const past = proposals.filter(({ state }) => state !== 'open')
  const absent = tie.parties.filter((party) => !party.isOurs && !party.lookedAfter)
  return (
    <div className="py-10">
      <TieHead tie={tie} current="word" />
      <WordNav params={params} current="proposals" />
      <WorkTitle>{t('word.proposals.open', { n: open.length })}</WorkTitle>
      <Done area="word.proposals.done" />
      <p className="measure mt-4">{t('word.proposals.lead')}</p>
      {open.length > 0 && absent.length > 0 && mayWrite ? (
        <p className="notice">
          {t('word.proposals.noAccount', { names: list(absent.map(({ name }) => name)) })}{' '}
          <a href={workspacePath('tieLinks', locale, params)}>{t('word.proposals.makeLink')}</a>
        </p>
      ) : null}
      {proposals.length === 0 ? <p className="measure mt-4">{t('word.proposals.none')}</p> : null}
      {mayWrite ? (
        <p className="row-actions mt-6">
          <a className="button quiet" href={workspacePath('proposeChange', locale, params)}>
            {t('word.proposals.new')}
          </a>
          <a className="tap" href={workspacePath('recordAct', locale, params)}>
            {t('word.proposals.records')}
          </a>
        </p>
      ) : null}
      {open.length > 0 ? (
        <section aria-labelledby="open" className="mt-8">
          <h2 id="open">{t('word.proposals.waiting')}</h2>
          {open.map((proposal) => (
            <ProposalItem key={proposal.id} proposal={proposal}>
              {mayWrite ? <ProposalDeeds proposal={proposal} params={params} organisation={organisation.name} /> : null}
            </ProposalItem>
          ))}
        </section>
      ) : null}
      {past.length > 0 ? (
        <section aria-labelledby="past" className="mt-10">
          <h2 id="past">{t('word.proposals.past', { n: past.length })}</h2>
          {past.map((proposal) => (
            <ProposalItem key={proposal.id} proposal={proposal} />
          ))}
        </section>
      ) : null}
    </div>
  )
}
