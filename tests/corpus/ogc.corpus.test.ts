import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type ServerType, serve } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApi } from '../../api/app.ts'
import { loadFirstData } from '../../features/partnerships/first-data.server.ts'
import type { Ctx } from '../../platform/context.ts'
import { readCsv } from '../../platform/csv.ts'
import { getDataVersion } from '../../platform/db/data-version.ts'
import { testContext } from '../db.ts'

const run = promisify(execFile)

// Programs of the Debian package gdal-bin.
const programs = { convert: 'ogr2ogr', inspect: 'ogrinfo' } as const

function gdalVersion(): string | null {
  try {
    return execFileSync(programs.convert, ['--version'], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
}

const gdal = gdalVersion()

it('has a GIS to be read by', (test) => {
  if (gdal === null) test.skip('ogr2ogr is missing: install the Debian package gdal-bin to check the OGC API')
})

describe.skipIf(gdal === null)(`the OGC API read by ${gdal}`, () => {
  let ctx: Ctx
  let server: ServerType
  let folder: string
  let address: string
  const requested: string[] = []

  beforeAll(async () => {
    ctx = await testContext()
    await loadFirstData(ctx, () => undefined)
    const present = await getDataVersion(ctx)
    folder = await mkdtemp(join(tmpdir(), 'navette-ogc-'))
    const app = new Hono()
    server = serve({ fetch: (request) => app.fetch(request), port: 0, hostname: '127.0.0.1' })
    await new Promise((resolve) => server.once('listening', resolve))
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const page = (locale: string, name: string) => `${baseUrl}/${locale}/${name}`
    app.use(async (c, next) => {
      requested.push(c.req.url)
      await next()
    })
    app.route(
      '/',
      createApi({
        database: { db: ctx.db },
        dataVersion: () => present,
        build: 'corpus',
        baseUrl,
        links: { organisation: page, country: page, partnership: page, project: page, budget: page, page },
        report: (error) => expect.fail(String(error)),
      }),
    )
    address = `OAPIF:${baseUrl}/ogc`
  })

  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve))
    await rm(folder, { recursive: true })
  })

  async function download(collection: string, ...options: string[]): Promise<Record<string, string>[]> {
    const file = join(folder, `${collection}-${requested.length}.csv`)
    await run(programs.convert, ['-f', 'CSV', file, address, collection, '-oo', 'PAGE_SIZE=1000', ...options])
    const [head, ...records] = [...readCsv(await readFile(file, 'utf8'), ',')]
    return records.map((record) =>
      Object.fromEntries((head?.cells ?? []).map((name, i) => [name, record.cells[i] ?? ''])),
    )
  }

  const countOf = async (table: 'public_organisation' | 'public_tie') =>
    (
      await ctx.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n

  it('is listed: both collections, their geometry, their number, the types of their properties', async () => {
    const { stdout } = await run(programs.inspect, ['-ro', '-so', '-al', address])
    expect(stdout).toContain('Layer name: organisations')
    expect(stdout).toContain('Geometry: Point')
    expect(stdout).toContain(`Feature Count: ${await countOf('public_organisation')}`)
    expect(stdout).toContain('population: Integer')
    expect(stdout).toContain('Layer name: partnerships')
    expect(stdout).toContain('Geometry: Line String')
    expect(stdout).toContain(`Feature Count: ${await countOf('public_tie')}`)
    expect(stdout).toContain('since_year: Integer')
  })

  it('gives every authority once', async () => {
    const rows = await download('organisations')
    expect(rows.length).toBe(await countOf('public_organisation'))
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
    expect(rows.find((row) => row.key === 'c73065')?.name).toBe('Chambéry')
  })

  it('gives every tie once', async () => {
    const rows = await download('partnerships')
    expect(rows.length).toBe(await countOf('public_tie'))
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
  })

  it('answers a box and a filter itself, so that only what is wanted travels', async () => {
    const rows = await download('organisations', '-spat', '5.5', '45.3', '6.2', '45.8', '-where', "tier = 'commune'")
    expect(rows.map((row) => row.name)).toContain('Chambéry')
    expect(rows.length).toBeLessThan(500)
    const last = new URL(requested.filter((url) => url.includes('/items')).at(-1) ?? '')
    const box = last.searchParams
      .get('bbox')
      ?.split(',')
      .map((part) => Number(part).toFixed(2))
    expect(box).toEqual(['5.50', '45.30', '6.20', '45.80'])
    expect(last.searchParams.get('tier')).toBe('commune')
  })
})
