import type { RowIssue } from './tie-row.ts'

/** Where an import comes from; `code` names the source for ever. */
export type ImportSource = {
  code: string
  name: string
  publisher: string | null
  url: string | null
  licence: string
  attribution: string
}

/** What became of a row of an import. */
export const importOutcomes = ['created', 'alreadyThere', 'ambiguous', 'unmatched', 'setAside', 'invalid'] as const
export type ImportOutcome = (typeof importOutcomes)[number]

/** One row of the report: `reason` is the translation key `import.reason.<reason>`, filled by `detail`. */
export type ReportedRow = {
  line: number
  outcome: ImportOutcome
  reason: string | null
  detail: Record<string, string | number>
  raw: Record<string, string>
}

/** How many of a kind of ends were found, and how far the farthest lies from the point the list gives. */
export type EndFigures = { given: number; matched: number; farthestKm: number | null }

/** What an import did, row by row and in figures. */
export type ImportReport = {
  /** Null for a rehearsal, of which nothing is kept. */
  runId: string | null
  totals: Record<ImportOutcome, number>
  ends: { french: EndFigures; foreign: EndFigures }
  authoritiesAdded: number
  statementsAdded: number
  ignoredColumns: string[]
  rows: ReportedRow[]
}

/** How often each outcome occurs. */
export function countOutcomes(rows: readonly ReportedRow[]): Record<ImportOutcome, number> {
  const totals = Object.fromEntries(importOutcomes.map((outcome) => [outcome, 0])) as Record<ImportOutcome, number>
  for (const row of rows) totals[row.outcome]++
  return totals
}

/** A row that could not be read, as the report shows it. */
export function reportIssue(issue: RowIssue): ReportedRow {
  return { line: issue.line, outcome: 'invalid', reason: issue.rule, detail: { field: issue.field }, raw: issue.raw }
}

/** Tells the rows a human has to look at from those that need nobody. */
export function needsAttention(row: ReportedRow): boolean {
  return row.outcome !== 'created' && row.outcome !== 'alreadyThere'
}

/** Adds one end to the figures. */
export function countEnd(figures: EndFigures, matched: boolean, km: number | null): void {
  figures.given++
  if (!matched) return
  figures.matched++
  if (km !== null) figures.farthestKm = Math.max(figures.farthestKm ?? 0, km)
}
