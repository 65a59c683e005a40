import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { copyRows } from '../../../platform/db/copy.ts'
import { AppError } from '../../../platform/errors.ts'
import { isId, newId } from '../../../platform/ids.ts'
import type { BookSheet, TableRow } from '../../../platform/spreadsheet/table.ts'
import type { ShownLines } from '../spreadsheet-form.ts'
import type { Columns } from './fields.ts'
import type { Choices } from './partners.server.ts'
import type { Outcome, Plan, PlannedRow } from './plan.ts'
import type { ColumnGuess } from './recognise.ts'

export type SheetState = 'uploaded' | 'ready' | 'applied' | 'undone'

/** How a sheet is read: which sheet of the workbook, what each column holds, whom names stand for. */
export type SheetMapping = {
  sheet: string | null
  /** The sheets of a workbook that has several; `sheet` is null until one is chosen. */
  sheets?: readonly BookSheet[]
  guesses: readonly ColumnGuess[]
  columns: Columns
  /** The columns were taken over from an earlier sheet with the same headings. */
  remembered: boolean
  choices: Choices
}

/** A sheet somebody brought for an organisation. */
export type SheetImport = {
  id: string
  fileName: string
  header: string[]
  mapping: SheetMapping
  state: SheetState
  createdAt: Date
  appliedAt: Date | null
  undoneAt: Date | null
}

// Accounting exports wait in the same place for their columns: they are another subject's.
const isList = sql<boolean>`coalesce(i.mapping ->> 'kind', 'ties') = 'ties'`

const columns = sql`i.id, i.file_name as "fileName", i.header, i.mapping, i.state, i.created_at as "createdAt",
  i.applied_at as "appliedAt", i.undone_at as "undoneAt"`

/** The sheet of an organisation by its id; whoever asks for another one's is told there is none. */
export async function loadImport(
  ctx: Ctx,
  organisationId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<SheetImport> {
  const { rows } = isId(id)
    ? await sql<SheetImport>`select ${columns} from spreadsheet_import i
        where i.id = ${id} and i.organisation_id = ${organisationId} and ${isList} ${options.lock ? sql`for update` : sql``}`.execute(
        ctx.db,
      )
    : { rows: [] }
  if (!rows[0]) throw new AppError('not_found', 'spreadsheet_not_found')
  return rows[0]
}

/** The latest sheets of an organisation. */
export async function listRecentImports(
  ctx: Ctx,
  organisationId: string,
): Promise<Omit<SheetImport, 'mapping' | 'header'>[]> {
  const { rows } = await sql<SheetImport>`
    select i.id, i.file_name as "fileName", i.state, i.created_at as "createdAt", i.applied_at as "appliedAt",
      i.undone_at as "undoneAt"
    from spreadsheet_import i where i.organisation_id = ${organisationId} and ${isList} order by i.created_at desc, i.id desc limit 10`.execute(
    ctx.db,
  )
  return rows
}

/** A file somebody brought; a workbook of several sheets is kept as it is, so that another one can be chosen. */
export type BroughtFile = { fileName: string; book: { bytes: Uint8Array; sheets: readonly BookSheet[] } | null }

const noMapping: SheetMapping = { sheet: null, guesses: [], columns: [], remembered: false, choices: {} }

/** Keeps a file that was brought, before any of its lines. */
export async function insertImport(ctx: Ctx, organisationId: string, file: BroughtFile): Promise<string> {
  const id = newId()
  await ctx.db
    .insertInto('spreadsheet_import')
    .values({
      id,
      organisation_id: organisationId,
      person_id: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
      file_name: file.fileName,
      header: [],
      mapping: JSON.stringify(file.book ? { ...noMapping, sheets: file.book.sheets } : noMapping),
      created_at: ctx.now,
      applied_at: null,
      undone_at: null,
      file: file.book && Buffer.from(file.book.bytes),
    })
    .execute()
  return id
}

/** Keeps the lines of the sheet that was read, in place of those of another one. */
export async function fillImport(
  ctx: Ctx,
  id: string,
  sheet: { header: string[]; mapping: SheetMapping; rows: readonly TableRow[] },
): Promise<void> {
  await ctx.db.deleteFrom('spreadsheet_row').where('import_id', '=', id).execute()
  await ctx.db
    .updateTable('spreadsheet_import')
    .set({ header: sheet.header, mapping: JSON.stringify(sheet.mapping), state: 'uploaded' })
    .where('id', '=', id)
    .execute()
  await copyRows(
    ctx.db,
    'spreadsheet_row',
    ['import_id', 'line', 'cells'],
    sheet.rows.map((row) => [id, row.line, row.cells]),
  )
}

// A byte is two letters on the way: so many at once are taken over without anybody noticing.
const piece = 500_000

/** The workbook as it was brought. */
export async function readBook(ctx: Ctx, id: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  for (let from = 1; ; from += piece) {
    const { rows } = await sql<{ bytes: Buffer | null }>`
      select substring(file from ${from} for ${piece}) as bytes from spreadsheet_import where id = ${id}`.execute(
      ctx.db,
    )
    const bytes = rows[0]?.bytes ?? null
    if (bytes) pieces.push(bytes)
    if (!bytes || bytes.length < piece) return Buffer.concat(pieces)
  }
}

/** Writes how a sheet is read, and how far it has come. */
export async function saveMapping(ctx: Ctx, id: string, mapping: SheetMapping, state: SheetState): Promise<void> {
  await ctx.db
    .updateTable('spreadsheet_import')
    .set({ mapping: JSON.stringify(mapping), state })
    .where('id', '=', id)
    .execute()
}

/** The sheet an organisation once chose of a workbook. */
export type ChosenSheet = { sheet: string }

/** What an organisation once answered for a file alike: the columns of these headings, or the sheet of these sheets. */
export async function findRemembered<Answer extends Columns | ChosenSheet>(
  ctx: Ctx,
  organisationId: string,
  digest: string,
): Promise<Answer | null> {
  const found = await ctx.db
    .selectFrom('spreadsheet_mapping')
    .select('mapping')
    .where('organisation_id', '=', organisationId)
    .where('header_digest', '=', digest)
    .executeTakeFirst()
  return found ? (found.mapping as Answer) : null
}

/** Remembers an answer for the next file alike: the columns of these headings, or the sheet of a workbook of these sheets. */
export async function remember(
  ctx: Ctx,
  organisationId: string,
  digest: string,
  chosen: Columns | ChosenSheet,
): Promise<void> {
  const mapping = JSON.stringify(chosen)
  await ctx.db
    .insertInto('spreadsheet_mapping')
    .values({ organisation_id: organisationId, header_digest: digest, mapping, updated_at: ctx.now })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'header_digest']).doUpdateSet({ mapping, updated_at: ctx.now }),
    )
    .execute()
}

// A row is some hundred letters: so many at once are read and written without anybody noticing.
const part = 500

async function readInParts<Row extends { line: number }>(
  next: (after: number) => Promise<{ rows: Row[] }>,
): Promise<Row[]> {
  const all: Row[] = []
  for (let after = 0; ; ) {
    const { rows } = await next(after)
    all.push(...rows)
    if (rows.length < part) return all
    after = rows.at(-1)?.line ?? after
  }
}

/** The lines of a sheet as they were brought. */
export function readSheetRows(ctx: Ctx, id: string): Promise<TableRow[]> {
  return readInParts((after) =>
    sql<TableRow>`select line, cells from spreadsheet_row
      where import_id = ${id} and line > ${after} order by line limit ${part}`.execute(ctx.db),
  )
}

/** The first lines of a sheet, as examples of what its columns hold. */
export async function readSample(ctx: Ctx, id: string): Promise<string[][]> {
  const { rows } = await sql<TableRow>`select cells from spreadsheet_row
    where import_id = ${id} order by line limit 3`.execute(ctx.db)
  return rows.map((row) => row.cells)
}

/** The lines that are to be written, as they were planned. */
export function readReady(ctx: Ctx, id: string, outcome: Outcome): Promise<{ line: number; plan: Plan }[]> {
  return readInParts((after) =>
    sql<{ line: number; plan: Plan }>`select line, plan from spreadsheet_row
      where import_id = ${id} and outcome = ${outcome} and line > ${after} order by line limit ${part}`.execute(ctx.db),
  )
}

/** Keeps what was found out of each line. */
export async function savePlans(ctx: Ctx, id: string, planned: readonly PlannedRow[]): Promise<void> {
  for (let from = 0; from < planned.length; from += part)
    await sql`update spreadsheet_row r set outcome = v.outcome, plan = v.plan
      from jsonb_to_recordset(${JSON.stringify(planned.slice(from, from + part))}::jsonb) as v (line integer, outcome text, plan jsonb)
      where r.import_id = ${id} and r.line = v.line`.execute(ctx.db)
}

// A line whose word did not prevail says something else than what is shown: it confirms nothing.
const stated = sql<boolean>`outcome = 'left' and plan->>'tieId' is not null and not (plan->'notes' @> '[{"rule": "othersHold"}]')`

/** The ties that lines left alone are about and say nothing else of. */
export async function listLeftTies(ctx: Ctx, id: string): Promise<string[]> {
  const { rows } = await sql<{ tie: string }>`select distinct plan->>'tieId' as tie from spreadsheet_row
    where import_id = ${id} and ${stated}`.execute(ctx.db)
  return rows.map((row) => row.tie)
}

/** How many ties lines left alone are about, and how many ties the sheet has confirmed. */
export async function countConfirmations(ctx: Ctx, id: string): Promise<{ unchanged: number; confirmed: number }> {
  const { rows } = await sql<{ unchanged: number; confirmed: number }>`select
    (select count(distinct plan->>'tieId') from spreadsheet_row where import_id = ${id} and ${stated}) as unchanged,
    (select count(*) from confirmation where import_id = ${id}) as confirmed`.execute(ctx.db)
  return rows[0] ?? { unchanged: 0, confirmed: 0 }
}

const outcomesShown: Readonly<Record<ShownLines, readonly Outcome[]>> = {
  all: ['added', 'changed', 'left', 'error', 'ambiguous'],
  changes: ['added', 'changed'],
  questions: ['ambiguous'],
  errors: ['error'],
}

export type PreviewLine = { line: number; cells: string[]; outcome: Outcome; plan: Plan; done: Done | null }
export type OutcomeCounts = Readonly<Record<Outcome, number>>

/** How many lines have which outcome. */
export async function countOutcomes(ctx: Ctx, id: string): Promise<OutcomeCounts> {
  const { rows } = await sql<{ outcome: Outcome; count: number }>`
    select outcome, count(*) as count from spreadsheet_row where import_id = ${id} and outcome is not null
    group by outcome`.execute(ctx.db)
  const counts = { added: 0, changed: 0, left: 0, error: 0, ambiguous: 0 }
  for (const row of rows) counts[row.outcome] = row.count
  return counts
}

/** One page of lines with what each would do. */
export async function readPreview(
  ctx: Ctx,
  id: string,
  options: { show: ShownLines; page: number; perPage: number },
): Promise<PreviewLine[]> {
  const { show, page, perPage } = options
  const { rows } = await sql<PreviewLine>`
    select line, cells, outcome, plan, done from spreadsheet_row
    where import_id = ${id} and outcome = any(${[...outcomesShown[show]]})
    order by line limit ${perPage} offset ${(page - 1) * perPage}`.execute(ctx.db)
  return rows
}

/** How many lines a choice of them holds. */
export function countShown(counts: OutcomeCounts, show: ShownLines): number {
  return outcomesShown[show].reduce((sum, outcome) => sum + counts[outcome], 0)
}

/** What was written of a line, so that it can be undone; or why it was not written after all. */
export type Done = {
  tieId: string
  created: boolean
  organisationAdded: string | null
  before: unknown
  kept?: 'changedSince'
  undone?: boolean
}

/** Keeps what was done of each line. */
export async function saveDone(ctx: Ctx, id: string, done: readonly { line: number; done: Done }[]): Promise<void> {
  for (let from = 0; from < done.length; from += part)
    await sql`update spreadsheet_row r set done = v.done
      from jsonb_to_recordset(${JSON.stringify(done.slice(from, from + part))}::jsonb) as v (line integer, done jsonb)
      where r.import_id = ${id} and r.line = v.line`.execute(ctx.db)
}
