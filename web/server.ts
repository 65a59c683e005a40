import { type Context, Hono } from 'hono'
import { createRequestHandler, type RequestHandler } from 'react-router'
import { buildId } from '../platform/build-id.ts'
import { httpCache } from '../platform/http-cache.ts'
import { isLocale } from '../platform/i18n/locales.ts'
import { preferredLocale } from '../platform/i18n/preferred-locale.ts'
import { calendarFeeds } from './calendar-feed.ts'
import { logos } from './logos.ts'
import { mapTiles } from './map-tiles.ts'
import type { WebOptions } from './options.ts'
import { pathTo, tidyPath } from './paths.ts'
import { photos } from './photos.ts'
import { shareImages } from './share-images.ts'
import { sitemap } from './sitemap.ts'
import { staticFiles } from './static-files.ts'
import { visitorRequests } from './visitor.ts'
import { workspace } from './workspace/app.ts'

const dev = import.meta.env?.DEV === true

function redirect(c: Context, address: string, status: 302 | 308) {
  return c.body(null, status, {
    Location: address,
    'Cache-Control': status === 308 ? 'public, max-age=3600' : 'no-cache',
  })
}

// A path cut in the middle of a letter names nothing, and the router would complain of it in the log.
function isReadable(pathname: string): boolean {
  try {
    // Its result is used: a bundler takes the call for one without effect, and drops it.
    return decodeURIComponent(pathname) !== ''
  } catch {
    return false
  }
}

// An address without a language is answered in the reader's: only “not found” pages come that way.
function inReadersLanguage(c: Context): Request {
  const url = new URL(c.req.url)
  if (!isReadable(url.pathname)) url.pathname = '/-'
  else if (isLocale(url.pathname.split('/')[1])) return c.req.raw
  url.pathname = `/${preferredLocale(c.req.header('accept-language'))}${url.pathname}`
  return new Request(url, { method: c.req.method, headers: c.req.raw.headers })
}

// Made once from the build; only while developing is the build asked for again, as it changes. Forms come from the
// address readers know, whatever the proxy in front calls us.
function pageHandler(baseUrl: string): () => Promise<RequestHandler> {
  const allowedActionOrigins = [new URL(baseUrl).host]
  const load = async () => ({ ...(await import('virtual:react-router/server-build')), allowedActionOrigins })
  if (dev) {
    const handler = createRequestHandler(load, 'development')
    return async () => handler
  }
  let handler: Promise<RequestHandler> | null = null
  return () => {
    handler ??= load().then((build) => createRequestHandler(build, 'production'))
    return handler
  }
}

/** The public site as one Hono application: addresses tidied, pages cached, the rest rendered by React Router. */
export function createWebApp(options: WebOptions): Hono {
  const app = new Hono()
  const build = dev ? 'dev' : buildId(import.meta.dirname)
  const pages = pageHandler(options.baseUrl)
  const visitorRequest = visitorRequests(options)

  app.get('/', (c) => {
    c.header('Vary', 'Accept-Language')
    return redirect(c, pathTo('home', preferredLocale(c.req.header('accept-language'))), 302)
  })
  if (!dev) app.route('/', staticFiles(build))
  app.route('/', mapTiles(options, build))
  app.use('*', async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    const tidy = tidyPath(pathname)
    return tidy === pathname ? next() : redirect(c, tidy + search, 308)
  })
  app.use('*', workspace({ ...options, dev }, pages, visitorRequest))
  app.route('/', calendarFeeds(options))
  // While developing, what is edited has to be seen.
  if (!dev) app.use('*', httpCache({ build, version: () => options.dataVersion().version }))
  app.route('/', sitemap(options))
  app.route('/', shareImages(options))
  app.route('/', logos(options))
  app.route('/', photos(options))
  app.all('*', async (c) => {
    const request = inReadersLanguage(c)
    const [handle, context] = await Promise.all([pages(), visitorRequest(new URL(request.url))])
    return handle(request, context)
  })
  return app
}
