import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { changeSharedFacts, findSharedFacts } from '../../../features/partnerships/tie-facts.server.ts'
import { needsAnswer, readSharedFacts } from '../../../features/partnerships/tie-facts.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { AppError } from '../../../platform/errors.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { TextArea } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { SharedLists } from '../../ui/partnership/shared-lists.tsx'
import { TermFields } from '../../ui/partnership/term-fields.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { tieInAddress, toTiePage } from '../../workspace/tie-in-address.ts'
import { wordLinks } from '../../workspace/word-links.ts'

/** What binds all parties of a tie, as it stands. */
export const loader = workspaceLoader('party', async (page) => {
  const of = tieInAddress(page)
  const tie = await getTieHead(page.ctx, of)
  const facts = await findSharedFacts(page.ctx, tie.id)
  if (!facts) throw new AppError('not_found', 'record_not_found')
  return { organisation: page.atWork.organisation, tie, facts }
})

/** Writes it, or proposes it to those it binds too. */
export const action = workspaceAction('party', {
  async change(page, form) {
    const { ctx, page: request } = page
    const of = tieInAddress(page)
    await requireParty(ctx, of, 'contributor')
    const typed = {
      ...Object.fromEntries(form),
      ...Object.fromEntries(['themes', 'sdgs', 'rights', 'languages'].map((name) => [name, form.getAll(name)])),
    }
    const read = readSharedFacts(typed, ctx.now.getUTCFullYear())
    if ('problems' in read) return read
    const word = String(form.get('word') ?? '')
    const links = wordLinks(request.instance.baseUrl)
    const outcome = await changeSharedFacts(ctx, of, read.facts, word, links)
    if (outcome === 'same') return { problems: [{ reason: 'tie_nothing_changed' }] }
    return toTiePage(page, 'tie', outcome)
  },
})

/** The form of what binds all, which says beforehand whether the others will have to answer. */
export default function TieFacts() {
  const { t, list } = useSite()
  const { organisation, tie, facts, kept } = usePageData<typeof loader>()
  const asked = needsAnswer(tie.parties)
  const others = tie.parties.filter((party) => !party.isOurs)
  const names = list(others.map(({ name }) => name))
  return (
    <div className="py-10">
      <TieHead tie={tie} current="overview" />
      <WorkTitle>{t('tie.facts.title')}</WorkTitle>
      <p className="measure mt-4">
        {asked ? t('tie.facts.asked', { names, n: others.length }) : t('tie.facts.alone', { names })}
      </p>
      {organisation.role === 'reader' ? <p className="notice">{t('tie.readOnly')}</p> : null}
      <Form intent="change" kept={kept}>
        <TermFields values={facts} />
        <SharedLists facts={facts} />
        {asked ? (
          <TextArea name="word" label={t('tie.facts.word')} help={t('tie.facts.wordHelp')} maxLength={2000} optional />
        ) : null}
        <Submit>{t(asked ? 'tie.facts.propose' : 'tie.facts.save')}</Submit>
      </Form>
    </div>
  )
}
