import { divideRounded, fromCents, percentOf, toCents } from './exact.ts'

/** By what the means of two periods are told apart. */
export const lensDimensions = [
  'type',
  'theme',
  'incomeGroup',
  'mode',
  'frame',
  'means',
  'section',
  'fonction',
  'country',
  'partnership',
  'department',
] as const
export type LensDimension = (typeof lensDimensions)[number]

/** The states of an amount two periods are compared in: both in the same one, always. */
export const lensMeasures = ['executed', 'voted'] as const
export type LensMeasure = (typeof lensMeasures)[number]

/** Which way of the money is compared. */
export const lensFlows = ['expenditure', 'receipts', 'net'] as const
export type LensFlow = (typeof lensFlows)[number]

/** A single year, or the years from one to another. */
export type Period = { from: number; to: number }

/** What the reader of the lens chose. */
export type LensReading = {
  measure: LensMeasure
  flow: LensFlow
  dimension: LensDimension
  first: Period
  second: Period
}

/** What was spent and received under one value of a dimension in a year; the value is empty where a line has none. */
export type LensCell = {
  value: string
  year: number
  expenditure: string
  receipts: string
  expenditureLines: number
  receiptLines: number
}

/** What became of a value between the two periods. */
export type ChangeKind = 'rose' | 'fell' | 'appeared' | 'disappeared' | 'same'

/** One value in both periods; null where it has no line. */
export type LensRow = {
  value: string
  first: string | null
  second: string | null
  change: string
  /** Of the first period; null where there is nothing to compare with. */
  percent: string | null
  kind: ChangeKind
}

/** Both periods side by side. */
export type LensComparison = {
  rows: LensRow[]
  total: Omit<LensRow, 'value'>
  /** Sums where both periods count as many years; else averages of a year, so that like is compared with like. */
  basis: 'sum' | 'average'
}

const kindOf = (first: bigint | null, second: bigint | null): ChangeKind => {
  if (first === null) return second === null ? 'same' : 'appeared'
  if (second === null) return 'disappeared'
  return first === second ? 'same' : second > first ? 'rose' : 'fell'
}

const rowOf = (first: bigint | null, second: bigint | null): Omit<LensRow, 'value'> => {
  const change = (second ?? 0n) - (first ?? 0n)
  const base = first === null ? 0n : first < 0n ? -first : first
  return {
    first: first === null ? null : fromCents(first),
    second: second === null ? null : fromCents(second),
    change: fromCents(change),
    percent: percentOf(change, base),
    kind: kindOf(first, second),
  }
}

/**
 * Divides parts by a number of years so that they still add up to the rounded average of their sum: the cents left over
 * go to the parts that lost most by rounding down.
 */
export function averageParts(parts: readonly bigint[], years: number): bigint[] {
  const count = BigInt(Math.max(years, 1))
  const floors = parts.map((part) => (part >= 0n ? part / count : -((-part + count - 1n) / count)))
  const total = divideRounded(
    parts.reduce((sum, part) => sum + part, 0n),
    count,
  )
  let left = total - floors.reduce((sum, floor) => sum + floor, 0n)
  const order = parts
    .map((part, index) => ({ index, lost: part - (floors[index] ?? 0n) * count }))
    .toSorted((a, b) => (a.lost === b.lost ? a.index - b.index : a.lost > b.lost ? -1 : 1))
  for (const { index } of order) {
    if (left <= 0n) break
    floors[index] = (floors[index] ?? 0n) + 1n
    left -= 1n
  }
  return floors
}

// Null where a value has no line of that way: lines that come to zero are something else.
const flowOf: Record<LensFlow, (cell: LensCell) => bigint | null> = {
  expenditure: (cell) => (cell.expenditureLines === 0 ? null : toCents(cell.expenditure)),
  receipts: (cell) => (cell.receiptLines === 0 ? null : toCents(cell.receipts)),
  net: (cell) => toCents(cell.expenditure) - toCents(cell.receipts),
}

function sumsOf(cells: readonly LensCell[], years: readonly number[], flow: LensFlow): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const cell of cells) {
    const amount = years.includes(cell.year) ? flowOf[flow](cell) : null
    if (amount !== null) sums.set(cell.value, (sums.get(cell.value) ?? 0n) + amount)
  }
  return sums
}

const size = ({ change }: LensRow) => {
  const cents = toCents(change)
  return cents < 0n ? -cents : cents
}

/** Sets two periods side by side; only years that have figures in the chosen measure are counted. */
export function comparePeriods(
  cells: readonly LensCell[],
  years: { first: readonly number[]; second: readonly number[] },
  flow: LensFlow,
): LensComparison {
  const basis = years.first.length === years.second.length ? 'sum' : 'average'
  const firsts = sumsOf(cells, years.first, flow)
  const seconds = sumsOf(cells, years.second, flow)
  if (basis === 'average')
    for (const [sums, count] of [[firsts, years.first.length] as const, [seconds, years.second.length] as const]) {
      const values = [...sums.keys()]
      const averages = averageParts([...sums.values()], count)
      for (const [index, value] of values.entries()) sums.set(value, averages[index] ?? 0n)
    }
  const values = [...new Set([...firsts.keys(), ...seconds.keys()])]
  const rows = values
    .map((value) => ({ value, ...rowOf(firsts.get(value) ?? null, seconds.get(value) ?? null) }))
    // What is not classified says nothing of a choice: it comes last.
    .toSorted((a, b) => {
      if ((a.value === '') !== (b.value === '')) return a.value === '' ? 1 : -1
      return size(a) === size(b) ? a.value.localeCompare(b.value) : size(a) > size(b) ? -1 : 1
    })
  const add = (sums: Map<string, bigint>) => [...sums.values()].reduce((sum, part) => sum + part, 0n)
  const total = rowOf(firsts.size > 0 ? add(firsts) : null, seconds.size > 0 ? add(seconds) : null)
  return { rows, total, basis }
}

/** What rose most and what fell most; unclassified lines are no choice and are neither. */
export function listFindings(rows: readonly LensRow[]): { rose: LensRow | null; fell: LensRow | null } {
  const named = rows.filter(({ value }) => value !== '')
  return {
    rose: named.find(({ change }) => toCents(change) > 0n) ?? null,
    fell: named.find(({ change }) => toCents(change) < 0n) ?? null,
  }
}

/** The steps a drawing has room for, the greatest changes first; the rest is one step, of no value. */
export function waterfallSteps(
  { rows }: Pick<LensComparison, 'rows'>,
  most: number,
): { value: string | null; change: string }[] {
  const changed = rows.filter((row) => toCents(row.change) !== 0n).map(({ value, change }) => ({ value, change }))
  if (changed.length <= most) return changed
  const rest = changed.slice(most - 1).reduce((sum, { change }) => sum + toCents(change), 0n)
  return [...changed.slice(0, most - 1), { value: null, change: fromCents(rest) }]
}

/** What a reason holds for: both periods, whole, and one way of the money. Given for others it is another reason. */
export type ReasonScope = Pick<LensReading, 'first' | 'second' | 'flow'>

/** Whether two reasons, or a reason and a reading, speak of the same change. */
export const isSameScope = (a: ReasonScope, b: ReasonScope): boolean =>
  a.flow === b.flow &&
  a.first.from === b.first.from &&
  a.first.to === b.first.to &&
  a.second.from === b.second.from &&
  a.second.to === b.second.to

const yearOf = (typed: string | null): number | null | 'wrong' => {
  if (typed === null || typed === '') return null
  return /^\d{4}$/.test(typed) && Number(typed) >= 1990 && Number(typed) <= 2100 ? Number(typed) : 'wrong'
}

const oneOf = <T extends string>(list: readonly T[], typed: string | null, usual: T): T | null =>
  typed === null || typed === '' ? usual : (list.find((one) => one === typed) ?? null)

/** What the address of the lens asks for; `problem` says which part of it could not be read and was left aside. */
export type ReadLens = { reading: LensReading | null; problem: string | null }

/**
 * Reads an address. Where it names no year, the first and the last year with figures in the chosen measure are compared;
 * null where fewer than two have any.
 */
export function readLens(
  params: URLSearchParams,
  yearsOf: Readonly<Record<LensMeasure, readonly number[]>>,
  usualDimension: LensDimension = 'type',
): ReadLens & { measure: LensMeasure } {
  const choices = {
    measure: oneOf(lensMeasures, params.get('measure'), 'executed'),
    flow: oneOf(lensFlows, params.get('flow'), 'expenditure'),
    dimension: oneOf(lensDimensions, params.get('by'), usualDimension),
  }
  const { measure, flow, dimension } = choices
  const chosen = {
    measure: measure ?? 'executed',
    flow: flow ?? 'expenditure',
    dimension: dimension ?? usualDimension,
  } as const
  let problem = measure && flow && dimension ? null : 'lens_choice_unknown'
  const [from, fromEnd, to, toEnd] = ['from', 'fromEnd', 'to', 'toEnd'].map((name) => yearOf(params.get(name)))
  const years = yearsOf[chosen.measure]
  const [earliest, latest] = [years[0], years.at(-1)]
  const usual =
    earliest !== undefined && latest !== undefined && earliest < latest
      ? { first: { from: earliest, to: earliest }, second: { from: latest, to: latest } }
      : null
  const answer = (periods: typeof usual) => ({
    reading: periods && { ...chosen, ...periods },
    problem,
    measure: chosen.measure,
  })
  if ([from, fromEnd, to, toEnd].includes('wrong')) {
    problem = 'lens_year_wrong'
    return answer(usual)
  }
  const [a, aEnd, b, bEnd] = [from, fromEnd, to, toEnd] as (number | null)[]
  if (a == null && b == null) return answer(usual)
  const first = { from: a ?? usual?.first.from ?? 0, to: aEnd ?? a ?? usual?.first.to ?? 0 }
  const second = { from: b ?? usual?.second.from ?? 0, to: bEnd ?? b ?? usual?.second.to ?? 0 }
  const isInOrder = first.from > 0 && first.from <= first.to && first.to < second.from && second.from <= second.to
  if (!isInOrder) {
    problem = 'lens_periods_order'
    return answer(usual)
  }
  return answer({ first, second })
}

/** The address of a reading, after the question mark. */
export function formatLens({ measure, flow, dimension, first, second }: LensReading): Record<string, string> {
  return {
    from: String(first.from),
    ...(first.to === first.from ? {} : { fromEnd: String(first.to) }),
    to: String(second.from),
    ...(second.to === second.from ? {} : { toEnd: String(second.to) }),
    measure,
    flow,
    by: dimension,
  }
}

/** The years of a period that have figures, and those that have none. */
export function splitYears({ from, to }: Period, known: readonly number[]): { with: number[]; without: number[] } {
  const all = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return { with: all.filter((year) => known.includes(year)), without: all.filter((year) => !known.includes(year)) }
}
