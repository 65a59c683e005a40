import { drawGround } from './map/drawing.ts'
import { closeView, pointIn, spreadOf, worldMeridian, worldView } from './map/views.ts'
import { getEqualEarth } from './map/world-atlas.server.ts'
import type { MapDrawing } from './map-drawing.ts'

/** A point to draw, and what is said of it; `vague` where it stands for somewhere around. */
export type DrawnPoint = { lon: number; lat: number; name: string; country: string; key: string; vague: boolean }

const dotRadius = { small: 5, world: 3 }
// Turning the globe in steps keeps the planes few.
const meridianStep = 30

/**
 * Points that stand for places rather than for ends of ties: a map just large enough for them, or the world where they are
 * spread over half of it or `whole` is asked; null when none can be drawn.
 */
export function drawPoints(points: readonly DrawnPoint[], { whole = false } = {}): MapDrawing | null {
  if (points.length === 0) return null
  const { middle, span } = spreadOf(points.map(({ lon }) => lon))
  const isWorld = whole || span > 170
  const around = points.map(({ lon, lat }) => [lon, lat] as const)
  const view = isWorld
    ? worldView(getEqualEarth('110m', worldMeridian), whole ? 1000 : 480)
    : closeView(getEqualEarth('110m', Math.round(middle / meridianStep) * meridianStep), around, [480, 320], 14)
  const dots = points.flatMap((point) => {
    const at = pointIn(view, point.lon, point.lat)
    if (!at) return []
    const [x, y] = at.map((value) => Math.round(value * 10) / 10) as [number, number]
    const tallies = { places: 1, ties: 0, byState: { active: 0, suspended: 0, ended: 0, unknown: 0 } }
    const { name, key, country, vague } = point
    return [
      {
        x,
        y,
        r: whole ? dotRadius.world : dotRadius.small,
        name,
        key,
        country,
        vague,
        departement: null,
        region: null,
        ...tallies,
      },
    ]
  })
  return { ...drawGround(view), threads: [], thinned: null, dots }
}
