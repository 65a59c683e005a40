import { sql } from 'kysely'
import type { Ctx } from '../context.ts'

/** The channel on which a new data version is announced to every process. */
export const dataVersionChannel = 'navette_data'

/** Raises the one number every cache hangs on; called once per transaction that changes public data. */
export async function raiseDataVersion(ctx: Ctx): Promise<void> {
  await sql`update data_version set version = version + 1, changed_at = ${ctx.now}`.execute(ctx.db)
  await sql`select pg_notify(${dataVersionChannel}, (select version::text from data_version))`.execute(ctx.db)
}

/** The present data version and when it was reached. */
export async function getDataVersion(ctx: Pick<Ctx, 'db'>): Promise<{ version: number; changedAt: Date }> {
  const row = await ctx.db.selectFrom('data_version').select(['version', 'changed_at']).executeTakeFirstOrThrow()
  return { version: row.version, changedAt: row.changed_at }
}
