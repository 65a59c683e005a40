import { type Context, Hono } from 'hono'
import { parseFilters } from '../features/atlas/filters.ts'
import { getProjectTile } from '../features/atlas/project-tiles.server.ts'
import {
  getGroundTile,
  getPlaceTile,
  getThreads,
  listCellPlaces,
  type TileQuestion,
  tileLimits,
  type Versioned,
} from '../features/atlas/tiles.server.ts'
import type { Ctx } from '../platform/context.ts'
import { AppError, isAppError } from '../platform/errors.ts'
import { httpCache } from '../platform/http-cache.ts'
import { preferredLocale } from '../platform/i18n/preferred-locale.ts'
import { errorSentence, translator } from '../platform/i18n/translator.ts'
import { type VisitorOptions, visitorContext } from './visitor.ts'

const keptBytes = 24 * 1024 * 1024
const forEver = 'public, max-age=31536000, immutable'
// Caches on the way forget by themselves what has left the public data.
const oneDay = 'public, max-age=86400, immutable'

function contextOf(c: Context, options: VisitorOptions): Ctx {
  return visitorContext(options, preferredLocale(c.req.header('accept-language')))
}

// Digits only: what else stands in an address names no tile.
function numberIn(text: string | undefined): number {
  return /^\d{1,9}$/.test(text ?? '') ? Number(text) : Number.NaN
}

function tileIn(c: Context) {
  const { zoom, x, y } = c.req.param() as Record<string, string>
  return { zoom: numberIn(zoom), x: numberIn(x), y: numberIn(y) }
}

function questionIn(c: Context): TileQuestion {
  const { value } = parseFilters(new URL(c.req.url).searchParams)
  return { version: numberIn(c.req.param('version')), filters: value }
}

function tile(c: Context, bytes: Uint8Array | null, cacheControl: string) {
  if (!bytes) return c.body(null, 204, { 'Cache-Control': cacheControl })
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': 'application/vnd.mapbox-vector-tile',
    'Cache-Control': cacheControl,
  })
}

/** Sends whoever holds an older page to the same question at the present data version. */
function elsewhere(c: Context, current: number) {
  const { pathname, search } = new URL(c.req.url)
  const address = pathname.replace(/^\/tiles\/\d+\//, `/tiles/${current}/`) + search
  return c.body(null, 302, { Location: address, 'Cache-Control': 'no-store' })
}

function answer<Value>(c: Context, found: Versioned<Value>, show: (value: Value) => Response): Response {
  return 'current' in found ? elsewhere(c, found.current) : show(found.value)
}

function problem(c: Context, error: AppError) {
  const t = translator(preferredLocale(c.req.header('accept-language')))
  const status = error.code === 'not_found' ? 404 : 400
  const text = {
    type: 'about:blank',
    status,
    detail: errorSentence(t, error),
    instance: c.req.path,
    reason: error.reason,
  }
  return c.body(JSON.stringify(text), status, {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
  })
}

/** The tiles of the interactive map, and what it asks when a dot is chosen; kept by readers under the data version in their address. */
export function mapTiles(options: VisitorOptions, build: string): Hono {
  const app = new Hono()
  const refuse = () => {
    throw new AppError('not_found', 'tile_not_found', { zoom: tileLimits.maxZoom })
  }
  app.onError((error, c) => {
    if (isAppError(error)) return problem(c, error)
    throw error
  })
  app.use(
    `/tiles/ground-${tileLimits.groundEdition}/*`,
    httpCache({ build, version: () => 0, maxBytes: keptBytes / 4, cacheControl: forEver }),
  )
  // The address holds the data version, so what was cut once stays right; yet what has left the public data since, a
  // place in discreet mode among it, is given out no more.
  const version = () => options.dataVersion?.().version ?? 0
  app.use('/tiles/:version{[0-9]+}/*', httpCache({ build, version, maxBytes: keptBytes, cacheControl: oneDay }))
  app.get(`/tiles/ground-${tileLimits.groundEdition}/:zoom/:x/:y{.+\\.mvt}`, (c) => {
    const { zoom, x, y } = c.req.param()
    return tile(c, getGroundTile({ zoom: numberIn(zoom), x: numberIn(x), y: numberIn(y.slice(0, -4)) }), forEver)
  })
  app.get('/tiles/:version{[0-9]+}/projects/:zoom/:x/:y{.+\\.mvt}', async (c) => {
    const { zoom, x, y } = c.req.param()
    const address = { zoom: numberIn(zoom), x: numberIn(x), y: numberIn(y.slice(0, -4)) }
    return answer(c, await getProjectTile(contextOf(c, options), questionIn(c), address), (bytes) =>
      tile(c, bytes, oneDay),
    )
  })
  app.get('/tiles/:version{[0-9]+}/places/:key', async (c) => {
    const found = await getThreads(contextOf(c, options), questionIn(c), c.req.param('key'))
    return answer(c, found, (value) => c.json(value, 200, { 'Cache-Control': oneDay }))
  })
  app.get('/tiles/:version{[0-9]+}/:zoom/:x/:y/:cell', async (c) => {
    const found = await listCellPlaces(contextOf(c, options), questionIn(c), tileIn(c), numberIn(c.req.param('cell')))
    return answer(c, found, (value) => c.json(value, 200, { 'Cache-Control': oneDay }))
  })
  app.get('/tiles/:version{[0-9]+}/:zoom/:x/:y{.+\\.mvt}', async (c) => {
    const { zoom, x, y } = c.req.param()
    const address = { zoom: numberIn(zoom), x: numberIn(x), y: numberIn(y.slice(0, -4)) }
    return answer(c, await getPlaceTile(contextOf(c, options), questionIn(c), address), (bytes) =>
      tile(c, bytes, oneDay),
    )
  })
  app.all('/tiles/*', refuse)
  return app
}
