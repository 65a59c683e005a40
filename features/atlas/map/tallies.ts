import {
  type Theme,
  type TieEvidence,
  type TieState,
  themes,
  tieEvidences,
  tieStates,
} from '../../partnerships/schema.ts'
import type { TieMask } from './tie-filter.ts'
import type { TieIndex } from './tie-index.ts'

/** Ties by state and, apart from it, by evidence: two ways of counting the same ties, never summed together. */
export type Tally = { ties: number; byState: Record<TieState, number>; byEvidence: Record<TieEvidence, number> }

class Counts {
  ties = 0
  readonly states = tieStates.map(() => 0)
  readonly evidences = tieEvidences.map(() => 0)

  add(state: number, evidence: number): void {
    this.ties += 1
    this.states[state] = (this.states[state] ?? 0) + 1
    this.evidences[evidence] = (this.evidences[evidence] ?? 0) + 1
  }

  toTally(): Tally {
    return {
      ties: this.ties,
      byState: Object.fromEntries(tieStates.map((state, i) => [state, this.states[i] ?? 0])) as Tally['byState'],
      byEvidence: Object.fromEntries(
        tieEvidences.map((one, i) => [one, this.evidences[i] ?? 0]),
      ) as Tally['byEvidence'],
    }
  }
}

/** Counts the ties of a mask, in all and for each country that has an end of them. */
export function tallyTies(index: TieIndex, mask: TieMask): { all: Tally; byCountry: Map<string, Tally> } {
  const all = new Counts()
  const countries = index.countries.map(() => new Counts())
  // The last tie a country was counted for: two ends there count once.
  const seenAt = new Int32Array(countries.length).fill(-1)
  for (let tie = 0; tie < mask.length; tie++) {
    if (!mask[tie]) continue
    const [state, evidence] = [index.tieState[tie] ?? 0, index.tieEvidence[tie] ?? 0]
    all.add(state, evidence)
    for (let i = index.tieStart[tie] ?? 0; i < (index.tieStart[tie + 1] ?? 0); i++) {
      const country = index.placeCountry[index.tiePlaces[i] ?? 0] ?? 0
      if (seenAt[country] === tie) continue
      seenAt[country] = tie
      countries[country]?.add(state, evidence)
    }
  }
  const byCountry = new Map<string, Tally>()
  countries.forEach((counts, i) => {
    if (counts.ties > 0) byCountry.set(index.countries[i] ?? '', counts.toTally())
  })
  return { all: all.toTally(), byCountry }
}

/** Counts the ties of a mask by one column of a closed list. */
export function countBy<T extends string>(list: readonly T[], column: Uint8Array, mask: TieMask): Record<T, number> {
  const counts = list.map(() => 0)
  for (let tie = 0; tie < mask.length; tie++) {
    if (!mask[tie]) continue
    const at = column[tie] ?? 0
    counts[at] = (counts[at] ?? 0) + 1
  }
  return Object.fromEntries(list.map((item, i) => [item, counts[i] ?? 0])) as Record<T, number>
}

/** Counts the ties of a mask by theme; a tie with two themes counts for both. */
export function countThemes(index: TieIndex, mask: TieMask): Record<Theme, number> {
  const counts = themes.map(() => 0)
  for (let tie = 0; tie < mask.length; tie++) {
    const bits = mask[tie] ? (index.tieThemes[tie] ?? 0) : 0
    if (bits) for (let i = 0; i < counts.length; i++) if (bits & (1 << i)) counts[i] = (counts[i] ?? 0) + 1
  }
  return Object.fromEntries(themes.map((theme, i) => [theme, counts[i] ?? 0])) as Record<Theme, number>
}

// A tie with two ends of one value counts for it once: the last tie a value was counted for is remembered.
function countEnds(
  index: TieIndex,
  mask: TieMask,
  values: readonly string[],
  column: Uint16Array,
): Map<string, number> {
  const counts = new Uint32Array(values.length)
  const seenAt = new Int32Array(values.length).fill(-1)
  const { tieStart, tiePlaces } = index
  for (let tie = 0; tie < mask.length; tie++) {
    if (!mask[tie]) continue
    const end = tieStart[tie + 1] ?? 0
    for (let i = tieStart[tie] ?? 0; i < end; i++) {
      const value = column[tiePlaces[i] ?? 0] ?? 0
      if (seenAt[value] === tie) continue
      seenAt[value] = tie
      counts[value] = (counts[value] ?? 0) + 1
    }
  }
  return new Map(values.flatMap((value, i) => (value && counts[i] ? [[value, counts[i]] as const] : [])))
}

/** Counts the ties of a mask by the French régions they have an end in. */
export function countRegions(index: TieIndex, mask: TieMask): Map<string, number> {
  return countEnds(index, mask, index.regions, index.placeRegion)
}

/** Counts the ties of a mask by the countries they have an end in. */
export function countCountries(index: TieIndex, mask: TieMask): Map<string, number> {
  return countEnds(index, mask, index.countries, index.placeCountry)
}
