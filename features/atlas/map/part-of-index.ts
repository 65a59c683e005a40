import type { TieMask } from './tie-filter.ts'
import { invert, partiesOf, type TieIndex } from './tie-index.ts'

/** Some ties as an index of their own, all of which are meant. */
export type Part = { index: TieIndex; mask: TieMask }

/** The ties of a mask, in their order. */
export function tiesIn(mask: TieMask): Uint32Array {
  let count = 0
  for (let tie = 0; tie < mask.length; tie++) count += mask[tie] ?? 0
  const ties = new Uint32Array(count)
  for (let tie = 0, at = 0; at < count; tie++) if (mask[tie]) ties[at++] = tie
  return ties
}

/** The ties of some places, each once and in their order. */
export function tiesOfPlaces({ placeStart, placeTies }: TieIndex, places: Iterable<number>): Uint32Array {
  const ties = new Set<number>()
  for (const place of places)
    for (let i = placeStart[place] ?? 0; i < (placeStart[place + 1] ?? 0); i++) ties.add(placeTies[i] ?? 0)
  return Uint32Array.from(ties).sort()
}

// The ties' own parties, renumbered: places keep their order, so that drawings choose as they would in the whole index.
function placesOf(index: TieIndex, ties: Uint32Array) {
  const met = new Set<number>()
  for (const tie of ties) for (const place of partiesOf(index, tie)) met.add(place)
  const places = Uint32Array.from(met).sort()
  const numbers = new Map<number, number>()
  places.forEach((place, i) => {
    numbers.set(place, i)
  })
  const tieStart = new Uint32Array(ties.length + 1)
  const tiePlaces: number[] = []
  ties.forEach((tie, i) => {
    for (const place of partiesOf(index, tie)) tiePlaces.push(numbers.get(place) ?? 0)
    tieStart[i + 1] = tiePlaces.length
  })
  return { places, tieStart, tiePlaces: Uint32Array.from(tiePlaces) }
}

/**
 * A few ties taken out of the index with their places: what is then drawn or counted costs what these few cost, not
 * what a million do. `ties` are in their order.
 */
export function partOf(index: TieIndex, ties: Uint32Array): Part {
  const { places, tieStart, tiePlaces } = placesOf(index, ties)
  const placeKey = Array.from(places, (place) => index.placeKey[place] ?? '')
  const part: TieIndex = {
    countries: index.countries,
    regions: index.regions,
    departements: index.departements,
    placeKey,
    placeName: Array.from(places, (place) => index.placeName[place] ?? ''),
    placeLon: Float64Array.from(places, (place) => index.placeLon[place] ?? Number.NaN),
    placeLat: Float64Array.from(places, (place) => index.placeLat[place] ?? Number.NaN),
    placeCountry: Uint16Array.from(places, (place) => index.placeCountry[place] ?? 0),
    placeRegion: Uint16Array.from(places, (place) => index.placeRegion[place] ?? 0),
    placeDepartement: Uint16Array.from(places, (place) => index.placeDepartement[place] ?? 0),
    placeTier: Uint8Array.from(places, (place) => index.placeTier[place] ?? 0),
    placeSize: Uint8Array.from(places, (place) => index.placeSize[place] ?? 0),
    placeByKey: new Map(placeKey.map((key, i) => [key, i])),
    placeCode: places.map((place) => index.placeCode[place] ?? 0),
    ...invert(tieStart, tiePlaces, places.length),
    tieId: Array.from(ties, (tie) => index.tieId[tie] ?? ''),
    tieType: Uint8Array.from(ties, (tie) => index.tieType[tie] ?? 0),
    tieState: Uint8Array.from(ties, (tie) => index.tieState[tie] ?? 0),
    tieEvidence: Uint8Array.from(ties, (tie) => index.tieEvidence[tie] ?? 0),
    tieFrench: Uint8Array.from(ties, (tie) => index.tieFrench[tie] ?? 0),
    tieThemes: ties.map((tie) => index.tieThemes[tie] ?? 0),
    tieStart,
    tiePlaces,
  }
  return { index: part, mask: new Uint8Array(ties.length).fill(1) }
}
