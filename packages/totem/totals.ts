import { startSum } from './amounts.ts'
import type { Amount, BudgetLine, Direction, Section } from './types.ts'

/** The amounts a line can carry. */
export type Measure = 'previous' | 'carriedBefore' | 'proposed' | 'voted' | 'opened' | 'executed' | 'carriedAfter'

/** Every measure, in the order of the vote. */
export const MEASURES: readonly Measure[] = [
  'previous',
  'carriedBefore',
  'proposed',
  'voted',
  'opened',
  'executed',
  'carriedAfter',
]

/** Exact sums of the lines of one direction, section and kind; a measure no line gives is null, not zero. */
export type Total = {
  direction: Direction
  section: Section
  isOrder: boolean
  lineCount: number
  amounts: Record<Measure, Amount | null>
}

/** Exact sums of the lines of one function, direction and kind; the function is null for lines that give none. */
export type FonctionTotal = Omit<Total, 'section'> & { fonction: string | null }

/** Running totals: add lines as they are read, ask for the sums at any time. */
export type Totals = { add(line: BudgetLine): void; bySection(): Total[]; byFonction(): FonctionTotal[] }

type Cell = Omit<Total, 'amounts'> & { fonction: string | null; sums: Map<Measure, ReturnType<typeof startSum>> }

/** Starts totals of nothing; real and order operations are never added together. */
export function startTotals(): Totals {
  const cells = new Map<string, Cell>()
  return {
    add(line) {
      const { direction, section, isOrder, fonction } = line
      const cell = take(cells, `${direction} ${section} ${isOrder} ${fonction ?? ''}`, {
        direction,
        section,
        isOrder,
        fonction,
      })
      cell.lineCount += 1
      for (const measure of MEASURES) addTo(cell, measure, line[measure])
    },
    bySection: () =>
      rollUp(cells, (cell) => `${cell.direction} ${cell.section} ${cell.isOrder}`).map(
        ({ fonction: _, ...total }) => total,
      ),
    byFonction: () =>
      rollUp(cells, (cell) => `${cell.fonction ?? ''} ${cell.direction} ${cell.isOrder}`).map(
        ({ section: _, ...total }) => total,
      ),
  }
}

/** The totals of these lines. */
export function totalsOf(lines: Iterable<BudgetLine>): { bySection: Total[]; byFonction: FonctionTotal[] } {
  const totals = startTotals()
  for (const line of lines) totals.add(line)
  return { bySection: totals.bySection(), byFonction: totals.byFonction() }
}

function take(cells: Map<string, Cell>, key: string, parts: Omit<Cell, 'lineCount' | 'sums'>): Cell {
  const found = cells.get(key)
  if (found !== undefined) return found
  const cell = { ...parts, lineCount: 0, sums: new Map() }
  cells.set(key, cell)
  return cell
}

function addTo(cell: Cell, measure: Measure, amount: Amount | null): void {
  if (amount === null) return
  const sum = cell.sums.get(measure) ?? startSum()
  cell.sums.set(measure, sum)
  sum.add(amount)
}

function rollUp(cells: Map<string, Cell>, keyOf: (cell: Cell) => string): (Total & { fonction: string | null })[] {
  const rolled = new Map<string, Cell>()
  for (const cell of cells.values()) {
    const { lineCount, sums, ...parts } = cell
    const into = take(rolled, keyOf(cell), parts)
    into.lineCount += lineCount
    for (const [measure, sum] of sums) addTo(into, measure, sum.total())
  }
  const sorted = [...rolled].sort(([left], [right]) => (left < right ? -1 : 1))
  return sorted.map(([, { sums, ...parts }]) => ({ ...parts, amounts: amountsOf(sums) }))
}

function amountsOf(sums: Cell['sums']): Total['amounts'] {
  const amount = (measure: Measure) => sums.get(measure)?.total() ?? null
  return {
    previous: amount('previous'),
    carriedBefore: amount('carriedBefore'),
    proposed: amount('proposed'),
    voted: amount('voted'),
    opened: amount('opened'),
    executed: amount('executed'),
    carriedAfter: amount('carriedAfter'),
  }
}
