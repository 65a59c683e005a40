import type { WholeBudgetYear } from '../../../features/budgets/whole-budget.server.ts'
import { type WorkspacePageId, workspacePages, workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import { useEuros } from './use-euros.ts'

const accountPage = workspacePages.find(({ id }) => (id as string) === 'budgetAccount')?.id as
  | WorkspacePageId
  | undefined

/** The accounts a year's figures come from, each with its kind and the day it was decided. */
export function Sources({ year, organisationKey }: { year: WholeBudgetYear | null; organisationKey: string }) {
  const { t, locale, day } = useSite()
  const { euros } = useEuros()
  if (!year) return <p className="measure">{t('budget.source.none')}</p>
  return (
    <>
      <ul className="threads">
        {year.documents.map((document) => (
          <li key={document.id}>
            {accountPage ? (
              <a href={workspacePath(accountPage, locale, { key: organisationKey, document: document.id })}>
                {document.label}
              </a>
            ) : (
              document.label
            )}{' '}
            <span className="source">
              {t(`budget.stage.${document.stage}`)}
              {document.decidedOn ? t('budget.source.decided', { day: day(document.decidedOn) }) : null}
            </span>
          </li>
        ))}
      </ul>
      {year.annexed ? (
        <p className="source mt-2">
          {t('budget.source.annexed', { n: year.annexed.count, amount: euros(year.annexed.expenditure) })}
        </p>
      ) : null}
    </>
  )
}
