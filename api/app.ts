import { Hono, type MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import { httpCache } from '../platform/http-cache.ts'
import { type ApiOptions, openDoor } from './door.ts'
import { createFilesDoor } from './files/app.ts'
import { createOgc } from './ogc/app.ts'
import { allowedMethods, describeProblem, problemResponse } from './problem.ts'
import { createV1 } from './v1/app.ts'

const prefixes = ['/api', '/ogc', '/data'] as const

/**
 * Everything for machines as one application: the JSON API under `/api/v1`, OGC API – Features under `/ogc`, files, catalogue
 * and feed under `/data`. All of it is read only, open to every origin, and answers 304 from the data version.
 */
export function createApi(options: ApiOptions): Hono {
  const door = openDoor(options)
  const app = new Hono()
  const readOnly: MiddlewareHandler = async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    if (pathname.endsWith('/')) return c.redirect(`${door.baseUrl}${pathname.replace(/\/+$/, '')}${search}`, 308)
    if (allowedMethods.includes(c.req.method)) return next()
    return problemResponse(
      c,
      describeProblem(c, door, { reason: 'method_not_allowed', values: { method: c.req.method } }),
    )
  }
  for (const prefix of prefixes) {
    app.use(
      `${prefix}/*`,
      cors({
        origin: '*',
        allowMethods: allowedMethods,
        exposeHeaders: ['ETag', 'Link', 'Content-Disposition'],
        maxAge: 86_400,
      }),
      readOnly,
    )
  }
  app.get('/api', (c) => c.redirect(`${door.baseUrl}/api/v1`, 308))
  app.use('/api/v1/*', httpCache({ build: door.build, version: () => door.dataVersion().version }))
  app.route('/api/v1', createV1(door))
  app.route('/ogc', createOgc(door))
  app.route('/data', createFilesDoor(door))
  for (const prefix of prefixes)
    app.all(`${prefix}/*`, (c) => problemResponse(c, describeProblem(c, door, { reason: 'not_found' })))
  return app
}
