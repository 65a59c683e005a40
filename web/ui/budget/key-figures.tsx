import { percentOf, toCents } from '../../../features/budgets/exact.ts'
import type { FigureCell } from '../../../features/budgets/figure-rules.ts'
import {
  type FigureView,
  linesBehind,
  localCounterparts,
  otherFunders,
  toldCounterparts,
} from '../../../features/budgets/figure-view.ts'
import type { LineFilterName } from '../../../features/budgets/line-filters.ts'
import { measures } from '../../../features/budgets/schema.ts'
import type { ShownBudget } from '../../workspace/budget-page.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { type Fact, Facts } from '../facts.tsx'
import { Rich } from '../rich.tsx'
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
  const path = (query: Record<string, string>) => workspacePath('budgetLines', locale, { key: organisationKey }, query)
  const lines = (query: Record<string, string>, words: string) => <a href={path(query)}>{words}</a>
  const to = (direction: 'expenditure' | 'receipt', more: Partial<Record<LineFilterName, string>> = {}) =>
    path(linesBehind(view, { year, direction, figure: measure }, more))
  const of = (direction: 'expenditure' | 'receipt', amount: string) => <a href={to(direction)}>{euros(amount)}</a>
  const carried = cell?.expenditure.carriedOver ?? null
  const reached = percentOf(toCents(paths.reach.local), toCents(paths.reach.told))
  const others = to('receipt', { funder: otherFunders })
  const facts: (Fact | null)[] = [
    { name: t('budget.series.expenditure'), value: of('expenditure', shown.expenditure) },
    { name: t('budget.series.receipts'), value: of('receipt', shown.receipts) },
    {
      name: t('budget.series.net'),
      value: <b>{lines(linesBehind(view, { year, figure: measure }), euros(shown.net))}</b>,
      source: t('budget.key.netHow'),
    },
    carried
      ? {
          name: t('budget.key.carried'),
          value: lines(linesBehind(view, { year, direction: 'expenditure', figure: 'carriedOver' }), euros(carried)),
          source: t('budget.key.carriedHow'),
        }
      : null,
    {
      name: t('budget.key.own'),
      value: euros(means.own),
      source: (
        <Rich
          text={t('budget.key.ownHow', { expenditure: euros(shown.expenditure), others: euros(means.fromOthers) })}
          links={{ expenditure: to('expenditure'), others }}
        />
      ),
    },
    means.leverage === null
      ? null
      : {
          name: t('budget.key.leverage'),
          value: t('budget.key.leverageValue', { amount: euros(means.leverage) }),
          source: (
            <>
              <Rich
                text={t('budget.key.leverageHow', { receipts: euros(means.fromOthers), beside: euros(means.beside) })}
                links={{ others }}
              />{' '}
              {paths.besideProjects.map(({ id, title, amount }) => (
                <a
                  key={id}
                  href={workspacePath('projectMoney', locale, { key: organisationKey, project: id })}
                  className="block"
                >
                  {t('budget.key.besideProject', { title, amount: euros(amount) })}
                </a>
              ))}
            </>
          ),
        },
    reached === null
      ? null
      : {
          name: t('budget.key.reach'),
          value: percent(reached),
          source: (
            <Rich
              text={t('budget.key.reachHow', {
                local: euros(paths.reach.local),
                told: euros(paths.reach.told),
                all: euros(paths.reach.all),
              })}
              links={{
                local: to('expenditure', { counterpart: localCounterparts }),
                told: to('expenditure', { counterpart: toldCounterparts }),
                all: to('expenditure'),
              }}
            />
          ),
        },
    ...apart.flatMap((one) => {
      // Staff and what is given are often planned where money is executed: what is known of them is said with its state.
      const figure = [measure, ...measures.toReversed()].find((state) => one.expenditure[state] !== null)
      if (!figure) return []
      const at = { year, valuation: one.valuation, direction: 'expenditure', figure } as const
      return [
        {
          name: t(`budget.valuation.${one.valuation}`),
          value: lines(linesBehind(view, at), euros(one.expenditure[figure])),
          source: t('budget.key.apart', { state: t(`budget.measure.${figure}`) }),
        },
      ]
    }),
  ]
  return <Facts facts={facts} />
}
