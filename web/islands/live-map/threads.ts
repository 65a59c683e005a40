import type { LiveMapConfig } from './config.ts'

type At = [lon: number, lat: number] | null

/** A chosen place and its ties, as the server answers. */
export type Threads = {
  key: string
  name: string
  country: string
  at: At
  ties: {
    id: string
    state: string
    evidence: string
    others: { key: string; name: string; country: string; at: At }[]
  }[]
}

/** A place of a group, as the server answers. */
export type Member = { key: string; name: string; country: string; ties: number }

async function ask<Value>(config: LiveMapConfig, path: string): Promise<Value> {
  const response = await fetch(`/tiles/${config.version}/${path}${config.query ? `?${config.query}` : ''}`)
  if (!response.ok) throw new Error(`${response.status} ${response.url}`)
  return (await response.json()) as Value
}

/** Asks for the ties of a place. */
export function fetchThreads(config: LiveMapConfig, key: string): Promise<Threads> {
  return ask(config, `places/${encodeURIComponent(key)}`)
}

/** Asks for the places one dot stands for. */
export function fetchMembers(
  config: LiveMapConfig,
  tile: string,
  cell: number,
): Promise<{ places: Member[]; total: number }> {
  return ask(config, `${tile}/${cell}`)
}

type Vector = [number, number, number]
const radians = Math.PI / 180

function toVector([lon, lat]: [number, number]): Vector {
  const ring = Math.cos(lat * radians)
  return [ring * Math.cos(lon * radians), ring * Math.sin(lon * radians), Math.sin(lat * radians)]
}

/** The shortest way on the globe, as points whose longitudes never jump. */
export function greatCircle(from: [number, number], to: [number, number], steps = 32): [number, number][] {
  const [a, b] = [toVector(from), toVector(to)]
  const angle = Math.acos(Math.min(1, Math.max(-1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])))
  if (angle < 1e-6) return [from, [to[0] + 360 * Math.round((from[0] - to[0]) / 360), to[1]]]
  const way: [number, number][] = []
  for (let i = 0; i <= steps; i++) {
    const t = i / steps
    const [p, q] = [Math.sin((1 - t) * angle) / Math.sin(angle), Math.sin(t * angle) / Math.sin(angle)]
    const [x, y, z] = [p * a[0] + q * b[0], p * a[1] + q * b[1], p * a[2] + q * b[2]]
    let lon = Math.atan2(y, x) / radians
    const before = way.at(-1)
    if (before) lon += 360 * Math.round((before[0] - lon) / 360)
    way.push([lon, Math.atan2(z, Math.hypot(x, y)) / radians])
  }
  return way
}

/** The threads and ends of a chosen place, for the map. */
export function toFeatures({ name, at, ties }: Threads): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = []
  if (!at) return { type: 'FeatureCollection', features }
  for (const { state, others } of ties) {
    for (const other of others) {
      if (!other.at) continue
      const coordinates = greatCircle(at, other.at)
      const end = coordinates.at(-1) ?? other.at
      features.push({ type: 'Feature', properties: { state }, geometry: { type: 'LineString', coordinates } })
      features.push({
        type: 'Feature',
        properties: { name: other.name, chosen: false },
        geometry: { type: 'Point', coordinates: end },
      })
    }
  }
  features.push({ type: 'Feature', properties: { name, chosen: true }, geometry: { type: 'Point', coordinates: at } })
  return { type: 'FeatureCollection', features }
}

/** The box around the threads of a place. */
export function boundsOf(features: GeoJSON.FeatureCollection): [number, number, number, number] | null {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { geometry } of features.features) {
    const points =
      geometry.type === 'LineString' ? geometry.coordinates : geometry.type === 'Point' ? [geometry.coordinates] : []
    for (const [lon = 0, lat = 0] of points) {
      box[0] = Math.min(box[0], lon)
      box[1] = Math.min(box[1], lat)
      box[2] = Math.max(box[2], lon)
      box[3] = Math.max(box[3], lat)
    }
  }
  return features.features.length > 0 ? box : null
}
