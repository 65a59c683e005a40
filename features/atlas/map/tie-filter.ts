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
    for (let i = 0; i < bits.length; i++) if (named.has(index.placeKey[i] ?? '')) bits[i] = (bits[i] ?? 0) | 32
  }
  return { bits, required }
}

/**
 * The ties that answer the filters, by the same rules as the list of ties. `named` are the keys of the authorities the
 * search text `q` finds, null where nothing is searched.
 */
export function matchTies(index: TieIndex, filters: AtlasFilters, named: ReadonlySet<string> | null): TieMask {
  const count = index.tieId.length
  const mask = new Uint8Array(count)
  const [type, state, evidence] = [
    allowed(tieTypes, filters.type),
    allowed(tieStates, filters.state),
    allowed(tieEvidences, filters.evidence),
  ]
  const theme = themeBits(filters.theme)
  const french = filters.scope === 'french'
  const { bits, required } = placeBits(index, filters, named)
  for (let tie = 0; tie < count; tie++) {
    if (french && !index.tieFrench[tie]) continue
    if (!type[index.tieType[tie] ?? 0] || !state[index.tieState[tie] ?? 0] || !evidence[index.tieEvidence[tie] ?? 0])
      continue
    if (theme && !((index.tieThemes[tie] ?? 0) & theme)) continue
    let found = 0
    if (required) {
      const end = index.tieStart[tie + 1] ?? 0
      for (let i = index.tieStart[tie] ?? 0; i < end; i++) found |= bits[index.tiePlaces[i] ?? 0] ?? 0
    }
    if (found === required || (found & required) === required) mask[tie] = 1
  }
  return mask
}
