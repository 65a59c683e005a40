/** The languages every text exists in; the first is the default. */
export const locales = ['fr', 'en'] as const
export type Locale = (typeof locales)[number]

/** Tells whether a word from outside names a language of ours. */
export function isLocale(value: unknown): value is Locale {
  return locales.includes(value as Locale)
}
