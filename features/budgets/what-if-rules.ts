import { readDecimal } from '../../platform/decimals.ts'
import { divideRounded, fromCents, percentOf, toCents } from './exact.ts'
import { type LensMeasure, lensMeasures } from './lens-rules.ts'

/** What lines may be chosen by. */
export const whatIfFilters = ['type', 'country', 'tie', 'mode', 'frame', 'theme', 'incomeGroup', 'department'] as const
export type WhatIfFilter = (typeof whatIfFilters)[number]

/** Whether less or more is given, and how it is said. */
export const whatIfSenses = ['cut', 'raise'] as const
export const whatIfUnits = ['percent', 'amount'] as const

/** What the address asks for: nothing of it is stored. */
export type WhatIfReading = {
  filters: Partial<Record<WhatIfFilter, string>>
  measure: LensMeasure
  sense: (typeof whatIfSenses)[number]
  unit: (typeof whatIfUnits)[number]
  /** As an exact decimal. */
  value: string
}

const oneOf = <T extends string>(list: readonly T[], typed: string | null, usual: T): T | null =>
  typed === null || typed === '' ? usual : (list.find((one) => one === typed) ?? null)

/** Reads an address; `problem` says what could not be read, and where. Without a value there is nothing to work out. */
export function readWhatIf(params: URLSearchParams): {
  reading: WhatIfReading | null
  problem: { reason: string; field: string } | null
} {
  const filters: WhatIfReading['filters'] = {}
  for (const name of whatIfFilters) {
    const typed = (params.get(name) ?? '').trim().slice(0, 120)
    if (typed) filters[name] = typed
  }
  const measure = oneOf(lensMeasures, params.get('measure'), 'executed')
  const sense = oneOf(whatIfSenses, params.get('sense'), 'cut')
  const unit = oneOf(whatIfUnits, params.get('unit'), 'percent')
  if (!measure || !sense || !unit) return { reading: null, problem: { reason: 'lens_choice_unknown', field: 'sense' } }
  const typed = (params.get('value') ?? '').trim()
  if (typed === '') return { reading: null, problem: null }
  const value = readDecimal(typed.replace(/[%€]/g, ''))
  if (value === null || value === '0.00')
    return { reading: null, problem: { reason: 'what_if_value_wrong', field: 'value' } }
  if (unit === 'percent' && toCents(value) > (sense === 'cut' ? 10_000n : 1_000_000n))
    return { reading: null, problem: { reason: 'what_if_percent_wrong', field: 'value' } }
  return { reading: { filters, measure, sense, unit, value }, problem: null }
}

/** The address of a reading, after the question mark. */
export const formatWhatIf = ({ filters, ...rest }: WhatIfReading): Record<string, string> => ({ ...filters, ...rest })

/** What was spent and received in the year one starts from; null where it is not known. */
export type WhatIfBase = {
  selected: string
  expenditure: string
  receipts: string
  wholeExpenditure: string | null
  population: number | null
}

/** Totals before or after: shares of the whole budget in percent, euros per inhabitant; null where something is missing. */
export type WhatIfTotals = {
  selected: string
  expenditure: string
  receipts: string
  net: string
  shareGross: string | null
  shareNet: string | null
  perInhabitantGross: string | null
  perInhabitantNet: string | null
}

/** What is taken away or added, in cents with its sign; never more is cut than there is, and `capped` says so. */
export function deltaOf(
  { sense, unit, value }: Pick<WhatIfReading, 'sense' | 'unit' | 'value'>,
  selected: string,
): { delta: bigint; capped: boolean } {
  const all = toCents(selected)
  const wanted = unit === 'amount' ? toCents(value) : divideRounded(all * toCents(value), 10_000n)
  if (sense === 'raise') return { delta: wanted, capped: false }
  return wanted > all ? { delta: -all, capped: true } : { delta: -wanted, capped: false }
}

/** The totals of a base once the selected spending has changed by so many cents; the whole budget and receipts stay as they are. */
export function totalsAfter(base: WhatIfBase, delta: bigint): WhatIfTotals {
  const expenditure = toCents(base.expenditure) + delta
  const net = expenditure - toCents(base.receipts)
  const whole = base.wholeExpenditure === null ? 0n : toCents(base.wholeExpenditure)
  const inhabitants = BigInt(base.population ?? 0)
  const each = (amount: bigint) => (inhabitants === 0n ? null : fromCents(divideRounded(amount, inhabitants)))
  return {
    selected: fromCents(toCents(base.selected) + delta),
    expenditure: fromCents(expenditure),
    receipts: base.receipts,
    net: fromCents(net),
    shareGross: percentOf(expenditure, whole, 3),
    shareNet: percentOf(net, whole, 3),
    perInhabitantGross: each(expenditure),
    perInhabitantNet: each(net),
  }
}

/** The part of a change that falls on some of the selected spending, in proportion; lines alike are cut alike. */
export const partOf = (delta: bigint, some: string, selected: string): bigint =>
  toCents(selected) === 0n ? 0n : divideRounded(delta * toCents(some), toCents(selected))

/** What becomes of a promise: money is left for it, is not any more, was not before, or it has no amount in euros. */
export type PromiseState = 'covered' | 'breaks' | 'shortAlready' | 'notCompared'

/** Whether what is left for a tie still covers what was promised there for the year. */
export function judgePromise(before: bigint, after: bigint, promised: bigint): PromiseState {
  if (promised === 0n) return 'notCompared'
  if (after >= promised) return 'covered'
  return before >= promised ? 'breaks' : 'shortAlready'
}

/** What becomes of others' money: it loses its counterpart, part of it, or nothing changes for it. */
export type CofundingState = 'breaks' | 'exposed' | 'untouched'

/** Whether the money of others stands beside money of ours that is gone, or less. */
export function judgeCofunding(before: bigint, after: bigint): CofundingState {
  if (after >= before) return 'untouched'
  return after <= 0n ? 'breaks' : 'exposed'
}
