import { useContext } from 'react'
import '../../styles/tie.css'
import { type WorkspacePageId, workspacePages, workspacePath } from '../../workspace/paths.ts'
import { PageInfoContext } from '../page-info.ts'
import { useSite } from '../site.ts'

/** The pages of the budget, from the accounts to what everybody may see of them. */
const entries = [
  'budget',
  'budgetAccounts',
  'budgetFind',
  'budgetLines',
  'budgetStaff',
  'budgetLens',
  'budgetWhatIf',
  'onePercent',
  'oda',
  'budgetPublication',
  'payments',
] as const

/** The page of the budget one is on. */
export type BudgetEntry = (typeof entries)[number]

/** What French law alone asks of an authority. */
const french: readonly BudgetEntry[] = ['onePercent', 'oda']

// Abroad, what was received comes first.
const abroad: readonly BudgetEntry[] = [
  'payments',
  ...entries.filter((id) => id !== 'payments' && !french.includes(id)),
]

const isPage = (id: BudgetEntry): id is BudgetEntry & WorkspacePageId => workspacePages.some((page) => page.id === id)

/** The way from one page of the budget to another; stands under the title of each. */
export function BudgetNav({ organisationKey, current }: { organisationKey: string; current: BudgetEntry }) {
  const { t, locale } = useSite()
  const country = useContext(PageInfoContext)?.atWork?.organisation?.country
  const shown: readonly BudgetEntry[] = country && country !== 'FR' ? abroad : entries
  return (
    <nav aria-label={t('budget.nav.label')} className="no-print">
      <ul className="tie-tabs">
        {shown.filter(isPage).map((id) => (
          <li key={id}>
            <a
              href={workspacePath(id, locale, { key: organisationKey })}
              className="tap"
              aria-current={id === current ? 'page' : undefined}
            >
              {t(`budget.nav.${id}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
