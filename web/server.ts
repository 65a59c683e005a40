import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import { createRequestHandler, RouterContextProvider } from 'react-router'
import { getLabels, type Labels } from '../features/atlas/labels.server.ts'
import type { OpenApiDocument } from '../features/opendata/api-guide.ts'
import { buildId } from '../platform/build-id.ts'
import type { Ctx } from '../platform/context.ts'
import type { OpenDatabase } from '../platform/db/pool.ts'
import { httpCache } from '../platform/http-cache.ts'
import type { Locale } from '../platform/i18n/locales.ts'
import { preferredLocale } from './languages.ts'
import { localeOf, pathTo, tidyPath } from './paths.ts'
import { pageRequestKey } from './request.ts'
import { securityHeaders } from './security-headers.ts'
import { sitemap } from './sitemap.ts'

/** What the pages need from the process that serves them. */
export type WebOptions = {
  /** The pool that may only read what is public. */
  database: Pick<OpenDatabase, 'db'>
  /** The present data version, kept up to date by the process: every cached page hangs on it. */
  dataVersion: () => { version: number; changedAt: Date }
  /** Origin of every absolute address, as `BASE_URL` says it. */
  baseUrl: string
  /** Where a reader writes to have something corrected. */
  contact?: string | null
  /** The description of the API in a language, from which its readable guide is made. */
  apiDocument?: (locale: Locale) => OpenApiDocument
  /** Told every error no page foresaw. */
  report: (error: unknown, address: string) => void
}

const dev = import.meta.env?.DEV === true
const year = 'public, max-age=31536000, immutable'

// The bundler decides in which folder below `build` this file lands; what it made for browsers lies in `build/client`.
function clientFolder(from = import.meta.dirname): string {
  const folder = join(from, 'client')
  return existsSync(folder) || dirname(from) === from ? folder : clientFolder(dirname(from))
}

function redirect(c: Context, address: string, status: 302 | 308) {
  return c.body(null, status, { Location: address, 'Cache-Control': status === 308 ? 'public, max-age=3600' : 'no-cache' })
}

// Names change with the data only: read once per version and language.
function labelsKeeper(): (ctx: Ctx, version: number) => Promise<Labels> {
  const kept = new Map<Locale, { version: number; labels: Promise<Labels> }>()
  return (ctx, version) => {
    const found = kept.get(ctx.locale)
    if (found?.version === version) return found.labels
    const labels = getLabels(ctx)
    kept.set(ctx.locale, { version, labels })
    labels.catch(() => kept.delete(ctx.locale))
    return labels
  }
}

// An address without a language is answered in the reader's: only “not found” pages come that way.
function inReadersLanguage(c: Context): Request {
  const url = new URL(c.req.url)
  if (/^\/(fr|en)(\/|$)/.test(url.pathname)) return c.req.raw
  url.pathname = `/${preferredLocale(c.req.header('accept-language'))}${url.pathname}`
  return new Request(url, { method: c.req.method, headers: c.req.raw.headers })
}

/** The public site as one Hono application: addresses tidied, pages cached, the rest rendered by React Router. */
export function createWebApp(options: WebOptions): Hono {
  const app = new Hono()
  const build = dev ? 'dev' : buildId(import.meta.dirname)
  const version = () => options.dataVersion().version
  const handle = createRequestHandler(() => import('virtual:react-router/server-build'), import.meta.env?.MODE)
  const labelsOf = labelsKeeper()

  async function requestContext(url: URL): Promise<RouterContextProvider> {
    const { version, changedAt } = options.dataVersion()
    const ctx: Ctx = {
      db: options.database.db,
      actor: { kind: 'anonymous' },
      now: new Date(),
      locale: localeOf(url.pathname),
    }
    const provider = new RouterContextProvider()
    provider.set(pageRequestKey, {
      ctx,
      url,
      instance: { baseUrl: options.baseUrl, contact: options.contact ?? null, dataChangedAt: changedAt },
      labels: await labelsOf(ctx, version),
      apiDocument: options.apiDocument ?? null,
      report: (error) => options.report(error, url.pathname),
    })
    return provider
  }

  app.use(securityHeaders({ secure: options.baseUrl.startsWith('https:'), dev }))
  app.get('/', (c) => {
    c.header('Vary', 'Accept-Language')
    return redirect(c, pathTo('home', preferredLocale(c.req.header('accept-language'))), 302)
  })
  if (!dev) {
    const files = serveStatic({ root: clientFolder() })
    app.get('/assets/*', httpCache({ build, version: () => 0, cacheControl: year }), files)
    app.get('/icon.svg', httpCache({ build, version: () => 0, cacheControl: 'public, max-age=86400' }), files)
  }
  app.use('*', (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    const tidy = tidyPath(pathname)
    return tidy === pathname ? next() : Promise.resolve(redirect(c, tidy + search, 308))
  })
  if (!dev) app.use('*', httpCache({ build, version }))
  app.route('/', sitemap(options))
  app.all('*', async (c) => {
    const request = inReadersLanguage(c)
    return handle(request, await requestContext(new URL(request.url)))
  })
  return app
}
