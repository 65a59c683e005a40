import { useContext } from 'react'
import { useLocation } from 'react-router'
import { firstOfMonth } from '../../platform/i18n/first-of-month.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { type Translator, translator } from '../../platform/i18n/translator.ts'
import { localeOf, type PageId, type PageParams, pathTo } from '../paths.ts'
import type { Instance } from '../request.ts'
import { PageInfoContext } from './page-info.ts'

/** What every component needs to speak to the reader: the language, its sentences, numbers, dates and addresses. */
export type Site = {
  locale: Locale
  t: Translator
  /** A whole number, grouped as the language does. */
  number: (value: number) => string
  /** An angle, to the hundredth of a degree. */
  degrees: (value: number) => string
  /** An instant as a day, in Paris. */
  day: (value: Date | string) => string
  /** The name of a language, by its code. */
  language: (code: string) => string
  /** Several names in one sentence. */
  list: (names: readonly string[]) => string
  pathTo: <Id extends PageId>(id: Id, ...params: Id extends keyof PageParams ? [PageParams[Id]] : []) => string
}

const sites = new Map<Locale, Site>()

function makeSite(locale: Locale): Site {
  const region = locale === 'fr' ? 'fr-FR' : 'en-GB'
  const numbers = new Intl.NumberFormat(region)
  const angles = new Intl.NumberFormat(region, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const languages = new Intl.DisplayNames(region, { type: 'language' })
  const days = new Intl.DateTimeFormat(region, { dateStyle: 'long', timeZone: 'Europe/Paris' })
  const lists = new Intl.ListFormat(region, { type: 'conjunction' })
  return {
    locale,
    t: translator(locale),
    number: (value) => numbers.format(value),
    degrees: (value) => angles.format(value),
    language: (code) => languages.of(code) ?? code,
    day: (value) => firstOfMonth(days.format(new Date(value)), locale),
    list: (names) => lists.format(names),
    pathTo: ((id: PageId, params?: never) => pathTo(id, locale, params as never)) as Site['pathTo'],
  }
}

/** The site in one language; made once. */
export function siteIn(locale: Locale): Site {
  const known = sites.get(locale)
  if (known) return known
  const made = makeSite(locale)
  sites.set(locale, made)
  return made
}

/** The site in the language of the present address. */
export function useSite(): Site {
  return siteIn(localeOf(useLocation().pathname))
}

/** What the instance says of itself; null only where a page is drawn without a server. */
export function useInstance(): Instance | null {
  return useContext(PageInfoContext)?.instance ?? null
}

/** Names in place of codes; a code without a name stands for itself. */
export function useLabels(): { country: (code: string) => string; territory: (key: string) => string } {
  const labels = useContext(PageInfoContext)?.labels
  return {
    country: (code) => labels?.countries.get(code) ?? code,
    territory: (key) => labels?.territories.get(key) ?? key,
  }
}
