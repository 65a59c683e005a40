import type { Locale } from '../../../platform/i18n/locales.ts'

/** An exact decimal as one types it; it is never turned into a float. Empty where there is none. */
export function typedAmount(locale: Locale, value: unknown): string {
  const plain = (value === null || value === undefined ? '' : String(value)).replace(/\.00$/, '')
  const grouped = plain.replace(/(\d)(?=(\d{3})+(?:\.|$))/g, '$1\u202f')
  return locale === 'fr' ? grouped.replace('.', ',') : grouped
}
