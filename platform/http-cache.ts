import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib'
import type { Context, MiddlewareHandler } from 'hono'
import { type ByteLru, byteLru } from './byte-lru.ts'
import { type Encoding, matchesEtag, pickEncoding } from './http/negotiation.ts'
import { type ShortWay, shortWayOf } from './http/short-way.ts'

const toBrotli = promisify(brotliCompress)
const fromBrotli = promisify(brotliDecompress)
const toGzip = promisify(gzip)

const compressible = /^(text\/|image\/svg\+xml|application\/(json|.*\+json|xml|.*\+xml|javascript|manifest\+json))/
// Under this size compression costs more than it saves.
const smallest = 512

/** What a cache is told: the build, the present data version, and how many bytes it may keep. */
export type HttpCacheOptions = {
  build: string
  version: () => number
  maxBytes?: number
  /** Sent with every answer that may be kept; by default readers ask again each time and mostly get a 304. */
  cacheControl?: string
}

type Kept = { headers: [string, string][]; raw: Uint8Array | null; brotli: Uint8Array | null; gzip: Uint8Array | null }
// What depends on the reader (language, form asked for) has no one address to be kept under.
function mayKeep({ status, headers }: Response): boolean {
  const control = headers.get('cache-control') ?? ''
  const vary = (headers.get('vary') ?? '').split(',').map((name) => name.trim().toLowerCase())
  return (
    status === 200 &&
    !headers.has('set-cookie') &&
    !/no-store|private/.test(control) &&
    vary.every((name) => name === '' || name === 'accept-encoding')
  )
}

async function keep(response: Response): Promise<Kept> {
  const raw = new Uint8Array(await response.arrayBuffer())
  const headers = [...response.headers].filter(([name]) => name !== 'content-length')
  if (raw.byteLength < smallest || !compressible.test(response.headers.get('content-type') ?? ''))
    return { headers, raw, brotli: null, gzip: null }
  // A window as large as the page: the usual one of 4 MB costs more to set up than a page to compress.
  const window = Math.min(22, Math.max(constants.BROTLI_MIN_WINDOW_BITS, Math.ceil(Math.log2(raw.byteLength))))
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_LGWIN]: window,
    [constants.BROTLI_PARAM_SIZE_HINT]: raw.byteLength,
  }
  return { headers, raw: null, brotli: await toBrotli(raw, { params }), gzip: null }
}

async function bodyOf(kept: Kept, encoding: Encoding): Promise<Uint8Array> {
  if (!kept.brotli) return kept.raw ?? new Uint8Array()
  if (encoding === 'br') return kept.brotli
  const raw = await fromBrotli(kept.brotli)
  if (encoding === 'identity') return raw
  kept.gzip ??= await toGzip(raw)
  return kept.gzip
}

async function answer(
  kept: Kept,
  encoding: Encoding,
  common: Record<string, string>,
  way: ShortWay = {},
): Promise<Response> {
  const body = await bodyOf(kept, encoding)
  way.body = body
  const headers = new Headers(kept.headers)
  for (const [name, value] of Object.entries(common)) headers.set(name, value)
  if (kept.brotli && encoding !== 'identity') headers.set('Content-Encoding', encoding)
  headers.set('Content-Length', String(body.byteLength))
  return new Response(body as Uint8Array<ArrayBuffer>, { headers })
}

/**
 * Answers reads that are the same for everybody: 304 before anything is rendered, then what was rendered and compressed
 * once under build, data version and address, then the route itself. One and the same address is rendered once at a time.
 * Answers other than 200, with a cookie, marked private or no-store, or varying by more than encoding pass untouched.
 */
export function httpCache(options: HttpCacheOptions): MiddlewareHandler {
  const store: ByteLru<Kept> = byteLru(options.maxBytes ?? 64 * 1024 * 1024)
  const rendering = new Map<string, Promise<Kept | null>>()
  const cacheControl = options.cacheControl ?? 'public, no-cache'

  async function render(key: string, c: Context, next: () => Promise<void>): Promise<Kept | null> {
    await next()
    if (!mayKeep(c.res)) return null
    const kept = await keep(c.res)
    store.set(key, kept, key.length * 2 + (kept.brotli ?? kept.raw ?? []).length + 512)
    return kept
  }

  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next()
    // An ETag belongs to its address, so build and version are enough to name what stands there.
    const version = options.version()
    const etag = `W/"${options.build}.${version}"`
    const common = { ETag: etag, 'Cache-Control': cacheControl, Vary: 'Accept-Encoding' }
    if (matchesEtag(c.req.header('if-none-match'), etag)) return c.body(null, 304, common)
    const key = `${etag} ${c.req.url.slice(c.req.url.indexOf('/', 8))}`
    const encoding = pickEncoding(c.req.header('accept-encoding'))
    const way = shortWayOf(c) ?? {}
    way.isFresh = () => options.version() === version
    // No await before the work is noted: readers who come at the same moment must find it.
    const pending = rendering.get(key)
    const found = store.get(key) ?? (pending ? await pending : null)
    if (found) return answer(found, encoding, common, way)
    if (c.req.method === 'HEAD') {
      // What answers HEAD has no body to keep, but says the same of itself.
      await next()
      if (mayKeep(c.res)) for (const [name, value] of Object.entries(common)) c.res.headers.set(name, value)
      return
    }
    const work = render(key, c, next)
    rendering.set(key, work)
    try {
      const kept = await work
      if (!kept) return
      const response = await answer(kept, encoding, common, way)
      c.res = undefined
      c.res = response
    } finally {
      rendering.delete(key)
    }
  }
}
