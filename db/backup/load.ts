import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { connectionOf } from '../../platform/db/copy.ts'
import type { Database } from '../../platform/db/tables.ts'
import { fullName, type TableContent } from './catalogue.ts'
import type { Manifest } from './manifest.ts'
import { readBackup } from './read.ts'

/** Loads every table of a backup into the transaction `db`, in place of what the tables hold. */
export async function loadTables(
  db: Kysely<Database>,
  file: string,
  manifest: Manifest,
  onProgress: (done: number, total: number, name: string) => void,
): Promise<void> {
  const names = sql.join(manifest.tables.map((table) => sql.id(table.schema, table.name)))
  await sql`truncate ${names}`.execute(db)
  const guarded = await liftForcedSecurity(db)
  let open = null as { name: string; copy: Writable } | null
  for await (const part of readBackup(file)) {
    if (part.kind !== 'rows') continue
    if (open?.name !== part.table) {
      if (open) await close(open.copy)
      const done = manifest.tables.findIndex((table) => fullName(table) === part.table)
      const table = manifest.tables[done]
      if (!table) throw new Error(`rows of a table the backup does not name: ${part.table}`)
      onProgress(done, manifest.tables.length, table.name)
      open = { name: part.table, copy: await openCopy(db, table) }
    }
    if (!open.copy.write(part.text)) await once(open.copy, 'drain')
  }
  if (open) await close(open.copy)
  for (const table of guarded) await sql`alter table ${table} force row level security`.execute(db)
  await setSequences(db)
}

// A table whose policies bind its owner too takes no COPY; within this transaction they do not.
async function liftForcedSecurity(db: Kysely<Database>): Promise<RawBuilder<unknown>[]> {
  const { rows } = await sql<{ schema: string; name: string }>`
    select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and c.relforcerowsecurity`.execute(db)
  const tables = rows.map(({ schema, name }) => sql.table(`${schema}.${name}`))
  for (const table of tables) await sql`alter table ${table} no force row level security`.execute(db)
  return tables
}

async function openCopy(db: Kysely<Database>, table: TableContent): Promise<Writable> {
  const client = await connectionOf(db)
  const columns = table.columns.map((name) => pg.escapeIdentifier(name)).join(', ')
  const name = `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`
  const copy = client.query(copyFrom(`copy ${name} (${columns}) from stdin`))
  // Whoever waits for the next drain or the end is told; between two waits nobody listens.
  copy.on('error', () => undefined)
  return copy
}

async function close(copy: Writable): Promise<void> {
  copy.end()
  await finished(copy)
}

// Rows came with their numbers: the next one must be higher than all of them.
async function setSequences(db: Kysely<Database>): Promise<void> {
  const owned = await sql<{ sequence: string; schema: string; name: string; column: string }>`
    select s.oid::regclass::text as sequence, n.nspname as schema, c.relname as name, a.attname as column
    from pg_class s
    join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
    join pg_class c on c.oid = d.refobjid and d.refclassid = 'pg_class'::regclass
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
    where s.relkind = 'S' and c.relkind = 'r'`.execute(db)
  for (const { sequence, schema, name, column } of owned.rows) {
    await sql`select setval(${sequence}::regclass, coalesce(max(${sql.id(column)}), 0) + 1, false)
      from ${sql.id(schema, name)}`.execute(db)
  }
}
