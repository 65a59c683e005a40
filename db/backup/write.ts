import { createWriteStream, existsSync } from 'node:fs'
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { connectionOf } from '../../platform/db/copy.ts'
import type { OpenDatabase } from '../../platform/db/pool.ts'
import type { Database } from '../../platform/db/tables.ts'
import { AppError } from '../../platform/errors.ts'
import { fullName, listTables, type TableContent } from './catalogue.ts'
import { type BackupSummary, type End, endName, type Manifest, manifestName } from './manifest.ts'
import { dataFileName } from './read.ts'
import { tarEnd, tarEntry } from './tar.ts'

/** What is saved, where to, and who is told how far it has come. */
export type BackupRequest = {
  database: Pick<OpenDatabase, 'db'>
  /** The folder of uploaded files; it may be absent. */
  filesFolder: string
  file: string
  now: Date
  onProgress: (done: number, total: number, name: string) => void
}

// Large enough to compress well, small enough to be held in memory.
const pieceSize = 4_000_000

/** Saves the whole instance, as it stood at one instant, into one compressed archive that did not exist before. */
export async function writeBackup(request: BackupRequest): Promise<BackupSummary> {
  if (existsSync(request.file)) throw new AppError('conflict', 'backup_file_exists', { file: request.file })
  const unfinished = `${request.file}.unfinished`
  try {
    const summary = await request.database.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((db) => writeSnapshot(db, request, unfinished))
    await rename(unfinished, request.file)
    return summary
  } finally {
    await rm(unfinished, { force: true })
  }
}

async function writeSnapshot(db: Kysely<Database>, request: BackupRequest, unfinished: string): Promise<BackupSummary> {
  const manifest = await describe(db, request.now)
  const end: End = { rows: {}, files: 0 }
  const target = createWriteStream(unfinished, { mode: 0o600 })
  target.once('error', () => undefined)
  try {
    await pipeline(Readable.from(archive(db, request, manifest, end)), createGzip({ level: 5 }), target)
  } catch (cause) {
    const { syscall, code = '' } = cause as NodeJS.ErrnoException
    if (syscall !== 'open' && syscall !== 'write') throw cause
    throw new AppError('unavailable', 'file_not_writable', { file: request.file, detail: code }, { cause })
  }
  const rows = Object.values(end.rows).reduce((sum, count) => sum + count, 0)
  const schema = manifest.migrations.length
  return { tables: manifest.tables.length, rows, files: end.files, schema, madeAt: manifest.madeAt }
}

async function describe(db: Kysely<Database>, now: Date): Promise<Manifest> {
  const postgres = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(db)
  const migrations = await sql<Manifest['migrations'][number]>`
    select number, name, digest from schema_migration order by number`.execute(db)
  return {
    format: 'navette-backup-1',
    madeAt: now.toISOString(),
    postgres: postgres.rows[0]?.version ?? '',
    migrations: migrations.rows,
    tables: await listTables(db),
  }
}

async function* archive(
  db: Kysely<Database>,
  { filesFolder, now, onProgress }: BackupRequest,
  manifest: Manifest,
  end: End,
): AsyncGenerator<Buffer> {
  const json = (name: string, value: unknown) => tarEntry({ name, content: Buffer.from(JSON.stringify(value)) }, now)
  yield json(manifestName, manifest)
  for (const [done, table] of manifest.tables.entries()) {
    onProgress(done, manifest.tables.length, table.name)
    let piece = 0
    for await (const content of tableText(db, table, end)) {
      piece++
      yield tarEntry({ name: `tables/${fullName(table)}/${String(piece).padStart(6, '0')}.copy`, content }, now)
    }
  }
  for (const name of await listFiles(filesFolder)) {
    end.files++
    yield tarEntry({ name: `files/${name}`, content: await readFile(join(filesFolder, name)) }, now)
  }
  yield json(endName, end)
  yield tarEnd
}

/** The rows of a table in COPY's text format, in pieces that end at the end of a row. */
async function* tableText(db: Kysely<Database>, table: TableContent, end: End): AsyncGenerator<Buffer> {
  const client = await connectionOf(db)
  const columns = table.columns.map((name) => pg.escapeIdentifier(name)).join(', ')
  const name = `${pg.escapeIdentifier(table.schema)}.${pg.escapeIdentifier(table.name)}`
  const rows = client.query(copyTo(`copy ${name} (${columns}) to stdout`))
  let held: Buffer[] = []
  let length = 0
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    held.push(chunk)
    length += chunk.length
    if (length < pieceSize) continue
    const all = Buffer.concat(held)
    const cut = all.lastIndexOf(0x0a) + 1
    if (cut > 0) yield all.subarray(0, cut)
    held = [all.subarray(cut)]
    length = all.length - cut
  }
  if (length > 0) yield Buffer.concat(held)
  end.rows[fullName(table)] = rows.rowCount
}

async function listFiles(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return []
  const names = await readdir(folder, { recursive: true })
  return names.filter((name) => dataFileName.test(name)).sort()
}
