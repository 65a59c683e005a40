import { formatProjectFilters, type ProjectFilters, parseProjectFilters } from './project-filters.ts'

/** How a list of projects is looked at. */
export const projectViews = ['table', 'board', 'calendar'] as const
export type ProjectView = (typeof projectViews)[number]

/** The columns there are to choose beside the title. */
export const viewColumns = [
  'state',
  'themes',
  'partners',
  'countries',
  'dates',
  'planned',
  'spent',
  'nextTask',
  'seen',
] as const
export type ViewColumn = (typeof viewColumns)[number]

/** The columns shown where nobody has chosen. */
export const usualColumns: readonly ViewColumn[] = ['state', 'themes', 'partners', 'dates', 'nextTask']

/** What a person looks at, as it stands in an address and as it is kept for them. */
export type ListView = { view: ProjectView; columns: ViewColumn[]; filters: ProjectFilters; tie: string }

/** Reads it from an address; what is not understood is left out. */
export function readListView(params: URLSearchParams): ListView {
  const view = projectViews.find((one) => one === params.get('view')) ?? 'table'
  const columns = viewColumns.filter((one) => params.getAll('column').includes(one))
  const { value: filters } = parseProjectFilters(params)
  return { view, columns: columns.length > 0 ? columns : [...usualColumns], filters, tie: params.get('tie') ?? '' }
}

/** Writes it as the query of an address. */
export function formatListView({ view, columns, filters, tie }: ListView): URLSearchParams {
  const params = formatProjectFilters(filters)
  if (view !== 'table') params.set('view', view)
  if (columns.join() !== usualColumns.join()) for (const column of columns) params.append('column', column)
  if (tie) params.set('tie', tie)
  return params
}
