import type { TieMask } from './tie-filter.ts'
import type { TieIndex } from './tie-index.ts'
import { finestBits, toMercator, zOrder } from './z-order.ts'

/** Which tile: zoom, column from the west, row from the north. */
export type TileAddress = { zoom: number; x: number; y: number }

/**
 * The ends of one question gathered by cells of the world, `bits` fine (2^bits by 2^bits cells), along the curve of the
 * tiles: whatever tile is asked for, its cells are one unbroken stretch. `x` and `y` are sums over places.
 */
type Level = {
  bits: number
  code: Uint32Array
  ends: Uint32Array
  places: Uint32Array
  x: Float64Array
  y: Float64Array
  anchor: Uint32Array
  anchorEnds: Uint32Array
}

/** The ends of one question, ready to be cut into tiles of any zoom; `weights` are the ties of each place. */
export type TileGrid = { weights: Uint32Array; levels: Level[] }

/** How many ties of a question each place has. */
export function weigh(index: TieIndex, mask: TieMask): Uint32Array {
  const { tieStart, tiePlaces } = index
  const weights = new Uint32Array(index.placeKey.length)
  for (let tie = 0; tie < mask.length; tie++) {
    if (!mask[tie]) continue
    const end = tieStart[tie + 1] ?? 0
    for (let i = tieStart[tie] ?? 0; i < end; i++) {
      const place = tiePlaces[i] ?? 0
      weights[place] = (weights[place] ?? 0) + 1
    }
  }
  return weights
}

function emptyLevel(bits: number, size: number): Level {
  return {
    bits,
    code: new Uint32Array(size),
    ends: new Uint32Array(size),
    places: new Uint32Array(size),
    x: new Float64Array(size),
    y: new Float64Array(size),
    anchor: new Uint32Array(size),
    anchorEnds: new Uint32Array(size),
  }
}

function trim(level: Level, size: number): Level {
  const { bits, code, ends, places, x, y, anchor, anchorEnds } = level
  return {
    bits,
    code: code.slice(0, size),
    ends: ends.slice(0, size),
    places: places.slice(0, size),
    x: x.slice(0, size),
    y: y.slice(0, size),
    anchor: anchor.slice(0, size),
    anchorEnds: anchorEnds.slice(0, size),
  }
}

// Each level sums sixteen cells of the one before: a tile of any zoom is summed from at most sixteen times its own cells.
const levelBits = [finestBits, 13, 11, 9, 7, 5] as const

function finestLevel(index: TieIndex, weights: Uint32Array): Level {
  const level = emptyLevel(
    finestBits,
    weights.reduce((sum, ends) => sum + (ends > 0 ? 1 : 0), 0),
  )
  const { placeCode, placeLon, placeLat } = index
  let at = -1
  for (let place = 0; place < weights.length; place++) {
    const ends = weights[place] ?? 0
    const code = placeCode[place] ?? 0
    if (ends === 0 || Number.isNaN(placeLon[place])) continue
    if (at < 0 || level.code[at] !== code) level.code[++at] = code
    const [x, y] = toMercator(placeLon[place] ?? 0, placeLat[place] ?? 0)
    addTo(level, at, { ends, places: 1, x, y, anchor: place, anchorEnds: ends })
  }
  return trim(level, at + 1)
}

type Sums = { ends: number; places: number; x: number; y: number; anchor: number; anchorEnds: number }

function addTo(level: Level, at: number, one: Sums): void {
  level.ends[at] = (level.ends[at] ?? 0) + one.ends
  level.places[at] = (level.places[at] ?? 0) + one.places
  level.x[at] = (level.x[at] ?? 0) + one.x
  level.y[at] = (level.y[at] ?? 0) + one.y
  if (one.anchorEnds <= (level.anchorEnds[at] ?? 0)) return
  level.anchor[at] = one.anchor
  level.anchorEnds[at] = one.anchorEnds
}

function sumsAt(level: Level, i: number): Sums {
  return {
    ends: level.ends[i] ?? 0,
    places: level.places[i] ?? 0,
    x: level.x[i] ?? 0,
    y: level.y[i] ?? 0,
    anchor: level.anchor[i] ?? 0,
    anchorEnds: level.anchorEnds[i] ?? 0,
  }
}

function coarser(level: Level, bits: number): Level {
  const found = emptyLevel(bits, level.code.length)
  const shift = 2 * (level.bits - bits)
  let at = -1
  for (let i = 0; i < level.code.length; i++) {
    const code = (level.code[i] ?? 0) >>> shift
    if (at < 0 || found.code[at] !== code) found.code[++at] = code
    addTo(found, at, sumsAt(level, i))
  }
  return trim(found, at + 1)
}

/** Gathers the ends of a question at every level. */
export function toTileGrid(index: TieIndex, mask: TieMask): TileGrid {
  const weights = weigh(index, mask)
  const levels = [finestLevel(index, weights)]
  for (const bits of levelBits.slice(1)) levels.push(coarser(levels.at(-1) as Level, bits))
  return { weights, levels }
}

/** How many bytes a grid holds, roughly. */
export function bytesOf({ weights, levels }: TileGrid): number {
  return weights.byteLength + levels.reduce((sum, level) => sum + level.code.length * 36, 0)
}

/** The first position whose code is not below `code`. */
function firstAt(codes: Uint32Array, code: number): number {
  let [low, high] = [0, codes.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((codes[middle] ?? 0) < code) low = middle + 1
    else high = middle
  }
  return low
}

function stretchOf(codes: Uint32Array, bits: number, { zoom, x, y }: TileAddress): [from: number, to: number] {
  const shift = 4 ** (bits - zoom)
  const code = zOrder(x, y) * shift
  return [firstAt(codes, code), firstAt(codes, code + shift)]
}

/** A dot of a tile: its cell, how many places and ends it stands for, their middle, and the place with most ends. */
export type TileDot = { cell: number; places: number; ends: number; x: number; y: number; anchor: number }

/**
 * The dots of a tile: one for each of its cells (2^cellBits by 2^cellBits) that has ends. A dot stands in the middle of
 * its places, however many ties one of them has.
 */
export function dotsOf({ levels }: TileGrid, tile: TileAddress, cellBits: number): TileDot[] {
  const level = levels.findLast(({ bits }) => bits >= tile.zoom + cellBits)
  if (!level) return []
  const [from, to] = stretchOf(level.code, level.bits, tile)
  const shift = 2 * (level.bits - tile.zoom - cellBits)
  const lastCell = 4 ** cellBits - 1
  const dots: (TileDot & { anchorEnds: number })[] = []
  for (let i = from; i < to; i++) {
    const cell = ((level.code[i] ?? 0) >>> shift) & lastCell
    const one = sumsAt(level, i)
    const dot = dots.at(-1)
    if (dot?.cell !== cell) {
      dots.push({ cell, ...one })
      continue
    }
    dot.places += one.places
    dot.ends += one.ends
    dot.x += one.x
    dot.y += one.y
    if (one.anchorEnds > dot.anchorEnds) {
      dot.anchor = one.anchor
      dot.anchorEnds = one.anchorEnds
    }
  }
  return dots.map(({ cell, places, ends, x, y, anchor }) => ({
    cell,
    places,
    ends,
    x: x / places,
    y: y / places,
    anchor,
  }))
}

/** The places with ends in one cell of a tile, those with most ends first. */
export function placesInCell(
  index: TieIndex,
  { weights }: TileGrid,
  tile: TileAddress,
  cellBits: number,
  cell: number,
): number[] {
  const [from, to] = stretchOf(index.placeCode, finestBits, tile)
  const shift = 2 * (finestBits - tile.zoom - cellBits)
  const found: number[] = []
  for (let i = from; i < to; i++) {
    if (weights[i] && (((index.placeCode[i] ?? 0) >>> shift) & (4 ** cellBits - 1)) === cell) found.push(i)
  }
  return found.sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0))
}
