import '../../styles/budget-lines.css'
import type { ReactNode } from 'react'
import {
  formatLineView,
  type LineColumn,
  type LineFigure,
  type LineView,
  lineFigures,
  lineSorts,
} from '../../../features/budgets/line-filters.ts'
import type { LineSum, ListedLine } from '../../../features/budgets/lines.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useField } from '../form/form.tsx'
import { useAmount } from '../project/money-table.tsx'
import { useLabels, useSite } from '../site.ts'

const amounts: ReadonlySet<LineColumn> = new Set(['planned', 'voted', 'executed', 'carriedOver'])

function useCells(): Record<LineColumn, (line: ListedLine) => ReactNode> {
  const { t, list } = useSite()
  const { country } = useLabels()
  const euros = useAmount()
  const money = (text: string | null) => (text === null ? null : euros(text, 'EUR'))
  return {
    year: (line) => line.year,
    direction: (line) =>
      line.valuation === 'money'
        ? t(`budgetLines.direction.${line.direction}`)
        : t(`budgetLines.valuation.${line.valuation}`),
    planned: (line) => money(line.planned),
    voted: (line) =>
      line.openedStands
        ? t('budgetLines.list.openedStands', { amount: money(line.countedVoted) ?? '' })
        : money(line.voted),
    executed: (line) => money(line.executed),
    carriedOver: (line) => money(line.carriedOver),
    tie: (line) => list(line.partners),
    project: (line) => line.project,
    country: (line) => (line.country ? country(line.country) : null),
    type: (line) => (line.actionType ? t(`atlas.type.${line.actionType}` as 'atlas.type.twinning') : null),
    means: (line) => (line.means ? t(`budgetLines.means.${line.means}` as 'budgetLines.means.grants') : null),
    theme: (line) => (line.theme ? t(`atlas.theme.${line.theme}` as 'atlas.theme.peace') : null),
    department: (line) => line.department,
    source: ({ source }) =>
      source
        ? t('budgetLines.list.source', {
            stage: t(`budgetLines.stage.${source.stage}` as 'budgetLines.stage.primitive'),
            nature: source.nature,
            code: source.functionCode ?? '–',
          })
        : t('budgetLines.list.byHand'),
  }
}

type TableProps = { lines: readonly ListedLine[]; view: LineView; organisationKey: string; mayWrite: boolean }

/** Lines one can scan, each with a tick for what is said of several at once. */
export function LinesTable({ lines, view, organisationKey: key, mayWrite }: TableProps) {
  const { t, locale } = useSite()
  const cells = useCells()
  const { typed } = useField('id')
  const sent = Array.isArray(typed) ? typed : typed ? [typed] : []
  return (
    <div className="overflow-x-auto">
      <table className="scan stack mt-4">
        <caption className="sr-only">{t('budgetLines.list.caption')}</caption>
        <thead>
          <tr>
            <SortHead column="label" view={view} organisationKey={key} />
            {view.columns.map((column) => (
              <SortHead key={column} column={column} view={view} organisationKey={key} />
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row">
                {mayWrite && !line.isOther ? (
                  <input
                    type="checkbox"
                    name="id"
                    value={line.id}
                    defaultChecked={sent.includes(line.id)}
                    aria-label={t('budgetLines.list.tick', { label: line.label })}
                    className="budget-tick"
                  />
                ) : null}{' '}
                <a href={workspacePath('budgetLine', locale, { key: line.holderKey, line: line.id })}>{line.label}</a>
                {line.isOther ? <span className="source block">{line.holder}</span> : null}
                {line.counterpart ? <span className="source block">{line.counterpart}</span> : null}
                {line.isInternal ? <span className="source block">{t('budgetLines.list.internal')}</span> : null}
              </th>
              {view.columns.map((column) => (
                <td
                  key={column}
                  {...(amounts.has(column) ? { className: 'num project-amounts' } : {})}
                  data-label={t(`budgetLines.column.${column}`)}
                >
                  {cells[column](line) || null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function SortHead({
  column,
  view,
  organisationKey: key,
}: {
  column: LineColumn | 'label'
  view: LineView
  organisationKey: string
}) {
  const { t, locale } = useSite()
  const name = t(`budgetLines.column.${column}`)
  const isNumber = column !== 'label' && amounts.has(column)
  const of = lineSorts.find((one) => one === column)
  const isSorted = view.sort.replace(/^-/, '') === column
  const isDown = view.sort.startsWith('-')
  // Amounts and years are wanted the largest first.
  const first = isNumber || column === 'year' ? `-${column}` : column
  const next = isSorted ? (isDown ? column : `-${column}`) : first
  const query = Object.fromEntries(formatLineView({ ...view, sort: next }))
  return (
    <th
      scope="col"
      {...(isNumber ? { className: 'num' } : {})}
      {...(isSorted ? { 'aria-sort': isDown ? ('descending' as const) : ('ascending' as const) } : {})}
    >
      {of ? <a href={workspacePath('budgetLines', locale, { key }, { ...query, sort: next })}>{name}</a> : name}
    </th>
  )
}

/** What the listed lines come to: each kind and each way on its own, never added to each other; or in one state alone. */
export function LineSums({ sums, figure }: { sums: readonly LineSum[]; figure: LineFigure | null }) {
  const { t, list } = useSite()
  const euros = useAmount()
  const amountsOf = (sum: LineSum) =>
    (figure ? [figure] : lineFigures.slice(0, 3)).flatMap((measure) => {
      const amount = sum[measure]
      const named = measure === 'voted' && sum.openedStands ? 'opened' : measure
      return amount === null ? [] : [t(`budgetLines.list.summed.${named}`, { amount: euros(amount, 'EUR') })]
    })
  return (
    <ul className="mt-4">
      {sums.map((sum) => (
        <li key={`${sum.valuation} ${sum.direction}`}>
          {t('budgetLines.list.sum', {
            what:
              sum.valuation === 'money'
                ? t(`budgetLines.list.of.${sum.direction}`)
                : t(`budgetLines.list.valued.${sum.valuation}`),
            n: sum.count,
            amounts: list(amountsOf(sum)) || t('budgetLines.list.noAmount'),
          })}
        </li>
      ))}
    </ul>
  )
}
