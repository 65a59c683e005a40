import type { Locale } from '../platform/i18n/locales.ts'

/** The pages that are shared with a card of their own. */
export type SharedPage = 'home' | 'authority' | 'country' | 'tie'

/** The address of the card shared with a page, in the language of the page. */
export function shareImagePath(page: SharedPage, locale: Locale, key: string = page): string {
  return `/og/${page}/${key}${locale === 'fr' ? '' : `.${locale}`}.png`
}
