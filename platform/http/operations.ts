import { performance } from 'node:perf_hooks'
import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { type ShortWay, shortWayOf } from './short-way.ts'

/** What those who run the instance ask of it: is it alive, is it ready, how much does it do. */
export function operations(ready: () => Promise<boolean>, metrics: Metrics | null): Hono {
  const app = new Hono()
  // On these addresses only: an application mounted at the root would say it of every page.
  const unkept = { 'Cache-Control': 'no-store' }
  app.get('/healthz', (c) => c.json({ status: 'alive' }, 200, unkept))
  app.get('/readyz', async (c) =>
    (await ready()) ? c.json({ status: 'ready' }, 200, unkept) : c.json({ status: 'unready' }, 503, unkept),
  )
  if (metrics) {
    const headers = { ...unkept, 'Content-Type': metrics.contentType }
    app.get('/metrics', async (c) => c.body(await metrics.render(), 200, headers))
  }
  return app
}

/** Counts and logs every request: at `debug` when it went well, at `error` when it was our fault. */
export function observe(log: Log, metrics: Metrics | null, trustProxy: number): MiddlewareHandler {
  // Where every request is logged, none goes the short way: it is not told of paths.
  const count: ShortWay['count'] = (status, milliseconds) => metrics?.observeRequest('GET', status, milliseconds / 1000)
  return async (c, next) => {
    const start = performance.now()
    const way = shortWayOf(c)
    if (way && !log.isLevelEnabled('debug')) way.count = count
    await next()
    const { method, path } = c.req
    const { status } = c.res
    const milliseconds = Math.round(performance.now() - start)
    metrics?.observeRequest(method, status, milliseconds / 1000)
    // 503 is what a server says that begins or is too busy: worth knowing, nobody's mistake.
    const level = status === 503 ? 'warn' : status >= 500 ? 'error' : 'debug'
    if (log.isLevelEnabled(level))
      log[level]({ method, path, status, milliseconds, client: clientAddress(c, trustProxy) }, 'request')
  }
}

/**
 * Where a request comes from. Each trusted proxy adds the address it saw at the end of the header; what stands before
 * them anybody can write.
 */
export function clientAddress(c: Context, trustProxy: number): string | undefined {
  const seen = getConnInfo(c).remote.address
  if (trustProxy === 0) return seen
  const forwarded =
    c.req
      .header('x-forwarded-for')
      ?.split(',')
      .map((part) => part.trim()) ?? []
  return forwarded.at(-trustProxy) ?? seen
}
