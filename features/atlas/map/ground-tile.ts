import { fromGeojsonVt } from '@maplibre/vt-pbf'
import { clipLine, clipRing } from './clip.ts'
import { tileExtent } from './limits.ts'
import type { Plane, Rect, Stroke } from './plane.ts'
import { type Move, settle, signedArea } from './settle.ts'
import type { TileAddress } from './tile-grid.ts'

// What lies just outside is drawn too, so that no seam shows.
const margin = 64
const leastStep = 6
const smallestRing = 24

type Ring = [x: number, y: number][]
type Feature = { id: number; type: 2 | 3; tags: Record<string, never>; geometry: Ring[] }

function toRing(points: readonly number[]): Ring {
  const ring: Ring = []
  for (let i = 0; i < points.length; i += 2) ring.push([points[i] ?? 0, points[i + 1] ?? 0])
  return ring
}

function contains(ring: Ring, [px, py]: Ring[number]): boolean {
  let inside = false
  let [ax, ay] = ring.at(-1) ?? [0, 0]
  for (const [bx, by] of ring) {
    if (ay > py !== by > py && px < ((bx - ax) * (py - ay)) / (by - ay) + ax) inside = !inside
    ;[ax, ay] = [bx, by]
  }
  return inside
}

/** The land of a tile: each piece with its holes, for a reader of tiles takes a hole to belong to the piece before it. */
function landOf(rings: readonly Stroke[], window: Rect, move: Move): Feature[] {
  const pieces: Ring[][] = []
  const holes: Ring[] = []
  for (const stroke of rings) {
    const points = settle(clipRing(stroke, window), move, leastStep)
    const area = signedArea(points)
    if (points.length < 6 || Math.abs(area) < smallestRing) continue
    if (area > 0) pieces.push([toRing(points)])
    else holes.push(toRing(points))
  }
  for (const hole of holes) {
    const first = hole[0]
    const around = first && pieces.find(([outer]) => outer && contains(outer, first))
    around?.push(hole)
  }
  return pieces.map((geometry, i) => ({ id: i + 1, type: 3, tags: {}, geometry }))
}

function linesOf(lines: readonly Stroke[], window: Rect, move: Move): Feature[] {
  const geometry = lines
    .flatMap((line) => clipLine(line, window).map((part) => toRing(settle(part, move, leastStep))))
    .filter((part) => part.length > 1)
  return geometry.length === 0 ? [] : [{ id: 1, type: 2, tags: {}, geometry }]
}

/** Cuts the ground of one tile out of a Mercator plane: layers `land`, `borders`, `disputed`; null over open sea. */
export function cutGroundTile(plane: Plane, { zoom, x, y }: TileAddress): Uint8Array | null {
  const scale = 2 ** zoom * tileExtent
  const move = { scale, left: x / 2 ** zoom, top: y / 2 ** zoom }
  const edge = margin / scale
  const window = {
    left: move.left - edge,
    top: move.top - edge,
    right: move.left + 1 / 2 ** zoom + edge,
    bottom: move.top + 1 / 2 ** zoom + edge,
  }
  const layers = {
    land: landOf(plane.land, window, move),
    borders: linesOf(plane.borders, window, move),
    disputed: linesOf(plane.disputed, window, move),
  }
  const filled = Object.entries(layers).filter(([, features]) => features.length > 0)
  if (filled.length === 0) return null
  const tiles = Object.fromEntries(filled.map(([name, features]) => [name, { features }]))
  return fromGeojsonVt(tiles as unknown as Parameters<typeof fromGeojsonVt>[0], { version: 2, extent: tileExtent })
}
