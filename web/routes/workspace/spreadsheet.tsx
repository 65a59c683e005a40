import { reaches } from '../../../features/accounts/rules.ts'
import { listSpreadsheets, uploadSpreadsheet } from '../../../features/partnerships/spreadsheet.server.ts'
import { usePageData } from '../../request.ts'
import { FileField } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The sheets brought before, for those who may bring one. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => {
  const { organisation } = atWork
  const mayBring = reaches(organisation.role, 'contributor')
  return { organisation, mayBring, recent: mayBring ? await listSpreadsheets(ctx, organisation.organisationId) : [] }
})

/** Takes a file and leads to what it would change. */
export const action = workspaceAction('member', {
  async upload({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    const file = form.get('file')
    const brought = file instanceof File ? file : null
    const bytes = new Uint8Array(brought ? await brought.arrayBuffer() : [])
    const id = await uploadSpreadsheet(ctx, organisationId, { name: brought?.name ?? '', bytes })
    return { to: workspacePath('spreadsheetImport', ctx.locale, { key, id }) }
  },
})

/** Bring a sheet, or start from what is here. */
export default function Spreadsheet() {
  const { t, locale, day } = useSite()
  const { organisation, mayBring, recent, kept } = usePageData<typeof loader>()
  const { key } = organisation
  return (
    <div className="py-10">
      <title>{`${t('spreadsheet.title')} · ${organisation.name} · ${t('site.name')}`}</title>
      <h1>{t('spreadsheet.title')}</h1>
      <p className="measure mt-4">{t('spreadsheet.intro')}</p>
      {mayBring ? (
        <section aria-labelledby="bring" className="mt-8">
          <h2 id="bring">{t('spreadsheet.upload.title')}</h2>
          <Form intent="upload" kept={kept} files>
            <FileField
              name="file"
              label={t('spreadsheet.upload.file')}
              help={t('spreadsheet.upload.help')}
              accept=".csv,.tsv,.txt,.xlsx"
            />
            <Submit>{t('spreadsheet.upload.submit')}</Submit>
          </Form>
        </section>
      ) : null}
      <section aria-labelledby="start" className="mt-10">
        <h2 id="start">{t('spreadsheet.download.title')}</h2>
        <p className="measure mt-2">{t('spreadsheet.download.text')}</p>
        <p className="row-actions mt-4">
          {(['xlsx', 'csv'] as const).map((format) => (
            <a key={format} className="button quiet" href={workspacePath('spreadsheetFile', locale, { key, format })}>
              {t(`spreadsheet.download.${format}`)}
            </a>
          ))}
        </p>
      </section>
      {recent.length > 0 ? (
        <section aria-labelledby="recent" className="mt-10">
          <h2 id="recent">{t('spreadsheet.recent.title')}</h2>
          <ul className="mt-2">
            {recent.map(({ id, fileName, state, createdAt }) => (
              <li key={id} className="border-b border-line py-3">
                <a className="break-words" href={workspacePath('spreadsheetImport', locale, { key, id })}>
                  {fileName || t('spreadsheet.recent.file')}
                </a>
                <p className="source">{`${day(createdAt)} · ${t(`spreadsheet.state.${state}`)}`}</p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}
