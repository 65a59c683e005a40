import { type FigureDimension, figureDimensions } from './figure-rules.ts'
import { type LineFigure, type LineFilterName, readWith, unsaid } from './line-filters.ts'
import { counterpartKinds, fundingSources, type Measure, measures } from './schema.ts'

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
    with: readWith(params),
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

const lineFilterOf: Record<FigureDimension, LineFilterName> = {
  department: 'department',
  partnership: 'tie',
  country: 'country',
  type: 'type',
  theme: 'theme',
  mode: 'mode',
  frame: 'frame',
  section: 'section',
  funder: 'funder',
  counterpart: 'counterpart',
}

/** What a figure is made of: its year, its way, the state its amounts are in, and the value it is a part by. */
export type FigureAt = {
  year: number
  direction?: 'expenditure' | 'receipt'
  figure?: LineFigure
  by?: FigureDimension
  value?: string
  valuation?: string
}

/** The query of the page of lines that lists what a figure is made of, and nothing else. */
export function linesBehind(
  view: Pick<FigureView, 'filters'> & { with?: readonly string[] },
  at: FigureAt,
  more: Partial<Record<LineFilterName, string>> = {},
): Record<string, string> {
  const query: Record<string, string> = { year: String(at.year), valuation: at.valuation ?? 'money' }
  if (at.direction) query.direction = at.direction
  if (at.figure) query.figure = at.figure
  for (const name of figureFilterNames) {
    const value = view.filters[name]
    if (value) query[lineFilterOf[name]] = value
  }
  if (at.by) query[lineFilterOf[at.by]] = at.value || unsaid
  if (view.with && view.with.length > 0) query.with = view.with.join('.')
  return { ...query, ...more }
}

/** As much of a stretch of the way of the money as tells its lines from others. */
export type StretchOf = {
  stage: 'funder' | 'use' | 'last'
  through: string
  projectId: string | null
  name: string
  kind: string
}

/** What narrows a list to one stretch of the way of the money. */
export function linesOfStretch({
  stage,
  through,
  projectId,
  name,
  kind,
}: StretchOf): Partial<Record<LineFilterName, string>> {
  if (stage === 'funder') return { funder: kind || unsaid }
  return {
    ...(projectId === null ? { project: unsaid, department: through || unsaid } : { project: projectId }),
    body: name || unsaid,
    counterpart: kind || unsaid,
  }
}

/** Who was paid on the spot: what reaches local actors. */
export const localCounterparts = 'partnerAuthority.localActor'

/** Every kind of who was paid: the lines that say it. */
export const toldCounterparts = counterpartKinds.join('.')

/** Whoever pays a receipt but the authority itself, and receipts that do not say. */
export const otherFunders = [...fundingSources.filter((one) => one !== 'ownFunds'), unsaid].join('.')
