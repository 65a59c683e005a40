import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makeHeavyTie } from './site/heavy-tie.ts'
import { pageTypes, pathOfType } from './site/page-types.ts'
import { ask } from './site/raw-request.ts'
import { at, pathOf } from './site/reader.ts'

const mostTextBytes = 30_000
const mostMapBytes = 90_000

test('a text page weighs at most 30 kB compressed, the map with its page 90 kB', async () => {
  for (const type of pageTypes) {
    const path = await pathOfType(type, 'fr')
    const { headers, body } = await ask(path, { 'Accept-Encoding': 'br' })
    expect(headers['content-encoding'], path).toBe('br')
    expect(body.length, path).toBeLessThanOrEqual(type === 'map' ? mostMapBytes : mostTextBytes)
    const gzip = await ask(path, { 'Accept-Encoding': 'gzip' })
    expect(gunzipSync(gzip.body).equals(brotliDecompressSync(body)), path).toBe(true)
  }
})

test('the page of a tie with thirty years on it weighs no more', async () => {
  const tie = await makeHeavyTie()
  const path = pathOf((await fetch(at(`/fr/lien/${tie}`))).url)
  const { body } = await ask(path, { 'Accept-Encoding': 'br' })
  expect(brotliDecompressSync(body).toString()).toContain(`/data/partnerships/${tie}/news.atom`)
  expect(body.length).toBeLessThanOrEqual(mostTextBytes)
})

const stranger = { 'User-Agent': 'somebody else', 'Accept-Language': 'ar' }

test('public pages are the same for everybody and answer 304 while the data stays', async () => {
  for (const type of pageTypes) {
    const path = await pathOfType(type, 'en')
    const first = await ask(path)
    expect(first.headers.etag, path).toBeTruthy()
    expect(first.headers['cache-control'], path).not.toMatch(/no-store|private/)
    expect(first.headers['set-cookie'], path).toBeUndefined()
    // Other journeys publish meanwhile: while the data stays is while the page keeps its tag.
    let known = first
    let again = await ask(path, { 'If-None-Match': known.headers.etag ?? '' })
    let other = await ask(path, stranger)
    for (let turn = 0; turn < 8 && other.headers.etag !== known.headers.etag; turn += 1) {
      known = await ask(path)
      again = await ask(path, { 'If-None-Match': known.headers.etag ?? '' })
      other = await ask(path, stranger)
    }
    expect([again.status, again.body.length], path).toEqual([304, 0])
    expect(other.body.equals(known.body), path).toBe(true)
  }
})

test('HEAD says of a page what GET says of it', async () => {
  const get = await ask('/fr/pays')
  const head = await ask('/fr/pays', {}, 'HEAD')
  expect(head.status).toBe(200)
  expect(head.headers.etag).toBe(get.headers.etag)
  expect(head.headers['content-type']).toBe(get.headers['content-type'])
})

test('every answer carries the headers that keep a page to itself', async () => {
  for (const path of [
    '/fr',
    '/en/map',
    '/fr/zzz',
    '/api/v1/openapi.json',
    '/ogc',
    '/data/partnerships.csv',
    '/icon.svg',
  ]) {
    const { headers } = await ask(path)
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['referrer-policy'], path).toBe('same-origin')
    expect(headers['content-security-policy'], path).toMatch(/default-src 'none'|default-src 'self'/)
    expect(headers['content-security-policy'], path).not.toMatch(/script-src[^;]*unsafe/)
  }
})

test('files with a hash in their name may be kept for a year', async () => {
  const html = (await ask('/fr')).body.toString()
  const files = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1] ?? '')
  expect(files.length).toBeGreaterThan(0)
  for (const file of files) {
    const { status, headers } = await ask(file)
    expect([status, headers['cache-control']], file).toEqual([
      200,
      expect.stringMatching(/max-age=31536000.*immutable/),
    ])
  }
})
