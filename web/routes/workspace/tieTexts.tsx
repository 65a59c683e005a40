import { workingLanguages } from '../../../features/organisations/profile.ts'
import { requireParty } from '../../../features/partnerships/parties.server.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { listTieTexts, writeTieText } from '../../../features/partnerships/tie-texts.server.ts'
import { readTieText } from '../../../features/partnerships/tie-texts.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { SelectField, TextArea } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { SideTexts } from '../../ui/partnership/side-texts.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { tieInAddress, toTiePage } from '../../workspace/tie-in-address.ts'

/** What each side writes of the tie; one of our texts may be the one to mend. */
export const loader = workspaceLoader('party', async (page) => {
  const of = tieInAddress(page)
  const tie = await getTieHead(page.ctx, of)
  const texts = await listTieTexts(page.ctx, of)
  const mine = texts.filter((text) => text.organisationId === of.organisationId)
  const asked = page.url.searchParams.get('language')
  const present = asked ?? (mine.length === 1 ? mine[0]?.locale : null) ?? page.ctx.locale
  const own = mine.find(({ locale }) => locale === present)
  return {
    organisation: page.atWork.organisation,
    tie,
    texts,
    languages: workingLanguages,
    present,
    body: own?.body ?? '',
  }
})

/** Writes our own words: nobody has to agree. */
export const action = workspaceAction('party', {
  async write(page, form) {
    const of = tieInAddress(page)
    await requireParty(page.ctx, of, 'contributor')
    const read = readTieText({ locale: form.get('locale'), body: form.get('body') })
    if ('problems' in read) return read
    await writeTieText(page.ctx, of, read.value)
    return toTiePage(page, 'tieTexts', read.value.body === '' ? 'textTakenBack' : 'textWritten')
  },
})

/** Our own text, and those of the other sides beside it. */
export default function TieTexts() {
  const { t, language, locale } = useSite()
  const { organisation, tie, texts, languages, present, body, kept } = usePageData<typeof loader>()
  const params = { key: organisation.key, tie: tie.id }
  const mine = texts.filter((text) => text.organisationId === tie.organisationId)
  const written = mine.map((text) => text.locale).filter((code) => code !== present)
  return (
    <div className="py-10">
      <TieHead tie={tie} current="overview" />
      <WorkTitle>{t('tie.texts.title', { name: organisation.name })}</WorkTitle>
      <Done area="tie.done" />
      <p className="measure mt-4">{t('tie.texts.lead')}</p>
      {organisation.role === 'reader' ? (
        <p className="notice">{t('tie.readOnly')}</p>
      ) : (
        <Form intent="write" kept={kept} draft>
          <SelectField
            name="locale"
            label={t('tie.texts.language')}
            value={present}
            options={languages
              .map((code) => ({ value: code, label: language(code) }))
              .toSorted((a, b) => a.label.localeCompare(b.label, locale))}
          />
          <TextArea
            name="body"
            label={t('tie.texts.body')}
            help={t('tie.texts.bodyHelp')}
            rows={12}
            maxLength={8000}
            value={body}
          />
          <Submit>{t('tie.texts.save')}</Submit>
        </Form>
      )}
      {written.length > 0 ? (
        <p className="mt-6 row-actions">
          <span>{t('tie.texts.alsoIn')}</span>
          {written.map((code) => (
            <a key={code} href={workspacePath('tieTexts', locale, params, { language: code })} className="tap">
              {language(code)}
            </a>
          ))}
        </p>
      ) : null}
      <section aria-labelledby="all-texts" className="mt-12">
        <h2 id="all-texts">{t('tie.texts.all')}</h2>
        <SideTexts texts={texts} parties={tie.parties} withEarlier />
      </section>
    </div>
  )
}
