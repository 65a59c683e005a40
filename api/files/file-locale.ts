import type { Context } from 'hono'
import { isLocale, type Locale, locales } from '../../platform/i18n/locales.ts'

/** The language of the labels in a file: `lang` alone says it, so that one address is one file. */
export function fileLocale(c: Context): Locale {
  const asked = c.req.query('lang')
  return isLocale(asked) ? asked : locales[0]
}
