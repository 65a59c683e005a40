import { MEANS } from '../../packages/totem/means.ts'
import { themes } from '../partnerships/schema.ts'
import { actionTypes, operatingModes, purposeFrames } from '../projects/schema.ts'
import { counterpartKinds, directions, fundingSources, onePercentMechanisms, sections, valuations } from './schema.ts'

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
  'incomeGroup',
  'type',
  'theme',
  'frame',
  'mode',
  'means',
  'fonction',
  'nature',
  'department',
  'funder',
  'counterpart',
  'body',
  'onePercent',
  'document',
  'figure',
  'doubtful',
  'q',
] as const
export type LineFilterName = (typeof lineFilterNames)[number]

/** The amounts a figure can be made of: lines that count and have one in that state. */
export const lineFigures = ['planned', 'voted', 'executed', 'carriedOver'] as const
export type LineFigure = (typeof lineFigures)[number]

/** The income groups of the OECD, what is at home, and what its list of that year does not say here. */
export const lineIncomeGroups = ['ldc', 'otherLic', 'lmic', 'umic', 'notListed', 'inFrance', 'unknown'] as const

const known: Partial<Record<LineFilterName, readonly string[]>> = {
  direction: directions,
  valuation: valuations,
  section: sections,
  type: [...actionTypes, unsaid],
  theme: [...themes, unsaid],
  frame: [...purposeFrames, unsaid],
  mode: [...operatingModes, unsaid],
  incomeGroup: [...lineIncomeGroups, unsaid],
  means: [...MEANS, unsaid],
  funder: [...fundingSources, unsaid],
  counterpart: [...counterpartKinds, unsaid],
  onePercent: [...onePercentMechanisms, unsaid],
  figure: lineFigures,
  doubtful: ['yes'],
}

// Of these several values may be asked for at once, with points between them: “2016.2018”.
const several: ReadonlySet<LineFilterName> = new Set(['year', 'funder', 'counterpart', 'means'])

/** The values a filter asks for: one, or several with points between them. */
export const filterValues = (name: LineFilterName, value: string): string[] =>
  several.has(name) ? value.split('.').filter(Boolean) : [value]

const isKnown = (name: LineFilterName, value: string): boolean => {
  const values = filterValues(name, value)
  if (name === 'year') return values.length > 0 && values.every((one) => /^\d{4}$/.test(one))
  const list = known[name]
  return values.length > 0 && (list === undefined || values.every((one) => list.includes(one)))
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
  'means',
  'department',
  'source',
] as const
export type LineColumn = (typeof lineColumns)[number]

const usualColumns: readonly LineColumn[] = ['year', 'direction', 'voted', 'executed', 'tie', 'country', 'type']

// Behind a figure, what matters is the amount it is made of and the accounting line that says it.
const columnsOf = (filters: LineView['filters']): readonly LineColumn[] => {
  const figure = lineFigures.find((one) => one === filters.figure)
  return figure ? ['year', 'direction', figure, 'tie', 'type', 'source'] : usualColumns
}

/** What the list can be put in the order of; with a minus before it, the other way round. */
export const lineSorts = ['label', 'year', 'voted', 'executed', 'country', 'department'] as const

/** How many lines a page of the list shows. */
export const linesPerPage = 100

/** How somebody looks at the lines, as an address says it and as it is kept for the next time. */
export type LineView = {
  filters: Partial<Record<LineFilterName, string>>
  /** Keys of other authorities whose lines are added to those of this one. */
  with: string[]
  columns: LineColumn[]
  sort: string
  page: number
}

// Whoever was paid is met by the whole of their name; a list of years or kinds is longer than a word too.
const longest: Partial<Record<LineFilterName, number>> = { body: 200, year: 500, counterpart: 300, funder: 300 }

/** Reads it from an address; what is not understood is left out. */
export function readLineView(params: URLSearchParams): LineView {
  const filters: LineView['filters'] = {}
  for (const name of lineFilterNames) {
    const value = (params.get(name) ?? '').trim().slice(0, longest[name] ?? 120)
    if (value && isKnown(name, value)) filters[name] = value
  }
  // Ticked one by one in a form, together in an address.
  const wanted = [...params.getAll('column'), ...(params.get('columns') ?? '').split('.')]
  const columns = lineColumns.filter((one) => wanted.includes(one))
  const asked = params.get('sort') ?? ''
  const sort = lineSorts.some((one) => one === asked.replace(/^-/, '')) ? asked : '-year'
  const page = Number(params.get('page') ?? '1')
  return {
    filters,
    with: readWith(params),
    columns: columns.length > 0 ? columns : lineColumns.filter((one) => columnsOf(filters).includes(one)),
    sort,
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  }
}

/** The keys of authorities an address adds to one, each once; together with points between them, or one by one. */
export const readWith = (params: URLSearchParams): string[] =>
  [...new Set(params.getAll('with').flatMap((keys) => keys.split('.')))]
    .filter((key) => /^[a-z0-9][A-Za-z0-9-]{0,80}$/.test(key))
    .slice(0, 10)

/** Writes it as the query of an address, without its page. */
export function formatLineView({ filters, with: others, columns, sort }: LineView): URLSearchParams {
  const params = new URLSearchParams()
  for (const name of lineFilterNames) if (filters[name]) params.set(name, filters[name])
  if (others.length > 0) params.set('with', others.join('.'))
  if (sort !== '-year') params.set('sort', sort)
  if (columns.join() !== lineColumns.filter((one) => columnsOf(filters).includes(one)).join())
    params.set('columns', columns.join('.'))
  return params
}

/** Whether anything is narrowed. */
export const isNarrowed = (view: LineView): boolean => Object.keys(view.filters).length > 0 || view.with.length > 0

/** The state of the amounts a view lists the lines of; null for lines of any. */
export const figureOf = ({ filters }: LineView): LineFigure | null =>
  lineFigures.find((one) => one === filters.figure) ?? null
