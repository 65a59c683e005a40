import { sql } from 'kysely'
import type { Ctx } from '../../../../platform/context.ts'
import { copyRows } from '../../../../platform/db/copy.ts'
import { AppError } from '../../../../platform/errors.ts'
import { isId, newId } from '../../../../platform/ids.ts'
import type { BookSheet, TableRow } from '../../../../platform/spreadsheet/table.ts'
import type { TableColumns, TableFacts, TableMapping } from '../../account-table-form.ts'
import type { TableGuess } from './recognise.ts'

/** How an accounting export is read: which sheet of a workbook, what each column holds, what it is a table of. */
export type TableReading = {
  /** Tells it from lists of ties, which are kept in the same place until they are applied. */
  kind: 'accounts'
  sha256: string
  sheet: string | null
  /** The sheets of a workbook that has several; `sheet` is null until one is chosen. */
  sheets: readonly BookSheet[]
  guesses: readonly TableGuess[]
  columns: TableColumns
  facts: Partial<TableFacts>
  /** The columns were taken over from an earlier year’s table with the same headings. */
  remembered: boolean
  /** The documents made of it, waiting to be looked at. */
  documents: readonly string[]
}

/** An accounting export somebody brought, before it is a document. */
export type BroughtTable = { id: string; fileName: string; header: string[]; reading: TableReading; createdAt: Date }

const columns = sql`i.id, i.file_name as "fileName", i.header, i.mapping as reading, i.created_at as "createdAt"`
const isOurs = sql<boolean>`i.mapping ->> 'kind' = 'accounts'`

/** The table of an organisation by its id; of another one's nobody is told that it is there. */
export async function loadTable(ctx: Ctx, organisationId: string, id: string): Promise<BroughtTable> {
  const { rows } = isId(id)
    ? await sql<BroughtTable>`select ${columns} from spreadsheet_import i
        where i.id = ${id} and i.organisation_id = ${organisationId} and ${isOurs} for update`.execute(ctx.db)
    : { rows: [] }
  if (!rows[0]) throw new AppError('not_found', 'accounts_table_not_found')
  return rows[0]
}

/** The tables of an organisation whose columns are still to be settled. */
export async function listOpenTables(ctx: Ctx, organisationId: string): Promise<Omit<BroughtTable, 'header'>[]> {
  const { rows } = await sql<BroughtTable>`select ${columns} from spreadsheet_import i
    where i.organisation_id = ${organisationId} and ${isOurs} and i.state = 'uploaded' order by i.created_at desc`.execute(
    ctx.db,
  )
  return rows
}

/** Keeps a table that was brought; a workbook of several sheets as it is, so that one can be chosen. */
export async function insertTable(
  ctx: Ctx,
  organisationId: string,
  file: { fileName: string; reading: TableReading; book: Uint8Array | null },
): Promise<string> {
  const id = newId()
  await ctx.db
    .insertInto('spreadsheet_import')
    .values({
      id,
      organisation_id: organisationId,
      person_id: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
      file_name: file.fileName,
      header: [],
      mapping: JSON.stringify(file.reading),
      created_at: ctx.now,
      applied_at: null,
      undone_at: null,
      file: file.book && Buffer.from(file.book),
    })
    .execute()
  return id
}

/** Keeps the lines of the sheet that was read, in place of those of another one. */
export async function fillTable(
  ctx: Ctx,
  id: string,
  { header, rows, reading }: { header: string[]; rows: readonly TableRow[]; reading: TableReading },
): Promise<void> {
  await ctx.db.deleteFrom('spreadsheet_row').where('import_id', '=', id).execute()
  await ctx.db.updateTable('spreadsheet_import').set({ header }).where('id', '=', id).execute()
  await saveReading(ctx, id, reading, 'uploaded')
  await copyRows(
    ctx.db,
    'spreadsheet_row',
    ['import_id', 'line', 'cells'],
    rows.map((row) => [id, row.line, row.cells]),
  )
}

/** Writes how a table is read, and whether its columns are settled. */
export async function saveReading(
  ctx: Ctx,
  id: string,
  reading: TableReading,
  state: 'uploaded' | 'ready',
): Promise<void> {
  await ctx.db
    .updateTable('spreadsheet_import')
    .set({ mapping: JSON.stringify(reading), state })
    .where('id', '=', id)
    .execute()
}

// A byte is two letters on the way: so many at once are taken over without anybody noticing.
const piece = 500_000

/** The workbook as it was brought. */
export async function readTableBook(ctx: Ctx, id: string): Promise<Uint8Array> {
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

// So many rows are taken over at once.
const part = 500

/** The lines of a table as they were brought. */
export async function readTableRows(ctx: Ctx, id: string): Promise<TableRow[]> {
  const all: TableRow[] = []
  for (let after = 0; ; after = all.at(-1)?.line ?? after) {
    const { rows } = await sql<TableRow>`select line, cells from spreadsheet_row
      where import_id = ${id} and line > ${after} order by line limit ${part}`.execute(ctx.db)
    all.push(...rows)
    if (rows.length < part) return all
  }
}

/** The first lines of a table, as examples of what its columns hold. */
export async function readTableSample(ctx: Ctx, id: string): Promise<string[][]> {
  const { rows } = await sql<TableRow>`select cells from spreadsheet_row
    where import_id = ${id} order by line limit 5`.execute(ctx.db)
  return rows.map((row) => row.cells)
}

/** What the organisation said of a table with these headings. */
export async function findTableMapping(ctx: Ctx, organisationId: string, digest: string): Promise<TableMapping | null> {
  const found = await ctx.db
    .selectFrom('account_mapping')
    .select('mapping')
    .where('organisation_id', '=', organisationId)
    .where('header_digest', '=', digest)
    .executeTakeFirst()
  return found ? (found.mapping as TableMapping) : null
}

/** Remembers what was said, for the next table with these headings. */
export async function rememberTable(
  ctx: Ctx,
  organisationId: string,
  digest: string,
  said: TableMapping,
): Promise<void> {
  const mapping = JSON.stringify(said)
  const updated = { mapping, updated_by: ctx.actor.kind === 'person' ? ctx.actor.personId : null, updated_at: ctx.now }
  await ctx.db
    .insertInto('account_mapping')
    .values({ organisation_id: organisationId, header_digest: digest, ...updated })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'header_digest']).doUpdateSet(updated))
    .execute()
}

const madeOf = (documentId: string) => sql<boolean>`i.mapping -> 'documents' @> ${JSON.stringify([documentId])}::jsonb`

/** Forgets the tables a document was made of, once none of their documents waits any more: their cells are not kept. */
export async function dropUsedTables(ctx: Ctx, organisationId: string, documentId: string): Promise<void> {
  await sql`delete from spreadsheet_import i where i.organisation_id = ${organisationId} and ${isOurs} and ${madeOf(documentId)}
    and not exists (select from account_document d where d.organisation_id = ${organisationId} and d.state = 'waiting'
      and i.mapping -> 'documents' @> to_jsonb(array[d.id::text]))`.execute(ctx.db)
}

/** The table a waiting document was made of, whose columns can still be corrected; null for whoever may not, or where there is none. */
export async function findTableOf(ctx: Ctx, organisationId: string, documentId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select i.id from spreadsheet_import i
    where i.organisation_id = ${organisationId} and ${isOurs} and ${madeOf(documentId)} limit 1`.execute(ctx.db)
  return rows[0]?.id ?? null
}
