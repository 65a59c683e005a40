import type { FigureDimension } from '../../features/budgets/figure-rules.ts'
import type { Translator } from '../../platform/i18n/translator.ts'

/** What the values of dimensions are named with. */
export type FigureNames = {
  t: Translator
  country: (code: string) => string
  partnerships: Readonly<Record<string, string>>
}

const areas: Partial<Record<FigureDimension, string>> = {
  type: 'atlas.type',
  theme: 'atlas.theme',
  mode: 'project.mode',
  frame: 'project.frame',
  funder: 'project.source',
  section: 'budget.section',
  counterpart: 'budget.counterpart',
}

/** The name a reader knows for a value of a dimension; of what lines do not say, so. */
export function figureName({ t, country, partnerships }: FigureNames, by: FigureDimension, value: string): string {
  if (value === '' || value === 'none') return t('budget.unsaid')
  if (value === 'undetailed') return t('budget.undetailed')
  if (by === 'country') return country(value)
  if (by === 'partnership') return partnerships[value] ?? t('budget.unsaid')
  const key = `${areas[by]}.${value}`
  return t.has(key) ? t(key) : value
}

// A minus sign, not the hyphen the language's own rules give.
const minus = (said: string): string => said.replace('-', '\u2212')

const formats = new Map<string, Intl.NumberFormat>()

// Made once: making one takes longer than writing a hundred amounts with it, and a page writes hundreds.
function formatOf(locale: string, style: 'currency' | 'decimal', least: number, most?: number): Intl.NumberFormat {
  const name = `${locale} ${style} ${least} ${most}`
  const known = formats.get(name)
  if (known) return known
  const made = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    ...(style === 'currency' ? { style, currency: 'EUR' } : {}),
    minimumFractionDigits: least,
    ...(most === undefined ? {} : { maximumFractionDigits: most }),
  })
  formats.set(name, made)
  return made
}

/** An exact amount in euros as the language writes it; to the cent only where there are cents. */
export function euros(locale: string, amount: string): string {
  const digits = /\.(?!00$)/.test(amount) ? 2 : 0
  // A decimal string is written as it is, without passing through a float.
  return minus(formatOf(locale, 'currency', digits, digits).format(amount as `${number}`))
}

/** An exact decimal as a percentage, with the digits it has. */
export function percent(locale: string, value: string): string {
  const number = formatOf(locale, 'decimal', value.split('.')[1]?.length ?? 0)
  return `${minus(number.format(value as `${number}`))}${locale === 'fr' ? '\u00a0' : ''}%`
}

/** An exact amount rounded to whole euros, for the labels of drawings. */
export const wholeEuros = (locale: string, amount: string): string =>
  minus(formatOf(locale, 'currency', 0, 0).format(amount as `${number}`))
