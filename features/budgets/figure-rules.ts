import { divideRounded, fromCents, percentOf, toCents } from './exact.ts'
import type { Measure, Valuation } from './schema.ts'

/** By what the figures of a budget can be told apart. */
export const figureDimensions = [
  'department',
  'partnership',
  'country',
  'type',
  'theme',
  'mode',
  'frame',
  'funder',
  'section',
  'counterpart',
] as const
export type FigureDimension = (typeof figureDimensions)[number]

/** Amounts in each state they can be in; null where no line says one. Nothing here is ever added to another. */
export type Amounts = Record<Measure | 'carriedOver', string | null>

/** What was spent and received in a year, of one value of a dimension or of all. */
export type FigureCell = {
  year: number
  valuation: Valuation
  dimension: FigureDimension | 'all'
  /** Empty where lines do not say it. */
  value: string
  lines: number
  expenditure: Amounts
  receipts: Amounts
}

/** Expenditure less receipts; null where neither is known. */
export function netOf(expenditure: string | null, receipts: string | null): string | null {
  if (expenditure === null && receipts === null) return null
  return fromCents(toCents(expenditure ?? '0') - toCents(receipts ?? '0'))
}

/** What the authority pays itself, what others pay, and how much of theirs each euro of its own brings. */
export type OwnAndOthers = {
  own: string
  fromOthers: string
  /** What others pay in its projects without it passing through its accounts. */
  beside: string
  /** Euros of others for each euro of its own, to the cent; null where it pays nothing itself. */
  leverage: string | null
}

/** Own funds and leverage from expenditure, receipts that others paid, and co-funding that stays outside the accounts. */
export function ownAndOthers(expenditure: string, fromOthers: string, beside: string): OwnAndOthers {
  const own = toCents(expenditure) - toCents(fromOthers)
  const others = toCents(fromOthers) + toCents(beside)
  return {
    own: fromCents(own),
    fromOthers,
    beside,
    leverage: own > 0n ? fromCents(divideRounded(others * 100n, own)) : null,
  }
}

/** What a ratio is made from: all of it is shown beside it. */
export type RatioBasis = {
  expenditure: string
  receipts: string
  total: string | null
  population: number | null
}

/** Shares in percent with three digits, and euros per inhabitant with two; null where something is missing. */
export type Ratios = Record<'shareGross' | 'shareNet' | 'perHeadGross' | 'perHeadNet', string | null>

/** The share of the whole budget and the euros per inhabitant, gross and net. */
export function ratiosOf({ expenditure, receipts, total, population }: RatioBasis): Ratios {
  const gross = toCents(expenditure)
  const net = gross - toCents(receipts)
  const share = (part: bigint) => (total === null || toCents(total) <= 0n ? null : percentOf(part, toCents(total), 3))
  const perHead = (part: bigint) => (population ? fromCents(divideRounded(part, BigInt(population))) : null)
  return {
    shareGross: share(gross),
    shareNet: share(net),
    perHeadGross: perHead(gross),
    perHeadNet: perHead(net),
  }
}

// Where communes begin to have a service of their own for it, then the usual steps of the statistics of local finance.
const communeSteps = [2_000, 10_000, 50_000, 100_000]
const groupSteps = [50_000, 200_000]
const steps: Readonly<Record<string, readonly number[]>> = {
  commune: communeSteps,
  epci: groupSteps,
  ept: groupSteps,
  departement: [500_000],
}

/** The band of population an authority of a tier is compared within: from, and below which; null without an end. */
export function bandOf(tier: string, population: number): { from: number; below: number | null } {
  const found = steps[tier] ?? []
  return {
    from: found.findLast((step) => population >= step) ?? 0,
    below: found.find((step) => population < step) ?? null,
  }
}

/** Fewer than these are not compared: one could tell who they are. */
export const fewestPeers = 5

/** The range of a figure among others: never who, never in which order. */
export type Range = { count: number; min: string; median: string; max: string }

/** The range of a list of exact amounts; null below five of them. */
export function rangeOf(amounts: readonly string[]): Range | null {
  if (amounts.length < fewestPeers) return null
  const sorted = amounts.map(toCents).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const middle = sorted.length / 2
  const at = (index: number) => sorted[index] ?? 0n
  const median = sorted.length % 2 === 1 ? at(Math.floor(middle)) : divideRounded(at(middle - 1) + at(middle), 2n)
  return {
    count: sorted.length,
    min: fromCents(at(0)),
    median: fromCents(median),
    max: fromCents(at(sorted.length - 1)),
  }
}

/** The greatest parts and, in one, the rest: what a drawing has room for. Parts of zero and below are left to the table. */
export function greatest(
  parts: readonly { name: string; amount: string }[],
  most: number,
  restName: string,
): { name: string; amount: string }[] {
  const sorted = parts
    .filter(({ amount }) => toCents(amount) > 0n)
    .toSorted((a, b) => (toCents(b.amount) > toCents(a.amount) ? 1 : -1))
  if (sorted.length <= most) return sorted
  const rest = sorted.slice(most - 1).reduce((sum, { amount }) => sum + toCents(amount), 0n)
  return [...sorted.slice(0, most - 1), { name: restName, amount: fromCents(rest) }]
}
