import type { LineString, MultiLineString, MultiPoint, Point, Position } from 'geojson'

/** A place on the globe, or not: longitude and latitude are both known or both missing. */
export type Place = { lon: number | null; lat: number | null }

/** The point of an authority; null when it is not known. */
export function toPoint({ lon, lat }: Place): Point | null {
  return lon === null || lat === null ? null : { type: 'Point', coordinates: [lon, lat] }
}

/** The points of several places, those that have one; null where none has. */
export function toPoints(places: readonly Place[]): MultiPoint | null {
  const coordinates = places.flatMap(({ lon, lat }) => (lon === null || lat === null ? [] : [[lon, lat]]))
  return coordinates.length === 0 ? null : { type: 'MultiPoint', coordinates }
}

/** The straight pieces between two places; cut at the antimeridian where the short way crosses it (RFC 7946 §3.1.9). */
function segment([fromLon = 0, fromLat = 0]: Position, [toLon = 0, toLat = 0]: Position): Position[][] {
  const from = [fromLon, fromLat]
  const to = [toLon, toLat]
  if (Math.abs(toLon - fromLon) <= 180) return [[from, to]]
  const edge = fromLon > toLon ? 180 : -180
  const unwrapped = toLon + 2 * edge
  const lat = fromLat + ((edge - fromLon) / (unwrapped - fromLon)) * (toLat - fromLat)
  return [
    [from, [edge, lat]],
    [[-edge, lat], to],
  ]
}

/**
 * The geometry of a tie: the straight line on the lon/lat plane between its two ends, or between every two of its parties
 * when there are more, because all are equal. It says who is tied to whom, not a way anybody takes: no great circle is implied.
 * Null when the place of one party is missing, for half a tie would be a wrong one.
 */
export function toTieGeometry(ends: readonly Place[]): LineString | MultiLineString | null {
  const places: Position[] = []
  for (const { lon, lat } of ends) {
    if (lon === null || lat === null) return null
    places.push([lon, lat])
  }
  if (places.length < 2) return null
  const lines = places.flatMap((from, i) => places.slice(i + 1).flatMap((to) => segment(from, to)))
  const [only] = lines
  if (lines.length === 1 && only) return { type: 'LineString', coordinates: only }
  return { type: 'MultiLineString', coordinates: lines }
}
