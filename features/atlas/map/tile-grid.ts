import { maxZoom } from './limits.ts'
import type { TieMask } from './tie-filter.ts'
import { isLocated, type TieIndex } from './tie-index.ts'

// A tile of the closest zoom is cut into 64 by 64 cells: places nearer to each other stay one dot.
const finestBits = maxZoom + 6
const cellsAtFinest = 2 ** finestBits

/**
 * The places with a point, sorted along a curve that keeps what lies together together (Z-order): whatever tile is
 * asked for, its places, and those of each of its cells, are one unbroken stretch. `x` and `y` are Web Mercator from 0 to 1.
 */
export type TileGrid = { place: Uint32Array; code: Uint32Array; x: Float64Array; y: Float64Array }

/** How many ties of a question each sorted place has. */
export type TileWeights = Uint32Array

/** A point of the earth in Web Mercator from 0 to 1, the poles cut off. */
export function toMercator(lon: number, lat: number): [x: number, y: number] {
  const sine = Math.min(0.9999, Math.max(-0.9999, Math.sin((lat * Math.PI) / 180)))
  const y = 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI
  return [Math.min(1 - 1e-12, Math.max(0, lon / 360 + 0.5)), Math.min(1 - 1e-12, Math.max(0, y))]
}

/** Puts a zero between the bits of a number of 15 bits. */
function spread(value: number): number {
  let bits = value & 0x7fff
  bits = (bits | (bits << 8)) & 0x00ff00ff
  bits = (bits | (bits << 4)) & 0x0f0f0f0f
  bits = (bits | (bits << 2)) & 0x33333333
  return (bits | (bits << 1)) & 0x55555555
}

/** The position of a cell on the curve; `x` and `y` count cells. */
export function zOrder(x: number, y: number): number {
  return (spread(x) | (spread(y) << 1)) >>> 0
}

/** Sorts the places of an index along the curve. */
export function toTileGrid(index: TieIndex): TileGrid {
  const count = index.placeKey.length
  const [xs, ys] = [new Float64Array(count), new Float64Array(count)]
  // Code and place in one number sort as fast as numbers do: 30 bits of code leave 23 for the place.
  const keys = new Float64Array(count)
  let located = 0
  for (let place = 0; place < count; place++) {
    if (!isLocated(index, place)) continue
    const [x, y] = toMercator(index.placeLon[place] ?? 0, index.placeLat[place] ?? 0)
    xs[place] = x
    ys[place] = y
    keys[located++] = zOrder(Math.floor(x * cellsAtFinest), Math.floor(y * cellsAtFinest)) * 2 ** 23 + place
  }
  const sorted = keys.subarray(0, located).sort()
  const grid = {
    place: new Uint32Array(located),
    code: new Uint32Array(located),
    x: new Float64Array(located),
    y: new Float64Array(located),
  }
  for (let i = 0; i < located; i++) {
    const key = sorted[i] ?? 0
    const place = key % 2 ** 23
    grid.place[i] = place
    grid.code[i] = Math.floor(key / 2 ** 23)
    grid.x[i] = xs[place] ?? 0
    grid.y[i] = ys[place] ?? 0
  }
  return grid
}

/** Counts the ties of a question at each sorted place. */
export function weigh(index: TieIndex, grid: TileGrid, mask: TieMask): TileWeights {
  const perPlace = new Uint32Array(index.placeKey.length)
  const { tieStart, tiePlaces } = index
  for (let tie = 0; tie < mask.length; tie++) {
    if (!mask[tie]) continue
    const end = tieStart[tie + 1] ?? 0
    for (let i = tieStart[tie] ?? 0; i < end; i++) {
      const place = tiePlaces[i] ?? 0
      perPlace[place] = (perPlace[place] ?? 0) + 1
    }
  }
  return Uint32Array.from(grid.place, (place) => perPlace[place] ?? 0)
}

/** The first sorted place whose code is not below `code`. */
function firstAt(codes: Uint32Array, code: number): number {
  let [low, high] = [0, codes.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((codes[middle] ?? 0) < code) low = middle + 1
    else high = middle
  }
  return low
}

/** The stretch of sorted places in the cell `x`, `y` of a world of 2^bits by 2^bits cells. */
export function stretchOf(grid: TileGrid, bits: number, x: number, y: number): [from: number, to: number] {
  const shift = 2 * (finestBits - bits)
  const code = zOrder(x, y) * 2 ** shift
  return [firstAt(grid.code, code), firstAt(grid.code, code + 2 ** shift)]
}

/** Which tile: zoom, column from the west, row from the north. */
export type TileAddress = { zoom: number; x: number; y: number }

/** A dot of a tile: its cell, how many places and ends it stands for, their middle, and the place with most ends. */
export type TileDot = { cell: number; places: number; ends: number; x: number; y: number; anchor: number }

/** The dots of a tile: one for each of its cells (2^cellBits by 2^cellBits) that has ends. */
export function dotsOf(grid: TileGrid, weights: TileWeights, { zoom, x, y }: TileAddress, cellBits: number): TileDot[] {
  const [from, to] = stretchOf(grid, zoom, x, y)
  const dots: TileDot[] = []
  const shift = 2 * (finestBits - zoom - cellBits)
  const lastCell = 4 ** cellBits - 1
  let dot: TileDot | null = null
  let most = 0
  for (let i = from; i < to; i++) {
    const ends = weights[i] ?? 0
    if (ends === 0) continue
    const cell = ((grid.code[i] ?? 0) >>> shift) & lastCell
    if (!dot || dot.cell !== cell) {
      dot = { cell, places: 0, ends: 0, x: 0, y: 0, anchor: i }
      dots.push(dot)
      most = 0
    }
    dot.places += 1
    dot.ends += ends
    // Each place counts once for the middle: a dot stands where places are, however many ties one of them has.
    dot.x += grid.x[i] ?? 0
    dot.y += grid.y[i] ?? 0
    if (ends > most) [most, dot.anchor] = [ends, i]
  }
  for (const one of dots) {
    one.x /= one.places
    one.y /= one.places
  }
  return dots
}

/** The sorted places with ends in one cell of a tile, those with most ends first. */
export function placesInCell(
  grid: TileGrid,
  weights: TileWeights,
  { zoom, x, y }: TileAddress,
  cellBits: number,
  cell: number,
): number[] {
  const [from, to] = stretchOf(grid, zoom, x, y)
  const shift = 2 * (finestBits - zoom - cellBits)
  const lastCell = 4 ** cellBits - 1
  const found: number[] = []
  for (let i = from; i < to; i++) {
    if (weights[i] && (((grid.code[i] ?? 0) >>> shift) & lastCell) === cell) found.push(i)
  }
  return found.sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0))
}
