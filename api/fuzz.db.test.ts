import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { makeWorld, openTestApi, type TestApi } from '../tests/api-world.ts'
import { testContext } from '../tests/db.ts'

let api: TestApi

beforeAll(async () => {
  const ctx = await testContext()
  await makeWorld(ctx)
  api = await openTestApi(ctx)
})

const listParameters = [
  'q',
  'country',
  'region',
  'departement',
  'tier',
  'type',
  'state',
  'evidence',
  'theme',
  'size',
  'ties',
  'scope',
  'limit',
  'cursor',
  'lang',
]
const lists = [
  '/api/v1/organisations',
  '/api/v1/partnerships',
  '/api/v1/search',
  '/api/v1/organisations/c73065/partnerships',
  '/api/v1/countries',
  '/api/v1/panorama',
]
const collections = ['/ogc/collections/organisations/items', '/ogc/collections/partnerships/items']
const files = [
  '/data/organisations.csv',
  '/data/partnerships.geojson',
  '/data/feed.atom',
  '/data/partnerships-etalab-2.0.csv',
]
const places = [
  '/api/v1/organisations/',
  '/api/v1/partnerships/',
  '/api/v1/countries/',
  '/api/v1/problems/',
  '/ogc/collections/',
  '/ogc/collections/organisations/items/',
  '/ogc/collections/partnerships/items/',
  '/data/',
  '/data/partnerships-',
  '/ogc/',
  '/api/',
]

const awkward = fc.constantFrom(
  '%00',
  '%',
  '%zz',
  '%ff%fe',
  '%F0%9F%A7%B5',
  "'",
  "';drop table organisation;--",
  '"',
  '\\',
  '%5C%5C',
  '../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '1e309',
  '-1',
  '0',
  '999999999999999999999',
  'NaN',
  'null',
  'undefined',
  '[object Object]',
  '__proto__',
  'constructor',
  'toString',
  '{}',
  '[]',
  ',,,,',
  '%2C',
  '|',
  ':*',
  '&',
  '!',
  'a'.repeat(5000),
  '%E2%80%AE',
  '%20',
  '+',
  '\t',
  '<script>',
  '2020-01-01/..',
  '-180,-90,180,90',
  '1,2,3,4,5,6',
  'MDE',
  '\u{1F9F5}',
  '%ED%A0%80',
)
const garbage = fc.oneof(
  awkward,
  fc.string({ unit: 'binary', maxLength: 40 }).map(encodeURIComponentSafely),
  fc.string({ maxLength: 20 }).map(encodeURIComponentSafely),
)

function encodeURIComponentSafely(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

async function check(path: string): Promise<void> {
  // Steps upwards are taken before the program sees the address.
  if (!/^\/(api|ogc|data)(\/|\?|$)/.test(new URL(path, 'http://x').pathname)) return
  const response = await api.get(path, { accept: '*/*' })
  const text = await response.text()
  expect([path, response.status < 500]).toEqual([path, true])
  expect(text).not.toMatch(/\bat [\w.]+ \(|node_modules|\.ts:\d+|syntax error at|pg_|invalid input syntax/)
  if (response.status >= 400) {
    expect([path, response.headers.get('content-type')]).toEqual([path, 'application/problem+json; charset=utf-8'])
    const problem = JSON.parse(text) as { status: number; title: string; detail: string; reason: string }
    expect(problem.status).toBe(response.status)
    expect(problem.title.length * problem.detail.length * problem.reason.length).toBeGreaterThan(0)
  }
}

describe('garbage in an address is answered, never a surprise', () => {
  it.each([
    ['lists', lists, listParameters],
    ['collections', collections, [...listParameters, 'bbox', 'bbox-crs', 'datetime', 'f']],
    ['files', files, listParameters],
  ])('in the parameters of %s', async (_name, paths, names) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.constantFrom(...names, 'unknown'), garbage, (path, name, value) =>
        check(`${path}?${name}=${value}`),
      ),
      { numRuns: 250 },
    )
  })

  it('in several parameters at once, repeated and mixed', async () => {
    const pair = fc
      .tuple(fc.constantFrom(...listParameters, 'bbox', 'datetime'), garbage)
      .map(([name, value]) => `${name}=${value}`)
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...lists, ...collections, ...files),
        fc.array(pair, { minLength: 1, maxLength: 5 }),
        (path, pairs) => check(`${path}?${pairs.join('&')}`),
      ),
      { numRuns: 150 },
    )
  })

  it('in the path', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), garbage, (place, value) => check(`${place}${value}`)),
      { numRuns: 250 },
    )
  })

  it('and in the headers', async () => {
    const header = fc.constantFrom(
      '*',
      'fr;q=;',
      ';;;',
      'a'.repeat(4000),
      'en;q=0',
      '"',
      'W/"',
      'text/html;q=9',
      ',',
      'fr,en;q=abc',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('accept', 'accept-language', 'accept-encoding', 'if-none-match', 'range'),
        header,
        async (name, value) => {
          for (const path of ['/api/v1/sources', '/ogc', '/data/organisations.csv'])
            expect((await api.get(path, { [name]: value })).status).toBeLessThan(500)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('was reported as unforeseen not once', () => expect(api.reported).toEqual([]))
})
