import type { Locale } from '../../platform/i18n/locales.ts'

/**
 * The absolute addresses of the public pages. They are the web door's to know: the server gives them to those who write
 * files and answers for machines.
 */
export type PageLinks = {
  organisation(locale: Locale, key: string, name: string): string
  country(locale: Locale, code: string): string
  partnership(locale: Locale, id: string, names: readonly string[]): string
  project(locale: Locale, id: string, title: string): string
  budget(locale: Locale, key: string, name: string): string
  page(locale: Locale, page: 'home' | 'data' | 'api' | 'methods' | 'legal'): string
}
