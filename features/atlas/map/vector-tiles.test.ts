import { createHash } from 'node:crypto'
import { classifyRings, VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { describe, expect, it } from 'vitest'
import { noFilters } from '../filters.ts'
import { cutGroundTile } from './ground-tile.ts'
import { groundEdition, groundZoom, heaviestTile, tileExtent } from './limits.ts'
import { cutPlaceTile } from './place-tile.ts'
import { matchTies } from './tie-filter.ts'
import { TieIndexBuilder } from './tie-index.ts'
import { toTileGrid } from './tile-grid.ts'
import { getMercator } from './world-atlas.server.ts'
import { toMercator } from './z-order.ts'

function decode(bytes: Uint8Array | null) {
  return bytes ? new VectorTile(new PbfReader(bytes)).layers : {}
}

function around(lon: number, lat: number, zoom: number) {
  const [x, y] = toMercator(lon, lat)
  return { zoom, x: Math.floor(x * 2 ** zoom), y: Math.floor(y * 2 ** zoom) }
}

function townsTogether(count: number, name: string) {
  const builder = new TieIndexBuilder()
  const side = Math.ceil(Math.sqrt(count))
  const facts = { country: 'FR', tier: 'commune', region: null, departement: null, population: null } as const
  for (let i = 0; i < count; i++) {
    const at = { lon: 2.2 + (0.6 * (i % side)) / side, lat: 48.7 + (0.4 * Math.floor(i / side)) / side }
    builder.addPlace({ key: `c${i}`, name: `${name} ${i}`, ...facts, ...at })
  }
  for (let i = 0; i < count; i++) {
    const said = { type: 'twinning', state: 'unknown', evidence: 'thirdParty', themes: [], french: true } as const
    builder.addTie({ id: `t${i}`, ...said, parties: [`c${i}`, `c${(i + 1) % count}`] })
  }
  const index = builder.finish()
  return { index, grid: toTileGrid(index, matchTies(index, noFilters(), null)) }
}

describe('a tile of places', () => {
  it('names a lone place and gives its key, its ends and its point', () => {
    const { index, grid } = townsTogether(2, 'Ville')
    const tile = around(2.2, 48.7, 9)
    const layer = decode(cutPlaceTile(index, grid, tile)).places
    expect(layer?.extent).toBe(tileExtent)
    const feature = layer?.feature(0)
    expect(feature?.properties).toEqual({ ends: 2, places: 1, name: 'Ville 0', country: 'FR', key: 'c0' })
    const [lon, lat] =
      feature?.toGeoJSON(tile.x, tile.y, tile.zoom).geometry.type === 'Point'
        ? ((feature.toGeoJSON(tile.x, tile.y, tile.zoom).geometry as GeoJSON.Point).coordinates as [number, number])
        : [0, 0]
    expect(lon).toBeCloseTo(2.2, 3)
    expect(lat).toBeCloseTo(48.7, 3)
  })

  it('gathers many places without a key, and is nothing where there are none', () => {
    const { index, grid } = townsTogether(400, 'Ville')
    const feature = decode(cutPlaceTile(index, grid, { zoom: 0, x: 0, y: 0 })).places?.feature(0)
    expect(feature?.properties.places).toBeGreaterThan(1)
    expect(feature?.properties).not.toHaveProperty('key')
    expect(cutPlaceTile(index, grid, around(-140, -40, 5))).toBeNull()
  })

  it('stays light however many places with long names crowd in it', () => {
    const { index, grid } = townsTogether(
      60_000,
      'Saint-Rémy-en-Bouzemont-Saint-Genest-et-Isson-sur-la-très-longue-rivière',
    )
    const bytes = cutPlaceTile(index, grid, around(2.3, 48.8, 9))
    expect(bytes?.byteLength).toBeGreaterThan(1000)
    expect(bytes?.byteLength).toBeLessThanOrEqual(heaviestTile)
  })
})

describe('a tile of the ground', () => {
  it('holds land, borders and disputed borders', () => {
    const layers = decode(cutGroundTile(getMercator('110m'), { zoom: 0, x: 0, y: 0 }))
    expect(Object.keys(layers).sort()).toEqual(['borders', 'disputed', 'land'])
  })

  it('is nothing over open sea', () => {
    expect(cutGroundTile(getMercator('50m'), around(-140, -40, 6))).toBeNull()
  })

  it('keeps the Caspian sea a hole of its own continent', () => {
    const tile = around(50.5, 42, 3)
    const land = decode(cutGroundTile(getMercator('50m'), tile)).land
    const pieces = Array.from({ length: land?.length ?? 0 }, (_, i) => land?.feature(i).loadGeometry() ?? [])
    const holed = pieces.filter((rings) => rings.length > 1)
    expect(holed.length).toBeGreaterThan(0)
    for (const rings of pieces) expect(classifyRings(rings)).toHaveLength(1)
  })

  it.each([0, 2, 4, groundZoom])('is light at zoom %i, wherever it is', (zoom) => {
    const plane = getMercator(zoom < 3 ? '110m' : '50m')
    for (const [lon, lat] of [
      [5, 47],
      [25, 60],
      [120, 0],
      [-70, 50],
      [179, 68],
    ] as const)
      expect(cutGroundTile(plane, around(lon, lat, zoom))?.byteLength ?? 0).toBeLessThan(heaviestTile)
  })

  it('is kept for ever by readers: when it changes, raise groundEdition and take the new digest', () => {
    const bytes = cutGroundTile(getMercator('50m'), around(5, 47, 4)) ?? new Uint8Array()
    expect(`${groundEdition} ${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`).toMatchInlineSnapshot(
      `"1 0fe1f03475f2"`,
    )
  })
})
