import type { Locale } from '../../platform/i18n/locales.ts'

// The command line prints it, and knows no page: a test holds it beside the table of addresses.
const words = { fr: 'espace/premier-administrateur', en: 'workspace/first-administrator' } as const

/** Where somebody with the one-time link becomes administrator. */
export function firstAdministratorPath(locale: Locale, token: string): string {
  return `/${locale}/${words[locale]}?${new URLSearchParams({ token })}`
}

const claimWords = { fr: 'espace/rejoindre', en: 'workspace/join' } as const

/** Where somebody reads what became of their request to join an organisation. */
export const claimPath = (locale: Locale, key: string): string =>
  `/${locale}/${claimWords[locale]}/${encodeURIComponent(key)}`
