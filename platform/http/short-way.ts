import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from 'hono'
import { byteLru } from '../byte-lru.ts'
import { matchesEtag, pickEncoding } from './negotiation.ts'

/**
 * What is noted of a request while it is answered, so that the next one for the same need not go through the doors:
 * the cache says that it kept the answer and how long it holds, the observer how to count it.
 */
export type ShortWay = {
  body?: Uint8Array
  isFresh?: () => boolean
  count?: (status: number, milliseconds: number) => void
}

type Answer = Required<ShortWay> & { etag: string; headers: string[]; unchanged: string[] }

/** Answers that were given and may be given again as they were, headers and all. */
export type ShortWays = {
  /** Answers a request that was answered before; false when it has to go the whole way. */
  answer: (request: IncomingMessage, response: ServerResponse) => boolean
  /** Takes down an answer that went the whole way, when everything needed was noted. */
  note: (request: IncomingMessage, way: ShortWay, response: Response) => void
}

const keptBytes = 32 * 1024 * 1024

/** What the listening server handed along with a request; other callers hand nothing. */
export function shortWayOf(c: Context): ShortWay | undefined {
  return (c.env as { shortWay?: ShortWay } | undefined)?.shortWay
}

// Whoever shows a cookie may be somebody: they are always heard by the doors.
function keyOf({ method, url, headers }: IncomingMessage): string | null {
  return method === 'GET' && url && !headers.cookie ? `${pickEncoding(headers['accept-encoding'])} ${url}` : null
}

// A door may have added to what the cache let pass.
function isForAll({ status, headers }: Response): boolean {
  return status === 200 && headers.get('vary') === 'Accept-Encoding' && !headers.has('set-cookie')
}

const isOfBody = (name: string) => ['content-length', 'content-encoding', 'content-type'].includes(name)

/** Opens an empty store of answers. */
export function shortWays(): ShortWays {
  const kept = byteLru<Answer>(keptBytes)
  return {
    answer(request, response) {
      const key = keyOf(request)
      const found = key === null ? undefined : kept.get(key)
      if (!found?.isFresh()) return false
      const start = performance.now()
      const status = matchesEtag(request.headers['if-none-match'], found.etag) ? 304 : 200
      if (status === 304) response.writeHead(status, found.unchanged).end()
      else response.writeHead(status, found.headers).end(found.body)
      found.count(status, performance.now() - start)
      return true
    },
    note(request, { body, isFresh, count }, response) {
      const key = keyOf(request)
      const etag = response.headers.get('etag')
      if (key === null || etag === null || !body || !isFresh || !count || !isForAll(response)) return
      const headers = [...response.headers]
      const unchanged = headers.filter(([name]) => !isOfBody(name)).flat()
      kept.set(key, { body, isFresh, count, etag, headers: headers.flat(), unchanged }, body.byteLength + 4096)
    },
  }
}
