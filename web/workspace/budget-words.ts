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

/** An exact amount in euros as the language writes it; to the cent only where there are cents. */
export function euros(locale: string, amount: string): string {
  const digits = /\.(?!00$)/.test(amount) ? 2 : 0
  return new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'currency',
    currency: 'EUR',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    // A decimal string is written as it is, without passing through a float.
  }).format(amount as `${number}`)
}

/** An exact decimal as a percentage, with the digits it has. */
export function percent(locale: string, value: string): string {
  const digits = value.split('.')[1]?.length ?? 0
  const number = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { minimumFractionDigits: digits })
  return `${number.format(value as `${number}`)}${locale === 'fr' ? '\u00a0' : ''}%`
}

/** An exact amount rounded to whole euros, for the labels of drawings. */
export const wholeEuros = (locale: string, amount: string): string =>
  new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 0,
  }).format(amount as `${number}`)
