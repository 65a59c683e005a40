import { firstOfMonth } from './first-of-month.ts'
import type { Locale } from './locales.ts'

const parts = {
  day: { year: 'numeric', month: 'long', day: 'numeric' },
  month: { year: 'numeric', month: 'long' },
  year: { year: 'numeric' },
} as const

/** A date as surely as it is known: a day, a month, or only a year. */
export function vagueDay(day: string, precision: 'day' | 'month' | 'year', locale: Locale): string {
  const region = locale === 'fr' ? 'fr-FR' : 'en-GB'
  const days = new Intl.DateTimeFormat(region, { ...parts[precision], timeZone: 'UTC' })
  return firstOfMonth(days.format(new Date(`${day}T00:00:00Z`)), locale)
}
