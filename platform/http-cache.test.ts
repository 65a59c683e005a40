import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { beforeEach, describe, expect, it } from 'vitest'
import { httpCache } from './http-cache.ts'

const page = `<!doctype html><title>Chambéry</title>${'<p>Ouahigouya</p>'.repeat(100)}`
let version = 1
let rendered = 0
let app: Hono

function read(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return app.request(path, { method, headers })
}

async function bytes(response: Response) {
  return Buffer.from(await response.arrayBuffer())
}

beforeEach(() => {
  version = 1
  rendered = 0
  app = new Hono()
  app.use(httpCache({ build: 'b1', version: () => version, maxBytes: 100_000 }))
  app.get('/page', async (c) => {
    rendered++
    await new Promise((resolve) => setTimeout(resolve, 5))
    return c.html(page)
  })
  app.get('/missing', (c) => {
    rendered++
    return c.html(page, 404)
  })
  app.get('/mine', (c) => {
    rendered++
    return c.html(page, 200, { 'Cache-Control': 'private' })
  })
  app.get('/spoken', (c) => {
    rendered++
    return c.html(page, 200, { Vary: 'Accept-Language' })
  })
  app.get('/small', (c) => c.text('ok'))
})

describe('a page everybody reads', () => {
  it('is rendered once and kept compressed', async () => {
    const first = await read('/page', { 'accept-encoding': 'gzip, br' })
    const second = await read('/page', { 'accept-encoding': 'gzip, br' })
    expect(rendered).toBe(1)
    expect(first.headers.get('content-encoding')).toBe('br')
    expect(second.headers.get('content-type')).toContain('text/html')
    const body = await bytes(second)
    expect(body.length).toBe(Number(second.headers.get('content-length')))
    expect(brotliDecompressSync(body).toString()).toBe(page)
  })

  it('is given in gzip, or plain, to who asks so', async () => {
    const gzip = await read('/page', { 'accept-encoding': 'gzip, br;q=0' })
    expect(gunzipSync(await bytes(gzip)).toString()).toBe(page)
    const plain = await read('/page')
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect((await bytes(plain)).toString()).toBe(page)
    expect(rendered).toBe(1)
  })

  it('is rendered once for readers who come at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => read('/page')))
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(Array(8).fill(page))
    expect(rendered).toBe(1)
  })

  it('has one place per query', async () => {
    await read('/page?q=a')
    await read('/page?q=b')
    await read('/page?q=a')
    expect(rendered).toBe(2)
  })

  it('is answered 304 before anything is rendered', async () => {
    const etag = (await read('/page')).headers.get('etag') ?? ''
    const again = await read('/page', { 'if-none-match': `"other", ${etag}` })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
    expect((await read('/never-rendered', { 'if-none-match': etag })).status).toBe(304)
    expect(rendered).toBe(1)
  })

  it('is rendered anew when the data change', async () => {
    const etag = (await read('/page')).headers.get('etag') ?? ''
    version = 2
    const next = await read('/page', { 'if-none-match': etag })
    expect(next.status).toBe(200)
    expect(next.headers.get('etag')).not.toBe(etag)
    expect(rendered).toBe(2)
  })

  it('answers HEAD without keeping an empty page', async () => {
    const head = await read('/page', {}, 'HEAD')
    expect([head.status, head.headers.get('etag')]).toEqual([200, 'W/"b1.1"'])
    expect(await (await read('/page')).text()).toBe(page)
  })
})

describe('what is not the same for everybody', () => {
  it.each(['/missing', '/mine', '/spoken'])('%s is never kept', async (path) => {
    await read(path)
    const second = await read(path)
    expect(rendered).toBe(2)
    expect(second.headers.get('content-encoding')).toBeNull()
    expect(await second.text()).toBe(page)
  })

  it('posts pass through', async () => {
    app.post('/page', (c) => c.text('posted'))
    expect(await (await read('/page', {}, 'POST')).text()).toBe('posted')
  })
})

it('leaves small answers as they are', async () => {
  const response = await read('/small', { 'accept-encoding': 'br' })
  expect(response.headers.get('content-encoding')).toBeNull()
  expect(await response.text()).toBe('ok')
})
