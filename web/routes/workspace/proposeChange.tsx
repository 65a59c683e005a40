import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { readWanted } from '../../../features/partnerships/proposal-fields.ts'
import { readProposalForm } from '../../../features/partnerships/proposal-form.server.ts'
import { answerProposal, proposeChange } from '../../../features/partnerships/proposals.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { TextArea } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { WantedFields } from '../../ui/word/wanted-fields.tsx'
import { WordNav } from '../../ui/word/word-nav.tsx'
import { typedValues, workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { tieInAddress, toTiePage } from '../../workspace/tie-in-address.ts'
import { wordLinks } from '../../workspace/word-links.ts'

const queryOf = (url: URL) => ({
  agreementId: url.searchParams.get('agreement'),
  commitmentId: url.searchParams.get('commitment'),
  amendsId: url.searchParams.get('amends'),
})

/** What stands now, or what the other side proposed, ready to be changed. */
export const loader = workspaceLoader('party', async (page) => {
  const of = tieInAddress(page)
  const tie = await getTieHead(page.ctx, of)
  const form = await readProposalForm(page.ctx, of, queryOf(page.url))
  return { organisation: page.atWork.organisation, tie, form }
})

/** Proposes it; or answers the other side's proposal by one that takes its place. */
export const action = workspaceAction('party', {
  async propose(page, form) {
    const { ctx, url } = page
    const of = tieInAddress(page)
    await requireParty(ctx, of, 'contributor')
    const { subject, agreementId, commitmentId, amends } = await readProposalForm(ctx, of, queryOf(url))
    const { wanted, problems } = readWanted(subject, typedValues(form))
    if (problems.length > 0) return { problems }
    const word = String(form.get('word') ?? '')
    const links = wordLinks(page.page.instance.baseUrl)
    if (amends) await answerProposal(ctx, of, amends.id, { answer: 'amend', word, wanted }, links)
    else await proposeChange(ctx, of, { subject, agreementId, commitmentId, wanted, word }, links)
    return toTiePage(page, 'tieProposals', amends ? 'amended' : 'proposed')
  },
})

/** The form of a proposal. */
export default function ProposeChange() {
  const { t } = useSite()
  const { organisation, tie, form, kept } = usePageData<typeof loader>()
  const titles = { tie: 'titleTie', agreement: 'titleAgreement', commitment: 'titleCommitment' } as const
  const { amends, subject } = form
  return (
    <div className="py-10">
      <TieHead tie={tie} current="word" />
      <WordNav params={{ key: organisation.key, tie: tie.id }} current="proposals" />
      <WorkTitle>{t(`word.propose.${amends ? 'titleAmend' : titles[subject]}`)}</WorkTitle>
      {form.agreementTitle ? (
        <p className="mt-2">{t('word.propose.agreement', { title: form.agreementTitle })}</p>
      ) : null}
      {form.commitmentOf ? (
        <p className="mt-2">{t('word.propose.commitment', { organisation: form.commitmentOf })}</p>
      ) : null}
      <p className="measure mt-4">
        {amends ? t('word.propose.leadAmend', { organisation: amends.organisationName }) : t('word.propose.lead')}
      </p>
      <Form intent="propose" kept={kept}>
        <WantedFields subject={subject} values={form.values} />
        <TextArea name="word" label={t('word.propose.word')} help={t('word.propose.wordHelp')} optional />
        <Submit>{t(amends ? 'word.propose.submitAmend' : 'word.propose.submit')}</Submit>
      </Form>
    </div>
  )
}
