import type { Context, MiddlewareHandler } from 'hono'
import { httpCache } from '../../platform/http-cache.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { type Door, localeOf } from '../door.ts'
import { invalidParameter } from '../v1/read-query.ts'

/** The two forms every resource has. */
export type Format = 'json' | 'html'

/** What was agreed with the reader before a handler runs. */
export type OgcEnv = { Variables: { format: Format; locale: Locale } }

function weightOf(accept: string, ...types: string[]): number {
  let best = -1
  for (const part of accept.split(',').slice(0, 40)) {
    const [type = '', ...options] = part.trim().toLowerCase().split(';')
    if (!types.includes(type.trim())) continue
    const quality = options.map((option) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(option)?.[1]).find(Boolean)
    best = Math.max(best, quality === undefined ? 1 : Number(quality))
  }
  return best
}

/** The form asked for by `f`, else by `Accept`; JSON where nothing is said, as programs do. */
export function formatOf(c: Context): Format {
  const asked = c.req.query('f')
  if (asked === 'json' || asked === 'html') return asked
  const accept = c.req.header('accept') ?? ''
  const html = weightOf(accept, 'text/html', 'application/xhtml+xml')
  const json = weightOf(accept, 'application/json', 'application/geo+json', 'application/vnd.oai.openapi+json')
  return html > 0 && html >= json ? 'html' : 'json'
}

/**
 * Agrees on form and language, and keeps answers apart by both: one address has four answers, each with its own ETag.
 */
export function negotiate(door: Door): MiddlewareHandler<OgcEnv> {
  const kept = new Map<string, MiddlewareHandler>()
  const cacheOf = (format: Format, locale: Locale) => {
    const name = `${format}-${locale}`
    const made =
      kept.get(name) ??
      httpCache({
        build: `${door.build}.${name}`,
        version: () => door.dataVersion().version,
        maxBytes: 16 * 1024 * 1024,
      })
    kept.set(name, made)
    return made
  }
  return async (c, next) => {
    const asked = c.req.query('f')
    if (asked !== undefined && asked !== 'json' && asked !== 'html') throw invalidParameter(c, 'f', asked)
    const format = formatOf(c)
    const locale = localeOf(c)
    c.set('format', format)
    c.set('locale', locale)
    const response = await cacheOf(format, locale)(c, next)
    if (response) c.res = response
    c.res.headers.append('Vary', 'Accept, Accept-Language')
    c.res.headers.set('Content-Language', locale)
  }
}
