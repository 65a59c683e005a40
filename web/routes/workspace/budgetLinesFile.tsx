import { readLineView } from '../../../features/budgets/line-filters.ts'
import { downloadLines } from '../../../features/budgets/lines-file.server.ts'
import { workspaceFile } from '../../workspace/door.ts'

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const

/** The lines of the list as a workbook, or as CSV where the address asks for that. */
export const loader = workspaceFile('member', async ({ ctx, atWork, url, page }) => {
  const { organisationId, key } = atWork.organisation
  const format = url.searchParams.get('format') === 'csv' ? 'csv' : 'xlsx'
  const view = readLineView(url.searchParams)
  const bytes = await downloadLines(ctx, organisationId, view, page.labels.countries, format)
  const name = `${ctx.locale === 'fr' ? 'lignes' : 'lines'}-${key}.${format}`
  return new Response(bytes, {
    headers: { 'Content-Type': types[format], 'Content-Disposition': `attachment; filename="${name}"` },
  })
})
