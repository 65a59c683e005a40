import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { fieldSetOf } from '../../../features/partnerships/proposal-fields.ts'
import { type ProposalForm, readProposalForm } from '../../../features/partnerships/proposal-form.server.ts'
import { readProposed } from '../../../features/partnerships/proposal-typed.ts'
import { answerProposal, proposeChange } from '../../../features/partnerships/proposals.server.ts'
import { readSharedFacts, type SharedFacts } from '../../../features/partnerships/tie-facts.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { TextArea } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { SharedLists } from '../../ui/partnership/shared-lists.tsx'
import { TermFields } from '../../ui/partnership/term-fields.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { AmountFields, NewAmountFields } from '../../ui/word/amount-fields.tsx'
import { WantedFields } from '../../ui/word/wanted-fields.tsx'
import { WordNav } from '../../ui/word/word-nav.tsx'
import { typedValues, workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { tieInAddress, toTiePage } from '../../workspace/tie-in-address.ts'
import { wordLinks } from '../../workspace/word-links.ts'

const queryOf = (url: URL) => ({
  agreementId: url.searchParams.get('agreement'),
  commitmentId: url.searchParams.get('commitment'),
  adds: url.searchParams.get('new') === 'commitment',
  amendsId: url.searchParams.get('amends'),
})

/** What stands now, or what the other side proposed, ready to be changed. */
export const loader = workspaceLoader('party', async (page) => {
  const of = tieInAddress(page)
  const tie = await getTieHead(page.ctx, of)
  const form = await readProposalForm(page.ctx, of, queryOf(page.url))
  return { organisation: page.atWork.organisation, tie, form, thisYear: page.ctx.now.getUTCFullYear() }
})

// The tie is asked of by the same choices here and where it is written at once.
function readForm(
  form: FormData,
  { subject, commitmentId }: Pick<ProposalForm, 'subject' | 'commitmentId'>,
  year: number,
) {
  const typed = typedValues(form)
  if (subject !== 'tie') return readProposed(fieldSetOf({ subject, commitmentId }), typed)
  const lists = ['themes', 'sdgs', 'rights', 'languages'].map((name) => [name, form.getAll(name)])
  const read = readSharedFacts({ ...typed, ...Object.fromEntries(lists) }, year)
  return 'problems' in read ? { wanted: {}, problems: read.problems } : { wanted: read.facts, problems: [] }
}

/** Proposes it; or answers the other side's proposal by one that takes its place. */
export const action = workspaceAction('party', {
  async propose(page, form) {
    const { ctx, url } = page
    const of = tieInAddress(page)
    await requireParty(ctx, of, 'contributor')
    const { subject, agreementId, commitmentId, amends } = await readProposalForm(ctx, of, queryOf(url))
    const { wanted, problems } = readForm(form, { subject, commitmentId }, ctx.now.getUTCFullYear())
    if (problems.length > 0) return { problems }
    const word = String(form.get('word') ?? '')
    const links = wordLinks(page.page.instance.baseUrl)
    if (amends) await answerProposal(ctx, of, amends.id, { answer: 'amend', word, wanted }, links)
    else await proposeChange(ctx, of, { subject, agreementId, commitmentId, wanted, word }, links)
    return toTiePage(page, 'tieProposals', amends ? 'amended' : 'proposed')
  },
})

const titles = {
  tie: 'word.propose.titleTie',
  agreement: 'word.propose.titleAgreement',
  commitment: 'word.propose.titleCommitment',
  newCommitment: 'word.propose.titleNewCommitment',
} as const

/** The form of a proposal. */
export default function ProposeChange() {
  const { t } = useSite()
  const { organisation, tie, form, thisYear, kept } = usePageData<typeof loader>()
  const { amends, values, parties } = form
  const fields = fieldSetOf(form)
  return (
    <div className="py-10">
      <TieHead tie={tie} current="word" />
      <WordNav params={{ key: organisation.key, tie: tie.id }} current="proposals" />
      <WorkTitle>{t(amends ? 'word.propose.titleAmend' : titles[fields])}</WorkTitle>
      {form.agreementTitle ? (
        <p className="mt-2">{t('word.propose.agreement', { title: form.agreementTitle })}</p>
      ) : null}
      {form.commitmentOf ? (
        <p className="mt-2">{t('word.propose.commitment', { organisation: form.commitmentOf })}</p>
      ) : null}
      <p className="measure mt-4">
        {amends
          ? t('word.propose.leadAmend', { organisation: amends.organisationName })
          : t(fields === 'newCommitment' ? 'word.propose.leadNew' : 'word.propose.lead')}
      </p>
      <Form intent="propose" kept={kept}>
        {fields === 'tie' ? (
          <>
            <TermFields values={values as SharedFacts} />
            <SharedLists facts={values as SharedFacts} />
          </>
        ) : (
          <WantedFields fields={fields} values={values} parties={parties} />
        )}
        {fields === 'agreement' ? (
          <section aria-labelledby="amounts" className="mt-8">
            <h2 id="amounts">{t('word.propose.amounts')}</h2>
            <p className="measure source">{t('word.propose.amountsLead')}</p>
            <AmountFields values={values} parties={parties} />
            <NewAmountFields parties={parties} year={String(thisYear)} />
          </section>
        ) : null}
        <TextArea name="word" label={t('word.propose.word')} help={t('word.propose.wordHelp')} optional />
        <Submit>{t(amends ? 'word.propose.submitAmend' : 'word.propose.submit')}</Submit>
      </Form>
    </div>
  )
}
