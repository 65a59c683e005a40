import { workingLanguages } from '../../../features/organisations/profile.ts'
import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { addTieStep, listTieSteps, removeTieStep } from '../../../features/partnerships/tie-texts.server.ts'
import { readTieStep } from '../../../features/partnerships/tie-texts.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { SelectField, TextArea, TextField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { Steps } from '../../ui/partnership/steps.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { tieInAddress, toTiePage } from '../../workspace/tie-in-address.ts'

/** The dated steps of the tie. */
export const loader = workspaceLoader('party', async (page) => {
  const of = tieInAddress(page)
  return {
    organisation: page.atWork.organisation,
    tie: await getTieHead(page.ctx, of),
    steps: await listTieSteps(page.ctx, of),
    languages: workingLanguages,
  }
})

/** Adds a step in our words, or takes one of ours back. */
export const action = workspaceAction('party', {
  async add(page, form) {
    const of = tieInAddress(page)
    await requireParty(page.ctx, of, 'contributor')
    const text = (name: string) => String(form.get(name) ?? '')
    const typed = { when: text('when'), locale: text('locale'), body: text('body'), sourceSaid: text('sourceSaid') }
    const read = readTieStep(typed)
    if ('problems' in read) return read
    await addTieStep(page.ctx, of, typed)
    return toTiePage(page, 'tieHistory', 'stepAdded')
  },
  async remove(page, form) {
    await removeTieStep(page.ctx, tieInAddress(page), String(form.get('step') ?? ''))
    return toTiePage(page, 'tieHistory', 'stepRemoved')
  },
})

/** The history of a tie, told by those who lived it. */
export default function TieHistory() {
  const { t, language, locale } = useSite()
  const { organisation, tie, steps, languages, kept } = usePageData<typeof loader>()
  const mayWrite = organisation.role !== 'reader'
  return (
    <div className="py-10">
      <TieHead tie={tie} current="overview" />
      <WorkTitle>{t('tie.steps.title', { n: steps.length })}</WorkTitle>
      <Done area="tie.done" />
      <p className="measure mt-4">{t('tie.steps.lead')}</p>
      {steps.length === 0 ? <p className="measure mt-4">{t('tie.steps.example')}</p> : null}
      <Steps steps={steps} removableOf={mayWrite ? tie.organisationId : null} />
      {mayWrite ? (
        <section aria-labelledby="add" className="mt-12">
          <h2 id="add">{t('tie.steps.add')}</h2>
          <Form intent="add" kept={kept}>
            <TextField name="when" label={t('tie.steps.when')} help={t('tie.steps.whenHelp')} maxLength={10} />
            <TextArea name="body" label={t('tie.steps.body')} rows={3} maxLength={1000} />
            <SelectField
              name="locale"
              label={t('tie.texts.language')}
              value={locale}
              options={languages
                .map((code) => ({ value: code, label: language(code) }))
                .toSorted((a, b) => a.label.localeCompare(b.label, locale))}
            />
            <TextField
              name="sourceSaid"
              label={t('tie.steps.source')}
              help={t('tie.steps.sourceHelp')}
              maxLength={300}
              optional
            />
            <Submit>{t('tie.steps.save')}</Submit>
          </Form>
        </section>
      ) : null}
    </div>
  )
}
