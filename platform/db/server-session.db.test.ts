import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, expect, it, vi } from 'vitest'
import { testContext, testDatabaseUrl } from '../../tests/db.ts'
import { openServerSession } from './server-session.ts'

const ctx = await testContext()
const faults: unknown[] = []
const session = await openServerSession({
  url: await testDatabaseUrl(),
  exclusive: false,
  onError: (error) => faults.push(error),
})
afterAll(() => session.close())

it('hears of changes that come close together without asking two questions at once', async () => {
  const warned: string[] = []
  const hear = (warning: Error) => warned.push(warning.message)
  process.on('warning', hear)
  await session.listen()
  const before = session.dataVersion().version
  for (let change = 0; change < 20; change++)
    await sql`with changed as (update data_version set version = version + 1 returning version)
      select pg_notify('navette_data', version::text) from changed`.execute(ctx.db)
  await vi.waitFor(() => expect(session.dataVersion().version).toBe(before + 20), { timeout: 10_000 })
  await sleep(20)
  process.off('warning', hear)
  expect({ warned, faults }).toEqual({ warned: [], faults: [] })
})
