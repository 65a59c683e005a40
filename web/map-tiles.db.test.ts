import { beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../platform/context.ts'
import { getDataVersion } from '../platform/db/data-version.ts'
import { makeWorld } from '../tests/api-world.ts'
import { testContext } from '../tests/db.ts'
import { mapTiles } from './map-tiles.ts'

let ctx: Ctx
let version: number
let ask: (path: string, headers?: Record<string, string>) => Promise<Response>

beforeAll(async () => {
  ctx = await testContext()
  await makeWorld(ctx)
  version = (await getDataVersion(ctx)).version
  const app = mapTiles({ database: { db: ctx.db } }, 'test')
  ask = async (path, headers = {}) => app.request(`http://navette.test${path}`, { headers })
})

const forEver = /max-age=31536000, immutable/
const oneDay = /max-age=86400, immutable/

describe('the addresses of tiles', () => {
  it('hold the data version, so that an answer may be kept; that of places for a day, since any of them may leave', async () => {
    const tile = await ask(`/tiles/${version}/0/0/0.mvt`)
    expect(tile.status).toBe(200)
    expect(tile.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile')
    expect(tile.headers.get('cache-control')).toMatch(oneDay)
    const ground = await ask('/tiles/ground-1/0/0/0.mvt')
    expect([ground.status, ground.headers.get('cache-control')]).toEqual([200, expect.stringMatching(forEver)])
  })

  it('send an older page to the present version with its filters, unkept', async () => {
    const answer = await ask(`/tiles/${version - 1}/0/0/0.mvt?country=bf`)
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toBe(`/tiles/${version}/0/0/0.mvt?country=bf`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  it('are empty without a body', async () => {
    const answer = await ask(`/tiles/${version}/5/0/30.mvt`)
    expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([204, 0])
  })

  it.each(['10/0/0.mvt', '1/2/0.mvt', 'a/b/c.mvt', '-1/0/0.mvt', '1/0/0.png', '0/0', ''])(
    'that name no tile are not found, in the reader’s language: %s',
    async (rest) => {
      const answer = await ask(`/tiles/${version}/${rest}`, { 'accept-language': 'fr' })
      expect(answer.status).toBe(404)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect(await answer.json()).toMatchObject({ status: 404, detail: expect.stringContaining('tuile') })
    },
  )

  it('tell the threads of a place', async () => {
    const answer = await ask(`/tiles/${version}/places/bf-ouahigouya`)
    expect(await answer.json()).toMatchObject({ name: 'Ouahigouya', ties: [{ others: [{ key: 'c73065' }] }] })
    expect((await ask(`/tiles/${version}/places/nobody`)).status).toBe(404)
  })
})
