import { divideRounded, fromCents, toCents } from './exact.ts'

/** How the time of people is counted. */
export const staffUnits = ['days', 'fullTime'] as const
export type StaffUnit = (typeof staffUnits)[number]

/** What an average person of a grade costs in a year, and how many days a year of work has. */
export type GradeCost = { yearlyCost: string; daysPerYear: number }

/** What so much time of a grade costs, to the cent: a share of the year in days, or in full-time equivalents. */
export function costOfStaff({ yearlyCost, daysPerYear }: GradeCost, quantity: string, unit: StaffUnit): string {
  const hundredths = toCents(quantity) * toCents(yearlyCost)
  return fromCents(divideRounded(hundredths, unit === 'days' ? 100n * BigInt(daysPerYear) : 100n))
}

/** What so many hours of volunteers are worth at a stated value of the hour. */
export function worthOfHours(quantity: string, hourValue: string): string {
  return fromCents(divideRounded(toCents(quantity) * toCents(hourValue), 100n))
}

/** The value of an hour that made an amount; to the cent. */
export function hourValueOf(amount: string, quantity: string): string {
  return toCents(quantity) === 0n ? '0.00' : fromCents(divideRounded(toCents(amount) * 100n, toCents(quantity)))
}

/** Some time of a grade, as far as telling it to the public goes. */
export type StaffTime = { amount: string; quantity: string; unit: StaffUnit; daysPerYear: number }

// Below, the sum would be what one person earns, or nearly.
const fewestFullTime = 200n

/**
 * What the public may be told of staff: one sum of a year, and only where it is the work of at least two full-time
 * people in at least two entries; null otherwise. No entry, grade or department is ever told by itself.
 */
export function publicStaffSum(times: readonly StaffTime[]): string | null {
  const fullTime = times.reduce(
    (sum, { quantity, unit, daysPerYear }) =>
      sum + (unit === 'days' ? toCents(quantity) / BigInt(daysPerYear) : toCents(quantity)),
    0n,
  )
  if (times.length < 2 || fullTime < fewestFullTime) return null
  return fromCents(times.reduce((sum, { amount }) => sum + toCents(amount), 0n))
}
