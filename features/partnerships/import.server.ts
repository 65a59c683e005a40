import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { copyRows } from '../../platform/db/copy.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { tidyPublicTables } from '../../platform/db/tidy.ts'
import { AppError } from '../../platform/errors.ts'
import { ensureAuthorities, recordNames, targetName } from './import/ensure-authorities.server.ts'
import { ensureSource, finishRun, lockImports, startRun } from './import/runs.server.ts'
import { type ResolvedRow, writeTies } from './import/write-ties.server.ts'
import type { ImportSource } from './import-report.ts'
import {
  countEnd,
  countOutcomes,
  type EndFigures,
  type ImportReport,
  needsAttention,
  type ReportedRow,
  reportIssue,
} from './import-report.ts'
import type { MatchedEnd } from './matching/found.ts'
import { type EndMatch, loadMatchReference, matchEnds } from './matching.server.ts'
import { manyTies, publishTies } from './publish.server.ts'
import type { GivenEnd, RowIssue, TieRow } from './tie-row.ts'

/** What is to be imported: rows that were read, those that could not be, and who says it. */
export type TiesImport = {
  kind: 'ties' | 'wikidata' | 'starterTies'
  rows: readonly TieRow[]
  issues: readonly RowIssue[]
  ignoredColumns?: readonly string[]
  source: ImportSource
  fileName: string | null
  /** A rehearsal: everything is found out, nothing is kept. */
  dryRun: boolean
}

function endName(end: GivenEnd): string {
  return JSON.stringify([end.name, end.otherNames, end.country, end.code, end.kind, end.lat, end.lon])
}

/** Matches every end once, however often it occurs. */
async function matchRows(ctx: Ctx, rows: readonly TieRow[]): Promise<(end: GivenEnd) => EndMatch> {
  const distinct = new Map(rows.flatMap((row) => row.ends.map((end) => [endName(end), end] as const)))
  const matches = await matchEnds(ctx, [...distinct.values()])
  const found = new Map([...distinct.keys()].map((name, index) => [name, matches[index]]))
  return (end) => {
    const match = found.get(endName(end))
    if (!match) throw new Error('an end was not matched')
    return match
  }
}

type Matched = MatchedEnd & Pick<EndMatch, 'country'>
type Failed = Exclude<EndMatch, Matched>

// What a human must decide goes before what a list must correct.
const gravity = ['setAside', 'invalid', 'unmatched', 'ambiguous']

function worst(matches: readonly EndMatch[]): Failed | null {
  const failed = matches.filter((match): match is Failed => match.outcome !== 'matched')
  return failed.toSorted((a, b) => gravity.indexOf(a.outcome) - gravity.indexOf(b.outcome))[0] ?? null
}

function tierSaid(match: Matched) {
  return match.target.kind === 'authority' ? null : match.target.tier
}

// The name itself without the larger place it lies in, as readers will look for it.
function nameSaid(end: GivenEnd): string {
  return end.name
    .replace(/\s*\(.*$/, '')
    .replace(/^.*\s[–—]\s/, '')
    .replace(/,.*$/, '')
    .trim()
}

type Sorted = {
  ready: { row: TieRow; matches: [Matched, Matched] }[]
  reported: ReportedRow[]
  ends: ImportReport['ends']
}

function sortRows(rows: readonly TieRow[], matchOf: (end: GivenEnd) => EndMatch): Sorted {
  const figures = (): EndFigures => ({ given: 0, matched: 0, farthestKm: null })
  const sorted: Sorted = { ready: [], reported: [], ends: { french: figures(), foreign: figures() } }
  for (const row of rows) {
    const matches = [matchOf(row.ends[0]), matchOf(row.ends[1])] as const
    for (const match of matches) {
      if (match.country === null) continue
      const matched = match.outcome === 'matched'
      countEnd(match.country === 'FR' ? sorted.ends.french : sorted.ends.foreign, matched, matched ? match.km : null)
    }
    const failure = worst(matches)
    if (failure) {
      sorted.reported.push({
        line: row.line,
        outcome: failure.outcome,
        reason: failure.reason,
        detail: failure.detail,
        raw: row.raw,
      })
    } else sorted.ready.push({ row, matches: matches as [Matched, Matched] })
  }
  return sorted
}

type Outcome = { report: ImportReport; touched: string[]; touchedAuthorities: string[] }

async function resolveRows(
  ctx: Ctx,
  sorted: Sorted,
): Promise<{ resolved: ResolvedRow[]; added: number; renamed: string[] }> {
  const { disputed } = await loadMatchReference(ctx)
  const targets = sorted.ready.flatMap(({ matches }) => matches.map((match) => match.target))
  const { parties, added } = await ensureAuthorities(ctx, targets, disputed)
  const partyOf = (match: Matched) => {
    const party = parties.get(targetName(match.target))
    if (!party) throw new Error('a matched end has no authority')
    return party
  }
  const resolved: ResolvedRow[] = []
  const met: Parameters<typeof recordNames>[1][number][] = []
  for (const { row, matches } of sorted.ready) {
    const [first, second] = [partyOf(matches[0]), partyOf(matches[1])]
    if (first.id === second.id) {
      sorted.reported.push({
        line: row.line,
        outcome: 'invalid',
        reason: 'sameParty',
        detail: { key: first.key },
        raw: row.raw,
      })
      continue
    }
    // A French party comes first, as everywhere in the atlas.
    resolved.push({
      row,
      parties: matches[1].country === 'FR' && matches[0].country !== 'FR' ? [second, first] : [first, second],
    })
    for (const [index, match] of matches.entries()) {
      const end = row.ends[index]
      if (end && match.target.kind !== 'authority')
        met.push({ id: partyOf(match).id, name: nameSaid(end), tier: tierSaid(match) })
    }
  }
  return { resolved, added, renamed: await recordNames(ctx, met) }
}

async function runImport(ctx: Ctx, input: TiesImport, source: { id: string; licence: string }): Promise<Outcome> {
  const sorted = sortRows(input.rows, await matchRows(ctx, input.rows))
  const { resolved, added, renamed } = await resolveRows(ctx, sorted)
  const written = await writeTies(ctx, source, resolved)
  const rows = [
    ...input.issues.map(reportIssue),
    ...sorted.reported,
    ...resolved.map(
      (item): ReportedRow => ({
        line: item.row.line,
        outcome: written.created.has(item) ? 'created' : 'alreadyThere',
        reason: null,
        detail: {},
        raw: item.row.raw,
      }),
    ),
  ].toSorted((a, b) => a.line - b.line)
  const report: ImportReport = {
    runId: null,
    totals: countOutcomes(rows),
    ends: sorted.ends,
    authoritiesAdded: added,
    statementsAdded: written.statementsAdded,
    ignoredColumns: [...(input.ignoredColumns ?? [])],
    rows,
  }
  return { report, touched: written.touched, touchedAuthorities: renamed }
}

/** Keeps the rows a human has to look at. */
async function recordRows(ctx: Ctx, runId: string, rows: readonly ReportedRow[]): Promise<void> {
  await copyRows(
    ctx.db,
    'import_row',
    ['run_id', 'line', 'outcome', 'reason', 'detail', 'raw'],
    rows.filter(needsAttention).map((row) => [runId, row.line, row.outcome, row.reason, row.detail, row.raw]),
  )
}

/** A report, and whether anything everybody may read changed by it. */
export type KeptImport = { report: ImportReport; changed: boolean }

/**
 * Takes over rows as a part of the run `runId`, inside the transaction of the caller, and publishes what they changed.
 * The caller raises the data version.
 */
export async function importPart(ctx: Ctx, input: TiesImport, runId: string, sourceId: string): Promise<KeptImport> {
  const source = { id: sourceId, licence: input.source.licence }
  const { report, touched, touchedAuthorities } = await runImport(ctx, input, source)
  await recordRows(ctx, runId, report.rows)
  const changed = touched.length > 0 || touchedAuthorities.length > 0
  if (changed) {
    // What publishing joins: after a first import the planner would still take these for empty.
    await sql`analyze partnership_party, partnership_statement`.execute(ctx.db)
    await publishTies(ctx, { ids: touched, organisationIds: touchedAuthorities })
  }
  return { report: { ...report, runId }, changed }
}

/** A whole import inside the transaction of the caller, who raises the data version. */
export async function importWithin(ctx: Ctx, input: TiesImport): Promise<KeptImport> {
  await lockImports(ctx)
  const source = await ensureSource(ctx, input.source)
  const run = await startRun(ctx, { kind: input.kind, sourceId: source.id, fileName: input.fileName })
  const kept = await importPart(ctx, input, run, source.id)
  await finishRun(ctx, run, kept.report)
  return kept
}

/** Does everything an import does and keeps nothing of it. */
export async function rehearseImport(ctx: Ctx, input: TiesImport): Promise<ImportReport> {
  const transaction = await ctx.db.startTransaction().execute()
  try {
    const inner = { ...ctx, db: transaction }
    const { report } = await runImport(inner, input, await ensureSource(inner, input.source))
    return report
  } finally {
    await transaction.rollback().execute()
  }
}

/** Imports are the operator's and the system's own jobs. */
export function requireImporter(ctx: Ctx): void {
  if (ctx.actor.kind === 'anonymous') throw new AppError('unauthenticated', 'import_needs_operator')
}

/**
 * Takes over what a source says of ties, in one transaction: matches the ends, folds what is the same, keeps each
 * statement with its source, publishes. The same import again changes nothing; a bad row is reported and left out.
 */
export async function importTies(ctx: Ctx, input: TiesImport): Promise<ImportReport> {
  requireImporter(ctx)
  if (input.dryRun) return rehearseImport(ctx, input)
  const { report, changed } = await inTransaction(ctx, async (inner) => {
    const kept = await importWithin(inner, input)
    if (kept.changed) await raiseDataVersion(inner)
    return kept
  })
  if (changed && (report.totals.created ?? 0) >= manyTies) await tidyPublicTables(ctx)
  return report
}
