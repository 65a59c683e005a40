import { createHash } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { openFeed } from '../features/agenda/calendar.server.ts'
import { writeCalendar } from '../features/agenda/calendar-file.ts'
import type { Ctx } from '../platform/context.ts'
import { isAppError } from '../platform/errors.ts'
import { clientAddress } from '../platform/http/operations.ts'
import { takeTurn } from '../platform/turns.ts'
import type { WebOptions } from './options.ts'
import { agendaLinks } from './workspace/agenda-links.ts'

type Options = Pick<WebOptions, 'members' | 'baseUrl' | 'trustProxy' | 'report'>

// Nobody guesses a secret; a machine that tries is asked to slow down.
const wrongTurns = { most: 30, seconds: 3600 }

/** Personal calendars, for diaries that know their secret address: no session, no cookie, nothing kept in between. */
export function calendarFeeds(options: Options): Hono {
  const app = new Hono()
  const links = agendaLinks(options.baseUrl)
  const host = new URL(options.baseUrl).host
  app.get('/calendrier/:file{[\\w-]{20,100}\\.ics}', async (c) => {
    const token = c.req.param('file').replace(/\.ics$/, '')
    const ctx: Ctx = { db: options.members.db, actor: { kind: 'anonymous' }, now: new Date(), locale: 'fr' }
    c.header('X-Robots-Tag', 'noindex')
    try {
      const text = writeCalendar({ ...(await openFeed(ctx, token)), host }, links)
      const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
      c.header('ETag', etag)
      c.header('Cache-Control', 'private, no-cache')
      if (c.req.header('if-none-match')?.includes(etag)) return c.body(null, 304)
      return c.body(text, 200, {
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': 'inline; filename="navette.ics"',
        'X-Content-Type-Options': 'nosniff',
      })
    } catch (error) {
      return refuse(c, ctx, options, error)
    }
  })
  return app
}

const answerTo: Record<string, 404 | 429> = { not_found: 404, too_many: 429 }

async function refuse(c: Context, ctx: Ctx, { trustProxy, report }: Options, error: unknown): Promise<Response> {
  c.header('Cache-Control', 'no-store')
  const status = isAppError(error) ? answerTo[error.code] : undefined
  if (!status) report(error, '/calendrier/')
  const slower = status === 404 && (await isTooMany(ctx, clientAddress(c, trustProxy) ?? ''))
  return c.body(null, slower ? 429 : (status ?? 500))
}

async function isTooMany(ctx: Ctx, address: string): Promise<boolean> {
  try {
    await takeTurn(ctx, `calendar of nobody ${address}`, wrongTurns)
    return false
  } catch (error) {
    if (isAppError(error) && error.code === 'too_many') return true
    throw error
  }
}
