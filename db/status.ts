import { type Kysely, sql } from 'kysely'
import type { Database } from '../platform/db/tables.ts'
import { readMigrations } from './migrate.ts'

/** What a database holds, at a glance; without the schema there are no counts. */
export type DatabaseStatus = {
  postgres: string
  schema: { found: number; known: number }
  content: { organisations: number; ties: number; dataVersion: number } | null
}

/** Looks at a database as it is, changing nothing. */
export async function readDatabaseStatus(db: Kysely<Database>, migrationsFolder: string): Promise<DatabaseStatus> {
  const known = (await readMigrations(migrationsFolder)).length
  const server = await sql<{ version: string; migrated: boolean }>`
    select current_setting('server_version') as version, to_regclass('schema_migration') is not null as migrated`.execute(
    db,
  )
  const { version = '', migrated = false } = server.rows[0] ?? {}
  if (!migrated) return { postgres: version, schema: { found: 0, known }, content: null }
  const counts = await sql<{ found: number; organisations: number; ties: number; version: number }>`
    select (select count(*) from schema_migration) as found,
      (select count(*) from organisation) as organisations,
      (select count(*) from partnership) as ties,
      (select version from data_version) as version`.execute(db)
  const row = counts.rows[0]
  return {
    postgres: version,
    schema: { found: row?.found ?? 0, known },
    content: { organisations: row?.organisations ?? 0, ties: row?.ties ?? 0, dataVersion: row?.version ?? 0 },
  }
}
