import type { Context } from 'hono'
import { dayOf } from '../features/freshness/rules.ts'
import type { Names, Words } from '../features/opendata/columns.ts'
import { loadNames } from '../features/opendata/names.server.ts'
import type { PageLinks } from '../features/opendata/page-links.ts'
import type { Ctx } from '../platform/context.ts'
import type { OpenDatabase } from '../platform/db/pool.ts'
import { isLocale, type Locale } from '../platform/i18n/locales.ts'
import { preferredLocale } from '../platform/i18n/preferred-locale.ts'
import { translator } from '../platform/i18n/translator.ts'

/** What the door for machines needs from the process that serves it. */
export type ApiOptions = {
  /** The pool that may only read what is public. */
  database: Pick<OpenDatabase, 'db'>
  /** The present data version, kept up to date by the process: every cached answer hangs on it. */
  dataVersion: () => { version: number; changedAt: Date }
  /** Names the program that wrote an answer: another build never takes a kept answer for its own. */
  build: string
  /** Origin and path prefix of every absolute address, without a slash at the end. */
  baseUrl: string
  /** Where the public pages are. */
  links: PageLinks
  /** A mail address for questions on the data; null when the instance gives none. */
  contact?: string | null
  /** Where the archives of frozen editions lie; without it there are none to give. */
  filesFolder?: string
  /** Told every error nothing foresaw. */
  report: (error: unknown, address: string) => void
}

/** The options with what every answer needs: a context, and the names that stand beside codes. */
export type Door = ApiOptions & {
  ctx: (locale: Locale) => Ctx
  words: (locale: Locale) => Promise<Words>
}

/** Keeps what `load` gives for as long as the data version stays the same; a failure is not kept. */
function perVersion<T>(version: () => number, load: () => Promise<T>): () => Promise<T> {
  let kept: { version: number; value: Promise<T> } | null = null
  return () => {
    const present = version()
    if (kept?.version !== present) {
      const mine = { version: present, value: load() }
      kept = mine
      mine.value.catch(() => {
        if (kept === mine) kept = null
      })
    }
    return kept.value
  }
}

/** Makes the door of a process. */
export function openDoor(options: ApiOptions): Door {
  const ctx = (locale: Locale): Ctx => ({
    db: options.database.db,
    actor: { kind: 'anonymous' },
    now: new Date(),
    locale,
    dataVersion: options.dataVersion().version,
  })
  const names = perVersion<Names>(
    () => options.dataVersion().version,
    () => loadNames(ctx('fr')),
  )
  const words = async (locale: Locale): Promise<Words> => ({
    locale,
    t: translator(locale),
    names: await names(),
    links: options.links,
    today: dayOf(new Date()),
  })
  return { ...options, ctx, words }
}

/** The language of an answer: `lang` when it names one of ours, else what `Accept-Language` likes best. */
export function localeOf(c: Context): Locale {
  const asked = c.req.query('lang')
  return isLocale(asked) ? asked : preferredLocale(c.req.header('accept-language'))
}
