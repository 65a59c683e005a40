import { type Theme, themes } from '../partnerships/schema.ts'
import { type ProjectState, projectStates } from './schema.ts'

/** What a list of projects can be narrowed by, as it stands in an address: values of one filter are alternatives. */
export type ProjectFilters = {
  q: string
  theme: Theme[]
  country: string[]
  state: ProjectState[]
  sdg: string[]
}

/** Filters whose values come from a list and may be repeated. */
export const projectListFilters = ['theme', 'country', 'state', 'sdg'] as const
export type ProjectListFilter = (typeof projectListFilters)[number]

/** Filters that leave nothing out. */
export const noProjectFilters = (): ProjectFilters => ({ q: '', theme: [], country: [], state: [], sdg: [] })

const readers: Record<ProjectListFilter, (value: string) => string | null> = {
  theme: (value) => themes.find((one) => one === value) ?? null,
  country: (value) => (/^[a-z]{2}$/i.test(value) ? value.toUpperCase() : null),
  state: (value) => projectStates.find((one) => one === value) ?? null,
  sdg: (value) => (/^([1-9]|1[0-7])$/.test(value) ? value : null),
}

/** Reads the filters of an address; what is not understood is an issue, never an error. */
export function parseProjectFilters(params: URLSearchParams): {
  value: ProjectFilters
  issues: { param: string; value: string }[]
} {
  const value = noProjectFilters()
  const issues: { param: string; value: string }[] = []
  value.q = (params.get('q') ?? '').normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, 120)
  for (const name of projectListFilters) {
    const given = params.getAll(name).flatMap((text) => text.split(','))
    const kept = new Set<string>()
    for (const text of given
      .map((one) => one.trim())
      .filter(Boolean)
      .slice(0, 60)) {
      const read = readers[name](text)
      if (read === null) issues.push({ param: name, value: text.slice(0, 60) })
      else kept.add(read)
    }
    ;(value[name] as string[]) = [...kept].sort()
  }
  return { value, issues }
}

/** Writes filters as the one query string of a question. */
export function formatProjectFilters(filters: ProjectFilters): URLSearchParams {
  const params = new URLSearchParams()
  if (filters.q) params.set('q', filters.q)
  for (const name of projectListFilters)
    for (const item of filters[name]) params.append(name, name === 'country' ? item.toLowerCase() : item)
  return params
}

/** The same filters with one value put on, or taken off where it was on. */
export function toggleProjectFilter(filters: ProjectFilters, name: ProjectListFilter, value: string): ProjectFilters {
  const present = filters[name] as string[]
  return {
    ...filters,
    [name]: present.includes(value) ? present.filter((one) => one !== value) : [...present, value].sort(),
  }
}

/** Tells whether any filter narrows the list. */
export const isProjectFiltered = (filters: ProjectFilters): boolean =>
  filters.q !== '' || projectListFilters.some((name) => filters[name].length > 0)
