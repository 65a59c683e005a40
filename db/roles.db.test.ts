import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../platform/db/pool.ts'
import { testContext, testDatabaseUrl } from '../tests/db.ts'
import { appRole, ensureRoles } from './roles.ts'

const ctx = await testContext()
const visitor = openDatabase(await testDatabaseUrl(), { role: appRole, max: 1 })
afterAll(() => visitor.close())

describe('the role of requests', () => {
  it('reads what is public', async () => {
    const found = await visitor.db.selectFrom('data_version').select('version').execute()
    expect(found).toHaveLength(1)
  })

  it('reads nothing else, and writes nothing', async () => {
    await expect(visitor.db.selectFrom('organisation').selectAll().execute()).rejects.toThrow('permission denied')
    await expect(sql`update data_version set version = 9`.execute(visitor.db)).rejects.toThrow('permission denied')
  })

  it('is made once, however many processes start together', async () => {
    await Promise.all([1, 2, 3, 4].map(() => ensureRoles(ctx.db)))
  })

  it('stops the start when it could see past row-level security', async () => {
    // Roles belong to the whole cluster: undone before any other test can meet it.
    const attempt = ctx.db.transaction().execute(async (trx) => {
      await sql`alter role navette_app bypassrls`.execute(trx)
      await ensureRoles(trx)
    })
    await expect(attempt).rejects.toMatchObject({ reason: 'database_role_too_strong' })
  })
})
