import type { Plane, Rect } from './plane.ts'

/** A point of the earth in degrees. */
export type LonLat = readonly [lon: number, lat: number]

/**
 * A piece of a plane moved and enlarged into a drawing of `width` by `height` units; `whole` when it goes all the way
 * round, so that what leaves it in the east comes back in the west.
 */
export type View = {
  plane: Plane
  width: number
  height: number
  scale: number
  left: number
  top: number
  whole: boolean
}

/** Eleven degrees east cuts the world in the Bering strait, so that no country is torn. */
export const worldMeridian = 11

// From Cape Horn to the north of Greenland: nobody twins with Antarctica.
const [southEdge, northEdge] = [-57, 83]

/** The whole inhabited world, `width` units wide; its height follows. The plane must stand on `worldMeridian`. */
export function worldView(plane: Plane, width: number): View {
  const [right] = plane.project(worldMeridian + 179.99, 0)
  const [, top] = plane.project(worldMeridian, northEdge)
  const [, bottom] = plane.project(worldMeridian, southEdge)
  const scale = width / (2 * right)
  return { plane, width, height: Math.ceil((bottom - top) * scale), scale, left: -right, top, whole: true }
}

/** The middle of the shortest stretch of longitudes that holds them all, and its length in degrees. */
export function spreadOf(lons: readonly number[]): { middle: number; span: number } {
  const sorted = lons.map((lon) => (lon + 360) % 360).sort((a, b) => a - b)
  let [gap, after] = [360 - (sorted.at(-1) ?? 0) + (sorted[0] ?? 0), sorted[0] ?? 0]
  for (let i = 1; i < sorted.length; i++) {
    const between = (sorted[i] ?? 0) - (sorted[i - 1] ?? 0)
    if (between > gap) [gap, after] = [between, sorted[i] ?? 0]
  }
  const span = 360 - gap
  return { middle: ((((after + span / 2 + 180) % 360) + 360) % 360) - 180, span }
}

/**
 * The part of a plane that holds all the points with a margin, never closer than `leastDegrees` from side to side.
 */
export function closeView(
  plane: Plane,
  around: readonly LonLat[],
  size: [width: number, height: number],
  leastDegrees: number,
): View {
  const [width, height] = size
  const flat = around.map(([lon, lat]) => plane.project(lon, lat))
  const [xs, ys] = [flat.map(([x]) => x), flat.map(([, y]) => y)]
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)]
  // One degree of latitude is some 17.5 units of a globe of radius 1000.
  const wide = Math.max((right - left) * 1.25, leastDegrees * 17.5)
  const high = Math.max((bottom - top) * 1.3, wide * 0.02)
  const scale = Math.min(width / wide, height / high)
  return {
    plane,
    width,
    height,
    scale,
    left: (left + right) / 2 - width / scale / 2,
    top: (top + bottom) / 2 - height / scale / 2,
    whole: false,
  }
}

/** The part of the plane a view shows. */
export function windowOf({ left, top, width, height, scale }: View): Rect {
  return { left, top, right: left + width / scale, bottom: top + height / scale }
}

/** Where a point of the earth stands in the drawing, null when outside. */
export function pointIn(view: View, lon: number, lat: number): [x: number, y: number] | null {
  const [px, py] = view.plane.project(lon, lat)
  const x = (px - view.left) * view.scale
  const y = (py - view.top) * view.scale
  return x >= 0 && y >= 0 && x <= view.width && y <= view.height ? [x, y] : null
}
