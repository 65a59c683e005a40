import { readLineView } from '../../../features/budgets/line-filters.ts'
import { downloadLines } from '../../../features/budgets/lines-file.server.ts'
import { workspaceFile } from '../../workspace/door.ts'

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The lines of the list as a workbook. */
export const loader = workspaceFile('member', async ({ ctx, atWork, url, page }) => {
  const { organisationId, key } = atWork.organisation
  const bytes = await downloadLines(ctx, organisationId, readLineView(url.searchParams), page.labels.countries)
  const name = `${ctx.locale === 'fr' ? 'lignes' : 'lines'}-${key}.xlsx`
  return new Response(bytes, {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` },
  })
})
