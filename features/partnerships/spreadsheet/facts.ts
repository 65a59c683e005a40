import { type Statement, summariseTie } from '../rules.ts'
import { type Theme, type TieState, type TieType, themes } from '../schema.ts'
import type { LineNote, Told } from './read-row.ts'

/** What is taken to be true of a tie, as far as a sheet can tell it. */
export type Facts = { type: TieType; state: TieState; since: number | null; until: number | null; themes: Theme[] }
export type Fact = keyof Facts

/** What the organisation itself has declared of a tie. */
export type Declared = {
  type: TieType
  state: TieState
  sinceYear: number | null
  untilYear: number | null
  attestedYear: number | null
  themes: Theme[]
}

/** A fact before and after. */
export type FactChange = { fact: Fact; from: Facts[Fact]; to: Facts[Fact] }

/** All that was said of a tie: what the organisation declared before, and what everybody else said. */
export type Said = { own: Declared | null; others: readonly Statement[]; othersThemes: readonly Theme[] }

const blank: Declared = {
  type: 'unknown',
  state: 'unknown',
  sinceYear: null,
  untilYear: null,
  attestedYear: null,
  themes: [],
}

/** What the organisation declares once a line is taken over: what it had declared, with what the line tells. */
export function declare(own: Declared | null, told: Told, year: number): Declared {
  const before = own ?? blank
  const reopened = told.state !== undefined && told.state !== 'ended'
  return {
    type: told.type ?? before.type,
    state: told.state ?? before.state,
    sinceYear: told.since ?? before.sinceYear,
    untilYear: told.until ?? (reopened ? null : before.untilYear),
    attestedYear: year,
    themes: told.themes ?? before.themes,
  }
}

/** What will be taken to be true of a tie when the organisation declares this beside what others said. */
export function predict(said: Said, declared: Declared): Facts {
  const { type, state, sinceYear, untilYear, attestedYear } = declared
  const own: Statement = { evidence: 'oneParty', type, state, sinceYear, untilYear, attestedYear, decided: true }
  const sum = summariseTie([...said.others, own])
  const named = new Set([...said.othersThemes, ...declared.themes])
  return {
    type: sum.type,
    state: sum.state,
    since: sum.sinceYear,
    until: sum.untilYear,
    themes: themes.filter((theme) => named.has(theme)),
  }
}

const facts: readonly Fact[] = ['type', 'state', 'since', 'until', 'themes']
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The facts that differ. */
export function compareFacts(before: Facts, after: Facts): FactChange[] {
  return facts.flatMap((fact) =>
    same(before[fact], after[fact]) ? [] : [{ fact, from: before[fact], to: after[fact] }],
  )
}

/** Whether two lists of changes are the same; the database may have turned the parts of each around. */
export function sameChanges(a: readonly FactChange[], b: readonly FactChange[]): boolean {
  const parts = (changes: readonly FactChange[]) => changes.map(({ fact, from, to }) => [fact, from, to])
  return same(parts(a), parts(b))
}

/** Whether a line tells anything else than what is taken to be true already. */
export function tellsNews(told: Told, present: Facts): boolean {
  return facts.some((fact) => told[fact] !== undefined && !same(told[fact], present[fact]))
}

/**
 * Reads a year of end together with the state (domain: an agreement that runs out does not end a tie): a year gone by
 * ends a tie of which nothing else is known; one ahead is the term of an agreement and is left out; one that contradicts
 * the state is a question to whoever wrote the line.
 */
export function settleEnd(
  told: Told,
  present: TieState,
  year: number,
): { told: Told; note: LineNote | null; rule: string | null } {
  const { until, ...rest } = told
  if (until === undefined) return { told, note: null, rule: null }
  const state = told.state ?? (present === 'unknown' && until <= year ? 'ended' : present)
  if (state === 'ended') return { told: { ...told, state }, note: null, rule: null }
  if (until >= year) return { told: rest, note: { rule: 'untilAhead', values: { year: String(until) } }, rule: null }
  return { told: rest, note: null, rule: told.state ? 'endedOrNot' : 'endNotSaid' }
}
