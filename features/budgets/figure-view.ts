import { type FigureDimension, figureDimensions } from './figure-rules.ts'
import { unsaid } from './line-filters.ts'
import { type Measure, measures } from './schema.ts'

/** What the figures can be narrowed by; every one of them is a dimension too. */
export const figureFilterNames = [
  'department',
  'partnership',
  'country',
  'type',
  'theme',
  'mode',
  'frame',
  'section',
] as const satisfies readonly FigureDimension[]
export type FigureFilterName = (typeof figureFilterNames)[number]

/** How somebody looks at the budget, as the address says it. */
export type FigureView = {
  /** Null: the latest there is. */
  year: number | null
  /** Null: executed where it is known, else voted. */
  measure: Measure | null
  by: FigureDimension
  filters: Partial<Record<FigureFilterName, string>>
  /** Keys of other authorities to add to this one. */
  with: string[]
}

/** Reads it from an address; what is not understood is left out. */
export function readFigureView(params: URLSearchParams): FigureView {
  const year = Number(params.get('year'))
  const filters: FigureView['filters'] = {}
  for (const name of figureFilterNames) {
    const value = (params.get(name) ?? '').trim().slice(0, 120)
    if (value) filters[name] = value
  }
  return {
    year: Number.isInteger(year) && year >= 1990 && year <= 2100 ? year : null,
    measure: measures.find((one) => one === params.get('measure')) ?? null,
    by: figureDimensions.find((one) => one === params.get('by')) ?? 'department',
    filters,
    with: [...new Set(params.getAll('with'))].filter((key) => /^[a-z0-9][A-Za-z0-9-]{0,80}$/.test(key)).slice(0, 10),
  }
}

/** Writes it as the query of an address. */
export function formatFigureView(view: FigureView): URLSearchParams {
  const params = new URLSearchParams()
  if (view.year !== null) params.set('year', String(view.year))
  if (view.measure !== null) params.set('measure', view.measure)
  if (view.by !== 'department') params.set('by', view.by)
  for (const name of figureFilterNames) if (view.filters[name]) params.set(name, view.filters[name])
  for (const key of view.with) params.append('with', key)
  return params
}

const lineFilterOf: Partial<Record<FigureDimension, string>> = {
  department: 'department',
  partnership: 'tie',
  country: 'country',
  type: 'type',
  theme: 'theme',
  mode: 'mode',
  frame: 'frame',
  section: 'section',
}

/** The query of the page of lines that lists what a figure is made of. */
export function linesBehind(
  view: Pick<FigureView, 'filters'>,
  at: { year: number; direction?: 'expenditure' | 'receipt'; by?: FigureDimension; value?: string; valuation?: string },
): Record<string, string> {
  const query: Record<string, string> = { year: String(at.year), valuation: at.valuation ?? 'money' }
  if (at.direction) query.direction = at.direction
  for (const name of figureFilterNames) {
    const line = lineFilterOf[name]
    const value = view.filters[name]
    if (line && value) query[line] = value
  }
  const line = at.by && lineFilterOf[at.by]
  if (line) query[line] = at.value === '' || at.value === undefined ? unsaid : at.value
  return query
}
