import {
  applySpreadsheet,
  choosePartners,
  chooseSheet,
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
import { SheetForm } from '../../ui/spreadsheet/sheet-form.tsx'
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
  const open = sheet.state === 'uploaded' || sheet.state === 'ready'
  const several = (sheet.mapping.sheets?.length ?? 0) > 1
  const choosing = open && several && (sheet.mapping.sheet === null || url.searchParams.has('sheet'))
  return { organisation, sheet, show, page, correcting, choosing }
})

/** The deeds on a sheet: say which of a workbook it is, what its columns hold, whom names stand for, apply, undo, drop. */
export const action = workspaceAction('member', {
  async sheet({ ctx, atWork, params, url }, form) {
    await chooseSheet(ctx, atWork.organisation.organisationId, params.id ?? '', String(form.get('sheet') ?? ''))
    return { to: url.pathname }
  },
  async columns({ ctx, atWork, params }, form) {
    const { organisationId, key } = atWork.organisation
    await setSpreadsheetColumns(ctx, organisationId, params.id ?? '', readColumns(form))
    return { to: workspacePath('spreadsheetImport', ctx.locale, { key, id: params.id ?? '' }) }
  },
  async choose({ ctx, atWork, params, url }, form) {
    await choosePartners(ctx, atWork.organisation.organisationId, params.id ?? '', readChoices(form))
    return { to: url.pathname }
  },
  async apply({ ctx, atWork, params, url }, form) {
    const upToDate = form.get('upToDate') === 'yes'
    await applySpreadsheet(ctx, atWork.organisation.organisationId, params.id ?? '', { upToDate })
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
  const { organisation, sheet, show, page, correcting, choosing, kept } = usePageData<typeof loader>()
  const settled = sheet.state === 'applied' || sheet.state === 'undone'
  const title = choosing
    ? t('spreadsheet.sheet.title')
    : correcting
      ? t('spreadsheet.columns.title')
      : settled
        ? t(`spreadsheet.state.${sheet.state}`)
        : t('spreadsheet.preview.title')
  return (
    <div className="py-10">
      <title>{`${title} · ${sheet.fileName} · ${t('site.name')}`}</title>
      <p className="source mb-2 break-words">
        <a href={workspacePath('spreadsheet', locale, { key: organisation.key })}>{t('spreadsheet.title')}</a>
        {` · ${sheet.fileName}`}
      </p>
      <h1>{title.charAt(0).toLocaleUpperCase(locale) + title.slice(1)}</h1>
      {settled ? <SheetResult sheet={sheet} organisationKey={organisation.key} /> : null}
      {choosing ? (
        <SheetForm sheet={sheet} kept={kept} />
      ) : correcting ? (
        <ColumnsForm sheet={sheet} kept={kept} />
      ) : (
        <Preview sheet={sheet} organisationName={organisation.name} show={show} page={page} size={linesPerPage} />
      )}
    </div>
  )
}
