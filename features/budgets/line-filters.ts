import { themes } from '../partnerships/schema.ts'
import { actionTypes, operatingModes, purposeFrames } from '../projects/schema.ts'
import { directions, onePercentMechanisms, sections, valuations } from './schema.ts'

/** Stands for lines of which something is not said. */
export const unsaid = 'none'

/** What the lines of the international budget can be narrowed by, each with its known values; null where any will do. */
export const lineFilterNames = [
  'year',
  'direction',
  'valuation',
  'section',
  'tie',
  'project',
  'country',
  'type',
  'theme',
  'frame',
  'mode',
  'department',
  'onePercent',
  'document',
  'q',
] as const
export type LineFilterName = (typeof lineFilterNames)[number]

const known: Partial<Record<LineFilterName, readonly string[]>> = {
  direction: directions,
  valuation: valuations,
  section: sections,
  type: [...actionTypes, unsaid],
  theme: [...themes, unsaid],
  frame: [...purposeFrames, unsaid],
  mode: [...operatingModes, unsaid],
  onePercent: [...onePercentMechanisms, unsaid],
}

/** The columns there are to choose beside the label. */
export const lineColumns = [
  'year',
  'direction',
  'planned',
  'voted',
  'executed',
  'carriedOver',
  'tie',
  'project',
  'country',
  'type',
  'theme',
  'department',
  'source',
] as const
export type LineColumn = (typeof lineColumns)[number]

const usualColumns: readonly LineColumn[] = ['year', 'direction', 'voted', 'executed', 'tie', 'country', 'type']

/** What the list can be put in the order of; with a minus before it, the other way round. */
export const lineSorts = ['label', 'year', 'voted', 'executed', 'country', 'department'] as const

/** How many lines a page of the list shows. */
export const linesPerPage = 100

/** How somebody looks at the lines, as an address says it and as it is kept for the next time. */
export type LineView = {
  filters: Partial<Record<LineFilterName, string>>
  columns: LineColumn[]
  sort: string
  page: number
}

/** Reads it from an address; what is not understood is left out. */
export function readLineView(params: URLSearchParams): LineView {
  const filters: LineView['filters'] = {}
  for (const name of lineFilterNames) {
    const value = (params.get(name) ?? '').trim().slice(0, 120)
    if (value && (known[name] === undefined || known[name].includes(value))) filters[name] = value
  }
  // Ticked one by one in a form, together in an address.
  const wanted = [...params.getAll('column'), ...(params.get('columns') ?? '').split('.')]
  const columns = lineColumns.filter((one) => wanted.includes(one))
  const asked = params.get('sort') ?? ''
  const sort = lineSorts.some((one) => one === asked.replace(/^-/, '')) ? asked : '-year'
  const page = Number(params.get('page') ?? '1')
  return {
    filters,
    columns: columns.length > 0 ? columns : [...usualColumns],
    sort,
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  }
}

/** Writes it as the query of an address, without its page. */
export function formatLineView({ filters, columns, sort }: LineView): URLSearchParams {
  const params = new URLSearchParams()
  for (const name of lineFilterNames) if (filters[name]) params.set(name, filters[name])
  if (sort !== '-year') params.set('sort', sort)
  if (columns.join() !== usualColumns.join()) params.set('columns', columns.join('.'))
  return params
}

/** Whether anything is narrowed. */
export const isNarrowed = ({ filters }: LineView): boolean => Object.keys(filters).length > 0
