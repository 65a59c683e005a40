/** What can be due, or can wait for somebody, in the order in which the same day shows it. */
export const dueKinds = [
  'proposal',
  'act',
  'step',
  'publication',
  'projectConsent',
  'draft',
  'agreementEnd',
  'agreementReview',
  'commitment',
  'suspension',
  'meeting',
  'missionMandate',
  'mission',
  'milestone',
  'task',
  'projectEnd',
  'nearElection',
  'election',
  'mandateEnd',
  'odaReturn',
  'floor',
  'corrections',
  'confirmation',
] as const
export type DueKind = (typeof dueKinds)[number]

/** Whose it is to do: ours, the other side's, everybody's. */
export const dueSides = ['ours', 'theirs', 'both'] as const
export type DueSide = (typeof dueSides)[number]

/** One thing that is due on a day, or that waits for somebody without a day. */
export type DueItem = {
  kind: DueKind
  /** The record it is about; with the kind it names the item, today and tomorrow. */
  id: string
  /** The day, `YYYY-MM-DD`; null for what waits. */
  on: string | null
  /** How surely the day is known. */
  precision: 'day' | 'month' | 'year'
  side: DueSide
  /** Who has to do it, by name; empty where it is everybody. */
  who: string
  /** The other parties of the tie, by name. */
  partners: string[]
  title: string
  /** What of it: the kind of an act, of a commitment; the agreement it belongs to. */
  detail: string
  /** How many, where it stands for several. */
  count: number
  tieId: string | null
  agreementId: string | null
  projectId: string | null
  missionId: string | null
  /** Of a return and a floor: the year it is about. */
  year: number | null
}

/** The groups of the board, in their order. */
export const dueGroups = ['late', 'waiting', 'week', 'month', 'quarter', 'later', 'awaited', 'undated'] as const
export type DueGroup = (typeof dueGroups)[number]

/** The day a number of days after another. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

// What comes by itself is never late: it was, and it is over.
const passes: ReadonlySet<DueKind> = new Set(['election', 'agreementEnd'])

// Nobody waits for them today, and no day calls them up: they are not to be forgotten.
const undated: ReadonlySet<DueKind> = new Set(['commitment', 'draft'])

/**
 * The group an item stands in: late, within seven days, thirty-one, ninety-two, or later. Without a day it waits for us, is
 * awaited from the other side, or stands apart until somebody gives it one.
 */
export function groupOf(item: Pick<DueItem, 'kind' | 'on' | 'side' | 'precision'>, today: string): DueGroup {
  const { on, side, kind, precision } = item
  if (on === null && undated.has(kind)) return 'undated'
  if (on === null) return side === 'theirs' ? 'awaited' : 'waiting'
  // A review that has begun waits for both until the agreement ends.
  if (kind === 'agreementReview' && on <= today) return 'waiting'
  if (on < today) return passes.has(kind) ? 'waiting' : 'late'
  // Of a day known by its year alone, nobody can say that it is near.
  if (precision === 'year') return 'later'
  if (on <= addDays(today, 7)) return 'week'
  if (on <= addDays(today, 31)) return 'month'
  return on <= addDays(today, 92) ? 'quarter' : 'later'
}

const last = '9999-12-31'

/** The order of a board: by day, then by kind, then by what it is about. */
export function compareDue(a: DueItem, b: DueItem): number {
  return (
    (a.on ?? last).localeCompare(b.on ?? last) ||
    dueKinds.indexOf(a.kind) - dueKinds.indexOf(b.kind) ||
    a.title.localeCompare(b.title) ||
    a.id.localeCompare(b.id)
  )
}

/** The items by group, empty groups left out. */
export function groupDue(items: readonly DueItem[], today: string): { group: DueGroup; items: DueItem[] }[] {
  const byGroup = Map.groupBy(items, (item) => groupOf(item, today))
  return dueGroups.flatMap((group) => {
    const found = byGroup.get(group)
    return found ? [{ group, items: found.toSorted(compareDue) }] : []
  })
}

/** A month as a calendar shows it: its weeks from Monday to Sunday, days of other months included. */
export type CalendarMonth = { month: string; before: string; after: string; weeks: string[][] }

/** The month `YYYY-MM` as a calendar shows it. */
export function monthOf(month: string): CalendarMonth {
  const first = `${month}-01`
  const start = new Date(`${first}T00:00:00Z`)
  const next = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1)).toISOString().slice(0, 10)
  const monday = addDays(first, -((start.getUTCDay() + 6) % 7))
  const weeks: string[][] = []
  for (let day = monday; day < next; day = addDays(day, 7))
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(day, index)))
  return { month, before: addDays(first, -1).slice(0, 7), after: next.slice(0, 7), weeks }
}
