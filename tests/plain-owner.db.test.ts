import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { restoreBackup } from '../db/backup/restore.ts'
import { writeBackup } from '../db/backup/write.ts'
import { migrationsFolder, prepareDatabase } from '../db/prepare.ts'
import { appRole, authRole, memberRole } from '../db/roles.ts'
import { publishTies } from '../features/partnerships/publish.server.ts'
import type { Ctx } from '../platform/context.ts'
import { openDatabase } from '../platform/db/pool.ts'
import { emptyDatabaseUrl, testContext } from './db.ts'
import { loadSmallRegister } from './factories.ts'

// A database somebody rents: its account owns it and is no superuser, so that forced row-level security binds it too.

await testContext()
const account = `plain_${randomUUID().slice(0, 8)}`
const url = new URL(await emptyDatabaseUrl())
const administrator = new pg.Client({ connectionString: url.href })
await administrator.connect()
const quoted = pg.escapeIdentifier(account)
await administrator.query(`create role ${quoted} login nosuperuser password 'secret'`)
await administrator.query(`grant ${appRole}, ${memberRole}, ${authRole} to ${quoted}`)
await administrator.query(`alter database ${pg.escapeIdentifier(url.pathname.slice(1))} owner to ${quoted}`)
await administrator.query(`grant all on schema public to ${quoted}`)
const folder = await mkdtemp(join(tmpdir(), 'navette-plain-'))
const plain = new URL(url)
plain.username = account
plain.password = 'secret'
const database = openDatabase(plain.href, { max: 3 })
const ctx: Ctx = { db: database.db, actor: { kind: 'operator' }, now: new Date(), locale: 'fr' }
afterAll(async () => {
  await database.close()
  await administrator.query(`reassign owned by ${quoted} to current_user`)
  await administrator.query(`drop owned by ${quoted}`)
  await administrator.query(`drop role ${quoted}`)
  await administrator.end()
  await rm(folder, { recursive: true })
})

describe('an account that is no superuser', { timeout: 60_000 }, () => {
  it('loads and publishes the register, whose tables row-level security closes to it as well', async () => {
    await prepareDatabase(database)
    await loadSmallRegister(ctx)
    await publishTies(ctx)
    const { rows } = await sql<{ all: number; shown: number }>`select (select count(*) from organisation) as all,
      (select count(*) from public_organisation) as shown`.execute(ctx.db)
    expect(rows[0]?.shown).toBeGreaterThan(10)
    expect(rows[0]?.shown).toBe(rows[0]?.all)
  })

  it('saves everything and brings it back', async () => {
    const file = join(folder, 'plain.navette')
    const quiet = { filesFolder: folder, file, onProgress: () => undefined }
    const saved = await writeBackup({ database, now: new Date(), ...quiet })
    const restored = await restoreBackup({ database, migrationsFolder, force: true, ...quiet })
    expect(restored.rows).toBe(saved.rows)
    const { rows } = await sql<{ name: string }>`select relname as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      where relkind = 'r' and relrowsecurity and not relforcerowsecurity`.execute(ctx.db)
    expect(rows).toEqual([])
  })
})
