import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import type { OpenDatabase } from '../../platform/db/pool.ts'
import type { Database } from '../../platform/db/tables.ts'
import { AppError } from '../../platform/errors.ts'
import { migrate, readMigrations } from '../migrate.ts'
import { ensureRoles } from '../roles.ts'
import { listTables } from './catalogue.ts'
import { loadTables } from './load.ts'
import type { BackupSummary, Manifest } from './manifest.ts'
import { readBackup, verifyBackup } from './read.ts'

/** What is brought back, where to, and who is told how far it has come. */
export type RestoreRequest = {
  database: Pick<OpenDatabase, 'db'>
  filesFolder: string
  file: string
  migrationsFolder: string
  /** Replaces what the database holds; without it a database that holds anything is refused. */
  force: boolean
  onProgress: (done: number, total: number, name: string) => void
}

/**
 * Brings an instance back from a backup. First the whole file is checked; then, in one transaction, what is there is
 * dropped, the schema made as it was, filled, and brought up to this program: whatever fails, the old data stays.
 * Nothing may use the database meanwhile.
 */
export async function restoreBackup(request: RestoreRequest): Promise<BackupSummary> {
  const { database, file, migrationsFolder } = request
  const manifest = await verifyBackup(file)
  await requireKnownSchema(manifest, migrationsFolder)
  const held = await heldVersion(database.db)
  if (held !== null && !request.force) throw new AppError('conflict', 'restore_not_empty')
  // Files are named by their content: one without a row does no harm, a row without its file would.
  const files = await restoreFiles(file, request.filesFolder)
  const rows = await database.db.transaction().execute((db) => replaceEverything(db, manifest, held, request))
  const schema = manifest.migrations.length
  return { tables: manifest.tables.length, rows, files, schema, madeAt: manifest.madeAt }
}

async function replaceEverything(
  db: Kysely<Database>,
  manifest: Manifest,
  held: number | null,
  { file, migrationsFolder, onProgress }: RestoreRequest,
): Promise<number> {
  await dropEverything(db)
  await migrate({ db }, migrationsFolder, manifest.migrations.length)
  await loadTables(db, file, manifest, onProgress)
  // Readers may keep pages of either past under its number: the next number is new to all of them.
  await sql`update data_version set version = greatest(version, ${held ?? 0}) + 1, changed_at = now()`.execute(db)
  const rows = await countRows(db, manifest)
  await migrate({ db }, migrationsFolder)
  await ensureRoles(db)
  return rows
}

async function requireKnownSchema(manifest: Manifest, migrationsFolder: string): Promise<void> {
  const known = await readMigrations(migrationsFolder)
  const found = manifest.migrations.length
  if (found > known.length) throw new AppError('conflict', 'backup_too_new', { found, known: known.length })
  const changed = manifest.migrations.find(({ digest }, index) => known[index]?.digest !== digest)
  if (changed) throw new AppError('conflict', 'migration_changed', { name: changed.name })
}

/** The data version of a database that holds facts, or null when it holds none. */
async function heldVersion(db: Kysely<Database>): Promise<number | null> {
  const tables = await listTables(db)
  for (const table of tables) {
    // Filled by the schema itself.
    if (table.name === 'data_version') continue
    const found = await sql`select from ${sql.id(table.schema, table.name)} limit 1`.execute(db)
    if (found.rows.length === 0) continue
    const version = await db.selectFrom('data_version').select('version').executeTakeFirst()
    return version?.version ?? 0
  }
  return null
}

async function dropEverything(db: Kysely<Database>): Promise<void> {
  const found = await sql<{ name: string }>`
    select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'`.execute(db)
  for (const { name } of found.rows) await sql`drop schema ${sql.id(name)} cascade`.execute(db)
  await sql`create schema public`.execute(db)
}

async function countRows(db: Kysely<Database>, manifest: Manifest): Promise<number> {
  let rows = 0
  for (const table of manifest.tables) {
    const found = await sql<{ count: number }>`
      select count(*) as count from ${sql.id(table.schema, table.name)}`.execute(db)
    rows += found.rows[0]?.count ?? 0
  }
  return rows
}

// Named by its content, a file that is there already is the same.
async function restoreFiles(file: string, folder: string): Promise<number> {
  let files = 0
  for await (const part of readBackup(file)) {
    if (part.kind !== 'file') continue
    files++
    const path = join(folder, part.name)
    if (existsSync(path)) continue
    await mkdir(dirname(path), { recursive: true })
    await writeFile(`${path}.unfinished`, part.content)
    await rename(`${path}.unfinished`, path)
  }
  return files
}
