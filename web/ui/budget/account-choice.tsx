import '../../styles/budget-lines.css'
import '../../styles/project.css'
import type { SearchedAccount } from '../../../features/budgets/find-lines.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import { FindField } from './find-field.tsx'

type ChoiceProps = {
  accounts: readonly SearchedAccount[]
  account: SearchedAccount
  organisationKey: string
  view: FindView
  q: string
  counts: Record<FindView, number>
  /** Whoever may tick searches within the form that holds the ticks. */
  mayWrite: boolean
}

/** What of an account is looked at: what is proposed, or all its lines. */
export type FindView = 'proposed' | 'all'

/** Which account is looked through, what of it, and the words that narrow it. */
export function AccountChoice({ accounts, account, organisationKey: key, view, q, counts, mayWrite }: ChoiceProps) {
  const { t, locale } = useSite()
  const path = (to: FindView) => workspacePath('budgetFind', locale, { key }, { account: account.id, view: to })
  return (
    <>
      <nav aria-label={t('budgetLines.find.views')} className="project-views row-actions mt-4">
        {(['proposed', 'all'] as const).map((one) => (
          <a key={one} href={path(one)} className="tap" aria-current={one === view ? 'page' : undefined}>
            {t(`budgetLines.find.view.${one}`, { n: counts[one] })}
          </a>
        ))}
      </nav>
      <form method="get" className="project-filters">
        <input type="hidden" name="view" value={view} />
        <div className="form-field budget-account">
          <label htmlFor="find-account">{t('budgetLines.find.account')}</label>
          <select id="find-account" name="account" className="field" defaultValue={account.id}>
            {accounts.map((one) => (
              <option key={one.id} value={one.id}>
                {t('budgetLines.find.accountName', {
                  year: String(one.year),
                  stage: t(`budgetLines.stage.${one.stage}` as 'budgetLines.stage.primitive'),
                  label: one.label,
                })}
              </option>
            ))}
          </select>
        </div>
        {view === 'all' && !mayWrite ? <FindField q={q} /> : null}
        <button type="submit" className="button quiet">
          {t('budgetLines.find.show')}
        </button>
      </form>
      {view === 'all' && !mayWrite ? (
        <p id="find-q-help" className="source measure">
          {t('budgetLines.find.qHelp')}
        </p>
      ) : null}
    </>
  )
}
