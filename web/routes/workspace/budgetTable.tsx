import { requireRole } from '../../../features/accounts/permissions.server.ts'
import {
  chooseTableSheet,
  discardTable,
  findTable,
  setTableColumns,
} from '../../../features/budgets/account-table.server.ts'
import { readTableColumns, readTableFacts } from '../../../features/budgets/account-table-form.ts'
import { usePageData } from '../../request.ts'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { TableForm } from '../../ui/budget/table-form.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { useSite } from '../../ui/site.ts'
import { SheetForm } from '../../ui/spreadsheet/sheet-form.tsx'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The table with its first lines. */
export const loader = workspaceLoader('member', async ({ ctx, atWork, params, url }) => {
  const { organisation } = atWork
  const table = await findTable(ctx, organisation.organisationId, params.import ?? '')
  const { sheets, sheet } = table.reading
  const choosing = sheets.length > 1 && (sheet === null || url.searchParams.has('sheet'))
  return { organisation, table, choosing, lastYear: ctx.now.getUTCFullYear() - 1 }
})

/** Says which sheet of a workbook is meant, and what its columns hold; or forgets the table. */
export const action = workspaceAction('member', {
  async sheet({ ctx, atWork, params, url }, form) {
    const name = String(form.get('sheet') ?? '')
    await chooseTableSheet(ctx, atWork.organisation.organisationId, params.import ?? '', name)
    return { to: url.pathname }
  },
  async columns({ ctx, atWork, params }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    const read = readTableFacts(form)
    if ('problems' in read) return read
    const said = { columns: readTableColumns(form), facts: read.facts }
    const [document = '', ...others] = await setTableColumns(ctx, organisationId, params.import ?? '', said)
    return others.length === 0
      ? { to: workspacePath('budgetAccount', ctx.locale, { key, document }) }
      : { to: workspacePath('budgetAccounts', ctx.locale, { key }, { done: 'brought' }) }
  },
  async discard({ ctx, atWork, params }) {
    const { organisationId, key } = atWork.organisation
    await discardTable(ctx, organisationId, params.import ?? '')
    return { to: workspacePath('budgetAccounts', ctx.locale, { key }, { done: 'discarded' }) }
  },
})

/** An accounting export of any shape: which sheet, which columns, what of. */
export default function BudgetTable() {
  const { t, locale } = useSite()
  const { organisation, table, choosing, lastYear, kept } = usePageData<typeof loader>()
  const { key } = organisation
  return (
    <div className="py-10">
      <p className="source break-words">
        <a href={workspacePath('budgetAccounts', locale, { key })} className="tap">
          {t('accounts.title', { name: organisation.name })}
        </a>
        {` · ${table.fileName}`}
      </p>
      <WorkTitle>{t(choosing ? 'accounts.table.sheetTitle' : 'accounts.table.title')}</WorkTitle>
      <BudgetNav organisationKey={key} current="budgetAccounts" />
      {choosing ? (
        <SheetForm sheet={{ mapping: table.reading }} kept={kept} />
      ) : (
        <TableForm table={table} lastYear={lastYear} kept={kept} />
      )}
    </div>
  )
}
