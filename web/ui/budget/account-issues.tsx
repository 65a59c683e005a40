import { refusedPerPage } from '../../../features/budgets/account-table-form.ts'
import type { AccountIssue } from '../../../features/budgets/accounts-list.server.ts'
import { issueSentence } from '../../../features/budgets/issue-sentence.ts'
import { Pages } from '../form/pages.tsx'
import { useSite } from '../site.ts'

type IssuesProps = {
  issues: readonly AccountIssue[]
  /** One page of the lines a table refused. */
  refused: readonly AccountIssue[]
  refusedCount: number
  page: number
}

/** What was odd in a document, and every line that was refused with its reason; nothing where nothing was. */
export function AccountIssues({ issues, refused, refusedCount, page }: IssuesProps) {
  const { t } = useSite()
  if (issues.length + refusedCount === 0) return null
  return (
    <section aria-labelledby="issues" className="mt-10">
      <h2 id="issues">{t('accounts.issues.title')}</h2>
      <ul className="measure mt-2 list-disc ps-6">
        {issues.map((issue) => (
          <li key={`${issue.rule} ${issue.line}`} className="break-words">
            {issueSentence(t, issue)}
          </li>
        ))}
      </ul>
      {refusedCount > 0 ? (
        <>
          <h3 className="mt-6">{t('accounts.issues.count', { n: refusedCount })}</h3>
          <ul className="measure mt-2 list-disc ps-6" aria-label={t('accounts.issues.refused')}>
            {refused.map((issue) => (
              <li key={issue.line} className="break-words">
                {issueSentence(t, issue)}
              </li>
            ))}
          </ul>
          <Pages page={page} total={refusedCount} size={refusedPerPage} />
        </>
      ) : null}
    </section>
  )
}
