import { type AtlasFilters, type FilterIssue, formatFilters, parseFilters } from '../features/atlas/filters.ts'

/** How a list is being read: filters, order, page; all of it lives in the address. */
export type ListQuery<Sort extends string> = {
  filters: AtlasFilters
  issues: FilterIssue[]
  sort: Sort | null
  page: number
}

/** How many rows a page of a list shows. */
export const pageSize = 50
const lastPage = 2_000

/** Reads a list's address; an order or a page that makes no sense is told, and left out. */
export function readListQuery<Sort extends string>(params: URLSearchParams, sorts: readonly Sort[]): ListQuery<Sort> {
  const { value: filters, issues } = parseFilters(params)
  const wanted = params.get('sort')
  const sort = sorts.find((one) => one === wanted) ?? null
  if (wanted && !sort) issues.push({ param: 'sort', value: wanted.slice(0, 60) })
  const number = Number(params.get('page') ?? '1')
  const page = Number.isInteger(number) && number >= 1 && number <= lastPage ? number : 1
  return { filters, issues, sort, page }
}

/** The address of a list read another way; changing what is asked goes back to the first page. */
export function listHref(path: string, query: { filters: AtlasFilters; sort?: string | null; page?: number }): string {
  const params = formatFilters(query.filters)
  if (query.sort) params.set('sort', query.sort)
  if (query.page && query.page > 1) params.set('page', String(query.page))
  const text = params.toString()
  return text ? `${path}?${text}` : path
}
