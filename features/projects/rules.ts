import type { ParticipantRole, PlacePrecision, ProjectState } from './schema.ts'

const next: Record<ProjectState, readonly ProjectState[]> = {
  idea: ['prepared', 'running', 'abandoned'],
  prepared: ['running', 'idea', 'suspended', 'abandoned'],
  running: ['suspended', 'finished', 'abandoned'],
  suspended: ['running', 'finished', 'abandoned'],
  // What had an end may begin again: what was said of it stays in the history.
  finished: ['running'],
  abandoned: ['idea'],
}

/** The states a project may go to from where it stands. */
export const nextStates = (from: ProjectState): readonly ProjectState[] => next[from]

/** What is asked of whoever changes the state of a project. */
export type StateChange = { to: ProjectState; since: string | null; reason: string; learned: string; disturbed: string }

/**
 * What there is to mend in a change of state: a way that does not exist, no reason where one is asked, and, for what is
 * finished, what was learned and what it disturbed there.
 */
export function findStateProblems(from: ProjectState, change: StateChange): { field: string; reason: string }[] {
  const { to, reason, learned, disturbed } = change
  if (!next[from].includes(to)) return [{ field: 'to', reason: 'project_state_no_way' }]
  const problems: { field: string; reason: string }[] = []
  if ((to === 'suspended' || to === 'abandoned') && !reason.trim())
    problems.push({ field: 'reason', reason: 'project_reason_missing' })
  if (to === 'finished' && !learned.trim()) problems.push({ field: 'learned', reason: 'project_learned_missing' })
  if (to === 'finished' && !disturbed.trim()) problems.push({ field: 'disturbed', reason: 'project_disturbed_missing' })
  return problems
}

/** Whether who else acts there is shown before a project goes to this state. */
export const asksWhoElse = (to: ProjectState): boolean => to === 'prepared' || to === 'running'

/** Whether weights say it all: none given, or a sum of 100. */
export function areWholeWeights(weights: readonly number[]): boolean {
  return weights.length === 0 || weights.reduce((sum, one) => sum + one, 0) === 100
}

/** A point in degrees (WGS 84). */
export type Point = { lon: number; lat: number }

// A hundredth of a degree is about a kilometre; five digits are about a metre.
const digits: Partial<Record<PlacePrecision, number>> = { exact: 5, locality: 2 }

/** What may be kept of a point at a precision: itself, the point of its locality, or nothing. */
export function keepPoint(point: Point | null, precision: PlacePrecision): Point | null {
  const kept = digits[precision]
  if (!point || kept === undefined) return null
  return { lon: Number(point.lon.toFixed(kept)), lat: Number(point.lat.toFixed(kept)) }
}

// Who carried an action before who paid for it.
const credit: Record<ParticipantRole, number> = {
  lead: 1,
  coLead: 2,
  carrier: 3,
  host: 4,
  partner: 5,
  expert: 6,
  support: 7,
  funder: 8,
}

/** The place of a role in the order of credit, from 1. */
export const creditOf = (role: ParticipantRole): number => credit[role]

/** Participants in the order of credit: by the order chosen among those who carried, and after all of them who paid. */
export function inCreditOrder<One extends { role: ParticipantRole; creditOrder: number }>(all: readonly One[]): One[] {
  const paid = (one: One) => Number(one.role === 'funder')
  return all.toSorted(
    (a, b) => paid(a) - paid(b) || a.creditOrder - b.creditOrder || creditOf(a.role) - creditOf(b.role),
  )
}

/** A line of who pays what, as far as sums need it; amounts are decimal strings. */
export type MoneyLine = { nature: string; currency: string; planned: string | null; spent: string | null }

/** Planned and spent of one nature in one currency, in hundredths. */
export type MoneySum = { nature: string; currency: string; planned: bigint; spent: bigint }

/** A decimal string of at most two digits after the point as hundredths. */
export function toCents(amount: string): bigint {
  const [whole = '0', part = ''] = amount.split('.')
  return BigInt(whole) * 100n + BigInt(part.padEnd(2, '0').slice(0, 2))
}

/** Sums by nature and currency: neither is ever added to another, nor what was planned to what was spent. */
export function sumMoney(lines: readonly MoneyLine[]): MoneySum[] {
  const sums = new Map<string, MoneySum>()
  for (const { nature, currency, planned, spent } of lines) {
    const sum = sums.get(`${nature} ${currency}`) ?? { nature, currency, planned: 0n, spent: 0n }
    sum.planned += planned === null ? 0n : toCents(planned)
    sum.spent += spent === null ? 0n : toCents(spent)
    sums.set(`${nature} ${currency}`, sum)
  }
  return [...sums.values()]
}

/** Hundredths as a decimal string with two digits. */
export const fromCents = (cents: bigint): string => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`

/** How a body stands to the publication of a project. */
export type WordOfBody = {
  isAuthority: boolean
  isLead: boolean
  /** Among the participants; null for a party of the tie that is not. */
  consent: 'asked' | 'yes' | 'no' | null
  /** Its answer for all projects of the tie. */
  tieAnswer: 'yes' | 'no' | null
}

/** What a body's words come to: an answer to wait for, a yes, or a no; any no counts, whatever else was said. */
export function readWord({ isAuthority, isLead, consent, tieAnswer }: WordOfBody): 'yes' | 'no' | 'waits' {
  if (!isAuthority) return 'yes'
  if (consent === 'no' || tieAnswer === 'no') return 'no'
  return isLead || consent === 'yes' || tieAnswer === 'yes' ? 'yes' : 'waits'
}

/** Whether a day is within so many months of another one, on either side. */
export function isNear(day: string, other: string, months: number): boolean {
  const shift = (by: number) => {
    const at = new Date(`${other}T00:00:00Z`)
    at.setUTCMonth(at.getUTCMonth() + by)
    return at.toISOString().slice(0, 10)
  }
  return day >= shift(-months) && day <= shift(months)
}
