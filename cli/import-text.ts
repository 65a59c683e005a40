import { toCsvLine } from '../features/opendata/csv-text.ts'
import {
  type EndFigures,
  type ImportOutcome,
  type ImportReport,
  importOutcomes,
  needsAttention,
  type ReportedRow,
} from '../features/partnerships/import-report.ts'
import type { Translator } from '../platform/i18n/translator.ts'

/** How the import was made: nothing kept, or the full report written to a file. */
export type ShownImport = { dryRun: boolean; reportFile: string | null }

const shownPerReason = 3

function messageOf(t: Translator, { reason, detail }: ReportedRow): string {
  const key = `import.reason.${reason}`
  return reason !== null && t.has(key) ? t(key, detail) : ''
}

function endsLine(t: Translator, kind: 'french' | 'foreign', { given, matched, farthestKm }: EndFigures): string[] {
  if (given === 0) return []
  const line = t(`import.ends.${kind}`, { matched, given, share: matched / given })
  return [farthestKm === null ? line : `${line} ${t('import.ends.farthest', { km: Math.round(farthestKm) })}`]
}

function problemLines(t: Translator, report: ImportReport): string[] {
  const groups = Map.groupBy(report.rows.filter(needsAttention), (row) => `${row.outcome} ${row.reason}`)
  if (groups.size === 0) return []
  const lines = [...groups.values()].flatMap((rows) => {
    const shown = rows
      .slice(0, shownPerReason)
      .map((row) => t('import.problem', { line: row.line, message: messageOf(t, row) }))
    const more = rows.length - shown.length
    return more > 0 ? [...shown, t('import.moreProblems', { count: more })] : shown
  })
  return ['', t('import.problems'), ...lines]
}

/** The report a person reads: totals, then the first rows of each kind of problem. */
export function reportText(t: Translator, report: ImportReport, shown: ShownImport): string {
  const { totals, authoritiesAdded, statementsAdded, ignoredColumns } = report
  const counted = importOutcomes.filter((outcome) => totals[outcome] > 0)
  const problems = problemLines(t, report)
  const columns = ignoredColumns.join(', ')
  return [
    t(shown.dryRun ? 'import.rehearsed' : 'import.done'),
    ...counted.map((outcome) => `  ${t(`import.totals.${outcome}`, { count: totals[outcome] })}`),
    ...endsLine(t, 'french', report.ends.french),
    ...endsLine(t, 'foreign', report.ends.foreign),
    t('import.added', { authorities: authoritiesAdded, statements: statementsAdded }),
    ...(columns ? [t('import.ignoredColumns', { columns })] : []),
    ...problems,
    ...(shown.reportFile ? ['', t('import.reportWritten', { file: shown.reportFile })] : []),
    ...(!shown.reportFile && problems.length > 0 ? ['', t('import.reportHint')] : []),
  ].join('\n')
}

/** The report a program reads: figures, then every row with its outcome and, where there is one, its reason in words. */
export function reportValue(t: Translator, report: ImportReport, shown: ShownImport): Record<string, unknown> {
  const rows = report.rows.map((row) => ({ ...row, message: messageOf(t, row) || null }))
  return { ...report, dryRun: shown.dryRun, rows }
}

function outcomeWord(t: Translator, outcome: ImportOutcome): string {
  return t(`import.outcome.${outcome}`)
}

/** The full report as CSV: one line for each row, with what it said. */
export function reportCsv(t: Translator, report: ImportReport): string {
  const columns = [...new Set(report.rows.flatMap((row) => Object.keys(row.raw)))]
  const head = toCsvLine(['line', 'outcome', 'outcome_label', 'reason', 'message', ...columns])
  const lines = report.rows.map((row) =>
    toCsvLine([
      row.line,
      row.outcome,
      outcomeWord(t, row.outcome),
      row.reason,
      messageOf(t, row),
      ...columns.map((column) => row.raw[column] ?? ''),
    ]),
  )
  return [head, ...lines].join('')
}
