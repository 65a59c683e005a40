import {
  applySpreadsheet,
  choosePartners,
  discardSpreadsheet,
  findSpreadsheet,
  setSpreadsheetColumns,
  undoSpreadsheet,
} from '../../../features/partnerships/spreadsheet.server.ts'
import { linesPerPage, readChoices, readColumns, readShown } from '../../../features/partnerships/spreadsheet-form.ts'
import { usePageData } from '../../request.ts'
import { useSite } from '../../ui/site.ts'
import { ColumnsForm } from '../../ui/spreadsheet/columns-form.tsx'
import { Preview } from '../../ui/spreadsheet/preview.tsx'
import { SheetResult } from '../../ui/spreadsheet/sheet-result.tsx'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The sheet, with one page of its lines. */
export const loader = workspaceLoader('member', async ({ ctx, atWork, params, url }) => {
  const { organisation } = atWork
  const show = readShown(url.searchParams.get('show'))
  const page = Math.max(1, Math.floor(Number(url.searchParams.get('page'))) || 1)
  const sheet = await findSpreadsheet(ctx, organisation.organisationId, params.id ?? '', { show, page })
  const correcting = sheet.state === 'uploaded' || (sheet.state === 'ready' && url.searchParams.has('columns'))
  return { organisation, sheet, show, page, correcting }
})

/** The deeds on a sheet: say what its columns hold, whom names stand for, apply, undo, drop. */
export const action = workspaceAction('member', {
  async columns({ ctx, atWork, params }, form) {
    const { organisationId, key } = atWork.organisation
    await setSpreadsheetColumns(ctx, organisationId, params.id ?? '', readColumns(form))
    return { to: workspacePath('spreadsheetImport', ctx.locale, { key, id: params.id ?? '' }) }
  },
  async choose({ ctx, atWork, params, url }, form) {
    await choosePartners(ctx, atWork.organisation.organisationId, params.id ?? '', readChoices(form))
    return { to: url.pathname }
  },
  async apply({ ctx, atWork, params, url }) {
    await applySpreadsheet(ctx, atWork.organisation.organisationId, params.id ?? '')
    return { to: url.pathname }
  },
  async undo({ ctx, atWork, params, url }) {
    await undoSpreadsheet(ctx, atWork.organisation.organisationId, params.id ?? '')
    return { to: url.pathname }
  },
  async discard({ ctx, atWork, params }) {
    const { organisationId, key } = atWork.organisation
    await discardSpreadsheet(ctx, organisationId, params.id ?? '')
    return { to: workspacePath('spreadsheet', ctx.locale, { key }) }
  },
})

/** A sheet from its columns to its result. */
export default function SpreadsheetImport() {
  const { t, locale } = useSite()
  const { organisation, sheet, show, page, correcting, kept } = usePageData<typeof loader>()
  const settled = sheet.state === 'applied' || sheet.state === 'undone'
  const title = correcting
    ? t('spreadsheet.columns.title')
    : settled
      ? t(`spreadsheet.state.${sheet.state}`)
      : t('spreadsheet.preview.title')
  return (
    <div className="py-10">
      <title>{`${title} · ${sheet.fileName} · ${t('site.name')}`}</title>
      <p className="source break-words">
        <a href={workspacePath('spreadsheet', locale, { key: organisation.key })}>{t('spreadsheet.title')}</a>
        {` · ${sheet.fileName}`}
      </p>
      <h1>{title.charAt(0).toLocaleUpperCase(locale) + title.slice(1)}</h1>
      {settled ? <SheetResult sheet={sheet} organisationKey={organisation.key} /> : null}
      {correcting ? (
        <ColumnsForm sheet={sheet} kept={kept} />
      ) : (
        <Preview sheet={sheet} organisationName={organisation.name} show={show} page={page} size={linesPerPage} />
      )}
    </div>
  )
}
