import { firstOfMonth } from '../../platform/i18n/first-of-month.ts'
import type { Locale } from '../../platform/i18n/locales.ts'

const regions = { fr: 'fr-FR', en: 'en-GB' } as const

/** An instant as day and time, in Paris. */
export function momentIn(locale: Locale, at: Date | string): string {
  const options = { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' } as const
  return firstOfMonth(new Intl.DateTimeFormat(regions[locale], options).format(new Date(at)), locale)
}
