import { nameKey } from '../names.ts'
import { toOverseasCode } from '../overseas.ts'
import type { Point } from './authority.ts'

/** A French place of the gazetteer. */
export type FrenchPlace = {
  id: number
  name_key: string
  country: string
  admin2: string | null
  lon: number
  lat: number
}

/** A line of `db/seeds/authority-places.csv`: under which name the gazetteer has an authority, or its point. */
export type GivenPlace = { placeName: string | null; lon: number | null; lat: number | null }

/** Finds authorities in the gazetteer by name within their département. */
export type Locator = (search: {
  key: string
  name: string
  departement: string
  /** Names of the communes it was made of, the one it was named after first. */
  formerNames: readonly string[]
}) => Point | null

/** GeoNames writes the département of a French place in `admin2`; overseas it gives a country code of its own. */
function zoneOf(place: FrenchPlace): string {
  return toOverseasCode(place.country) ?? place.admin2 ?? ''
}

/** Prepares the search by name; a point given by hand goes first, then the own name, then other and former names. */
export function createLocator(places: readonly FrenchPlace[], given: ReadonlyMap<string, GivenPlace>): Locator {
  const byName = new Map<string, FrenchPlace>()
  for (const place of places) {
    const key = `${zoneOf(place)} ${place.name_key}`
    // Two places of one name in one département: the first is kept, as nothing tells them apart.
    if (!byName.has(key)) byName.set(key, place)
  }
  return ({ key, name, departement, formerNames }) => {
    const find = (text: string) => byName.get(`${departement} ${nameKey(text)}`)
    const hint = given.get(key)
    if (hint?.lon != null && hint.lat != null)
      return { lon: hint.lon, lat: hint.lat, precision: 'given', placeId: null }
    const own = find(name)
    if (own) return { lon: own.lon, lat: own.lat, precision: 'place', placeId: own.id }
    for (const other of [...(hint?.placeName ? [hint.placeName] : []), ...formerNames]) {
      const place = find(other)
      if (place) return { lon: place.lon, lat: place.lat, precision: 'formerName', placeId: place.id }
    }
    return null
  }
}

/** The middle of some points, rounded to about ten metres; null without any. */
export function centreOf(points: readonly { lon: number; lat: number }[]): { lon: number; lat: number } | null {
  if (points.length === 0) return null
  const mean = (pick: (point: { lon: number; lat: number }) => number) =>
    Math.round((points.reduce((sum, point) => sum + pick(point), 0) / points.length) * 1e4) / 1e4
  return { lon: mean((point) => point.lon), lat: mean((point) => point.lat) }
}
