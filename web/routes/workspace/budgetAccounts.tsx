import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { reaches } from '../../../features/accounts/rules.ts'
import { listTables } from '../../../features/budgets/account-table.server.ts'
import { applyAccounts } from '../../../features/budgets/accounts.server.ts'
import { listAccounts } from '../../../features/budgets/accounts-list.server.ts'
import { type BroughtFile, bringAccountFile } from '../../../features/budgets/bring-file.server.ts'
import { isAppError } from '../../../platform/errors.ts'
import { usePageData } from '../../request.ts'
import { AccountUpload } from '../../ui/budget/account-upload.tsx'
import { AccountYears } from '../../ui/budget/account-years.tsx'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { WaitingAccounts } from '../../ui/budget/waiting-accounts.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { FormProblem, OrganisationPage } from '../../workspace/request.ts'

/** What was brought so far, and what still waits to be looked at. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => {
  const { organisation } = atWork
  const mayBring = reaches(organisation.role, 'contributor')
  const { organisationId } = organisation
  return {
    organisation,
    mayBring,
    accounts: await listAccounts(ctx, organisationId),
    tables: mayBring ? await listTables(ctx, organisationId) : [],
  }
})

/** Brings files to be looked at; makes everything count that waits. */
export const action = workspaceAction('member', {
  async upload(page, form) {
    const { organisationId } = page.atWork.organisation
    await requireRole(page.ctx, organisationId, 'contributor')
    const files = form.getAll('files').filter((file): file is File => file instanceof File && file.name !== '')
    if (files.length === 0) return { problems: [{ reason: 'accounts_file_missing', field: 'files' }] }
    const brought: BroughtFile[] = []
    const problems: FormProblem[] = []
    for (const file of files) {
      const read = await bringOne(page, file, form.get('attached') === 'yes')
      if ('reason' in read) problems.push(read)
      else brought.push(read)
    }
    // One file refused, none kept: what is to mend is told for each.
    return problems.length > 0 ? { problems } : { to: addressAfter(page, brought) }
  },
  async applyAll({ ctx, atWork }) {
    const { organisationId, key } = atWork.organisation
    const waiting = (await listAccounts(ctx, organisationId)).filter(({ state }) => state === 'waiting')
    await applyAccounts(
      ctx,
      organisationId,
      waiting.map(({ id }) => id),
    )
    return { to: workspacePath('budgetAccounts', ctx.locale, { key }, { done: 'applied' }) }
  },
})

async function bringOne(
  { ctx, atWork }: OrganisationPage,
  file: File,
  attached: boolean,
): Promise<BroughtFile | FormProblem> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer())
    return await bringAccountFile(ctx, atWork.organisation.organisationId, { fileName: file.name, bytes }, { attached })
  } catch (error) {
    if (!isAppError(error) || error.code !== 'invalid') throw error
    return { reason: error.reason, field: 'files', values: { file: file.name, ...error.values } }
  }
}

// One document is looked at, one table is told; several are listed.
function addressAfter({ ctx, atWork }: OrganisationPage, brought: readonly BroughtFile[]): string {
  const { key } = atWork.organisation
  const documents = brought.flatMap((one) => ('documents' in one ? one.documents : []))
  const tables = brought.flatMap((one) => ('tableId' in one ? [one.tableId] : []))
  const [document, ...others] = documents
  const [table, ...more] = tables
  if (document && others.length + tables.length === 0) {
    const query: Record<string, string> = document.known ? { known: document.known } : {}
    return workspacePath('budgetAccount', ctx.locale, { key, document: document.id }, query)
  }
  if (table && more.length + documents.length === 0)
    return workspacePath('budgetTable', ctx.locale, { key, import: table })
  const done = documents.some(({ known }) => known === null || known === 'waiting') || table ? 'brought' : 'known'
  return workspacePath('budgetAccounts', ctx.locale, { key }, { done })
}

/** The accounts of an authority: bring them, see which count, go back to any. */
export default function BudgetAccounts() {
  const { t } = useSite()
  const { organisation, mayBring, accounts, tables, kept } = usePageData<typeof loader>()
  const { key } = organisation
  const waiting = accounts.filter(({ state }) => state === 'waiting')
  const settled = accounts.filter(({ state }) => state !== 'waiting')
  return (
    <div className="py-10">
      <WorkTitle>{t('accounts.title', { name: organisation.name })}</WorkTitle>
      <BudgetNav organisationKey={key} current="budgetAccounts" />
      <Done area="accounts.done" />
      <p className="measure mt-4">{t('accounts.intro')}</p>
      <WaitingAccounts organisationKey={key} documents={waiting} tables={tables} mayApply={mayBring} />
      {mayBring ? <AccountUpload kept={kept} /> : null}
      {settled.length > 0 ? (
        <AccountYears organisationKey={key} accounts={settled} />
      ) : (
        <section aria-labelledby="none" className="mt-10">
          <h2 id="none">{t('accounts.none.title')}</h2>
          <p className="measure mt-2">{t('accounts.none.text')}</p>
        </section>
      )}
    </div>
  )
}
