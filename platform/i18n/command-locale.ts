import type { Locale } from './locales.ts'

/** The language of the command line: French where the terminal's language is French, English elsewhere. */
export function commandLocale(env: NodeJS.ProcessEnv): Locale {
  const said = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^fr/i.test(said) ? 'fr' : 'en'
}
