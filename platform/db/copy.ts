import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Database } from './tables.ts'

type CopyValue = string | number | boolean | Date | null | undefined | readonly string[] | { [key: string]: unknown }

// Kysely hides the connection of a transaction; PostgreSQL tells its process id, and node-postgres knows it too.
const clients = new Map<number, pg.PoolClient>()

/** Called by the pool for each new connection, so that COPY can find the one a transaction runs on. */
export function rememberClient(client: pg.PoolClient): void {
  const pid = (client as unknown as { processID: number }).processID
  clients.set(pid, client)
  client.once('end', () => clients.delete(pid))
}

function escapeText(text: string): string {
  return text.replace(/[\\\t\n\r]/g, (c) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[c] ?? c)
}

function encode(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return escapeText(value)
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return escapeText(`{${value.map((v: string) => JSON.stringify(v)).join(',')}}`)
  return escapeText(JSON.stringify(value))
}

function* lines(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let chunk = ''
  for (const row of rows) {
    chunk += `${row.map(encode).join('\t')}\n`
    if (chunk.length > 65_536) {
      yield chunk
      chunk = ''
    }
  }
  if (chunk) yield chunk
}

/** The connection a transaction runs on: COPY is spoken to it directly. */
export async function connectionOf(db: Kysely<Database>): Promise<pg.PoolClient> {
  if (!db.isTransaction) throw new Error('COPY needs a transaction')
  const found = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
  const client = clients.get(found.rows[0]?.pid ?? -1)
  if (!client) throw new Error('connection of the transaction not found')
  return client
}

/**
 * Loads rows with COPY inside the transaction `db` runs in; values follow `columns`. Objects go in as JSON. A table that
 * row-level security closes to the account takes no COPY: the rows go by a temporary one.
 */
export async function copyRows(
  db: Kysely<Database>,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const client = await connectionOf(db)
  const names = columns.map((c) => `"${c}"`).join(', ')
  const copyInto = (target: string) =>
    pipeline(Readable.from(lines(rows)), client.query(copyFrom(`copy ${target} (${names}) from stdin`)))
  const guard = await sql<{ closed: boolean }>`select row_security_active(${table}) as closed`.execute(db)
  if (!guard.rows[0]?.closed) return copyInto(table)
  const all = sql.join(columns.map((column) => sql.ref(column)))
  await sql`create temporary table copy_stage on commit drop as select ${all} from ${sql.table(table)} with no data`.execute(
    db,
  )
  await copyInto('copy_stage')
  await sql`insert into ${sql.table(table)} (${all}) select ${all} from copy_stage`.execute(db)
  await sql`drop table copy_stage`.execute(db)
}
