import '../../styles/budget-lines.css'
import type { FoundLine } from '../../../features/budgets/find-lines.server.ts'
import type { Reason } from '../../../features/budgets/suggestions.ts'
import type { Ticked } from '../../../features/budgets/take-found.server.ts'
import { useSite } from '../site.ts'
import { FoundRow } from './found-line.tsx'

type TableProps = {
  caption: string
  lines: readonly { line: FoundLine; reasons: readonly Reason[] }[]
  organisationKey: string
  mayWrite: boolean
  /** Ticked before this search. */
  ticked?: readonly Ticked[]
}

/** Lines of an account to tick, each with how much of it. */
export function FoundTable({ caption, lines, organisationKey, mayWrite, ticked = [] }: TableProps) {
  const { t } = useSite()
  return (
    <table className="scan stack mt-3 budget-found">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('budgetLines.find.column.line')}</th>
          <th scope="col">{t('budgetLines.find.column.direction')}</th>
          <th scope="col" className="num">
            {t('budgetLines.find.column.amount')}
          </th>
          <th scope="col">
            {mayWrite ? (
              t('budgetLines.find.column.part')
            ) : (
              <span className="sr-only">{t('budgetLines.find.column.part')}</span>
            )}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ line, reasons }) => (
          <FoundRow
            key={line.id}
            {...{ line, reasons, organisationKey, mayWrite }}
            tick={ticked.find(({ id }) => id === line.id) ?? null}
          />
        ))}
      </tbody>
    </table>
  )
}
