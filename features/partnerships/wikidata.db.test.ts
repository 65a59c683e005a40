import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { testContext } from '../../tests/db.ts'
import { loadSmallRegister } from '../../tests/factories.ts'
import { type Mishap, type ServedItem, serveWikidata } from '../../tests/wikidata-service.ts'
import { importWikidata, type WikidataImport } from './wikidata.server.ts'

const town = (id: number, fr: string, insee: string, point: string): ServedItem => ({
  id,
  fr,
  country: 'FR',
  insee,
  point,
})
const chambery = town(45656, 'Chambéry', '73065', 'Point(5.9178 45.5646)')
const nanterre = town(48958, 'Nanterre', '92050', 'Point(2.2 48.9)')
const lille = town(648, 'Lille', '59350', 'Point(3.06 50.63)')
const ouahigouya: ServedItem = { id: 857079, fr: 'Ouahigouya', country: 'BF', point: 'Point(-2.4167 13.5833)' }
const tlemcen: ServedItem = { id: 201085, fr: 'Tlemcen', country: 'DZ', point: 'Point(-1.3167 34.8828)' }
const saintLouis: ServedItem = { id: 236849, fr: 'Saint-Louis', country: 'SN', point: 'Point(-16.5 16.03)' }

let ctx: Ctx
let server: Awaited<ReturnType<typeof serveWikidata>>

beforeAll(async () => {
  ctx = await testContext()
  await loadSmallRegister(ctx)
  server = await serveWikidata([
    { a: chambery, b: ouahigouya, start: '1991-01-01T00:00:00Z' },
    { a: nanterre, b: tlemcen },
    { a: lille, b: saintLouis, start: '1978-01-01T00:00:00Z', end: '2014-01-01T00:00:00Z' },
  ])
})

beforeEach(async () => {
  await sql`delete from public_tie`.execute(ctx.db)
  await sql`truncate public_tie_end, public_tie_count, partnership_statement, partnership_party, import_row, import_run`.execute(
    ctx.db,
  )
  await sql`delete from partnership`.execute(ctx.db)
  server.asked.length = 0
})

const ask = (more: Partial<WikidataImport> = {}) =>
  importWikidata(ctx, {
    country: 'FR',
    dryRun: false,
    service: server.service,
    pageSize: 1,
    onProgress: () => undefined,
    ...more,
  })

const ties = async () =>
  (
    await sql<{
      keys: string
      state: string
    }>`select array_to_string(party_keys, ' ') as keys, state from public_tie order by 1`.execute(ctx.db)
  ).rows

const all = [
  { keys: 'c59350 sn-saint-louis', state: 'ended' },
  { keys: 'c73065 bf-ouahigouya', state: 'unknown' },
  { keys: 'c92050 dz-tlemcen', state: 'unknown' },
]

const cut: Mishap = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/sparql-results+json', 'content-length': '5000' })
  response.write('{"head":')
  setTimeout(() => response.destroy(), 10)
}
const busy: Mishap = (_, response) => void response.writeHead(429, { 'retry-after': '0' }).end('Too Many Requests')
const nonsense: Mishap = (_, response) =>
  void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Maintenance</h1>')
const otherShape: Mishap = (_, response) => void response.writeHead(200).end('{"error":"query timeout"}')
const silent: Mishap = () => undefined
const broken: Mishap = (_, response) => void response.writeHead(500).end()

describe('an import from Wikidata', () => {
  it('reads page after page, names itself, and says where each tie comes from', async () => {
    const report = await ask()
    expect(report.totals).toMatchObject({ created: 3 })
    expect(await ties()).toEqual(all)
    expect(server.asked.map((question) => question.after?.replace(/.*Q/, 'Q') ?? null)).toEqual([
      null,
      'Q45656',
      'Q48958',
      'Q648',
    ])
    expect(new Set(server.asked.map((question) => question.userAgent))).toEqual(new Set(['Navette test']))
    const statement = await ctx.db
      .selectFrom('partnership_statement')
      .selectAll()
      .where('since_year', '=', 1991)
      .executeTakeFirstOrThrow()
    expect(statement).toMatchObject({ licence: 'CC0-1.0', page_url: 'https://www.wikidata.org/wiki/Q45656#P190' })
  })

  it('run twice changes nothing', async () => {
    await ask()
    const again = await ask({ pageSize: 50 })
    expect(again.totals).toMatchObject({ created: 0, alreadyThere: 3 })
    expect(again.statementsAdded).toBe(0)
  })

  it.each([
    ['a cut', cut],
    ['a 429', busy],
    ['a page of HTML', nonsense],
    ['another JSON', otherShape],
    ['silence', silent],
    ['a 500', broken],
  ])('asks again after %s', async (_, mishap) => {
    server.mishaps.push(mishap)
    expect((await ask()).totals).toMatchObject({ created: 3 })
    expect(await ties()).toEqual(all)
  })

  it('waits as long as it is told to', async () => {
    server.mishaps.push((_, response) => void response.writeHead(429, { 'retry-after': '1' }).end())
    const started = Date.now()
    await ask({ pageSize: 50 })
    expect(Date.now() - started).toBeGreaterThanOrEqual(1000)
  })

  it('leaves the service in peace between two pages', async () => {
    const started = Date.now()
    await ask({ service: { ...server.service, betweenMs: 150 } })
    expect(server.asked).toHaveLength(4)
    expect(Date.now() - started).toBeGreaterThanOrEqual(450)
  })

  it('gives up with one sentence, keeps what it read, and goes on from there', async () => {
    let pages = 0
    const onProgress = () => {
      // The first page was answered, the second never is.
      if (pages++ === 0) server.mishaps.push(busy, nonsense, broken, cut)
    }
    const failing = ask({ onProgress })
    await expect(failing).rejects.toMatchObject({ code: 'unavailable', reason: 'wikidata_unavailable' })
    expect(await ties()).toHaveLength(1)
    server.asked.length = 0
    expect((await ask()).totals).toMatchObject({ created: 2, alreadyThere: 0 })
    expect(server.asked[0]?.after).toContain('Q45656')
    expect(await ties()).toEqual(all)
    const runs = await ctx.db.selectFrom('import_run').select('finished_at').execute()
    expect(runs).toHaveLength(1)
    expect(runs[0]?.finished_at).not.toBeNull()
  })

  it('is a rehearsal when asked', async () => {
    expect((await ask({ dryRun: true })).totals).toMatchObject({ created: 3 })
    expect(await ties()).toEqual([])
    expect(await ctx.db.selectFrom('import_run').selectAll().execute()).toEqual([])
  })

  it('asks for countries only', async () => {
    await expect(ask({ country: 'FR" } #' })).rejects.toMatchObject({ code: 'invalid', reason: 'wikidata_country' })
    await expect(
      importWikidata(
        { ...ctx, actor: { kind: 'anonymous' } },
        { country: 'FR', dryRun: false, service: server.service, pageSize: 1, onProgress: () => undefined },
      ),
    ).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(server.asked).toEqual([])
  })
})
