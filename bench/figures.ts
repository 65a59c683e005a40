/** What a figure should reach: at most or at least so much, in the figure's unit. */
export type Goal = { most: number } | { least: number }

/** One measured figure, beside its goal where there is one. */
export type Figure = {
  /** What was exercised: start, import, pages… */
  area: string
  /** On how much data. */
  size: string
  what: string
  value: number
  unit: string
  goal?: Goal
}

/** Told each figure as soon as it is known. */
export type Tell = (figure: Figure) => void

/** Whether a figure reaches its goal; null where there is none. */
export function isReached({ value, goal }: Figure): boolean | null {
  if (!goal) return null
  return 'most' in goal ? value <= goal.most : value >= goal.least
}

/** The value under which the given share of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}
