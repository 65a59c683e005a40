import { formatProjectFilters, type ProjectFilters, parseProjectFilters } from '../features/projects/project-filters.ts'

/** How many projects a page of the list shows. */
export const projectPageSize = 50

/** The address of the list of projects read another way; changing what is asked goes back to the first page. */
export function projectListHref(path: string, filters: ProjectFilters, page = 1): string {
  const params = formatProjectFilters(filters)
  if (page > 1) params.set('page', String(page))
  const text = params.toString()
  return text ? `${path}?${text}` : path
}

/** Reads the address of the list of projects. */
export function readProjectQuery(params: URLSearchParams) {
  const { value: filters, issues } = parseProjectFilters(params)
  const number = Number(params.get('page') ?? '1')
  return { filters, issues, page: Number.isInteger(number) && number >= 1 && number <= 2000 ? number : 1 }
}
