import { createTranslator, type Messages } from 'use-intl/core'
import type { AppError } from '../errors.ts'
import type { Locale } from './locales.ts'
import { type MessageKey, messages } from './messages.ts'

type Values = Record<string, string | number | Date>

/** Gives the sentence of a key with its placeholders filled (ICU message syntax), in the translator's language. */
export type Translator = {
  (key: MessageKey, values?: Values): string
  /** Tells whether a key made at run time names a sentence. */
  has(key: string): key is MessageKey
}

const translators = new Map<Locale, Translator>()

function makeTranslator(locale: Locale): Translator {
  const translate = createTranslator({
    locale,
    // Keys are checked by our own MessageKey: to use-intl the tree may hold anything.
    messages: messages[locale] as Messages,
    timeZone: 'Europe/Paris',
    // A missing sentence is a mistake of ours: loud while we build, the bare key for a reader rather than no page.
    onError(error) {
      if (process.env.NODE_ENV !== 'production') throw error
    },
    getMessageFallback: ({ key }) => key,
  })
  const t = (key: MessageKey, values?: Values) => translate(key, values)
  return Object.assign(t, { has: (key: string): key is MessageKey => translate.has(key) })
}

/** The translator of a language; made once, the same for page, mail, API and command line. */
export function translator(locale: Locale): Translator {
  const known = translators.get(locale)
  if (known) return known
  const made = makeTranslator(locale)
  translators.set(locale, made)
  return made
}

/** The sentence that tells a reader what an `AppError` means and what to do. */
export function errorSentence(t: Translator, error: AppError): string {
  const key = `errors.${error.reason}`
  return t.has(key) ? t(key, error.values) : t('errors.unexpected')
}
