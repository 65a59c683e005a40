import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import { advisoryLocks } from '../platform/db/locks.ts'
import type { OpenDatabase } from '../platform/db/pool.ts'
import type { Database } from '../platform/db/tables.ts'
import { AppError } from '../platform/errors.ts'

type Migration = { number: number; name: string; text: string; digest: string }

/** Reads the numbered migrations of a folder, in order; a gap or a repeated number is a mistake of ours. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(name.slice(0, 4))
      if (number !== index + 1) throw new Error(`migration out of order: ${name}`)
      const text = await readFile(join(folder, name), 'utf8')
      return { number, name, text, digest: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/**
 * Brings the schema up to date: each migration in its own transaction, under an advisory lock, checked against its
 * recorded digest. A database newer than the program is refused (`database_too_new`), a changed migration too. With
 * `until`, it stops at that number. Called within a transaction, all of it happens there.
 */
export async function migrate(
  { db }: Pick<OpenDatabase, 'db'>,
  folder: string,
  until = Number.POSITIVE_INFINITY,
): Promise<{ applied: string[] }> {
  if (db.isTransaction) {
    await sql`select pg_advisory_xact_lock(${advisoryLocks.migration})`.execute(db)
    return applyMigrations(db, folder, until)
  }
  return db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${advisoryLocks.migration})`.execute(connection)
    try {
      return await applyMigrations(connection, folder, until)
    } finally {
      await sql`select pg_advisory_unlock(${advisoryLocks.migration})`.execute(connection)
    }
  })
}

async function applyMigrations(
  connection: Kysely<Database>,
  folder: string,
  until: number,
): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(folder)
  await sql`create table if not exists schema_migration (
    number integer primary key, name text not null, digest text not null, applied_at timestamptz not null default now()
  )`.execute(connection)
  const done = await sql<{ number: number; digest: string }>`
    select number, digest from schema_migration order by number`.execute(connection)
  const last = done.rows.at(-1)?.number ?? 0
  if (last > migrations.length)
    throw new AppError('conflict', 'database_too_new', { found: last, known: migrations.length })
  for (const row of done.rows) {
    const migration = migrations[row.number - 1]
    if (migration?.digest !== row.digest)
      throw new AppError('conflict', 'migration_changed', { name: migration?.name ?? row.number })
  }
  const applied: string[] = []
  for (const migration of migrations.slice(last, until)) {
    if (connection.isTransaction) await apply(connection, migration)
    else await connection.transaction().execute((trx) => apply(trx, migration))
    applied.push(migration.name)
  }
  return { applied }
}

async function apply(db: Kysely<Database>, { number, name, text, digest }: Migration): Promise<void> {
  await sql.raw(text).execute(db)
  await sql`insert into schema_migration (number, name, digest) values (${number}, ${name}, ${digest})`.execute(db)
}

/** Tells whether every migration the program knows is applied. */
export async function isMigrated({ db }: Pick<OpenDatabase, 'db'>, folder: string): Promise<boolean> {
  const known = (await readMigrations(folder)).length
  const found = await sql<{ count: number }>`select count(*) as count from schema_migration`.execute(db)
  return found.rows[0]?.count === known
}
