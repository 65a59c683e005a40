import { type FigureCell, type FigureDimension, greatest, netOf } from '../../features/budgets/figure-rules.ts'
import type { MoneyPaths } from '../../features/budgets/money-paths.server.ts'
import type { Measure } from '../../features/budgets/schema.ts'
import { drawChart } from '../../platform/charts/draw.ts'
import type { ChartData, ChartKind, ChartWords, SankeyData } from '../../platform/charts/kinds.ts'
import type { Drawing } from '../ui/budget/chart.tsx'
import { type FigureNames, figureName } from './budget-words.ts'

const both = <Kind extends ChartKind>(kind: Kind, data: ChartData[Kind], words: ChartWords): Drawing => ({
  narrow: drawChart(kind, data, words, 'narrow'),
  wide: drawChart(kind, data, words, 'wide'),
})

/** What every chart of the budget needs to speak. */
export type ChartSpeech = FigureNames & { amount: (amount: string) => string }

/** Expenditure, receipts and net of each year in one state; null for fewer than two years. */
export function drawEvolution(speech: ChartSpeech, cells: readonly FigureCell[], measure: Measure, title: string) {
  const years = cells.filter(
    (cell) =>
      cell.dimension === 'all' &&
      cell.valuation === 'money' &&
      netOf(cell.expenditure[measure], cell.receipts[measure]),
  )
  if (years.length < 2) return null
  const { t, amount } = speech
  return both(
    'evolution',
    {
      series: ['expenditure', 'receipts', 'net'],
      years: years.slice(-8).map(({ year, expenditure, receipts }) => ({
        label: String(year),
        amounts: {
          expenditure: expenditure[measure],
          receipts: receipts[measure],
          net: netOf(expenditure[measure], receipts[measure]),
        },
      })),
    },
    {
      id: 'evolution',
      title,
      amount,
      series: {
        expenditure: t('budget.series.expenditure'),
        receipts: t('budget.series.receipts'),
        net: t('budget.series.net'),
      },
    },
  )
}

/** What expenditure of a year is made of; null where there is nothing to set side by side. */
export function drawParts(
  speech: ChartSpeech,
  cells: readonly FigureCell[],
  { year, by, measure, title }: { year: number; by: FigureDimension; measure: Measure; title: string },
) {
  const side = by === 'funder' ? 'receipts' : 'expenditure'
  const parts = cells
    .filter((cell) => cell.dimension === by && cell.year === year && cell.valuation === 'money')
    .map((cell) => ({ name: figureName(speech, by, cell.value), amount: cell[side][measure] ?? '0.00' }))
  const drawn = greatest(parts, 10, speech.t('budget.others'))
  return drawn.length < 2 ? null : both('treemap', drawn, { id: 'parts', title, amount: speech.amount })
}

const mostBodies = 7

// Bodies of one stage beyond the greatest stand together: a drawing of forty threads says nothing.
function fewer(amounts: ReadonlyMap<string, number>, others: string): (name: string) => string {
  const kept = new Set(
    [...amounts]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, amounts.size > mostBodies ? mostBodies - 1 : mostBodies)
      .map(([name]) => name),
  )
  return (name) => (kept.has(name) ? name : others)
}

/** Money from its funders through the authority and its departments or projects to who had it last; null where little is known. */
export function drawWay(
  speech: ChartSpeech,
  paths: MoneyPaths,
  own: string,
  authority: string,
  title: string,
): Drawing | null {
  const { t } = speech
  const uses = paths.stretches.filter(({ stage }) => stage === 'use')
  const said = paths.stretches.some(({ stage, through, name, kind }) => (stage === 'use' && through) || name || kind)
  if (uses.length === 0 || !said) return null
  const throughOf = (one: (typeof uses)[number]) => one.through || t('budget.way.noDepartment')
  const lastOf = (one: (typeof uses)[number]) =>
    one.name || (one.kind ? figureName(speech, 'counterpart', one.kind) : t('budget.way.noBody'))
  const sumBy = (nameOf: (one: (typeof uses)[number]) => string) => {
    const sums = new Map<string, number>()
    for (const one of uses) sums.set(nameOf(one), (sums.get(nameOf(one)) ?? 0) + Number(one.amount))
    return sums
  }
  const through = fewer(sumBy(throughOf), t('budget.others'))
  const last = fewer(sumBy(lastOf), t('budget.others'))
  const nodes = new Map<string, SankeyData['nodes'][number]>()
  const flows = new Map<string, { from: string; to: string; amount: number }>()
  const node = (depth: number, name: string) => {
    const id = `${depth} ${name}`
    nodes.set(id, { id, name, depth })
    return id
  }
  // Only lengths of a drawing are added here: the table beside it has the exact amounts.
  const flow = (from: string, to: string, amount: number) => {
    const known = flows.get(`${from}|${to}`)
    flows.set(`${from}|${to}`, { from, to, amount: (known?.amount ?? 0) + amount })
  }
  const hub = node(1, authority)
  for (const one of paths.stretches)
    if (one.stage === 'funder') flow(node(0, figureName(speech, 'funder', one.kind)), hub, Number(one.amount))
  if (Number(own) > 0) flow(node(0, t('project.source.ownFunds')), hub, Number(own))
  for (const one of uses) {
    const [middle, end] = [node(2, through(throughOf(one))), node(3, last(lastOf(one)))]
    flow(hub, middle, Number(one.amount))
    flow(middle, end, Number(one.amount))
  }
  const data = {
    nodes: [...nodes.values()],
    flows: [...flows.values()].map((one) => ({ ...one, amount: String(one.amount) })),
  }
  return { sliding: drawChart('sankey', data, { id: 'way', title, amount: speech.amount }) }
}
