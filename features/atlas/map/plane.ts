import {
  type GeoContext,
  type GeoPermissibleObjects,
  type GeoProjection,
  geoEqualEarth,
  geoMercator,
  geoPath,
} from 'd3-geo'
import type { WorldShapes } from './world-shapes.ts'

/** A rectangle of the plane, y growing downwards. */
export type Rect = { left: number; top: number; right: number; bottom: number }

/** A line or ring of the plane as x, y, x, y…, with the rectangle around it; a ring does not repeat its first point. */
export type Stroke = { points: Float64Array; around: Rect }

/** The world laid flat: all later views are only moved, enlarged and cut, which costs a tenth of projecting again. */
export type Plane = {
  project: (lon: number, lat: number) => readonly [x: number, y: number]
  /** Rings of the land; holes turn the other way. */
  land: Stroke[]
  borders: Stroke[]
  disputed: Stroke[]
}

class StrokeContext implements GeoContext {
  readonly strokes: number[][] = []
  #points: number[] = []

  beginPath(): void {}

  arc(): void {}

  closePath(): void {}

  moveTo(x: number, y: number): void {
    this.#points = [x, y]
    this.strokes.push(this.#points)
  }

  lineTo(x: number, y: number): void {
    this.#points.push(x, y)
  }
}

/** Puts the rectangle around a list of points. */
export function toStroke(points: ArrayLike<number>): Stroke {
  const around = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i] ?? 0, points[i + 1] ?? 0]
    if (x < around.left) around.left = x
    if (x > around.right) around.right = x
    if (y < around.top) around.top = y
    if (y > around.bottom) around.bottom = y
  }
  return { points: Float64Array.from(points), around }
}

function draw(projection: GeoProjection, shape: GeoPermissibleObjects): Stroke[] {
  const context = new StrokeContext()
  geoPath(projection, context)(shape)
  return context.strokes.map(toStroke)
}

function toPlane(projection: GeoProjection, shapes: WorldShapes): Plane {
  return {
    project: (lon, lat) => projection([lon, lat]) ?? [Number.NaN, Number.NaN],
    land: draw(projection, shapes.land),
    borders: draw(projection, shapes.borders),
    disputed: draw(projection, shapes.disputed),
  }
}

/** Equal Earth with the given meridian upright in the middle; the globe has a radius of 1000. */
export function equalEarthPlane(shapes: WorldShapes, meridian: number): Plane {
  return toPlane(geoEqualEarth().rotate([-meridian, 0]).scale(1000).translate([0, 0]).precision(0.3), shapes)
}

/** Web Mercator, the whole world being the square from 0 to 1. */
export function mercatorPlane(shapes: WorldShapes): Plane {
  return toPlane(
    geoMercator()
      .scale(1 / (2 * Math.PI))
      .translate([0.5, 0.5])
      .precision(0),
    shapes,
  )
}

/** Tells whether two rectangles have a point in common. */
export function touches(a: Rect, b: Rect): boolean {
  return a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top
}
