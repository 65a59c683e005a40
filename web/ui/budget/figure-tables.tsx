import { type FigureCell, type FigureDimension, netOf } from '../../../features/budgets/figure-rules.ts'
import { type FigureAt, type FigureView, linesBehind } from '../../../features/budgets/figure-view.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import { useEuros } from './use-euros.ts'

type TableProps = { organisationKey: string; view: FigureView }

/** Each year with what was planned, voted and executed, the receipts, the net and what is carried over. */
export function YearTable({
  organisationKey,
  view,
  cells,
  openedYears,
}: TableProps & { cells: readonly FigureCell[]; openedYears: readonly number[] }) {
  const { t } = useSite()
  const years = cells.filter(({ dimension, valuation }) => dimension === 'all' && valuation === 'money')
  return (
    <table className="scan">
      <caption className="sr-only">{t('budget.evolution.caption')}</caption>
      <Head first={t('budget.by.year')} />
      <tbody>
        {years.map((cell) => (
          <tr key={cell.year}>
            <th scope="row">
              <LinesLink organisationKey={organisationKey} query={linesBehind(view, { year: cell.year })}>
                {String(cell.year)}
              </LinesLink>
            </th>
            <Amounts
              cell={cell}
              mark={openedYears.includes(cell.year) ? '*' : ''}
              behind={(query) => linesBehind(view, { year: cell.year, ...query })}
              organisationKey={organisationKey}
            />
          </tr>
        ))}
      </tbody>
      {openedYears.length > 0 ? (
        <tfoot>
          <tr>
            <td colSpan={8} className="source">
              {t('budget.opened')}
            </td>
          </tr>
        </tfoot>
      ) : null}
    </table>
  )
}

/** What a year is made of by one dimension; each value leads to its lines. */
export function PartsTable({
  organisationKey,
  view,
  cells,
  at,
  names,
}: TableProps & {
  cells: readonly FigureCell[]
  at: { year: number; by: FigureDimension }
  names: Readonly<Record<string, string>>
}) {
  const { t } = useSite()
  const parts = cells
    .filter(({ dimension, valuation, year }) => dimension === at.by && valuation === 'money' && year === at.year)
    .toSorted(
      (a, b) =>
        Number(b.expenditure.executed ?? b.expenditure.voted ?? 0) -
        Number(a.expenditure.executed ?? a.expenditure.voted ?? 0),
    )
  return (
    <table className="scan">
      <caption className="sr-only">
        {t('budget.parts.title', { by: t(`budget.by.${at.by}`), year: String(at.year) })}
      </caption>
      <Head first={t(`budget.by.${at.by}`)} />
      <tbody>
        {parts.map((cell) => (
          <tr key={cell.value}>
            <th scope="row">
              <LinesLink
                organisationKey={organisationKey}
                query={linesBehind(view, { year: at.year, by: at.by, value: cell.value })}
              >
                {names[`${at.by} ${cell.value}`] ?? cell.value}
              </LinesLink>
            </th>
            <Amounts
              cell={cell}
              mark=""
              behind={(query) => linesBehind(view, { year: at.year, by: at.by, value: cell.value, ...query })}
              organisationKey={organisationKey}
            />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Leads to the lines a figure is made of. */
export function LinesLink({
  organisationKey,
  query,
  children,
}: {
  organisationKey: string
  query: Record<string, string>
  children: string
}) {
  const { locale } = useSite()
  return <a href={workspacePath('budgetLines', locale, { key: organisationKey }, query)}>{children}</a>
}

const columns = ['planned', 'voted', 'executed', 'receiptsVoted', 'receiptsExecuted', 'net', 'carried'] as const

function Head({ first }: { first: string }) {
  const { t } = useSite()
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {columns.map((column) => (
          <th key={column} scope="col" className="num">
            {t(`budget.column.${column}`)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

type AmountsProps = {
  cell: FigureCell
  mark: string
  /** The lines behind one amount of the row. */
  behind: (at: Pick<FigureAt, 'direction' | 'figure'>) => Record<string, string>
  organisationKey: string
}

function Amounts({ cell, mark, behind, organisationKey }: AmountsProps) {
  const { euros } = useEuros()
  const { expenditure, receipts } = cell
  const net = netOf(expenditure.executed, receipts.executed)
  const amount = (value: string | null, at: Pick<FigureAt, 'direction' | 'figure'>, sign = '') => (
    <td className="num">
      {value === null ? (
        euros(null)
      ) : (
        <LinesLink organisationKey={organisationKey} query={behind(at)}>
          {`${euros(value)}${sign}`}
        </LinesLink>
      )}
    </td>
  )
  return (
    <>
      {amount(expenditure.planned, { direction: 'expenditure', figure: 'planned' })}
      {amount(expenditure.voted, { direction: 'expenditure', figure: 'voted' }, mark)}
      {amount(expenditure.executed, { direction: 'expenditure', figure: 'executed' })}
      {amount(receipts.voted, { direction: 'receipt', figure: 'voted' }, mark)}
      {amount(receipts.executed, { direction: 'receipt', figure: 'executed' })}
      {amount(net, { figure: 'executed' })}
      {amount(expenditure.carriedOver, { direction: 'expenditure', figure: 'carriedOver' })}
    </>
  )
}
