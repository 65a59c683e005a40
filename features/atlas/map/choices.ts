import { setImmediate as othersFirst } from 'node:timers/promises'
import {
  type Theme,
  type TieEvidence,
  type TieState,
  type TieType,
  tieEvidences,
  tieStates,
  tieTypes,
} from '../../partnerships/schema.ts'
import type { AtlasFilters } from '../filters.ts'
import { countBy, countCountries, countRegions, countThemes } from './tallies.ts'
import { matchTies, type TieMask } from './tie-filter.ts'
import type { TieIndex } from './tie-index.ts'

/** Ties that answer filters beside each choice, each with all other filters on but its own. */
export type TieChoices = {
  state: Record<TieState, number>
  evidence: Record<TieEvidence, number>
  type: Record<TieType, number>
  theme: Record<Theme, number>
  region: Map<string, number>
  country: Map<string, number>
}

/** What was asked of the index, and the ties that answer. */
export type AnsweredQuestion = {
  index: TieIndex
  filters: AtlasFilters
  named: ReadonlySet<string> | null
  mask: TieMask
}

/** Counts the ties beside each choice. */
export async function countChoices({ index, filters, named, mask }: AnsweredQuestion): Promise<TieChoices> {
  // A filter that is on is left out for its own counts, and the whole index asked again: other requests have their turn.
  const without = async (name: keyof TieChoices) => {
    await othersFirst()
    return filters[name].length === 0 ? mask : matchTies(index, { ...filters, [name]: [] }, named)
  }
  return {
    state: countBy(tieStates, index.tieState, await without('state')),
    evidence: countBy(tieEvidences, index.tieEvidence, await without('evidence')),
    type: countBy(tieTypes, index.tieType, await without('type')),
    theme: countThemes(index, await without('theme')),
    region: countRegions(index, await without('region')),
    country: countCountries(index, await without('country')),
  }
}
