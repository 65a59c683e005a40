import { type Formatters, IntlMessageFormat } from 'intl-messageformat'
import type { AppError } from '../errors.ts'
import { firstOfMonth } from './first-of-month.ts'
import type { Locale } from './locales.ts'
import { type MessageKey, type MessageTree, messages } from './messages.ts'

type Values = Record<string, string | number | Date>

/** Gives the sentence of a key with its placeholders filled (ICU message syntax), in the translator's language. */
export type Translator = {
  (key: MessageKey, values?: Values): string
  /** Tells whether a key made at run time names a sentence. */
  has(key: string): key is MessageKey
}

const translators = new Map<Locale, Translator>()

const datesIn = (locale: Locale, dates: Intl.DateTimeFormat): Intl.DateTimeFormat => {
  const { format } = dates
  return Object.defineProperty(dates, 'format', { value: (at: Date) => firstOfMonth(format(at), locale) })
}

// What Intl makes is costly and asked for at every number of every sentence; the options of a message are one object.
function keptFormatters(locale: Locale): Formatters {
  const numbers = new Map<unknown, Intl.NumberFormat>()
  const dates = new Map<unknown, Intl.DateTimeFormat>()
  const plurals = new Map<unknown, Intl.PluralRules>()
  function kept<Value>(store: Map<unknown, Value>, name: unknown, make: () => Value): Value {
    const known = store.get(name) ?? make()
    store.set(name, known)
    return known
  }
  return {
    getNumberFormat: (locales, options) =>
      kept(numbers, options, () => new Intl.NumberFormat(locales, options as Intl.NumberFormatOptions)),
    getDateTimeFormat: (locales, options) =>
      kept(dates, options, () =>
        datesIn(locale, new Intl.DateTimeFormat(locales, { timeZone: 'Europe/Paris', ...options })),
      ),
    getPluralRules: (locales, options) => kept(plurals, options?.type, () => new Intl.PluralRules(locales, options)),
  }
}

function findMessage(tree: MessageTree, key: string): string | null {
  let found: MessageTree | string | undefined = tree
  for (const part of key.split('.')) {
    if (typeof found !== 'object' || !Object.hasOwn(found, part)) return null
    found = found[part]
  }
  return typeof found === 'string' ? found : null
}

// Most sentences have nothing to fill in and are what stands in the file.
const hasSyntax = /['{}<#|]/

function makeTranslator(locale: Locale): Translator {
  const formatters = keptFormatters(locale)
  const formats = new Map<string, string | IntlMessageFormat>()
  const formatOf = (key: string) => {
    const known = formats.get(key)
    if (known !== undefined) return known
    const message = findMessage(messages[locale], key)
    if (message === null) throw new Error(`no sentence ${key} in ${locale}`)
    const format = hasSyntax.test(message) ? new IntlMessageFormat(message, locale, undefined, { formatters }) : message
    formats.set(key, format)
    return format
  }
  const t = (key: MessageKey, values?: Values) => {
    try {
      const format = formatOf(key)
      return typeof format === 'string' ? format : String(format.format(values))
    } catch (error) {
      // A missing sentence is a mistake of ours: loud while we build, the bare key for a reader rather than no page.
      if (process.env.NODE_ENV !== 'production') throw error
      return key
    }
  }
  return Object.assign(t, { has: (key: string): key is MessageKey => findMessage(messages[locale], key) !== null })
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
