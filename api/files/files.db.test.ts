import { Parser } from 'n3'
import readXlsxFile from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { maxXlsxRows } from '../../features/opendata/xlsx.server.ts'
import type { Ctx } from '../../platform/context.ts'
import { readCsv } from '../../platform/csv.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { newId } from '../../platform/ids.ts'
import { makeWorld, openTestApi, type TestApi, testBase } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { makeXlsx } from './xlsx.ts'

let ctx: Ctx
let api: TestApi
let world: Awaited<ReturnType<typeof makeWorld>>

beforeAll(async () => {
  ctx = await testContext()
  world = await makeWorld(ctx)
  api = await openTestApi(ctx)
})

async function rowsOf(path: string): Promise<Record<string, string>[]> {
  const response = await api.get(path)
  expect(response.status).toBe(200)
  const [head, ...records] = [...readCsv(await response.text(), ',')]
  return records.map((record) =>
    Object.fromEntries((head?.cells ?? []).map((name, i) => [name, record.cells[i] ?? ''])),
  )
}

describe('a CSV file', () => {
  it('has every authority once, names beside codes, source and licence in each row', async () => {
    const rows = await rowsOf('/data/organisations.csv')
    expect(rows).toHaveLength(9)
    expect(rows.find((row) => row.key === 'c73065')).toMatchObject({
      name: 'Chambéry',
      tier: 'commune',
      region: 'r84',
      region_name: 'Auvergne-Rhône-Alpes',
      departement_name: 'Savoie',
      population: '59964',
      population_year: '2023',
      longitude: '5.92',
      latitude: '45.57',
      ties: '4',
      partner_countries: 'BF|DE|IT',
      source: 'test',
      licence: 'etalab-2.0',
      url: `${testBase}/fr/authority/c73065`,
    })
  })

  it('keeps its column names in every language, and follows it in its labels', async () => {
    const [french] = await rowsOf('/data/partnerships.csv?state=suspended')
    const [english] = await rowsOf('/data/partnerships.csv?state=suspended&lang=en')
    expect(Object.keys(french ?? {})).toEqual(Object.keys(english ?? {}))
    expect([french?.state, french?.state_label]).toEqual(['suspended', translator('fr')('atlas.state.suspended')])
    expect([english?.state, english?.state_label]).toEqual(['suspended', translator('en')('atlas.state.suspended')])
    expect(english?.url).toContain('/en/')
  })

  it('never lets a spreadsheet run a name', async () => {
    const rows = await rowsOf('/data/organisations.csv?country=it')
    expect(rows.find((row) => row.key === 'it-nowhere')?.name).toBe(`'=HYPERLINK("http://x";"y")`)
  })

  it('takes the filters of the site', async () => {
    expect((await rowsOf('/data/partnerships.csv')).map((row) => row.id)).not.toContain(world.ties.foreign)
    expect((await rowsOf('/data/partnerships.csv?scope=all')).map((row) => row.id)).toContain(world.ties.foreign)
    expect((await rowsOf('/data/organisations.csv?country=bf')).map((row) => row.key)).toEqual(['bf-ouahigouya'])
  })

  it('names all parties of a tie, the third one too', async () => {
    const row = (await rowsOf('/data/partnerships.csv')).find((one) => one.id === world.ties.threeParties)
    expect([row?.party_1_name, row?.party_2_name, row?.other_parties]).toEqual(['Chambéry', 'Torino', 'de-dortmund'])
  })

  it('holds nothing in discreet mode', async () => {
    for (const path of [
      '/data/partnerships.csv?scope=all',
      '/data/partnerships.geojson?scope=all',
      '/data/partnerships-etalab-2.0.csv',
    ])
      expect(await (await api.get(path)).text()).not.toContain(world.ties.discreet)
  })

  it('is named after its date, and costs a 304 or a head when nothing more is wanted', async () => {
    const response = await api.get('/data/organisations.csv?country=bf')
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="navette-organisations-selection-\d{4}-\d\d-\d\d\.csv"$/,
    )
    const etag = response.headers.get('etag') ?? ''
    expect((await api.get('/data/organisations.csv', { 'if-none-match': etag })).status).toBe(304)
    const head = await api.app.request(`${testBase}/data/organisations.csv`, { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  it('travels compressed', async () => {
    const response = await api.get('/data/organisations.csv', { 'accept-encoding': 'gzip, br' })
    expect(response.headers.get('content-encoding')).toBe('gzip')
    const plain = new Response(response.body?.pipeThrough(new DecompressionStream('gzip')))
    expect((await plain.text()).startsWith('key,name,')).toBe(true)
  })
})

describe('files cut by licence', () => {
  it('hold what was said under that licence, one row for each statement, and nothing else', async () => {
    const shared = await rowsOf('/data/partnerships-cc-by-sa-3.0.csv')
    expect(shared.map((row) => row.partnership_id).sort()).toEqual(
      [world.ties.cooperation, world.ties.threeParties].sort(),
    )
    expect(new Set(shared.map((row) => row.licence))).toEqual(new Set(['CC BY-SA 3.0']))
    expect(shared.find((row) => row.partnership_id === world.ties.cooperation)).toMatchObject({
      source: 'encyclopedia',
      attested_year: '2021',
      themes: '',
      state: 'unknown',
    })
    const open = await rowsOf('/data/partnerships-etalab-2.0.csv')
    expect(open.find((row) => row.partnership_id === world.ties.cooperation)).toMatchObject({
      source: 'city',
      themes: 'culture|health',
      state: 'active',
    })
  })

  it('exist for authorities too, and for no licence nobody uses', async () => {
    expect(await rowsOf('/data/organisations-etalab-2.0.csv')).toHaveLength(9)
    for (const name of [
      'partnerships-mit.csv',
      'organisations-cc-by-sa-3.0.csv',
      'partnerships-.csv',
      'partnerships-etalab-2.0.xlsx',
    ])
      expect([name, (await api.get(`/data/${name}`)).status]).toEqual([name, 404])
    expect((await api.get('/data/partnerships-etalab-2.0.csv?state=active')).status).toBe(400)
  })
})

describe('a GeoJSON file', () => {
  it('is one collection, each feature with its licence', async () => {
    const response = await api.get('/data/partnerships.geojson?scope=all')
    const file = (await response.json()) as {
      type: string
      features: { id: string; properties: Record<string, unknown> }[]
    }
    expect([file.type, file.features.length]).toEqual(['FeatureCollection', 6])
    expect(file.features.find((one) => one.id === world.ties.cooperation)?.properties.licences).toEqual([
      'CC BY-SA 3.0',
      'etalab-2.0',
    ])
  })

  it('is valid when nothing answers', async () => {
    expect(await api.json('/data/organisations.geojson?country=aq')).toEqual({
      type: 'FeatureCollection',
      features: [],
    })
  })
})

describe('an XLSX file', () => {
  it('has the rows and a sheet that says where they come from', async () => {
    const response = await api.get('/data/partnerships.xlsx?lang=en&state=suspended')
    expect(response.status).toBe(200)
    const bytes = Buffer.from(await response.arrayBuffer())
    const sheets = await readXlsxFile(bytes)
    const [data, about] = sheets
    expect(data?.sheet).toBe('Data')
    const [head, row] = data?.data ?? []
    expect(row?.[head?.indexOf('party_1_name') ?? -1]).toBe('Chambéry')
    expect(row?.[head?.indexOf('since_year') ?? -1]).toBe(1991)
    const said = (about?.data ?? []).flat().join(' ')
    for (const text of ['state=suspended', 'ShareAlike 3.0 (CC BY-SA 3.0)', 'Present state'])
      expect(said).toContain(text)
  })

  it('is refused with a way out when it would be too large', async () => {
    const file = {
      columns: [],
      dictionary: 'organisations' as const,
      count: () => Promise.resolve(maxXlsxRows + 1),
      csv: never,
      geojson: null,
      cells: never,
    }
    const about = { changedAt: new Date(), address: '', asked: '' }
    const words = {
      locale: 'fr' as const,
      t: translator('fr'),
      names: {} as never,
      links: {} as never,
      today: '2026-11-21',
    }
    await expect(makeXlsx(ctx, words, file, about)).rejects.toThrow('xlsx_too_large')
  })
})

function never(): AsyncGenerator<never> {
  throw new Error('nothing should have been read')
}

describe('the catalogue', () => {
  it('lists one distribution for each licence, each of which can be downloaded', async () => {
    const turtle = await (await api.get('/data/catalog.ttl')).text()
    const quads = new Parser().parse(turtle)
    const addresses = quads
      .filter((quad) => quad.predicate.value.endsWith('downloadURL'))
      .map((quad) => quad.object.value)
    expect(
      addresses
        .filter((address) => /-(etalab|cc)/.test(address))
        .map((address) => address.replace(`${testBase}/data/`, '')),
    ).toEqual(['organisations-etalab-2.0.csv', 'partnerships-cc-by-sa-3.0.csv', 'partnerships-etalab-2.0.csv'])
    for (const address of addresses)
      expect([address, (await api.app.request(address, { method: 'HEAD' })).status]).toEqual([address, 200])
  })

  it('is JSON-LD too', async () => {
    const response = await api.get('/data/catalog.jsonld')
    expect(response.headers.get('content-type')).toContain('application/ld+json')
    expect(((await response.json()) as { '@graph': unknown[] })['@graph'].length).toBeGreaterThan(20)
  })
})

describe('the feed', () => {
  it('tells the newest ties, in the language asked, under ids that stay', async () => {
    const response = await api.get('/data/feed.atom?lang=en&country=BF')
    const text = await response.text()
    expect(response.headers.get('content-type')).toContain('application/atom+xml')
    expect(text).toContain('xml:lang="en"')
    expect(text).toContain(`<id>urn:uuid:${world.ties.cooperation}</id>`)
    expect(text.match(/<entry>/g)).toHaveLength(1)
    expect(text).toContain('<title>Chambéry – Ouahigouya</title>')
  })

  it('follows the filters, regions too, and says which', async () => {
    const text = await (await api.get('/data/feed.atom?region=r84&state=ended')).text()
    expect(text.match(/<entry>/g)).toHaveLength(1)
    expect(text).toContain('region=r84, state=ended')
    expect((await (await api.get('/data/feed.atom?country=aq')).text()).match(/<entry>/g)).toBeNull()
  })
})

describe('the news of one tie', () => {
  it('are a feed of what all its parties let be read; of a hidden tie there is none', async () => {
    const news = { id: newId(), onDate: '2026-10-05', locale: 'fr', body: 'Le forage donne de l’eau.', figures: [] }
    const presentation = { texts: [], steps: [], transfers: [], openEnded: null, termYear: null }
    await ctx.db
      .insertInto('public_tie_content')
      .values({
        tie_id: world.ties.cooperation,
        presentation: JSON.stringify({
          ...presentation,
          news: [{ ...news, party: 'bf-ouahigouya', name: 'Ouahigouya' }],
        }),
        ...{ languages: [], sdgs: [], rights: [], updated_at: new Date() },
      })
      .execute()
    await raiseDataVersion(ctx)
    const response = await api.get(`/data/partnerships/${world.ties.cooperation}/news.atom?lang=fr`)
    const text = await response.text()
    expect(response.headers.get('content-type')).toContain('application/atom+xml')
    for (const words of ['Le forage donne de l’eau.', 'Chambéry – Ouahigouya', `#news-${news.id}`])
      expect(text).toContain(words)
    expect((await api.get(`/data/partnerships/${world.ties.discreet}/news.atom`)).status).toBe(404)
    expect((await api.get('/data/partnerships/zzz/news.atom')).status).toBe(404)
  })
})

it('an unknown file is told, and nothing of this file surprised the program', async () => {
  expect((await api.get('/data/secrets.csv')).status).toBe(404)
  expect((await api.get('/data/a/b/c')).status).toBe(404)
  expect((await api.get('/data', { 'accept-language': 'en' })).headers.get('location')).toBe(`${testBase}/en/data`)
  expect(api.reported).toEqual([])
})
