import type { Locale } from '../../platform/i18n/locales.ts'
import type { DueItem } from './due-rules.ts'

/** The absolute addresses letters and calendars lead to: they are the web door's to know. */
export type AgendaLinks = {
  /** The board of an organisation; of none in particular, the list of one's organisations. */
  due(locale: Locale, organisationKey: string | null): string
  /** The page where an item is seen to. */
  item(locale: Locale, organisationKey: string, item: DueItem): string
}
