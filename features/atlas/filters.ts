import { type SizeBand, sizeBands, type Tier, tiers } from '../organisations/schema.ts'
import {
  type Theme,
  type TieEvidence,
  type TieState,
  type TieType,
  themes,
  tieEvidences,
  tieStates,
  tieTypes,
} from '../partnerships/schema.ts'

/**
 * The filters every door shares (site, API, OGC, exports), as they stand in a URL:
 * `q`, `country` (ISO 3166-1 alpha-2, any case), `region` and `departement` (public keys: r84, d73), `tier`, `type`,
 * `state`, `evidence`, `theme`, `size`, `ties` (with | without), `scope` (all: ties without a French end too).
 * Several values of one filter are alternatives; several filters must all hold.
 */
export type AtlasFilters = {
  q: string
  country: string[]
  region: string[]
  departement: string[]
  tier: Tier[]
  type: TieType[]
  state: TieState[]
  evidence: TieEvidence[]
  theme: Theme[]
  size: SizeBand[]
  ties: 'with' | 'without' | null
  scope: 'french' | 'all'
}

/** Filters whose values come from a list and may be repeated. */
export const listFilters = [
  'country',
  'region',
  'departement',
  'tier',
  'type',
  'state',
  'evidence',
  'theme',
  'size',
] as const
export type ListFilter = (typeof listFilters)[number]

/** A value of the URL that was not understood: it is left out of the filters and told to the reader. */
export type FilterIssue = { param: string; value: string }

/** The longest search text looked at; more is cut. */
export const maxQueryLength = 120

const maxValues = 60

const isMember =
  <T extends string>(list: readonly T[]) =>
  (value: string): T | null =>
    list.includes(value as T) ? (value as T) : null

const toPattern = (pattern: RegExp, change: (value: string) => string) => (value: string) => {
  const changed = change(value)
  return pattern.test(changed) ? changed : null
}

// The key of a French authority: its level letter is small, a code may hold capitals (d2A, d6AE).
const toKey = (value: string) => value.slice(0, 1).toLowerCase() + value.slice(1).toUpperCase()

const readers: { [K in ListFilter]: (value: string) => AtlasFilters[K][number] | null } = {
  country: toPattern(/^[A-Z]{2}$/, (value) => value.toUpperCase()),
  region: toPattern(/^[rd][0-9A-Z]{2,3}$/, toKey),
  departement: toPattern(/^([dr][0-9A-Z]{2,3}|c75056|e\d{9})$/, toKey),
  tier: isMember(tiers),
  type: isMember(tieTypes),
  state: isMember(tieStates),
  evidence: isMember(tieEvidences),
  theme: isMember(themes),
  size: isMember(sizeBands),
}

/** Filters that leave nothing out but ties without a French end. */
export function noFilters(): AtlasFilters {
  return {
    q: '',
    country: [],
    region: [],
    departement: [],
    tier: [],
    type: [],
    state: [],
    evidence: [],
    theme: [],
    size: [],
    ties: null,
    scope: 'french',
  }
}

/** Reads the filters of a URL; what is not understood is an issue, never an error. */
export function parseFilters(params: URLSearchParams): { value: AtlasFilters; issues: FilterIssue[] } {
  const value = noFilters()
  const issues: FilterIssue[] = []
  value.q = (params.get('q') ?? '')
    .normalize('NFC')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, maxQueryLength)
  for (const name of listFilters) {
    const given = params
      .getAll(name)
      .flatMap((text) => text.split(','))
      .map((text) => text.trim())
      .filter(Boolean)
    const kept = new Set<string>()
    for (const text of given.slice(0, maxValues)) {
      const read = readers[name](text)
      if (read === null) issues.push({ param: name, value: text.slice(0, 60) })
      else kept.add(read)
    }
    ;(value[name] as string[]) = [...kept].sort()
  }
  const ties = params.get('ties')
  if (ties === 'with' || ties === 'without') value.ties = ties
  else if (ties) issues.push({ param: 'ties', value: ties.slice(0, 60) })
  const scope = params.get('scope')
  if (scope === 'all' || scope === 'french') value.scope = scope
  else if (scope) issues.push({ param: 'scope', value: scope.slice(0, 60) })
  return { value, issues }
}

/** Writes filters as the one canonical query string, so that the same question has the same address. */
export function formatFilters(filters: AtlasFilters): URLSearchParams {
  const params = new URLSearchParams()
  if (filters.q) params.set('q', filters.q)
  for (const name of listFilters) {
    for (const item of filters[name]) params.append(name, name === 'country' ? item.toLowerCase() : item)
  }
  if (filters.ties) params.set('ties', filters.ties)
  if (filters.scope === 'all') params.set('scope', 'all')
  return params
}

/** The same filters with one value put on, or taken off where it was on. */
export function toggleFilter(filters: AtlasFilters, name: ListFilter, value: string): AtlasFilters {
  const present = filters[name] as string[]
  const next = present.includes(value) ? present.filter((item) => item !== value) : [...present, value].sort()
  return { ...filters, [name]: next }
}

/** Tells whether any filter narrows the view (the scope does not count). */
export function isFiltered(filters: AtlasFilters): boolean {
  return Boolean(filters.q) || filters.ties !== null || listFilters.some((name) => filters[name].length > 0)
}

/** The bounds of a band of population, upper bound excluded. */
export const sizeBounds: Record<Exclude<SizeBand, 'unknown'>, [number, number]> = {
  under2000: [0, 2_000],
  '2000to10000': [2_000, 10_000],
  '10000to50000': [10_000, 50_000],
  '50000to200000': [50_000, 200_000],
  over200000: [200_000, 2_147_483_647],
}

/** The band a population falls in. */
export function toSizeBand(population: number | null): SizeBand {
  if (population === null) return 'unknown'
  const found = Object.entries(sizeBounds).find(([, [from, to]]) => population >= from && population < to)
  return (found?.[0] ?? 'unknown') as SizeBand
}
