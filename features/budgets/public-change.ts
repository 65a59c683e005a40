/** By what everybody may read of changes: nothing that names a partner. */
export const publicChangeDimensions = ['type', 'theme', 'incomeGroup', 'mode', 'frame'] as const
export type PublicChangeDimension = (typeof publicChangeDimensions)[number]

/** What stands for lines without a value, and for those that must not be told apart. */
export const undetailed = 'undetailed'

/** The parts of the value of a public change; null for what is none. */
export function readPublicChange(
  value: string,
): { fromYear: number; dimension: PublicChangeDimension; value: string } | null {
  const [year = '', name, ...rest] = value.split(':')
  const dimension = publicChangeDimensions.find((one) => one === name)
  return /^\d{4}$/.test(year) && dimension ? { fromYear: Number(year), dimension, value: rest.join(':') } : null
}
