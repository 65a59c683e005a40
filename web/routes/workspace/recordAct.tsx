import { readActForm } from '../../../features/partnerships/act-form.server.ts'
import { type ActKind, actKinds, checkAct } from '../../../features/partnerships/act-rules.ts'
import { recordAct } from '../../../features/partnerships/acts.server.ts'
import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { ActFields } from '../../ui/word/act-fields.tsx'
import { WhichAct } from '../../ui/word/which-act.tsx'
import { WordNav } from '../../ui/word/word-nav.tsx'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { tieInAddress, toTiePage } from '../../workspace/tie-in-address.ts'
import { wordLinks } from '../../workspace/word-links.ts'

const kindIn = (word: string | null): ActKind | null => actKinds.find((kind) => kind === word) ?? null
const dayIn = (instant: Date) => instant.toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' })

/** What an act may be about, and which kind was chosen. */
export const loader = workspaceLoader('party', async (page) => {
  const { ctx, url } = page
  const of = tieInAddress(page)
  const tie = await getTieHead(ctx, of)
  const query = (name: string) => url.searchParams.get(name)
  return {
    organisation: page.atWork.organisation,
    tie,
    form: await readActForm(ctx, of),
    kind: kindIn(query('kind')),
    agreementId: query('agreement'),
    commitmentId: query('commitment'),
    today: dayIn(ctx.now),
  }
})

/** Records the act, as this side says it. */
export const action = workspaceAction('party', {
  async record(page, form) {
    const { ctx, url } = page
    const of = tieInAddress(page)
    await requireParty(ctx, of, 'contributor')
    const kind = kindIn(url.searchParams.get('kind') ?? String(form.get('kind') ?? ''))
    if (!kind) return { problems: [{ reason: 'act_kind_wrong' }] }
    const typed = (name: string) => String(form.get(name) ?? '').trim()
    const facts = {
      ...{ kind, decidedOn: typed('decidedOn'), effectiveOn: typed('effectiveOn'), clause: typed('clause') },
      ...{
        reason: typed('reason'),
        decidedBy: typed('decidedBy'),
        goesOn: typed('goesOn'),
        reviewOn: typed('reviewOn'),
      },
    }
    const [agreementId, commitmentId] = [typed('agreement') || null, typed('commitment') || null]
    const problems = checkAct(facts, dayIn(ctx.now))
    if (kind === 'notice' && !agreementId) problems.unshift({ reason: 'act_agreement_needed', field: 'agreement' })
    if (kind === 'nonPerformance' && !commitmentId)
      problems.unshift({ reason: 'act_commitment_needed', field: 'commitment' })
    if (problems.length > 0) return { problems }
    const given = { ...facts, agreementId, commitmentId, documentId: typed('document') || null }
    await recordAct(ctx, of, given, wordLinks(page.page.instance.baseUrl))
    return toTiePage(page, 'tieActs', 'recorded')
  },
})

/** First which of them it is, in plain words; then its form. */
export default function RecordAct() {
  const { t, locale } = useSite()
  const { organisation, tie, form, kind, agreementId, commitmentId, today, kept } = usePageData<typeof loader>()
  const params = { key: organisation.key, tie: tie.id }
  const p = 'word.recordAct'
  const open = kind && form.blocked[kind] === null ? kind : null
  return (
    <div className="py-10">
      <TieHead tie={tie} current="word" />
      <WordNav params={params} current="acts" />
      <WorkTitle>{open ? t(`${p}.titleKind.${open}`) : t(`${p}.title`)}</WorkTitle>
      {open ? (
        <>
          <p className="measure mt-4">{t(`word.acts.what.${open}.text`)}</p>
          <p className="measure source mt-2">{t(publicWord[open])}</p>
          <p className="mt-2">
            <a className="tap" href={workspacePath('recordAct', locale, params)}>
              {t(`${p}.back`)}
            </a>
          </p>
          <Form intent="record" kept={kept}>
            <ActFields kind={open} form={form} agreementId={agreementId} commitmentId={commitmentId} today={today} />
            <Submit>{t(`${p}.submit.${open}`)}</Submit>
          </Form>
        </>
      ) : (
        <>
          <h2 className="mt-6">{t(`${p}.choose`)}</h2>
          <WhichAct params={params} blocked={form.blocked} query={agreementId ? { agreement: agreementId } : {}} />
        </>
      )}
    </div>
  )
}

// What the public comes to know of each, said before it is recorded.
const publicWord = {
  notice: 'word.recordAct.publicNothing',
  suspension: 'word.recordAct.publicReason',
  resumption: 'word.recordAct.public',
  nonPerformance: 'word.recordAct.publicNothing',
  ending: 'word.recordAct.public',
} as const
