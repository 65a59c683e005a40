import type { Locale } from '../../platform/i18n/locales.ts'

// The command line prints it, and knows no page: a test holds it beside the table of addresses.
const words = { fr: 'espace/premier-administrateur', en: 'workspace/first-administrator' } as const

/** Where somebody with the one-time link becomes administrator. */
export function firstAdministratorPath(locale: Locale, token: string): string {
  return `/${locale}/${words[locale]}?${new URLSearchParams({ token })}`
}
