import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { readTable } from '../../platform/spreadsheet/read-table.ts'
import type { Table } from '../../platform/spreadsheet/table.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { findTableProblem, type TableColumns, type TableFacts } from './account-table-form.ts'
import { partOnly } from './accounts/documents.server.ts'
import type { AccountIssue } from './accounts/issues.ts'
import { type BroughtBudget, keepBudget } from './accounts/keep.server.ts'
import { readTableLines, type TableLines } from './accounts/table/read-lines.ts'
import { findTableHeader, recogniseTable, tableDigest } from './accounts/table/recognise.ts'
import {
  type BroughtTable,
  fillTable,
  findTableMapping,
  insertTable,
  listOpenTables,
  loadTable,
  readTableBook,
  readTableRows,
  readTableSample,
  rememberTable,
  saveReading,
  type TableReading,
} from './accounts/table/store.server.ts'

type File = { fileName: string; bytes: Uint8Array }
type ReadFile = Exclude<Awaited<ReturnType<typeof readTable>>, { problem: unknown }>

async function readFile(bytes: Uint8Array, sheet: string | null): Promise<ReadFile> {
  const read = await readTable(bytes, sheet)
  if ('problem' in read) throw new AppError('invalid', read.problem.reason, read.problem.values)
  return read
}

/**
 * Takes an accounting export (CSV or XLSX of any shape) to be read by its columns, which are recognised, or known from an
 * earlier year's table with the same headings. Answers its id; nothing of it counts yet.
 */
export async function bringTable(ctx: Ctx, organisationId: string, file: File): Promise<string> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    const read = await readFile(file.bytes, null)
    const sheets = 'sheets' in read ? read.sheets : []
    const sha256 = createHash('sha256').update(file.bytes).digest('hex')
    const reading: TableReading = {
      ...{ kind: 'accounts', sha256, sheet: null, sheets, guesses: [], columns: [], facts: {} },
      ...{ remembered: false, documents: [] },
    }
    const fileName = file.fileName.slice(-200) || '—'
    const book = sheets.length > 0 ? file.bytes : null
    const id = await insertTable(inner, organisationId, { fileName, reading, book })
    if ('table' in read) await takeTable(inner, organisationId, { id, fileName, reading }, read.table)
    return id
  })
}

type Taken = Pick<BroughtTable, 'id' | 'fileName' | 'reading'>

async function takeTable(
  ctx: Ctx,
  organisationId: string,
  { id, fileName, reading }: Taken,
  table: Table,
): Promise<void> {
  const at = findTableHeader(table.rows)
  const heading = table.rows[at]?.cells ?? []
  const rows = table.rows.slice(at + 1)
  if (rows.length === 0) throw new AppError('invalid', 'spreadsheet_empty')
  const width = Math.max(heading.length, ...rows.slice(0, 200).map((row) => row.cells.length))
  const header = Array.from({ length: width }, (_, column) => heading[column] ?? '')
  const guesses = recogniseTable(header)
  const known = await findTableMapping(ctx, organisationId, tableDigest(header))
  const columns = known?.columns ?? guesses.map(({ field }) => field)
  const facts = { ...known?.facts, ...yearInName(fileName) }
  const settled = { ...reading, sheet: table.sheet, guesses, columns, facts, remembered: known !== null }
  await fillTable(ctx, id, { header, rows, reading: settled })
}

// “Grand livre 2024.xlsx” says its year; two years say nothing.
function yearInName(fileName: string): Partial<TableFacts> {
  const years = new Set(fileName.match(/(?<!\d)20\d\d(?!\d)/g))
  const [year] = years
  return years.size === 1 ? { year: Number(year) } : {}
}

/** Says which sheet of a workbook is meant, and reads it. */
export async function chooseTableSheet(ctx: Ctx, organisationId: string, id: string, name: string): Promise<void> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    const table = await loadTable(inner, organisationId, id)
    if (!table.reading.sheets.some((sheet) => sheet.name === name))
      throw new AppError('invalid', 'spreadsheet_sheet_missing')
    const read = await readFile(await readTableBook(inner, id), name)
    if (!('table' in read)) throw new AppError('invalid', 'spreadsheet_sheet_missing')
    await takeTable(inner, organisationId, table, read.table)
  })
}

/**
 * Says what each column holds and what the table is a table of, remembers it for the next year, and makes of its lines a
 * waiting document for each year; those refused are told in it, each with its reason. Answers the documents' ids.
 */
export async function setTableColumns(
  ctx: Ctx,
  organisationId: string,
  id: string,
  { columns, facts }: { columns: TableColumns; facts: TableFacts },
): Promise<string[]> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    const table = await loadTable(inner, organisationId, id)
    const problem = findTableProblem(columns)
    if (problem) throw new AppError('invalid', problem.reason, { heading: table.header[problem.column] ?? '' })
    const { year: _, decidedOn: __, ...lasting } = facts
    await rememberTable(inner, organisationId, tableDigest(table.header), { columns, facts: lasting })
    const read = readTableLines(await readTableRows(inner, id), columns, facts)
    if (read.years.size === 0) throw new AppError('invalid', 'accounts_table_no_line', whyNone(read))
    await dropWaiting(inner, organisationId, table.reading.documents)
    const documents: string[] = []
    for (const budget of toBudgets(table, { columns, facts }, read))
      documents.push((await keepBudget(inner, organisationId, budget)).id)
    await saveReading(inner, id, { ...table.reading, columns, facts, documents }, 'ready')
    return documents
  })
}

// The first reason stands for the others: most often a column was taken for another one.
function whyNone({ refused }: TableLines): Record<string, string | number> {
  const [first] = refused
  return { line: first?.line ?? 0, count: refused.length }
}

async function dropWaiting(ctx: Ctx, organisationId: string, documents: readonly string[]): Promise<void> {
  await sql`delete from account_document where id = any(${[...documents]}::uuid[]) and organisation_id = ${organisationId}
    and state = 'waiting'`.execute(ctx.db)
}

type Said = { columns: TableColumns; facts: TableFacts }

function toBudgets(table: BroughtTable, { columns, facts }: Said, read: TableLines): BroughtBudget[] {
  // Read by other columns, the same file is another document.
  const sha256 = createHash('sha256')
    .update(JSON.stringify([table.reading.sha256, table.reading.sheet, columns, facts]))
    .digest('hex')
  const issues: AccountIssue[] = [
    ...(facts.whole ? [] : [{ rule: partOnly, line: 0, count: 1, values: {} }]),
    ...(facts.nomenclature === '' ? [{ rule: 'noNomenclature', line: 0, count: 1, values: {} }] : []),
    ...(read.lostZeros ? [{ rule: 'lostZeros', line: 0, count: 1, values: {} }] : []),
    ...(read.hidden > 0 ? [{ rule: 'personHidden', line: 0, count: read.hidden, values: {} }] : []),
    ...read.refused.map(({ rule, line, values }) => ({ rule: `refused.${rule}`, line, count: 1, values })),
  ]
  return [...read.years].map(([year, lines]) => ({
    ...{ fileName: table.fileName, sha256, format: 'table' as const, siret: '', population: null, calculatedCount: 0 },
    ...{ label: facts.label, budgetType: facts.budgetType, nomenclature: facts.nomenclature, stage: facts.stage },
    ...{ year, decidedOn: facts.decidedOn, issues, lines, grants: [] },
  }))
}

/** An accounting export with its first lines, as the page of its columns shows it. */
export type TablePage = BroughtTable & { sample: string[][] }

/** A table of an organisation, to say what its columns hold. */
export async function findTable(ctx: Ctx, organisationId: string, id: string): Promise<TablePage> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    const table = await loadTable(inner, organisationId, id)
    return { ...table, sample: await readTableSample(inner, id) }
  })
}

/** A table whose columns are still to be settled, as a list shows it. */
export type OpenTable = { id: string; fileName: string; createdAt: Date }

/** The tables of an organisation whose columns are still to be settled. */
export async function listTables(ctx: Ctx, organisationId: string): Promise<OpenTable[]> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    return listOpenTables(inner, organisationId)
  })
}

/** Forgets a table, and the documents made of it that count not yet. */
export async function discardTable(ctx: Ctx, organisationId: string, id: string): Promise<void> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    const { reading } = await loadTable(inner, organisationId, id)
    await dropWaiting(inner, organisationId, reading.documents)
    await inner.db.deleteFrom('spreadsheet_import').where('id', '=', id).execute()
  })
}
