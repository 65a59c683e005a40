import { type AtlasFilters, noFilters, parseFilters } from '../atlas/filters.ts'

/** Which organisations a campaign writes to: the filters of the atlas that say where and what they are. */
const scopeFilters = ['country', 'region', 'departement', 'tier'] as const
export type CampaignScope = Pick<AtlasFilters, (typeof scopeFilters)[number]> & { ties: 'with' | null }

/** Reads a scope from an address or a form; what is no part of one is left out. */
export function readScope(params: URLSearchParams): CampaignScope {
  const { country, region, departement, tier, ties } = parseFilters(params).value
  return { country, region, departement, tier, ties: ties === 'with' ? 'with' : null }
}

/** The filters of the atlas a scope stands for. */
export function filtersOf(scope: CampaignScope): AtlasFilters {
  return { ...noFilters(), ...scope, scope: 'all' }
}

/** Whether a scope narrows anything: nobody writes to the whole world at once. */
export function isNarrow(scope: CampaignScope): boolean {
  return scopeFilters.some((name) => scope[name].length > 0)
}
