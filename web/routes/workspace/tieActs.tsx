import { readActForm } from '../../../features/partnerships/act-form.server.ts'
import { listActs, suspensionOf } from '../../../features/partnerships/act-list.server.ts'
import { whyNotAnswerAct } from '../../../features/partnerships/act-rules.ts'
import { answerAct, withdrawAct } from '../../../features/partnerships/acts.server.ts'
import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { useDay } from '../../ui/agreement/words.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { TextArea } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { ActItem } from '../../ui/word/act-item.tsx'
import { Fold } from '../../ui/word/fold.tsx'
import { WhichAct } from '../../ui/word/which-act.tsx'
import { WordNav } from '../../ui/word/word-nav.tsx'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { tieInAddress, toTiePage } from '../../workspace/tie-in-address.ts'
import { wordLinks } from '../../workspace/word-links.ts'

/** What each side recorded alone, with what the others answered. */
export const loader = workspaceLoader('party', async (page) => {
  const { ctx, url } = page
  const of = tieInAddress(page)
  const tie = await getTieHead(ctx, of)
  return {
    organisation: page.atWork.organisation,
    tie,
    acts: await listActs(ctx, of),
    suspension: await suspensionOf(ctx, of.partnershipId),
    blocked: (await readActForm(ctx, of)).blocked,
    agreementId: url.searchParams.get('agreement'),
  }
})

const typed = (form: FormData, name: string) => String(form.get(name) ?? '')

/** Answers another side's act, or takes one's own back. */
export const action = workspaceAction('party', {
  async answer(page, form) {
    const of = tieInAddress(page)
    await requireParty(page.ctx, of, 'contributor')
    const body = typed(form, 'body')
    if (body.trim() === '') return { problems: [{ reason: 'act_answer_needed', field: 'body' }] }
    await answerAct(page.ctx, of, typed(form, 'act'), body, wordLinks(page.page.instance.baseUrl))
    return toTiePage(page, 'tieActs', 'answered')
  },
  async withdraw(page, form) {
    await withdrawAct(page.ctx, tieInAddress(page), typed(form, 'act'), wordLinks(page.page.instance.baseUrl))
    return toTiePage(page, 'tieActs', 'withdrawn')
  },
})

/** The acts in the order they came, and which kind to choose to record another. */
export default function TieActs() {
  const { t } = useSite()
  const day = useDay()
  const { organisation, tie, acts, suspension, blocked, agreementId } = usePageData<typeof loader>()
  const params = { key: organisation.key, tie: tie.id }
  const mayWrite = organisation.role !== 'reader'
  return (
    <div className="py-10">
      <TieHead tie={tie} current="word" />
      <WordNav params={params} current="acts" />
      <WorkTitle>{t('word.acts.list', { n: acts.length })}</WorkTitle>
      <Done area="word.acts.done" />
      <p className="measure mt-4">{t('word.acts.lead')}</p>
      {suspension?.reviewOn ? (
        <p className="notice">
          {t('word.acts.lasting', { day: day(suspension.since), review: day(suspension.reviewOn) })}
        </p>
      ) : null}
      <section aria-labelledby="list" className="mt-8">
        <h2 id="list">{t('word.acts.title')}</h2>
        {acts.length === 0 ? <p className="measure mt-2">{t('word.acts.none')}</p> : null}
        {acts.map((act) => (
          <ActItem key={act.id} act={act}>
            {mayWrite && whyNotAnswerAct(act, tie.organisationId) === null ? (
              <Fold summary={t('word.acts.answer')} intent="answer" of={{ act: act.id }}>
                <Form intent="answer" of={{ act: act.id }}>
                  <TextArea
                    name="body"
                    label={t('word.acts.answerLabel')}
                    help={t('word.acts.answerHelp')}
                    maxLength={4000}
                    rows={6}
                  />
                  <Submit>{t('word.acts.answerSubmit', { organisation: organisation.name })}</Submit>
                </Form>
              </Fold>
            ) : null}
            {mayWrite && act.organisationId === tie.organisationId && !act.withdrawnAt ? (
              <Form intent="withdraw" of={{ act: act.id }} className="mt-4">
                <Submit quiet>{t('word.acts.withdraw')}</Submit>
              </Form>
            ) : null}
          </ActItem>
        ))}
      </section>
      {mayWrite ? (
        <section aria-labelledby="which" className="mt-12">
          <h2 id="which">{t('word.acts.which')}</h2>
          <WhichAct params={params} blocked={blocked} query={agreementId ? { agreement: agreementId } : {}} />
        </section>
      ) : null}
    </div>
  )
}
