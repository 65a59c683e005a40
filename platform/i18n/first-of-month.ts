import type { Locale } from './locales.ts'

/** A date as people write it: French says “1er mai” where the browser's data says “1 mai”. */
export function firstOfMonth(written: string, locale: Locale): string {
  return locale === 'fr' ? written.replace(/(^|\s)1(?=\s\p{L})/u, '$11er') : written
}
