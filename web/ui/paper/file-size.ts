import type { Locale } from '../../../platform/i18n/locales.ts'

/** A number of bytes as people say it: « 12 ko », “1.4 MB”. */
export function fileSize(bytes: number, locale: Locale): string {
  const [unit, value] =
    bytes >= 1_000_000 ? (['megabyte', bytes / 1_000_000] as const) : (['kilobyte', bytes / 1000] as const)
  const region = locale === 'fr' ? 'fr-FR' : 'en-GB'
  return new Intl.NumberFormat(region, {
    style: 'unit',
    unit,
    maximumFractionDigits: unit === 'megabyte' ? 1 : 0,
  }).format(unit === 'kilobyte' ? Math.max(1, value) : value)
}
