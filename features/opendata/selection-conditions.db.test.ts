import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { makeTie, makeWorld } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { noFilters } from '../atlas/filters.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { type Box, parseBbox, parseDatetime } from './ogc-parameters.ts'
import { listOrganisationRecords } from './organisation-rows.server.ts'
import { tieBoxCondition } from './selection-conditions.server.ts'
import { countTieRecords, listTieRecords } from './tie-rows.server.ts'

let ctx: Ctx
let world: Awaited<ReturnType<typeof makeWorld>>
const everything = { ...noFilters(), scope: 'all' as const }

beforeAll(async () => {
  ctx = await testContext()
  world = await makeWorld(ctx)
})

function boxes(text: string): Box[] {
  const reading = parseBbox(text)
  if ('issue' in reading) throw new Error(text)
  return reading.value
}

async function tiesIn(text: string): Promise<string[]> {
  const rows = await listTieRecords(ctx, { filters: everything, boxes: boxes(text) }, null, 100)
  const names = Object.entries(world.ties)
  return rows.map((row) => names.find(([, id]) => id === row.id)?.[0] ?? row.id).sort()
}

describe('ties in a box', () => {
  it('are those with an end in it', async () => {
    expect(await tiesIn('-3,13,-2,14')).toEqual(['cooperation'])
  })

  it('are those whose line passes through it, though both ends lie outside', async () => {
    expect(await tiesIn('0,29,4,31')).toEqual(['cooperation'])
  })

  it('are not those whose extent alone overlaps it', async () => {
    expect(await tiesIn('-2,40,0,44')).toEqual([])
  })

  it('cross the antimeridian, from either side and with a box over it', async () => {
    expect(await tiesIn('175,-25,179,-15')).toEqual(['pacific'])
    expect(await tiesIn('-175,-25,-160,-15')).toEqual(['pacific'])
    expect(await tiesIn('170,-25,-170,-15')).toEqual(['pacific'])
    expect(await tiesIn('-100,-25,100,-15')).toEqual([])
  })

  it('have a known place for each party', async () => {
    const all = await tiesIn('-180,-90,180,90')
    expect(all).toContain('threeParties')
    expect(all).not.toContain('withoutPlace')
    expect(all).not.toContain('discreet')
  })
})

describe('ties of a period', () => {
  async function tiesOf(text: string): Promise<string[]> {
    const reading = parseDatetime(text)
    if ('issue' in reading) throw new Error(text)
    const selection = { filters: everything, period: reading.value }
    const rows = await listTieRecords(ctx, selection, null, 100)
    expect(await countTieRecords(ctx, selection)).toBe(rows.length)
    const names = Object.entries(world.ties)
    return rows.map((row) => names.find(([, id]) => id === row.id)?.[0] ?? row.id).sort()
  }

  it('lasted within it, open where a year is unknown', async () => {
    expect(await tiesOf('1960-01-01/1970-01-01')).toEqual(['ended'])
    expect(await tiesOf('1995-06-01T00:00:00Z')).toEqual(['cooperation', 'ended', 'foreign'])
    expect(await tiesOf('2000-01-01/..')).toEqual(['cooperation', 'foreign'])
    expect(await tiesOf('../1956-12-31')).toEqual([])
    expect(await tiesOf('../1957-01-01')).toEqual(['ended'])
  })
})

describe('authorities in a box', () => {
  it('lie in it, on either side of the antimeridian', async () => {
    const found = async (text: string) =>
      (await listOrganisationRecords(ctx, { filters: everything, boxes: boxes(text) }, null, 100)).map((row) => row.key)
    expect(await found('5,45,6,46')).toEqual(['c73065'])
    expect(await found('160,-30,-140,0')).toEqual(['c98735', 'c98818'])
    expect(await found('0,91,10,95')).toEqual([])
  })
})

// The same question asked in another way: points close together along the segment, the short way round.
function passesThrough([x1, y1, x2, y2]: number[], box: Box): boolean {
  const turned =
    (x2 ?? 0) - (x1 ?? 0) > 180 ? (x2 ?? 0) - 360 : (x2 ?? 0) - (x1 ?? 0) < -180 ? (x2 ?? 0) + 360 : (x2 ?? 0)
  for (let i = 0; i <= 2000; i++) {
    const lon = (x1 ?? 0) + ((turned - (x1 ?? 0)) * i) / 2000
    const lat = (y1 ?? 0) + (((y2 ?? 0) - (y1 ?? 0)) * i) / 2000
    const shown = lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon
    if (shown >= box.west && shown <= box.east && lat >= box.south && lat <= box.north) return true
  }
  return false
}

describe('the condition on the line of a tie', () => {
  it('agrees with a walk along the line, wherever both lie', async () => {
    const a = await makeAuthority(ctx, { name: 'A', lon: 0, lat: 0 })
    const b = await makeAuthority(ctx, { name: 'B', lon: 1, lat: 1 })
    const id = await makeTie(ctx, { parties: [a, b] })
    await publishTies(ctx, { ids: [id] })
    const move = (position: number, lon: number, lat: number) =>
      sql`update public_tie_end set lon = ${lon}, lat = ${lat} where tie_id = ${id} and position = ${position}`.execute(
        ctx.db,
      )
    const lon = fc.integer({ min: -180, max: 180 })
    const lat = fc.integer({ min: -85, max: 85 })
    await fc.assert(
      fc.asyncProperty(
        lon,
        lat,
        lon,
        lat,
        lon,
        lat,
        fc.integer({ min: 3, max: 60 }),
        async (x1, y1, x2, y2, west, south, size) => {
          fc.pre(Math.abs(x2 - x1) !== 180)
          const box = { west, south, east: Math.min(180, west + size), north: Math.min(90, south + size) }
          await move(1, x1, y1)
          await move(2, x2, y2)
          await sql`update public_tie set min_lon = ${Math.min(x1, x2)}, max_lon = ${Math.max(x1, x2)},
          min_lat = ${Math.min(y1, y2)}, max_lat = ${Math.max(y1, y2)} where id = ${id}`.execute(ctx.db)
          const found = await sql`select 1 from public_tie t where t.id = ${id} and ${tieBoxCondition([box])}`.execute(
            ctx.db,
          )
          const touched = found.rows.length === 1
          // A walk in steps may jump over the corner of a box; it never sees a box the line does not meet.
          if (passesThrough([x1, y1, x2, y2], box)) expect(touched).toBe(true)
          else if (touched) {
            const wider = { west: box.west - 0.2, south: box.south - 0.2, east: box.east + 0.2, north: box.north + 0.2 }
            expect(passesThrough([x1, y1, x2, y2], wider)).toBe(true)
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})
