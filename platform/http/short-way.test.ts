import { request } from 'node:http'
import { Hono } from 'hono'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { httpCache } from '../http-cache.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { type Listening, listen } from './listen.ts'
import { observe } from './operations.ts'

const page = 'a page of the atlas. '.repeat(60)
let version = 1
let made = 0
let counted: number[] = []
let debug = false

const metrics = { observeRequest: (_: string, status: number) => counted.push(status) } as unknown as Metrics
const log = { isLevelEnabled: () => debug, debug: () => undefined } as unknown as Log

function site(): Hono {
  const app = new Hono()
  app.use(observe(log, metrics, 0))
  app.use(async (c, next) => {
    await next()
    c.res.headers.set('X-Safe', 'yes')
    if (c.req.path === '/session') c.res.headers.append('Set-Cookie', 'session=1')
  })
  app.use(httpCache({ build: 'b', version: () => version }))
  app.get('*', (c) => {
    made += 1
    return c.req.path === '/private' ? c.text(page, 200, { 'Cache-Control': 'private' }) : c.text(`${page}${made}`)
  })
  return app
}

let listening: Listening
beforeEach(async () => {
  ;[version, made, counted, debug] = [1, 0, [], false]
  listening?.cut()
  listening = await listen(site(), '127.0.0.1', 0)
})
afterAll(() => listening.cut())

type Answer = { status: number; headers: Record<string, unknown>; body: string }

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(`${listening.address}${path}`, { headers, method }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (part) => {
        body += part
      })
      response.on('end', () => {
        const { date: _, ...rest } = response.headers
        resolve({ status: response.statusCode ?? 0, headers: rest, body })
      })
    })
    asked.on('error', reject).end()
  })
}

it('answers again as before, headers and all, and counts it', async () => {
  const first = await ask('/fr')
  expect(first.headers).toMatchObject({ 'x-safe': 'yes', etag: 'W/"b.1"' })
  expect(await ask('/fr')).toEqual(first)
  expect((await ask('/fr', { 'accept-encoding': 'br' })).headers['content-encoding']).toBe('br')
  expect((await ask('/fr', { 'accept-encoding': 'br' })).headers['content-encoding']).toBe('br')
  expect(made).toBe(1)
  expect(counted).toEqual([200, 200, 200, 200])
})

it('says that nothing changed, like the doors do', async () => {
  const slow = await ask('/fr', { 'if-none-match': 'W/"b.1"' })
  await ask('/fr')
  expect(await ask('/fr', { 'if-none-match': 'W/"b.1"' })).toEqual(slow)
  expect(slow).toMatchObject({ status: 304, body: '' })
  expect((await ask('/fr', { 'if-none-match': 'W/"b.0"' })).status).toBe(200)
})

it('makes the page anew once the data has changed', async () => {
  await ask('/fr')
  version = 2
  expect(await ask('/fr')).toMatchObject({ headers: { etag: 'W/"b.2"' }, body: `${page}2` })
})

it('leaves to the doors who shows a cookie, what is private, what sets a cookie, and other methods', async () => {
  for (const path of ['/fr', '/fr', '/private', '/private', '/session', '/session']) await ask(path)
  expect(made).toBe(4)
  const direct = counted.length
  expect((await ask('/session')).headers['set-cookie']).toEqual(['session=1'])
  await ask('/fr', { cookie: 'a=b' })
  expect((await ask('/fr', {}, 'HEAD')).body).toBe('')
  expect(counted).toHaveLength(direct + 3)
})

it('tells the log of every request where it listens', async () => {
  debug = true
  const paths: string[] = []
  Object.assign(log, { debug: ({ path }: { path: string }) => paths.push(path) })
  await ask('/fr')
  await ask('/fr')
  expect(paths).toEqual(['/fr', '/fr'])
})
