import { reaches } from '../../../features/accounts/rules.ts'
import { refusedPerPage } from '../../../features/budgets/account-table-form.ts'
import { applyAccounts, discardAccounts, withdrawAccounts } from '../../../features/budgets/accounts.server.ts'
import { findAccount } from '../../../features/budgets/accounts-list.server.ts'
import { usePageData } from '../../request.ts'
import { AccountDeeds } from '../../ui/budget/account-deeds.tsx'
import { AccountFacts } from '../../ui/budget/account-facts.tsx'
import { AccountFunctions, InternationalFunctions } from '../../ui/budget/account-functions.tsx'
import { AccountIssues } from '../../ui/budget/account-issues.tsx'
import { AccountNotices } from '../../ui/budget/account-notices.tsx'
import { AccountSections } from '../../ui/budget/account-sections.tsx'
import { useAccountTitle } from '../../ui/budget/account-title.ts'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { LostLines } from '../../ui/budget/lost-lines.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { OrganisationPage } from '../../workspace/request.ts'

const isRefusal = ({ rule }: { rule: string }) => rule.startsWith('refused.')

/** A document: what was found in it, what it would replace, and one page of the lines it refused. */
export const loader = workspaceLoader('member', async ({ ctx, atWork, params, url }) => {
  const { organisation } = atWork
  const { issues, ...account } = await findAccount(ctx, organisation.organisationId, params.document ?? '')
  const refused = issues.filter(isRefusal)
  const page = Math.max(1, Math.floor(Number(url.searchParams.get('page'))) || 1)
  return {
    organisation,
    mayWrite: reaches(organisation.role, 'contributor'),
    account,
    issues: issues.filter((issue) => !isRefusal(issue)),
    refused: refused.slice((page - 1) * refusedPerPage, page * refusedPerPage),
    refusedCount: refused.length,
    page,
    known: url.searchParams.get('known'),
  }
})

const toDocument = ({ ctx, atWork, params }: OrganisationPage, done: string) => {
  const address = { key: atWork.organisation.key, document: params.document ?? '' }
  return { to: workspacePath('budgetAccount', ctx.locale, address, { done }) }
}

/** Makes the document count, sets it aside, or takes it back. */
export const action = workspaceAction('member', {
  async apply(page) {
    await applyAccounts(page.ctx, page.atWork.organisation.organisationId, [page.params.document ?? ''])
    return toDocument(page, 'applied')
  },
  async discard({ ctx, atWork, params }) {
    const { organisationId, key } = atWork.organisation
    await discardAccounts(ctx, organisationId, params.document ?? '')
    return { to: workspacePath('budgetAccounts', ctx.locale, { key }, { done: 'discarded' }) }
  },
  async withdraw(page) {
    await withdrawAccounts(page.ctx, page.atWork.organisation.organisationId, page.params.document ?? '')
    return toDocument(page, 'withdrawn')
  },
})

/** One document, from what was found in it to what becomes of it. */
export default function BudgetAccount() {
  const { t, locale } = useSite()
  const { organisation, mayWrite, account, issues, refused, refusedCount, page, known } = usePageData<typeof loader>()
  const { key } = organisation
  const title = useAccountTitle()(account)
  return (
    <div className="py-10">
      <p className="source">
        <a href={workspacePath('budgetAccounts', locale, { key })} className="tap">
          {t('accounts.title', { name: organisation.name })}
        </a>
      </p>
      <WorkTitle>{title}</WorkTitle>
      <BudgetNav organisationKey={key} current="budgetAccounts" />
      <Done area="accounts.done" />
      <AccountNotices organisationKey={key} account={account} known={known} />
      {mayWrite && account.state === 'waiting' ? <AccountDeeds organisationKey={key} account={account} /> : null}
      <InternationalFunctions account={account} organisationKey={key} />
      <AccountSections account={account} />
      <LostLines organisationKey={key} lines={account.state === 'waiting' ? [] : account.lost} />
      <AccountIssues issues={issues} refused={refused} refusedCount={refusedCount} page={page} />
      <AccountFacts account={account} organisationKey={key} />
      <AccountFunctions account={account} />
      {mayWrite && account.state !== 'waiting' ? <AccountDeeds organisationKey={key} account={account} /> : null}
    </div>
  )
}
