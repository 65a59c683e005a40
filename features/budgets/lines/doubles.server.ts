import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'

// The same year, way and amount, once by hand and once from an account that counts.
const same = sql`t.organisation_id = b.organisation_id and t.year = b.year and t.direction = b.direction and t.valuation = 'money'
  and t.id <> b.id and (t.executed = b.executed or t.voted = b.voted) and coalesce(t.executed, t.voted) <> 0`
const byHand = sql`b.document_id is null and b.valuation = 'money' and not b.stands_apart`
const counts = sql`exists (select from account_document live where live.id = t.document_id and live.state = 'live')`

/** Whether a line `b`, entered by hand, looks like one that was drawn from an account; nobody said that it stands apart. */
export const doubtful: RawBuilder<unknown> = sql`(${byHand} and exists (select from budget_line t
  where ${same} and t.document_id is not null and ${counts}))`

/** The lines of an account a line entered by hand looks like. */
export async function listTwins(ctx: Ctx, id: string): Promise<{ id: string; label: string }[]> {
  const { rows } = await sql<{
    id: string
    label: string
  }>`select t.id, t.label from budget_line b join budget_line t on ${same}
    where b.id = ${id} and ${byHand} and t.document_id is not null and ${counts} order by t.label, t.id limit 5`.execute(
    ctx.db,
  )
  return rows
}

/** How many lines an organisation entered by hand look like lines of its accounts. */
export async function countDoubtful(ctx: Ctx, organisationId: string): Promise<number> {
  const { rows } = await sql<{ found: number }>`select count(*)::int as found from budget_line b
    where b.organisation_id = ${organisationId} and ${doubtful}`.execute(ctx.db)
  return rows[0]?.found ?? 0
}
