import { sql } from 'kysely'
import type { Ctx } from '../context.ts'

/**
 * Tidies what everybody reads after many rows came in: until then searches wade through what the word indexes have not
 * sorted in yet. Works outside of transactions only, and waits for nobody.
 */
export async function tidyPublicTables(ctx: Ctx): Promise<void> {
  if (ctx.db.isTransaction) return
  await sql`vacuum (analyze) public_organisation`.execute(ctx.db)
  await sql`vacuum public_tie, public_tie_end, public_tie_count`.execute(ctx.db)
}
