import { downloadFigures } from '../../../features/budgets/figure-file.server.ts'
import { readFigureView } from '../../../features/budgets/figure-view.ts'
import { getFigures } from '../../../features/budgets/figures.server.ts'
import { translator } from '../../../platform/i18n/translator.ts'
import { chooseShown, knownYears } from '../../workspace/budget-page.server.ts'
import { figureName } from '../../workspace/budget-words.ts'
import { workspaceFile } from '../../workspace/door.ts'

/** The figures the address asks for, all of their tables, as a workbook or as CSV. */
export const loader = workspaceFile('member', async ({ ctx, url, atWork, params, page }) => {
  const view = readFigureView(url.searchParams)
  const { organisationId } = atWork.organisation
  const { cells } = await getFigures(ctx, organisationId, view, [])
  const t = translator(ctx.locale)
  const country = (code: string) => page.labels.countries.get(code) ?? code
  const { name, type, bytes } = await downloadFigures(ctx, organisationId, view, chooseShown(view, knownYears(cells)), {
    format: params.format === 'xlsx' ? 'xlsx' : 'csv',
    nameValue: (by, value, partnerships) => figureName({ t, country, partnerships }, by, value),
  })
  return new Response(bytes, {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` },
  })
})
