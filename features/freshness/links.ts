import type { Locale } from '../../platform/i18n/locales.ts'

/** The absolute addresses letters lead to: they are the web door's to know. */
export type FreshnessLinks = {
  /** Where the author of a correction says that the address is theirs. */
  verify(locale: Locale, token: string): string
  /** Where corrections are decided on: by the members of an organisation, or for all those nobody looks after. */
  corrections(locale: Locale, organisationKey: string | null): string
  /** The public page of a record. */
  record(locale: Locale, kind: 'organisation' | 'partnership', key: string): string
  /** Where a letter of a campaign is answered without an account. */
  answer(locale: Locale, token: string, wish: 'allRight' | 'toCorrect'): string
}
