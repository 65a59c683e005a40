import { sizeBands, tiers } from '../../organisations/schema.ts'
import { tieEvidences, tieStates, tieTypes } from '../../partnerships/schema.ts'
import type { AtlasFilters } from '../filters.ts'
import { type TieIndex, themeBits } from './tie-index.ts'

/** Which ties answer a question: one byte per tie, 1 where it does. */
export type TieMask = Uint8Array

// A table of 1 for the values chosen, everywhere when none is: looked up by position in the closed list.
function allowed(list: readonly string[], chosen: readonly string[]): Uint8Array {
  return Uint8Array.from(list, (item) => (chosen.length === 0 || chosen.includes(item) ? 1 : 0))
}

// One bit per filter on authorities that is on; a tie must find each of them at one of its parties, not all at the same.
function placeBits(index: TieIndex, filters: AtlasFilters, named: ReadonlySet<string> | null) {
  const bits = new Uint8Array(index.placeKey.length)
  let required = 0
  const put = (bit: number, column: Uint8Array | Uint16Array, list: readonly string[], chosen: readonly string[]) => {
    if (chosen.length === 0) return
    required |= bit
    const table = allowed(list, chosen)
    for (let i = 0; i < bits.length; i++) if (table[column[i] ?? 0]) bits[i] = (bits[i] ?? 0) | bit
  }
  put(1, index.placeCountry, index.countries, filters.country)
  put(2, index.placeRegion, index.regions, filters.region)
  put(4, index.placeDepartement, index.departements, filters.departement)
  put(8, index.placeTier, tiers, filters.tier)
  put(16, index.placeSize, sizeBands, filters.size)
  if (named) {
    required |= 32
    for (const key of named) {
      const place = index.placeByKey.get(key)
      if (place !== undefined) bits[place] = (bits[place] ?? 0) | 32
    }
  }
  return { bits, required }
}

// What a tie itself must be, its parties apart.
function tieCondition(index: TieIndex, filters: AtlasFilters): (tie: number) => boolean {
  const [type, state, evidence] = [
    allowed(tieTypes, filters.type),
    allowed(tieStates, filters.state),
    allowed(tieEvidences, filters.evidence),
  ]
  const theme = themeBits(filters.theme)
  const french = filters.scope === 'french'
  const { tieFrench, tieType, tieState, tieEvidence, tieThemes } = index
  return (tie) => {
    if (french && !tieFrench[tie]) return false
    if (!type[tieType[tie] ?? 0] || !state[tieState[tie] ?? 0] || !evidence[tieEvidence[tie] ?? 0]) return false
    return theme === 0 || ((tieThemes[tie] ?? 0) & theme) !== 0
  }
}

/** The filter on authorities that leads to fewest ties, when these are few beside all; 0 when each tie has to be looked at. */
function rarestBit({ placeStart, tieId }: TieIndex, bits: Uint8Array, required: number): number {
  let [rarest, fewest] = [0, tieId.length / 4]
  for (let bit = 1; bit <= required; bit <<= 1) {
    if (!(required & bit)) continue
    let ties = 0
    for (let place = 0; place < bits.length; place++)
      if ((bits[place] ?? 0) & bit) ties += (placeStart[place + 1] ?? 0) - (placeStart[place] ?? 0)
    if (ties < fewest) [rarest, fewest] = [bit, ties]
  }
  return rarest
}

/**
 * The ties that answer the filters, by the same rules as the list of ties. `named` are the keys of the authorities the
 * search text `q` finds, null where nothing is searched.
 */
export function matchTies(index: TieIndex, filters: AtlasFilters, named: ReadonlySet<string> | null): TieMask {
  const { tieStart, tiePlaces, placeStart, placeTies } = index
  const mask = new Uint8Array(index.tieId.length)
  const isWanted = tieCondition(index, filters)
  const { bits, required } = placeBits(index, filters, named)
  const answers = (tie: number): boolean => {
    if (!isWanted(tie)) return false
    if (required === 0) return true
    let found = 0
    const end = tieStart[tie + 1] ?? 0
    for (let i = tieStart[tie] ?? 0; i < end; i++) found |= bits[tiePlaces[i] ?? 0] ?? 0
    return (found & required) === required
  }
  const rarest = rarestBit(index, bits, required)
  if (rarest === 0) {
    for (let tie = 0; tie < mask.length; tie++) if (answers(tie)) mask[tie] = 1
    return mask
  }
  for (let place = 0; place < bits.length; place++) {
    if (!((bits[place] ?? 0) & rarest)) continue
    for (let i = placeStart[place] ?? 0; i < (placeStart[place + 1] ?? 0); i++) {
      const tie = placeTies[i] ?? 0
      if (answers(tie)) mask[tie] = 1
    }
  }
  return mask
}
