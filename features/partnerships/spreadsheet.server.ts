import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { readTable } from '../../platform/spreadsheet/read-table.ts'
import type { BookSheet, Table } from '../../platform/spreadsheet/table.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import type { Role } from '../accounts/rules.ts'
import { confirmLines } from '../freshness/confirm.server.ts'
import { lockImports } from './import/runs.server.ts'
import { resolveCountry } from './matching/country-labels.ts'
import { loadMatchReference } from './matching.server.ts'
import { publishSheet, writeLines } from './spreadsheet/apply.server.ts'
import { makeSheet, type SheetFile, type SheetFormat } from './spreadsheet/download.server.ts'
import { type Columns, findColumnsProblem } from './spreadsheet/fields.ts'
import { findOwnOrganisation, type OwnOrganisation } from './spreadsheet/known-ties.server.ts'
import type { Choices } from './spreadsheet/partners.server.ts'
import { planRows } from './spreadsheet/plan-rows.server.ts'
import {
  type ColumnGuess,
  findHeader,
  headerDigest,
  recogniseColumns,
  sheetsDigest,
  toColumns,
} from './spreadsheet/recognise.ts'
import {
  type ChosenSheet,
  countConfirmations,
  countOutcomes,
  countShown,
  type Done,
  fillImport,
  findRemembered,
  insertImport,
  listLeftTies,
  listRecentImports,
  loadImport,
  type OutcomeCounts,
  type PreviewLine,
  readBook,
  readPreview,
  readReady,
  readSample,
  readSheetRows,
  remember,
  type SheetImport,
  type SheetMapping,
  saveMapping,
  savePlans,
} from './spreadsheet/store.server.ts'
import { undoLines } from './spreadsheet/undo.server.ts'
import { linesPerPage, type ShownLines } from './spreadsheet-form.ts'

export type { PreviewLine }

// Row-level security knows who acts inside a transaction only: the permission and the work share one.
function asMember<T>(ctx: Ctx, organisationId: string, lowest: Role, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, lowest)
    return work(inner)
  })
}

async function requireOwn(ctx: Ctx, organisationId: string): Promise<OwnOrganisation> {
  const own = await findOwnOrganisation(ctx, organisationId)
  if (!own) throw new AppError('not_found', 'spreadsheet_not_found')
  return own
}

async function planSheet(ctx: Ctx, organisationId: string, id: string, mapping: SheetMapping): Promise<void> {
  const own = await requireOwn(ctx, organisationId)
  const rows = await readSheetRows(ctx, id)
  await savePlans(ctx, id, await planRows(ctx, own, { rows, columns: mapping.columns, choices: mapping.choices }))
  await saveMapping(ctx, id, mapping, 'ready')
}

const isOwnDownload = (guesses: readonly ColumnGuess[]) =>
  ['id', 'partnerName'].every((field) => guesses.some((guess) => guess.field === field && guess.confidence === 'sure'))

/**
 * Takes a CSV or XLSX file of an organisation's ties: reads it, recognises its columns, and where they are known already
 * (a download of ours, or headings met before) finds out what each line would do. Nothing else is written.
 */
export async function uploadSpreadsheet(
  ctx: Ctx,
  organisationId: string,
  file: { name: string; bytes: Uint8Array },
): Promise<string> {
  await asMember(ctx, organisationId, 'contributor', async () => undefined)
  if (file.name === '' && file.bytes.length === 0) throw new AppError('invalid', 'spreadsheet_file_missing')
  const fileName = file.name.slice(0, 200)
  const first = await readFile(file.bytes, null)
  if (!('sheets' in first))
    return asMember(ctx, organisationId, 'contributor', async (inner) => {
      const id = await insertImport(inner, organisationId, { fileName, book: null })
      await takeTable(inner, organisationId, id, { table: first.table })
      return id
    })
  const { sheets } = first
  const digest = sheetsDigest(sheets.map(({ name }) => name))
  const known = await asMember(ctx, organisationId, 'contributor', (inner) =>
    findRemembered<ChosenSheet>(inner, organisationId, digest),
  )
  const read = known ? await readFile(file.bytes, known.sheet) : null
  return asMember(ctx, organisationId, 'contributor', async (inner) => {
    const id = await insertImport(inner, organisationId, { fileName, book: { bytes: file.bytes, sheets } })
    if (read && 'table' in read) await takeTable(inner, organisationId, id, { table: read.table, sheets })
    return id
  })
}

type ReadFile = Exclude<Awaited<ReturnType<typeof readTable>>, { problem: unknown }>

async function readFile(bytes: Uint8Array, sheet: string | null): Promise<ReadFile> {
  const read = await readTable(bytes, sheet)
  if ('problem' in read) throw new AppError('invalid', read.problem.reason, read.problem.values)
  return read
}

type TakenTable = { table: Table; sheets?: readonly BookSheet[] }

// Keeps the lines, recognises the columns, and plans where they are known already.
async function takeTable(ctx: Ctx, organisationId: string, id: string, { table, sheets }: TakenTable): Promise<void> {
  const at = findHeader(table.rows)
  const heading = table.rows[at]?.cells ?? []
  const rows = table.rows.slice(at + 1)
  if (rows.length === 0) throw new AppError('invalid', 'spreadsheet_empty')
  const width = Math.max(heading.length, ...rows.slice(0, 200).map((row) => row.cells.length))
  const header = Array.from({ length: width }, (_, column) => heading[column] ?? '')
  const { labels } = await loadMatchReference(ctx)
  const guesses = recogniseColumns(header, rows, (label) => resolveCountry(label, labels) !== null)
  const known = await findRemembered<Columns>(ctx, organisationId, headerDigest(header))
  const columns = known ?? toColumns(guesses)
  const mapping: SheetMapping = {
    ...{ sheet: table.sheet, guesses, columns, remembered: known !== null, choices: {} },
    ...(sheets ? { sheets } : {}),
  }
  await fillImport(ctx, id, { header, mapping, rows })
  if (known || isOwnDownload(guesses)) await planSheet(ctx, organisationId, id, mapping)
}

/** Says which sheet of a workbook is meant, reads it, and remembers the answer for the next workbook of these sheets. */
export async function chooseSheet(ctx: Ctx, organisationId: string, id: string, name: string): Promise<void> {
  const { sheets, bytes } = await asMember(ctx, organisationId, 'contributor', async (inner) => {
    const { mapping, state } = await loadImport(inner, organisationId, id)
    requireOpen({ state })
    return { sheets: mapping.sheets ?? [], bytes: await readBook(inner, id) }
  })
  if (!sheets.some((sheet) => sheet.name === name)) throw new AppError('invalid', 'spreadsheet_sheet_missing')
  const read = await readFile(bytes, name)
  if (!('table' in read)) throw new AppError('invalid', 'spreadsheet_sheet_missing')
  await asMember(ctx, organisationId, 'contributor', async (inner) => {
    requireOpen(await loadImport(inner, organisationId, id, { lock: true }))
    const digest = sheetsDigest(sheets.map((sheet) => sheet.name))
    await remember(inner, organisationId, digest, { sheet: name })
    await takeTable(inner, organisationId, id, { table: read.table, sheets })
  })
}

function requireOpen(sheet: Pick<SheetImport, 'state'>): void {
  if (sheet.state === 'applied' || sheet.state === 'undone')
    throw new AppError('conflict', 'spreadsheet_already_applied')
}

/** Says what each column holds, remembers it for the next sheet with these headings, and finds out what each line would do. */
export async function setSpreadsheetColumns(
  ctx: Ctx,
  organisationId: string,
  id: string,
  columns: Columns,
): Promise<void> {
  await asMember(ctx, organisationId, 'contributor', async (inner) => {
    const sheet = await loadImport(inner, organisationId, id, { lock: true })
    requireOpen(sheet)
    const problem = findColumnsProblem(columns)
    if (problem) throw new AppError('invalid', problem.reason, { heading: sheet.header[problem.column] ?? '' })
    await remember(inner, organisationId, headerDigest(sheet.header), columns)
    await planSheet(inner, organisationId, id, { ...sheet.mapping, columns, remembered: false })
  })
}

/** Says whom names stand for that may mean several, and finds out anew what each line would do. */
export async function choosePartners(ctx: Ctx, organisationId: string, id: string, choices: Choices): Promise<void> {
  await asMember(ctx, organisationId, 'contributor', async (inner) => {
    const sheet = await loadImport(inner, organisationId, id, { lock: true })
    requireOpen(sheet)
    const mapping = { ...sheet.mapping, choices: { ...sheet.mapping.choices, ...choices } }
    await planSheet(inner, organisationId, id, mapping)
  })
}

/**
 * Writes what the preview showed, in one transaction, as the organisation; the rest of the sheet is left. Where its bearer
 * says that its lines are up to date, all ties they state are confirmed. Answers how many lines were written.
 */
export async function applySpreadsheet(
  ctx: Ctx,
  organisationId: string,
  id: string,
  { upToDate }: { upToDate: boolean } = { upToDate: false },
): Promise<number> {
  return asMember(ctx, organisationId, 'contributor', async (inner) => {
    await lockImports(inner)
    const sheet = await loadImport(inner, organisationId, id, { lock: true })
    requireOpen(sheet)
    const own = await requireOwn(inner, organisationId)
    const added = await readReady(inner, id, 'added')
    const changed = await readReady(inner, id, 'changed')
    const unchanged = upToDate ? await listLeftTies(inner, id) : []
    if (sheet.state !== 'ready' || added.length + changed.length + unchanged.length === 0) {
      // What is there already can still be confirmed.
      const ticking = sheet.state === 'ready' && !upToDate && (await countConfirmations(inner, id)).unchanged > 0
      throw ticking
        ? new AppError('invalid', 'spreadsheet_not_ticked')
        : new AppError('conflict', 'spreadsheet_nothing')
    }
    const written = await writeLines(inner, { own, fileName: sheet.fileName, importId: id }, { added, changed })
    const stated = [...new Set([...written.ties, ...unchanged])]
    if (upToDate) await confirmLines(inner, own.id, stated, id)
    await publishSheet(inner, stated, written.organisationsAdded)
    await inner.db
      .updateTable('spreadsheet_import')
      .set({ state: 'applied', applied_at: inner.now, file: null })
      .where('id', '=', id)
      .execute()
    return written.ties.length
  })
}

/** Takes back everything a sheet wrote; what somebody has touched since is left, and counted. */
export async function undoSpreadsheet(
  ctx: Ctx,
  organisationId: string,
  id: string,
): Promise<{ undone: number; left: number }> {
  return asMember(ctx, organisationId, 'contributor', async (inner) => {
    await lockImports(inner)
    const sheet = await loadImport(inner, organisationId, id, { lock: true })
    if (sheet.state !== 'applied' || !sheet.appliedAt) throw new AppError('conflict', 'spreadsheet_not_applied')
    const own = await requireOwn(inner, organisationId)
    const { rows } = await sql<{ line: number; done: Done }>`select line, done from spreadsheet_row
      where import_id = ${id} and done is not null and done->>'kept' is null order by line`.execute(inner.db)
    const { fileName, appliedAt } = sheet
    const result = await undoLines(inner, { own, importId: id, fileName, appliedAt }, rows)
    await inner.db
      .updateTable('spreadsheet_import')
      .set({ state: 'undone', undone_at: inner.now })
      .where('id', '=', id)
      .execute()
    return result
  })
}

/** Forgets a sheet that was not applied. */
export async function discardSpreadsheet(ctx: Ctx, organisationId: string, id: string): Promise<void> {
  await asMember(ctx, organisationId, 'contributor', async (inner) => {
    requireOpen(await loadImport(inner, organisationId, id, { lock: true }))
    await inner.db.deleteFrom('spreadsheet_import').where('id', '=', id).execute()
  })
}

/** The latest sheets of an organisation, the newest first. */
export async function listSpreadsheets(ctx: Ctx, organisationId: string) {
  return asMember(ctx, organisationId, 'contributor', (inner) => listRecentImports(inner, organisationId))
}

/** A sheet with one page of its lines; before its columns are settled, its first lines as they stand. */
export type SpreadsheetPage = SheetImport & {
  counts: OutcomeCounts
  /** Lines written, lines left because somebody had changed the tie, lines taken back; ties confirmed. */
  written: { done: number; kept: number; undone: number; confirmed: number }
  /** Ties that lines left alone are about: they can be confirmed. */
  unchanged: number
  total: number
  lines: PreviewLine[]
  sample: string[][]
}

/** A sheet of an organisation, with what its lines would do or have done. */
export async function findSpreadsheet(
  ctx: Ctx,
  organisationId: string,
  id: string,
  options: { show: ShownLines; page: number },
): Promise<SpreadsheetPage> {
  return asMember(ctx, organisationId, 'contributor', async (inner) => {
    const sheet = await loadImport(inner, organisationId, id)
    const counts = await countOutcomes(inner, id)
    const { rows } = await sql<Omit<SpreadsheetPage['written'], 'confirmed'>>`
    select count(*) filter (where done is not null and done->>'kept' is null) as done,
      count(*) filter (where done->>'kept' is not null) as kept, count(*) filter (where (done->>'undone')::boolean) as undone
    from spreadsheet_row where import_id = ${id}`.execute(inner.db)
    const lines = await readPreview(inner, id, { ...options, perPage: linesPerPage })
    const sample = await readSample(inner, id)
    const { unchanged, confirmed } = await countConfirmations(inner, id)
    const written = { ...(rows[0] ?? { done: 0, kept: 0, undone: 0 }), confirmed }
    return { ...sheet, counts, written, unchanged, total: countShown(counts, options.show), lines, sample }
  })
}

/** The ties of an organisation as a file its members work on and bring back. */
export async function downloadOwnTies(ctx: Ctx, organisationId: string, format: SheetFormat): Promise<SheetFile> {
  return asMember(ctx, organisationId, 'reader', async (inner) =>
    makeSheet(inner, await requireOwn(inner, organisationId), format),
  )
}
