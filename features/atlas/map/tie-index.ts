import { type SizeBand, sizeBands, type Tier, tiers } from '../../organisations/schema.ts'
import {
  type TieEvidence,
  type TieState,
  type TieType,
  themes,
  tieEvidences,
  tieStates,
  tieTypes,
} from '../../partnerships/schema.ts'
import { toSizeBand } from '../filters.ts'
import { withoutCode, zCodeOf } from './z-order.ts'

/** An authority that has at least one public tie, as the map needs it. */
export type IndexedPlace = {
  key: string
  name: string
  country: string
  tier: Tier
  region: string | null
  departement: string | null
  population: number | null
  lon: number | null
  lat: number | null
}

/** A public tie, as the map needs it; `parties` are keys of places. */
export type IndexedTie = {
  id: string
  type: TieType
  state: TieState
  evidence: TieEvidence
  themes: readonly string[]
  french: boolean
  parties: readonly string[]
}

/**
 * Every public tie and its ends in columns, so that a map of a million ties is counted and filtered without a query.
 * `tieStart[t]..tieStart[t + 1]` are the parties of tie `t` in `tiePlaces`; `placeStart` and `placeTies` are the way
 * back. Closed lists are kept as positions in them, themes as bits. Places are in the order of the curve that tiles are
 * cut along (z-order.ts); those without a point have NaN coordinates and come last.
 */
export type TieIndex = {
  countries: string[]
  regions: string[]
  departements: string[]
  placeKey: string[]
  placeName: string[]
  placeLon: Float64Array
  placeLat: Float64Array
  placeCountry: Uint16Array
  placeRegion: Uint16Array
  placeDepartement: Uint16Array
  placeTier: Uint8Array
  placeSize: Uint8Array
  placeByKey: Map<string, number>
  /** Where each place stands on the curve of the tiles, rising; `withoutCode` for those without a point. */
  placeCode: Uint32Array
  placeStart: Uint32Array
  placeTies: Uint32Array
  tieId: string[]
  tieType: Uint8Array
  tieState: Uint8Array
  tieEvidence: Uint8Array
  tieFrench: Uint8Array
  tieThemes: Uint32Array
  tieStart: Uint32Array
  tiePlaces: Uint32Array
}

// Position 0 of the lists of regions and départements stands for "none".
class Numbering {
  readonly list: string[]
  readonly #known = new Map<string, number>()

  constructor(first: string[] = []) {
    this.list = [...first]
  }

  of(value: string): number {
    const found = this.#known.get(value)
    if (found !== undefined) return found
    const number = this.list.push(value) - 1
    this.#known.set(value, number)
    return number
  }
}

const positions = <T extends string>(list: readonly T[]) => new Map<string, number>(list.map((item, i) => [item, i]))
const tierAt = positions<Tier>(tiers)
const sizeAt = positions<SizeBand>(sizeBands)
const typeAt = positions<TieType>(tieTypes)
const stateAt = positions<TieState>(tieStates)
const evidenceAt = positions<TieEvidence>(tieEvidences)
const themeAt = positions<string>(themes)

/** The bits that stand for a set of themes. */
export function themeBits(names: readonly string[]): number {
  let bits = 0
  for (const name of names) {
    const at = themeAt.get(name)
    if (at !== undefined) bits |= 1 << at
  }
  return bits >>> 0
}

/** Collects places, then ties, in any number of portions. */
export class TieIndexBuilder {
  readonly #places: IndexedPlace[] = []
  readonly #byKey = new Map<string, number>()
  readonly #id: string[] = []
  readonly #columns: [type: number[], state: number[], evidence: number[], french: number[], themes: number[]] = [
    [],
    [],
    [],
    [],
    [],
  ]
  readonly #start: number[] = [0]
  readonly #parties: number[] = []

  /** Adds an authority; its key must come before the ties that name it. */
  addPlace(place: IndexedPlace): void {
    this.#byKey.set(place.key, this.#places.push(place) - 1)
  }

  /** Adds a tie, in the order of their ids; a party that was not added before is left out of it. */
  addTie(tie: IndexedTie): void {
    for (const key of tie.parties) {
      const place = this.#byKey.get(key)
      if (place !== undefined) this.#parties.push(place)
    }
    this.#start.push(this.#parties.length)
    this.#id.push(tie.id)
    const [type, state, evidence, french, bits] = this.#columns
    type.push(typeAt.get(tie.type) ?? 0)
    state.push(stateAt.get(tie.state) ?? 0)
    evidence.push(evidenceAt.get(tie.evidence) ?? 0)
    french.push(tie.french ? 1 : 0)
    bits.push(themeBits(tie.themes))
  }

  /** The index of everything added. */
  finish(): TieIndex {
    const { order, codes } = sortAlongCurve(this.#places)
    const places = Array.from(order, (at) => this.#places[at] as IndexedPlace)
    const position = new Uint32Array(order.length)
    order.forEach((at, i) => {
      position[at] = i
    })
    const tieStart = new Uint32Array(this.#start)
    const tiePlaces = new Uint32Array(this.#parties)
    for (let i = 0; i < tiePlaces.length; i++) tiePlaces[i] = position[tiePlaces[i] ?? 0] ?? 0
    const [type, state, evidence, french, bits] = this.#columns
    return {
      ...placeColumns(places),
      placeCode: codes,
      ...invert(tieStart, tiePlaces, places.length),
      tieId: this.#id,
      tieType: new Uint8Array(type),
      tieState: new Uint8Array(state),
      tieEvidence: new Uint8Array(evidence),
      tieFrench: new Uint8Array(french),
      tieThemes: new Uint32Array(bits),
      tieStart,
      tiePlaces,
    }
  }
}

/** Orders places along the curve of the tiles, those without a point last. */
function sortAlongCurve(places: readonly IndexedPlace[]): { order: Uint32Array; codes: Uint32Array } {
  // Code and place in one number sort as fast as numbers do: 30 bits of code (one more for "none") leave 22 for the place.
  const keys = new Float64Array(places.length)
  places.forEach(({ lon, lat }, i) => {
    keys[i] = (lon === null || lat === null ? withoutCode : zCodeOf(lon, lat)) * 2 ** 22 + i
  })
  keys.sort()
  const [order, codes] = [new Uint32Array(places.length), new Uint32Array(places.length)]
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? 0
    order[i] = key % 2 ** 22
    codes[i] = Math.floor(key / 2 ** 22)
  }
  return { order, codes }
}

function placeColumns(places: readonly IndexedPlace[]) {
  const countries = new Numbering()
  const regions = new Numbering([''])
  const departements = new Numbering([''])
  const count = places.length
  const columns = {
    placeKey: new Array<string>(count),
    placeName: new Array<string>(count),
    placeLon: new Float64Array(count),
    placeLat: new Float64Array(count),
    placeCountry: new Uint16Array(count),
    placeRegion: new Uint16Array(count),
    placeDepartement: new Uint16Array(count),
    placeTier: new Uint8Array(count),
    placeSize: new Uint8Array(count),
    placeByKey: new Map<string, number>(),
  }
  places.forEach((place, i) => {
    columns.placeKey[i] = place.key
    columns.placeName[i] = place.name
    columns.placeLon[i] = place.lon ?? Number.NaN
    columns.placeLat[i] = place.lat ?? Number.NaN
    columns.placeCountry[i] = countries.of(place.country)
    columns.placeRegion[i] = place.region ? regions.of(place.region) : 0
    columns.placeDepartement[i] = place.departement ? departements.of(place.departement) : 0
    columns.placeTier[i] = tierAt.get(place.tier) ?? 0
    columns.placeSize[i] = sizeAt.get(toSizeBand(place.population)) ?? 0
    columns.placeByKey.set(place.key, i)
  })
  return { ...columns, countries: countries.list, regions: regions.list, departements: departements.list }
}

/** The way back from places to ties. */
export function invert(tieStart: Uint32Array, tiePlaces: Uint32Array, placeCount: number) {
  const placeStart = new Uint32Array(placeCount + 1)
  for (const place of tiePlaces) placeStart[place + 1] = (placeStart[place + 1] ?? 0) + 1
  for (let i = 0; i < placeCount; i++) placeStart[i + 1] = (placeStart[i + 1] ?? 0) + (placeStart[i] ?? 0)
  const next = placeStart.slice(0, placeCount)
  const placeTies = new Uint32Array(tiePlaces.length)
  for (let tie = 0; tie + 1 < tieStart.length; tie++) {
    for (let i = tieStart[tie] ?? 0; i < (tieStart[tie + 1] ?? 0); i++) {
      const place = tiePlaces[i] ?? 0
      const at = next[place] ?? 0
      placeTies[at] = tie
      next[place] = at + 1
    }
  }
  return { placeStart, placeTies }
}

/** The places of the parties of a tie. */
export function partiesOf(index: TieIndex, tie: number): Uint32Array {
  return index.tiePlaces.subarray(index.tieStart[tie], index.tieStart[tie + 1])
}

/** The ties of a place. */
export function tiesOf(index: TieIndex, place: number): Uint32Array {
  return index.placeTies.subarray(index.placeStart[place], index.placeStart[place + 1])
}

/** The position of a tie by its id, null when it is not public. Ties were added in the order of their ids. */
export function findTie(index: TieIndex, id: string): number | null {
  let [low, high] = [0, index.tieId.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((index.tieId[middle] ?? '') < id) low = middle + 1
    else high = middle
  }
  return index.tieId[low] === id ? low : null
}

/** Tells whether a place has a point on the map. */
export function isLocated(index: TieIndex, place: number): boolean {
  return !Number.isNaN(index.placeLat[place] ?? Number.NaN)
}
