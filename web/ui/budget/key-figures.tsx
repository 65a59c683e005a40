import { percentOf, toCents } from '../../../features/budgets/exact.ts'
import type { FigureCell } from '../../../features/budgets/figure-rules.ts'
import { type FigureView, linesBehind } from '../../../features/budgets/figure-view.ts'
import type { ShownBudget } from '../../workspace/budget-page.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { type Fact, Facts } from '../facts.tsx'
import { useSite } from '../site.ts'
import { useEuros } from './use-euros.ts'

type KeyFiguresProps = {
  shown: ShownBudget
  view: FigureView
  organisationKey: string
  /** Staff, gifts in kind and volunteers' time of the year. */
  apart: readonly FigureCell[]
}

/** Expenditure, receipts and net, whose money it is, how far it goes; what is valued apart stays apart. */
export function KeyFigures({ shown, view, organisationKey, apart }: KeyFiguresProps) {
  const { t, locale } = useSite()
  const { euros, percent } = useEuros()
  const { year, measure, cell, means, paths } = shown
  const lines = (query: Record<string, string>, words: string) => (
    <a href={workspacePath('budgetLines', locale, { key: organisationKey }, query)}>{words}</a>
  )
  const behind = (direction: 'expenditure' | 'receipt') =>
    lines(linesBehind(view, { year, direction }), t('budget.key.lines'))
  const carried = cell?.expenditure.carriedOver ?? null
  const reached = percentOf(toCents(paths.reach.local), toCents(paths.reach.told))
  const facts: (Fact | null)[] = [
    { name: t('budget.series.expenditure'), value: euros(shown.expenditure), source: behind('expenditure') },
    { name: t('budget.series.receipts'), value: euros(shown.receipts), source: behind('receipt') },
    { name: t('budget.series.net'), value: <b>{euros(shown.net)}</b>, source: t('budget.key.netHow') },
    carried ? { name: t('budget.key.carried'), value: euros(carried), source: t('budget.key.carriedHow') } : null,
    {
      name: t('budget.key.own'),
      value: euros(means.own),
      source: t('budget.key.ownHow', { others: euros(means.fromOthers) }),
    },
    means.leverage === null
      ? null
      : {
          name: t('budget.key.leverage'),
          value: t('budget.key.leverageValue', { amount: euros(means.leverage) }),
          source: t('budget.key.leverageHow', { receipts: euros(means.fromOthers), beside: euros(means.beside) }),
        },
    reached === null
      ? null
      : {
          name: t('budget.key.reach'),
          value: percent(reached),
          source: t('budget.key.reachHow', {
            local: euros(paths.reach.local),
            told: euros(paths.reach.told),
            all: euros(paths.reach.all),
          }),
        },
    ...apart.map((one) => ({
      name: t(`budget.valuation.${one.valuation}`),
      value: euros(
        one.expenditure[measure] ?? one.expenditure.executed ?? one.expenditure.voted ?? one.expenditure.planned,
      ),
      source: (
        <>
          {t('budget.key.apart')} {lines(linesBehind(view, { year, valuation: one.valuation }), t('budget.key.lines'))}
        </>
      ),
    })),
  ]
  return <Facts facts={facts} />
}
