import type { EndTarget } from '../matching/found.ts'
import {
  compareFacts,
  declare,
  type FactChange,
  type Facts,
  predict,
  type Said,
  settleEnd,
  tellsNews,
} from './facts.ts'
import type { CellProblem, LineNote, ReadRow, Told } from './read-row.ts'

/** What becomes of a line. */
export const outcomes = ['added', 'changed', 'left', 'error', 'ambiguous'] as const
export type Outcome = (typeof outcomes)[number]

/** One of several authorities or places a partner's name may mean. */
export type PartnerChoice = {
  value: string
  name: string
  tier: string | null
  /** The part of its country it lies in, as the register or the gazetteer codes it. */
  part: string | null
  lat: number | null
  lon: number | null
  target: EndTarget
}

/** Who a line's partner was found to be. */
export type FoundPartner = {
  name: string
  country: string | null
  target: EndTarget
  /** Null when it becomes an authority only once the line is applied. */
  organisationId: string | null
}

/** The answer for a partner as written: found, one of several, or a mistake to mend. */
export type PartnerAnswer =
  | { kind: 'found'; partner: FoundPartner }
  | { kind: 'several'; choices: PartnerChoice[]; country: string | null }
  | { kind: 'leftOut' }
  | { kind: 'none'; problem: Omit<CellProblem, 'column'> }

/** What one line says and would change; kept as it is shown, and applied as it was shown. */
export type Plan = {
  /** What the line calls its partner, the same for lines that name the same one. */
  partnerKey: string
  partner: { name: string; country: string | null }
  target: EndTarget | null
  tieId: string | null
  choices: PartnerChoice[]
  told: Told
  changes: FactChange[]
  problems: CellProblem[]
  notes: LineNote[]
}
export type PlannedRow = { line: number; outcome: Outcome; plan: Plan }

/** A tie of the organisation, as far as a line can change it. */
export type KnownTie = { id: string; names: string[]; country: string | null; present: Facts; said: Said }

const nothingKnown: Facts = { type: 'unknown', state: 'unknown', since: null, until: null, themes: [] }

function basePlan(row: ReadRow, partnerKey: string): Plan {
  return {
    partnerKey,
    partner: { name: row.partner.name, country: row.partner.country || null },
    target: null,
    tieId: null,
    choices: [],
    told: row.told,
    changes: [],
    problems: row.problems,
    notes: row.notes,
  }
}

/** A line that changes nothing, and why. */
export function leaveRow(row: ReadRow, partnerKey: string, ...notes: LineNote[]): PlannedRow {
  const plan = basePlan(row, partnerKey)
  return { line: row.line, outcome: 'left', plan: { ...plan, notes: [...plan.notes, ...notes] } }
}

/** A line with mistakes. */
export function failRow(row: ReadRow, partnerKey: string, ...problems: CellProblem[]): PlannedRow {
  const plan = basePlan(row, partnerKey)
  return { line: row.line, outcome: 'error', plan: { ...plan, problems: [...plan.problems, ...problems] } }
}

/** A line whose partner is one of several. */
export function askRow(row: ReadRow, partnerKey: string, choices: PartnerChoice[], country: string | null): PlannedRow {
  const plan = basePlan(row, partnerKey)
  return { line: row.line, outcome: 'ambiguous', plan: { ...plan, partner: { ...plan.partner, country }, choices } }
}

/**
 * Says what a line would do to the tie it is about, which may not be there yet: added, changed fact by fact, or left alone.
 * What is shown is what will be true once it is applied, other sources counted in.
 */
export function planTie(
  row: ReadRow,
  partnerKey: string,
  about: { tie: KnownTie | null; partner: FoundPartner | null },
  year: number,
): PlannedRow {
  const { tie, partner } = about
  const present = tie?.present ?? nothingKnown
  const said = tie?.said ?? { own: null, others: [], othersThemes: [] }
  const end = settleEnd(row.told, present.state, year)
  const column = null
  if (end.rule)
    return failRow(row, partnerKey, {
      field: 'until',
      column,
      rule: end.rule,
      values: { value: String(row.told.until) },
    })
  const after = predict(said, declare(said.own, end.told, year))
  if (after.since !== null && end.told.until !== undefined && end.told.until < after.since)
    return failRow(row, partnerKey, {
      field: 'until',
      column,
      rule: 'yearOrder',
      values: { value: String(end.told.until) },
    })
  const changes = compareFacts(present, after)
  const news = !tie || (tellsNews(end.told, present) && changes.length > 0)
  const held = tie && !news && tellsNews(end.told, present)
  const base = basePlan(row, partnerKey)
  return {
    line: row.line,
    outcome: !tie ? 'added' : news ? 'changed' : 'left',
    plan: {
      ...base,
      partner: tie
        ? { name: tie.names.join(', '), country: tie.country }
        : { name: partner?.name ?? row.partner.name, country: partner?.country ?? null },
      target: tie ? null : (partner?.target ?? null),
      tieId: tie?.id ?? null,
      told: end.told,
      changes: news ? changes : [],
      notes: [...base.notes, ...(end.note ? [end.note] : []), ...(held ? [{ rule: 'othersHold', values: {} }] : [])],
    },
  }
}

/** Where two lines are about one tie, the first stands: the second is left alone when it says the same, else a mistake. */
export function foldRepeated(nameOf: (plan: Plan) => string | null): (row: PlannedRow) => PlannedRow {
  const first = new Map<string, PlannedRow>()
  return (row) => {
    const name = row.outcome === 'error' || row.outcome === 'ambiguous' ? null : nameOf(row.plan)
    if (name === null) return row
    const known = first.get(name)
    if (!known) {
      first.set(name, row)
      return row
    }
    const values = { line: known.line }
    if (JSON.stringify(known.plan.told) === JSON.stringify(row.plan.told))
      return {
        ...row,
        outcome: 'left',
        plan: { ...row.plan, changes: [], notes: [...row.plan.notes, { rule: 'sameAgain', values }] },
      }
    const problem: CellProblem = { field: 'partnerName', column: null, rule: 'sameTieTwice', values }
    return { ...row, outcome: 'error', plan: { ...row.plan, changes: [], problems: [...row.plan.problems, problem] } }
  }
}
