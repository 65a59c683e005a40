import { AppError } from '../../../platform/errors.ts'

/** How the query service is asked: where, in whose name, how patiently. */
export type WikidataService = {
  endpoint: string
  /** Who asks and how to reach them, as the service's rules want it. */
  userAgent: string
  /** Milliseconds one answer may take. */
  timeoutMs: number
  /** Milliseconds before the first new attempt; doubled each time. */
  pauseMs: number
  /** Milliseconds between one page and the question for the next. */
  betweenMs: number
  attempts: number
}

const longestWaitMs = 120_000

type Answer<T> = { value: T } | { waitMs: number | null; detail: string }

function readRetryAfter(header: string | null): number | null {
  if (header === null) return null
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestWaitMs) : null
}

async function ask<T>(service: WikidataService, query: string, read: (body: unknown) => T | null): Promise<Answer<T>> {
  try {
    const response = await fetch(service.endpoint, {
      method: 'POST',
      headers: { accept: 'application/sparql-results+json', 'user-agent': service.userAgent },
      body: new URLSearchParams({ query, format: 'json' }),
      signal: AbortSignal.timeout(service.timeoutMs),
    })
    if (!response.ok) {
      await response.body?.cancel()
      return { waitMs: readRetryAfter(response.headers.get('retry-after')), detail: `HTTP ${response.status}` }
    }
    const value = read(await response.json())
    return value === null ? { waitMs: null, detail: 'unreadable answer' } : { value }
  } catch (error) {
    // A cut line, a time-out, half an answer: all of them are tried again, then told.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return { waitMs: null, detail: cause instanceof Error ? cause.message : String(cause) }
  }
}

/**
 * Asks the query service, again after a pause when it is busy, cut or answers nonsense; waits as long as it asks for.
 * After the last attempt throws `unavailable: wikidata_unavailable`.
 */
export async function askWikidata<T>(
  service: WikidataService,
  query: string,
  read: (body: unknown) => T | null,
): Promise<T> {
  let detail = ''
  for (let attempt = 0; attempt < service.attempts; attempt++) {
    const answer = await ask(service, query, read)
    if ('value' in answer) return answer.value
    detail = answer.detail
    const waitMs = answer.waitMs ?? Math.min(service.pauseMs * 2 ** attempt, longestWaitMs)
    if (attempt + 1 < service.attempts) await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
  throw new AppError('unavailable', 'wikidata_unavailable', { detail, attempts: service.attempts })
}
