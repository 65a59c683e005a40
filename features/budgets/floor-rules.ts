import { fromCents, percentOf, toCents } from './exact.ts'

/** What a floor protects. */
export const floorScopes = ['solidarity', 'leastDeveloped', 'onePercent', 'country', 'type'] as const
export type FloorScope = (typeof floorScopes)[number]

/** An amount in a year, or a share of the year's spending on international action. */
export const floorMeasures = ['amount', 'share'] as const
export type FloorMeasure = (typeof floorMeasures)[number]

/** A floor the assembly voted. */
export type Floor = {
  id: string
  label: string
  scope: FloorScope
  /** The country or the type it is about; empty for the others. */
  scopeValue: string
  measure: FloorMeasure
  value: string
  fromYear: number
  /** Null where it holds until it is voted otherwise. */
  toYear: number | null
  votedOn: string | null
  reference: string
}

/** What a year's lines say of a floor: expenditure under it, that could be under it, and all of it. */
export type FloorFigures = {
  year: number
  /** Executed where the year has any, else voted; of the year under way the other way round. The page says which. */
  measure: 'executed' | 'voted'
  inside: string
  /** Of lines that are not classified, or whose country's income group is not known. */
  unknown: string
  all: string
}

/** Whether a floor is met; unknown where lines that are not classified could change the answer, or nothing was entered. */
export type FloorState = 'met' | 'notMet' | 'unknown'

/** A floor in one year: a reminder, not a verdict. */
export type FloorYear = {
  year: number
  state: FloorState
  /** Why it cannot be told. */
  why: 'noFigures' | 'unclassified' | 'noSpending' | null
  measure: 'executed' | 'voted' | null
  /** Euros, and the share of the year's spending in percent. */
  amount: string | null
  share: string | null
  /** Euros that could belong to it. */
  unknown: string | null
}

/** The years a floor is watched in, the latest last: those that have begun. */
export function floorYears({ fromYear, toYear }: Pick<Floor, 'fromYear' | 'toYear'>, thisYear: number): number[] {
  const last = Math.min(toYear ?? thisYear, thisYear)
  return Array.from({ length: Math.max(0, last - fromYear + 1) }, (_, index) => fromYear + index)
}

const reaches = ({ measure, value }: Pick<Floor, 'measure' | 'value'>, amount: bigint, all: bigint) =>
  // A share in percent with two digits: amount / all ≥ value / 100, in whole numbers.
  measure === 'amount' ? amount >= toCents(value) : amount * 10_000n >= toCents(value) * all

/** Whether a floor is met in a year, from what its lines say; without lines it is unknown. */
export function watchFloor(
  floor: Pick<Floor, 'measure' | 'value'>,
  year: number,
  figures: FloorFigures | null,
): FloorYear {
  if (!figures)
    return { year, state: 'unknown', why: 'noFigures', measure: null, amount: null, share: null, unknown: null }
  const [inside, unknown, all] = [figures.inside, figures.unknown, figures.all].map(toCents) as [bigint, bigint, bigint]
  const told = {
    year,
    measure: figures.measure,
    amount: figures.inside,
    share: percentOf(inside, all, 2),
    unknown: figures.unknown,
  }
  if (floor.measure === 'share' && all === 0n) return { ...told, state: 'unknown', why: 'noSpending' }
  if (reaches(floor, inside, all)) return { ...told, state: 'met', why: null }
  if (unknown > 0n && reaches(floor, inside + unknown, all)) return { ...told, state: 'unknown', why: 'unclassified' }
  return { ...told, state: 'notMet', why: null }
}

/** What figures become when part of the spending under a floor, and part of all of it, is cut or added. */
export function shiftFigures(
  figures: FloorFigures,
  by: { inside: bigint; unknown: bigint; all: bigint },
): FloorFigures {
  const moved = (name: 'inside' | 'unknown' | 'all') => fromCents(toCents(figures[name]) + by[name])
  return { ...figures, inside: moved('inside'), unknown: moved('unknown'), all: moved('all') }
}
