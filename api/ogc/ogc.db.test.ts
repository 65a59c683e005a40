import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { makeWorld, openTestApi, type TestApi, testBase } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'

let ctx: Ctx
let api: TestApi
let world: Awaited<ReturnType<typeof makeWorld>>

type Link = { href: string; rel: string; type: string }
type Feature = {
  type: string
  id: string
  geometry: { type: string } | null
  properties: Record<string, unknown>
  links?: Link[]
}
type Items = {
  type: string
  features: Feature[]
  numberMatched: number
  numberReturned: number
  timeStamp: string
  links: Link[]
}

beforeAll(async () => {
  ctx = await testContext()
  world = await makeWorld(ctx)
  api = await openTestApi(ctx)
})

const linkOf = (links: Link[], rel: string) => links.find((link) => link.rel === rel)
const ids = (items: Items) => items.features.map((feature) => feature.id)
const items = (query: string, collection = 'organisations') =>
  api.json<Items>(`/ogc/collections/${collection}/items${query}`)

describe('the way in (core §7.2–7.4)', () => {
  it('leads from the landing page to definition, conformance and collections', async () => {
    const { links } = await api.json<{ links: Link[] }>('/ogc')
    expect(linkOf(links, 'service-desc')?.type).toBe('application/vnd.oai.openapi+json;version=3.0')
    for (const rel of ['self', 'alternate', 'service-desc', 'service-doc', 'conformance', 'data']) {
      const link = linkOf(links, rel)
      const response = await api.get((link?.href ?? '').replace(testBase, ''))
      expect([rel, response.status, response.headers.get('content-type')?.split(';')[0]]).toEqual([
        rel,
        200,
        link?.type.split(';')[0],
      ])
    }
  })

  it('declares the classes it conforms to', async () => {
    const { conformsTo } = await api.json<{ conformsTo: string[] }>('/ogc/conformance')
    expect(conformsTo.map((uri) => uri.replace('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/', ''))).toEqual(
      ['core', 'geojson', 'oas30', 'html'],
    )
  })

  it('defines every parameter it takes, all references resolved', async () => {
    const text = await (await api.get('/ogc/api')).text()
    const definition = JSON.parse(text) as {
      openapi: string
      components: Record<string, Record<string, unknown>>
      paths: Record<string, unknown>
    }
    expect(definition.openapi).toBe('3.0.3')
    for (const [, kind, name] of text.matchAll(/"#\/components\/(\w+)\/([\w-]+)"/g))
      expect([name, definition.components[kind ?? '']?.[name ?? ''] !== undefined]).toEqual([name, true])
    expect(definition.components.parameters?.limit).toMatchObject({
      in: 'query',
      style: 'form',
      explode: false,
      schema: { minimum: 1, maximum: 1000 },
    })
    expect(definition.components.parameters?.bbox).toMatchObject({
      schema: { type: 'array', minItems: 4, maxItems: 6 },
      style: 'form',
      explode: false,
    })
    expect(Object.keys(definition.paths)).toContain('/collections/partnerships/items/{featureId}')
  })
})

describe('the collections (core §7.13–7.14)', () => {
  it('are three, each with its extent, its items and the same description alone', async () => {
    const { collections } = await api.json<{
      collections: { id: string; links: Link[]; extent: { spatial: { bbox: number[][] } } }[]
    }>('/ogc/collections')
    expect(collections.map((collection) => collection.id)).toEqual(['organisations', 'partnerships', 'projects'])
    for (const collection of collections) {
      expect(linkOf(collection.links, 'items')?.type).toBe('application/geo+json')
      expect(await api.json(`/ogc/collections/${collection.id}`)).toEqual(collection)
    }
    expect(collections[0]?.extent.spatial.bbox[0]).toEqual([-149.57, -22.27, 166.45, 51.51])
  })
})

describe('the features (core §7.15)', () => {
  it('come page by page, each once, as many as match', async () => {
    const seen: string[] = []
    let path: string | null = '/ogc/collections/organisations/items?limit=3'
    while (path) {
      const page: Items = await api.json<Items>(path)
      expect(page.numberReturned).toBe(page.features.length)
      expect(page.numberMatched).toBe(9)
      expect(Number.isNaN(Date.parse(page.timeStamp))).toBe(false)
      seen.push(...ids(page))
      path = linkOf(page.links, 'next')?.href.replace(testBase, '') ?? null
    }
    expect([seen.length, new Set(seen).size]).toEqual([9, 9])
  })

  it('keep filters and boxes on the way to the next page', async () => {
    const first = await items('?limit=1&bbox=-180,-90,180,90&tier=commune')
    const next = new URL(linkOf(first.links, 'next')?.href ?? '')
    expect([next.searchParams.get('bbox'), next.searchParams.get('tier'), next.searchParams.get('limit')]).toEqual([
      '-180,-90,180,90',
      'commune',
      '1',
    ])
  })

  it('are all of both collections, ties between other countries included, unless narrowed', async () => {
    const { foreign, discreet } = world.ties
    const all = await items('', 'partnerships')
    expect(all.numberMatched).toBe(6)
    expect(ids(all)).toContain(foreign)
    expect(ids(all)).not.toContain(discreet)
    expect(ids(await items('?scope=french', 'partnerships'))).not.toContain(foreign)
    expect(ids(await items('?state=suspended', 'partnerships'))).toEqual([world.ties.cooperation])
  })

  it('lie in the box, longitude first, over the antimeridian too', async () => {
    expect(ids(await items('?bbox=5,45,6,46'))).toEqual(['c73065'])
    expect(ids(await items('?bbox=45,5,46,6'))).toEqual([])
    expect(ids(await items('?bbox=5,45,0,6,46,100'))).toEqual(['c73065'])
    expect(ids(await items('?bbox=160,-30,-140,0'))).toEqual(['c98735', 'c98818'])
    expect((await items('?bbox=5,45,6,46')).numberMatched).toBe(1)
    expect(ids(await items('?bbox=5,45,6,46&bbox-crs=http://www.opengis.net/def/crs/OGC/1.3/CRS84'))).toEqual([
      'c73065',
    ])
  })

  it('lasted in the period: ties by their years, authorities by their last change', async () => {
    expect(ids(await items('?datetime=1960-01-01T00:00:00Z', 'partnerships'))).toEqual([world.ties.ended])
    expect((await items('?datetime=../2000-01-01')).numberMatched).toBe(0)
    expect((await items('?datetime=2000-01-01/..')).numberMatched).toBe(9)
  })

  it('take any limit, and give no more than the most', async () => {
    expect((await items('?limit=100000')).features).toHaveLength(9)
    expect((await items('?limit=2')).features).toHaveLength(2)
  })

  it('have a geometry, or null when a place is missing', async () => {
    const all = await items('', 'partnerships')
    const geometry = (id: string) => all.features.find((feature) => feature.id === id)?.geometry
    expect(geometry(world.ties.cooperation)?.type).toBe('LineString')
    expect(geometry(world.ties.threeParties)?.type).toBe('MultiLineString')
    expect(geometry(world.ties.pacific)?.type).toBe('MultiLineString')
    expect(geometry(world.ties.withoutPlace)).toBeNull()
  })

  it('stand alone under their own address, with the way back and the public page', async () => {
    const response = await api.get('/ogc/collections/organisations/items/c73065')
    expect(response.headers.get('content-type')).toBe('application/geo+json')
    const feature = (await response.json()) as Feature
    expect([feature.type, feature.id, feature.properties.source]).toEqual(['Feature', 'c73065', 'test'])
    for (const rel of ['self', 'alternate', 'collection', 'canonical'])
      expect(linkOf(feature.links ?? [], rel)).toBeDefined()
    expect((await api.get('/ogc/collections/organisations/items/c73999')).headers.get('location')).toBe(
      `${testBase}/ogc/collections/organisations/items/c73065`,
    )
  })
})

describe('wrong questions', () => {
  it.each([
    ['organisations/items?bbox=1,2,3', 400],
    ['organisations/items?bbox=0,10,10,0', 400],
    ['organisations/items?bbox=0,0,1,1&bbox-crs=EPSG:4326', 400],
    ['organisations/items?limit=0', 400],
    ['organisations/items?limit=ten', 400],
    ['organisations/items?datetime=soon', 400],
    ['organisations/items?colour=red', 400],
    ['organisations/items?country=Mars', 400],
    ['organisations/items?cursor=!', 400],
    ['organisations/items?f=gml', 400],
    ['organisations?bbox=1,2,3,4', 400],
    ['roads', 404],
    ['roads/items', 404],
    ['organisations/items/nope', 404],
    ['partnerships/items/1', 404],
  ])('%s: %i, with the words of the standard and of RFC 9457', async (path, status) => {
    const response = await api.get(`/ogc/collections/${path}`)
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ])
    const problem = (await response.json()) as Record<string, string>
    expect([typeof problem.code, typeof problem.description, problem.status]).toEqual(['string', 'string', status])
  })
})

describe('the forms (HTML and JSON)', () => {
  const html = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }
  const paths = [
    '',
    '/conformance',
    '/api',
    '/collections',
    '/collections/organisations',
    '/collections/organisations/schema',
    '/collections/organisations/items?limit=2',
    '/collections/partnerships/items',
    '/collections/organisations/items/c73065',
  ]

  it.each(paths)('/ogc%s is a page for a browser, without any script, in the language it likes', async (path) => {
    for (const language of ['fr', 'en']) {
      const response = await api.get(`/ogc${path}`, { ...html, 'accept-language': language })
      const text = await response.text()
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
      expect(response.headers.get('vary')).toContain('Accept-Language')
      expect(text).toContain(`<html lang="${language}">`)
      expect(text).not.toMatch(/<script|undefined|\[object|data\.(ogc|columns)/)
      expect(text.match(/<h1>/g)).toHaveLength(1)
    }
  })

  it('are kept apart: one address, its own mark for each form and language', async () => {
    const mark = async (headers: Record<string, string>) =>
      (await api.get('/ogc/collections', headers)).headers.get('etag') ?? ''
    const marks = [
      await mark(html),
      await mark({}),
      await mark({ 'accept-language': 'en' }),
      await mark({ ...html, 'accept-language': 'en' }),
    ]
    expect(new Set(marks).size).toBe(4)
    expect((await api.get('/ogc/collections', { ...html, 'if-none-match': marks[0] ?? '' })).status).toBe(304)
    expect((await api.get('/ogc/collections', { 'if-none-match': marks[0] ?? '' })).status).toBe(200)
  })

  it('follow f before Accept', async () => {
    const type = async (path: string, headers = {}) =>
      (await api.get(path, headers)).headers.get('content-type')?.split(';')[0]
    expect(await type('/ogc?f=html')).toBe('text/html')
    expect(await type('/ogc?f=json', html)).toBe('application/json')
    expect(await type('/ogc', { accept: '*/*' })).toBe('application/json')
    expect(await type('/ogc/nothing', html)).toBe('text/html')
  })

  it('show names as text, whatever signs they are made of', async () => {
    const text = await (await api.get('/ogc/collections/organisations/items?f=html&q=hyperlink')).text()
    expect(text).toContain('=HYPERLINK(&quot;http://x&quot;;&quot;y&quot;)')
  })
})

it('no question of this file surprised the program', () => expect(api.reported).toEqual([]))
