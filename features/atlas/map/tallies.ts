import {
  type Theme,
  type TieEvidence,
  type TieState,
  themes,
  tieEvidences,
  tieStates,
} from '../../partnerships/schema.ts'
import type { TieMask } from './tie-filter.ts'
import { partiesOf, type TieIndex } from './tie-index.ts'

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
  for (let tie = 0; tie < mask.length; tie++) {
    if (!mask[tie]) continue
    const [state, evidence] = [index.tieState[tie] ?? 0, index.tieEvidence[tie] ?? 0]
    all.add(state, evidence)
    const ends = new Set<number>()
    for (const place of partiesOf(index, tie)) ends.add(index.placeCountry[place] ?? 0)
    for (const country of ends) countries[country]?.add(state, evidence)
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

/** Counts the ties of a mask by the French régions they have an end in. */
export function countRegions(index: TieIndex, mask: TieMask): Map<string, number> {
  const counts = new Uint32Array(index.regions.length)
  for (let tie = 0; tie < mask.length; tie++) {
    if (!mask[tie]) continue
    const ends = new Set<number>()
    for (const place of partiesOf(index, tie)) ends.add(index.placeRegion[place] ?? 0)
    for (const region of ends) counts[region] = (counts[region] ?? 0) + 1
  }
  return new Map(index.regions.flatMap((key, i) => (key && counts[i] ? [[key, counts[i]] as const] : [])))
}
