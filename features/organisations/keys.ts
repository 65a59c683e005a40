import { slug } from './names.ts'

/** A place of the gazetteer, as far as its key goes. */
export type KeyedPlace = { id: number; name: string; country: string }

/** A public key as its country and name give it; `otherwise` stands for a name without a Latin letter. */
export function plainKey(country: string, name: string, otherwise: string): string {
  return `${country.toLowerCase()}-${slug(name) || otherwise}`
}

/**
 * The public key of each place: country and name, with its number among the places of that name in the order of the
 * gazetteer, so that every instance gives the same key. `all` holds every place that shares a name with one of them.
 */
export function placeKeys(all: readonly KeyedPlace[]): Map<number, string> {
  const seen = new Map<string, number>()
  const keys = new Map<number, string>()
  for (const place of all.toSorted((a, b) => a.id - b.id)) {
    const key = plainKey(place.country, place.name, `place-${place.id}`)
    const number = (seen.get(key) ?? 0) + 1
    seen.set(key, number)
    keys.set(place.id, number === 1 ? key : `${key}-${number}`)
  }
  return keys
}

/** A key nobody has: the wanted one, or it with the next free number. */
export function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number++) {
    const key = `${wanted}-${number}`
    if (!taken.has(key)) return key
  }
}
