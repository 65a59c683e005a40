import type { z } from '@hono/zod-openapi'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { makeWorld, openTestApi, type TestApi, testBase } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import * as schemas from './schemas.ts'

let ctx: Ctx
let api: TestApi
let world: Awaited<ReturnType<typeof makeWorld>>

type List = {
  data: { key: string; id: string; self: string }[]
  page: { total: number; returned: number; next: string | null }
}

beforeAll(async () => {
  ctx = await testContext()
  world = await makeWorld(ctx)
  api = await openTestApi(ctx)
})

async function readAll(path: string): Promise<string[]> {
  const seen: string[] = []
  let next: string | null = path
  for (let pages = 0; next && pages < 50; pages++) {
    const response: Response = await api.get(next.replace(testBase, ''))
    const list = (await response.json()) as List
    expect(response.headers.get('link') ?? null).toBe(list.page.next && `<${list.page.next}>; rel="next"`)
    seen.push(...list.data.map((one) => one.key ?? one.id))
    next = list.page.next
  }
  return seen
}

describe('the list of authorities', () => {
  it('is read page by page, each authority once, as many as it says', async () => {
    const whole = await api.json<List>('/api/v1/organisations')
    const paged = await readAll('/api/v1/organisations?limit=2')
    expect(paged).toEqual(whole.data.map((one) => one.key))
    expect(new Set(paged).size).toBe(whole.page.total)
  })

  it('takes the filters of the site, repeated or with commas', async () => {
    expect(await readAll('/api/v1/organisations?country=bf&country=it')).toEqual([
      'bf-ouahigouya',
      'it-nowhere',
      'it-torino',
    ])
    expect(await readAll('/api/v1/organisations?country=BF,IT&limit=1')).toEqual([
      'bf-ouahigouya',
      'it-nowhere',
      'it-torino',
    ])
    expect(await readAll('/api/v1/organisations?state=suspended&tier=commune')).toEqual(['c73065'])
    expect(await readAll('/api/v1/organisations?q=chambery-le-v')).toEqual(['c73065'])
  })
})

describe('an authority', () => {
  it('says what it is, where it comes from, and where its page is in both languages', async () => {
    const found = await api.json('/api/v1/organisations/c73065')
    expect(found).toMatchObject({
      key: 'c73065',
      name: 'Chambéry',
      country: { code: 'FR' },
      region: { key: 'r84', name: 'Auvergne-Rhône-Alpes' },
      population: { inhabitants: 59964, year: 2023 },
      location: { lon: 5.92, lat: 45.57 },
      ties: { all: 4, suspended: 1, ended: 1, unknown: 2, active: 0 },
      provenance: { source: { code: 'test', licence: 'etalab-2.0' } },
      otherNames: [{ name: 'Chambéry-le-Vieux' }],
      url: { fr: `${testBase}/fr/authority/c73065`, en: `${testBase}/en/authority/c73065` },
    })
  })

  it('is found under the key it had, with what was asked', async () => {
    const response = await api.get('/api/v1/organisations/c73999?lang=en')
    expect(response.status).toBe(308)
    expect(response.headers.get('location')).toBe(`${testBase}/api/v1/organisations/c73065?lang=en`)
    expect((await api.get('/api/v1/organisations/c73999/partnerships')).headers.get('location')).toBe(
      `${testBase}/api/v1/organisations/c73065/partnerships`,
    )
  })

  it('has its ties, none of those in discreet mode', async () => {
    const ids = await readAll('/api/v1/organisations/c73065/partnerships?limit=1')
    const { cooperation, ended, threeParties, withoutPlace } = world.ties
    expect(ids).toEqual([cooperation, ended, threeParties, withoutPlace].sort())
    expect(await readAll('/api/v1/organisations/c73065/partnerships?state=ended')).toEqual([ended])
  })
})

describe('ties', () => {
  it('are those with a French end, or all when asked', async () => {
    expect(await readAll('/api/v1/partnerships?limit=2')).not.toContain(world.ties.foreign)
    const all = await readAll('/api/v1/partnerships?scope=all&limit=2')
    expect(all).toContain(world.ties.foreign)
    expect(all).not.toContain(world.ties.discreet)
  })

  it('stand with everything said of them, each source beside the other', async () => {
    const tie = await api.json<{
      statements: { source: { code: string }; licence: string; attestedYear: number; stateSaid: string }[]
    }>(`/api/v1/partnerships/${world.ties.cooperation}`)
    expect(tie).toMatchObject({
      state: 'suspended',
      evidence: 'officialSource',
      sinceYear: 1991,
      themes: ['culture', 'health'],
      provenance: { licences: ['CC BY-SA 3.0', 'etalab-2.0'], attestedYear: 2021 },
    })
    expect(tie.statements.map((one) => [one.source.code, one.licence, one.attestedYear, one.stateSaid])).toEqual([
      ['city', 'etalab-2.0', 2016, 'active'],
      ['encyclopedia', 'CC BY-SA 3.0', 2021, 'unknown'],
    ])
  })

  it('in discreet mode are not there at all', async () => {
    expect((await api.get(`/api/v1/partnerships/${world.ties.discreet}`)).status).toBe(404)
  })
})

describe('countries, figures, search and sources', () => {
  it('count ties by state', async () => {
    const { data } = await api.json<{ data: { code: string; ties: Record<string, unknown> }[] }>('/api/v1/countries')
    expect(data.find((country) => country.code === 'BF')?.ties).toMatchObject({
      all: 1,
      suspended: 1,
      active: 0,
      byEvidence: { bothParties: 0, oneParty: 0, officialSource: 1, thirdParty: 0 },
    })
    expect((await api.json<{ code: string }>('/api/v1/countries/bf')).code).toBe('BF')
    expect((await api.get('/api/v1/countries/zz')).status).toBe(404)
  })

  it('give the figures of the atlas with their version', async () => {
    const panorama = await api.json<{ counts: { evidence: string; ties: number }[]; newest: unknown[] }>(
      '/api/v1/panorama',
    )
    expect(panorama.counts.reduce((sum, one) => sum + one.ties, 0)).toBe(5)
    expect(panorama.newest.length).toBeGreaterThan(0)
  })

  it('find a town by the beginning of its name or by its code', async () => {
    const first = async (q: string) =>
      (await api.json<{ data: { key: string }[] }>(`/api/v1/search?q=${encodeURIComponent(q)}`)).data[0]?.key
    expect(await first('ouah')).toBe('bf-ouahigouya')
    expect(await first('73000')).toBe('c73065')
    expect(await first('Chambéri')).toBe('c73065')
    expect((await api.get('/api/v1/search')).status).toBe(400)
  })

  it('name their sources and licences', async () => {
    const { data } = await api.json<{ data: { code: string; ties: number }[] }>('/api/v1/sources')
    expect(data.find((source) => source.code === 'encyclopedia')).toMatchObject({ licence: 'CC BY-SA 3.0', ties: 2 })
  })
})

describe('an address that cannot be answered', () => {
  it.each([
    ['/api/v1/organisations?colour=red', 400, 'unknown_parameter', 'colour'],
    ['/api/v1/organisations?limit=0', 400, 'invalid_parameter', 'limit'],
    ['/api/v1/organisations?limit=201', 400, 'invalid_parameter', 'limit'],
    ['/api/v1/organisations?limit=1&limit=2', 400, 'invalid_parameter', 'limit'],
    ['/api/v1/organisations?cursor=%00', 400, 'invalid_parameter', 'cursor'],
    ['/api/v1/organisations?country=France', 400, 'invalid_parameter', 'country'],
    ['/api/v1/partnerships?state=dormant', 400, 'invalid_parameter', 'state'],
    ['/api/v1/partnerships?lang=de', 400, 'invalid_parameter', 'lang'],
    ['/api/v1/countries?ties=some', 400, 'invalid_parameter', 'ties'],
  ])('%s: %i %s', async (path, status, reason, parameter) => {
    const response = await api.get(path, { 'accept-language': 'en' })
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(response.status).toBe(status)
    const problem = (await response.json()) as Record<string, string>
    expect(problem).toMatchObject({ status, reason, parameter, type: `${testBase}/api/v1/problems/${reason}` })
    expect(problem.detail).toContain(parameter)
  })

  it.each([
    ['/api/v1/organisations/nope', 'organisation_not_found'],
    ['/api/v1/organisations/%27%20or%201=1', 'organisation_not_found'],
    ['/api/v1/partnerships/1', 'partnership_not_found'],
    ['/api/v1/countries/France', 'country_not_found'],
    ['/api/v1/nothing', 'not_found'],
    ['/api/v2', 'not_found'],
  ])('%s is not found', async (path, reason) => {
    const response = await api.get(path)
    expect([response.status, ((await response.json()) as { reason: string }).reason]).toEqual([404, reason])
  })

  it('says the codes a filter would have taken', async () => {
    const problem = await api.json<{ accepted: string[] }>('/api/v1/partnerships?state=dormant')
    expect(problem.accepted).toEqual(['active', 'suspended', 'ended', 'unknown'])
  })

  it('is told in the language of the reader', async () => {
    const title = async (path: string, language: string) =>
      (await api.json<{ title: string }>(path, { 'accept-language': language })).title
    expect(await title('/api/v1/nothing', 'en-GB,en;q=0.9')).toBe('Unknown address')
    expect(await title('/api/v1/nothing', 'fr-FR')).toBe('Adresse inconnue')
    expect(await title('/api/v1/organisations/nope?lang=en', 'fr')).toBe('Unknown authority')
  })

  it('can only be read', async () => {
    const response = await api.app.request(`${testBase}/api/v1/organisations`, { method: 'DELETE' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })
})

describe('every answer', () => {
  it('is open to every origin and says what a page may read of it', async () => {
    const response = await api.get('/api/v1/organisations', { origin: 'https://elsewhere.test' })
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-expose-headers')).toContain('ETag')
    const preflight = await api.app.request(`${testBase}/api/v1/organisations`, {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.test', 'access-control-request-method': 'GET' },
    })
    expect([preflight.status, preflight.headers.get('access-control-allow-methods')]).toEqual([204, 'GET,HEAD,OPTIONS'])
  })

  it('costs a 304 when nothing has changed', async () => {
    const etag = (await api.get('/api/v1/panorama')).headers.get('etag') ?? ''
    const again = await api.get('/api/v1/panorama', { 'if-none-match': etag })
    expect([again.status, again.headers.get('access-control-allow-origin')]).toEqual([304, '*'])
  })

  it('has a head', async () => {
    const response = await api.app.request(`${testBase}/api/v1/organisations/c73065`, { method: 'HEAD' })
    expect([response.status, await response.text()]).toEqual([200, ''])
  })
})

describe('what the document promises', () => {
  it.each([
    ['/organisations?limit=200', schemas.organisationListSchema],
    ['/organisations/c73065', schemas.organisationDetailSchema],
    ['/organisations/it-nowhere', schemas.organisationDetailSchema],
    ['/organisations/c73065/partnerships', schemas.partnershipListSchema],
    ['/partnerships?scope=all', schemas.partnershipListSchema],
    ['/countries?ties=all', schemas.countryListSchema],
    ['/countries/bf', schemas.countryDetailSchema],
    ['/panorama', schemas.panoramaSchema],
    ['/search?q=chamb', schemas.searchSchema],
    ['/sources', schemas.sourceListSchema],
    ['/problems/not_found', schemas.problemKindSchema],
    ['/nothing', schemas.problemSchema],
  ] as [string, z.ZodType][])('%s is what comes, no field more, none less', async (path, schema) => {
    const answer = await api.json(`/api/v1${path}`)
    expect(schema.parse(answer)).toEqual(answer)
  })

  it('holds for a tie with all that was said of it', async () => {
    const answer = await api.json(`/api/v1/partnerships/${world.ties.cooperation}`)
    expect(schemas.partnershipDetailSchema.parse(answer)).toEqual(answer)
  })
})

it('no question of this file surprised the program', () => expect(api.reported).toEqual([]))
