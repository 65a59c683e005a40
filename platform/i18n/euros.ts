import type { Locale } from './locales.ts'

const formats = new Map<Locale, Intl.NumberFormat>()

/** An exact decimal as euros with two digits, as the language writes them (“541 700,86 €”); never made a float. */
export function euros(locale: Locale, amount: string): string {
  const known = formats.get(locale)
  const region = locale === 'fr' ? 'fr-FR' : 'en-GB'
  const format = known ?? new Intl.NumberFormat(region, { style: 'currency', currency: 'EUR' })
  formats.set(locale, format)
  return format.format(amount as `${number}`)
}
