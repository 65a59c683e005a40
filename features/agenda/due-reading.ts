import { type DueItem, type DueKind, type DueSide, dueKinds, dueSides } from './due-rules.ts'

/** The ways to look at what is due. */
export const dueViews = ['list', 'calendar'] as const
export type DueView = (typeof dueViews)[number]

/** How a person reads what is due: whose, of which kinds, of which tie, in which shape. */
export type DueReading = {
  side: DueSide[]
  kind: DueKind[]
  tie: string | null
  view: DueView
  /** The month of the calendar, `YYYY-MM`; null for this one. */
  month: string | null
}

/** Reads an address, or what was kept of one; whatever makes no sense is left out. */
export function parseDueReading(params: URLSearchParams): DueReading {
  const tie = params.get('tie') ?? ''
  const month = params.get('month') ?? ''
  return {
    side: dueSides.filter((side) => params.getAll('side').includes(side)),
    kind: dueKinds.filter((kind) => params.getAll('kind').includes(kind)),
    tie: /^[0-9a-f-]{36}$/.test(tie) ? tie : null,
    view: params.get('view') === 'calendar' ? 'calendar' : 'list',
    month: /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(month) ? month : null,
  }
}

/** The address of a reading; what is usual goes without saying. */
export function formatDueReading({ side, kind, tie, view, month }: DueReading): URLSearchParams {
  const params = new URLSearchParams()
  for (const one of side) params.append('side', one)
  for (const one of kind) params.append('kind', one)
  if (tie) params.set('tie', tie)
  if (view !== 'list') params.set('view', view)
  if (month && view === 'calendar') params.set('month', month)
  return params
}

/** The items a reading asks for. */
export function selectDue(items: readonly DueItem[], { side, kind, tie }: DueReading): DueItem[] {
  return items.filter(
    (item) =>
      (side.length === 0 || side.includes(item.side)) &&
      (kind.length === 0 || kind.includes(item.kind)) &&
      (tie === null || item.tieId === tie),
  )
}

/** How many items each kind and each side has, all of them counted. */
export function countDue(items: readonly DueItem[]): { side: Map<DueSide, number>; kind: Map<DueKind, number> } {
  const counts = { side: new Map<DueSide, number>(), kind: new Map<DueKind, number>() }
  for (const { side, kind } of items) {
    counts.side.set(side, (counts.side.get(side) ?? 0) + 1)
    counts.kind.set(kind, (counts.kind.get(kind) ?? 0) + 1)
  }
  return counts
}
