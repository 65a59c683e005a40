/** A box of the reviewed list of disputed places, with what an import may say inside it. */
export type DisputedPlace = {
  code: string
  /** The country whose part it is; null where none is stated. */
  country: string | null
  box: { minLon: number; minLat: number; maxLon: number; maxLat: number } | null
  acceptedCountries: readonly string[]
  placeKeys: readonly string[]
}

type Located = { keys: Iterable<string>; country: string | null; lat: number | null; lon: number | null }

// Domain §6: Israeli and Palestinian authorities publish themselves, because publicity may hurt there.
const sensitiveCountries = new Set(['IL', 'PS'])

// Degrees around the box within which a listed name still means the listed place.
const namesakeMargin = 0.3

function isInside(end: Located, box: NonNullable<DisputedPlace['box']>, margin: number): boolean {
  return (
    end.lon !== null &&
    end.lat !== null &&
    end.lon >= box.minLon - margin &&
    end.lon <= box.maxLon + margin &&
    end.lat >= box.minLat - margin &&
    end.lat <= box.maxLat + margin
  )
}

function contradicts(end: Located, place: DisputedPlace): boolean {
  if (end.country !== null && place.acceptedCountries.includes(end.country)) return false
  if (place.box && isInside(end, place.box, 0)) return true
  // A listed name far from the place is a namesake ("Sebastopol, United States").
  if (place.box && end.lat !== null && !isInside(end, place.box, namesakeMargin)) return false
  return [...end.keys].some((key) => place.placeKeys.includes(key))
}

/** Why a row with this end (its country null when the label names none) waits for a human (domain §3.10 and §6); null when nothing speaks against it. */
export function findSetAside(
  end: Located,
  places: readonly DisputedPlace[],
): { reason: string; place: string | null } | null {
  if (end.country !== null && sensitiveCountries.has(end.country)) return { reason: 'sensitivePlace', place: null }
  const place = places.find((candidate) => contradicts(end, candidate))
  return place ? { reason: 'disputedPlace', place: place.code } : null
}

/** The disputed place whose note an authority found here carries: inside the box of its own country, and named if the list names. */
export function findDisputed(end: Located, places: readonly DisputedPlace[]): string | null {
  const keys = [...end.keys]
  const inside = (place: DisputedPlace) =>
    place.box !== null &&
    isInside(end, place.box, 0) &&
    end.country !== null &&
    place.country === end.country &&
    (place.placeKeys.length === 0 || keys.some((key) => place.placeKeys.includes(key)))
  return places.find(inside)?.code ?? null
}
