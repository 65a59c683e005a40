import { isLocale, type Locale, locales } from '../platform/i18n/locales.ts'

function parsePreference(part: string): { language: string; weight: number } {
  const [tag = '', ...options] = part.trim().toLowerCase().split(';')
  const quality = options.map((option) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(option)?.[1]).find(Boolean)
  return { language: tag.split('-')[0] ?? '', weight: quality === undefined ? 1 : Number(quality) }
}

/** The language of ours a reader's browser likes best (RFC 9110 §12.5.4); French when it names none of them. */
export function preferredLocale(acceptLanguage: string | undefined): Locale {
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .slice(0, 20)
    .map(parsePreference)
    .filter((wish) => isLocale(wish.language) && wish.weight > 0)
    .sort((a, b) => b.weight - a.weight)
  const best = wishes[0]?.language
  return isLocale(best) ? best : locales[0]
}
