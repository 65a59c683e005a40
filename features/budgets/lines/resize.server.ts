import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { accountStages, measuresOf } from '../accounts/measures.server.ts'
import { fitTake, readTake, type Taken } from './parts.ts'

const isDone = sql`d.stage = any(${[...accountStages]})`
const mainOf = sql`coalesce(case when ${isDone} then coalesce(l.executed, l.opened, l.voted) else coalesce(l.voted, l.proposed, l.opened) end, 0)::numeric(16, 2)::text`
const mainOfLine = sql`coalesce(case when ${isDone} then coalesce(o.executed, o.opened, o.voted) else coalesce(o.voted, o.planned, o.opened) end, 0)::numeric(16, 2)::text`

// What a line was drawn from: its accounting line, or the grant of the annex where it stands alone.
const drawnFrom = sql`
  select a.proposed, a.voted, a.opened, a.executed, a.carried_after from account_line a
    where a.document_id = d.id and a.position = b.account_position
  union all
  select null, g.amount, null, g.amount, null from account_grant g
    where b.account_position is null and g.document_id = d.id and g.position = b.grant_position`

type Around = { main: string; grantAmount: string | null; others: Taken[]; documentId: string }

/**
 * Changes how much of its accounting line a line is, its amounts with it. Held to the rule that the parts of a line never
 * exceed it, and those of a grant not the grant (`budget_part_too_large`).
 */
export async function resizeDrawn(ctx: Ctx, organisationId: string, id: string, typed: string): Promise<void> {
  const asked = readTake(typed)
  if (!asked) throw new AppError('invalid', 'budget_take_wrong')
  // Whoever takes another part of the same line waits for this one.
  await sql`select from account_document d where d.organisation_id = ${organisationId}
    and d.id = (select document_id from budget_line where id = ${id} and organisation_id = ${organisationId}) for update`.execute(
    ctx.db,
  )
  const { rows } = await sql<Around>`
    select ${mainOf} as main, g.amount::text as "grantAmount", d.id as "documentId", coalesce((select json_agg(json_build_object(
        'amount', ${mainOfLine}, 'share', o.share::text, 'part', o.part::text)) from budget_line o
      where o.document_id = b.document_id and o.id <> b.id and (o.account_position = b.account_position
        or (b.account_position is null and o.grant_position = b.grant_position))), '[]') as others
    from budget_line b join account_document d on d.id = b.document_id cross join lateral (${drawnFrom}) l
    left join account_grant g on g.document_id = d.id and g.position = b.grant_position and b.account_position is not null
    where b.id = ${id} and b.organisation_id = ${organisationId}`.execute(ctx.db)
  const [around] = rows
  if (!around) throw new AppError('not_found', 'record_not_found')
  // A grant inside a line is an amount of that line: its share is one of the grant.
  const fitted =
    around.grantAmount === null
      ? fitTake(around.main, around.others, asked)
      : fitInside(around.main, around.others, around.grantAmount, fitTake(around.grantAmount, [], asked))
  if ('reason' in fitted) throw new AppError('conflict', 'budget_take_too_large', { rest: fitted.rest })
  const { share, part } = fitted.take
  await sql`
    update budget_line t set share = w.share, part = w.part, planned = w.planned, voted = w.voted, opened = w.opened,
      executed = w.executed, carried_over = w.carried_over
    from (select b.id, x.share, x.part, m.* from budget_line b join account_document d on d.id = b.document_id
      cross join (select ${share}::numeric as share, ${part}::numeric as part) x
      cross join lateral (${drawnFrom}) l
      cross join lateral (select ${measuresOf(sql`x.share`, sql`x.part`)}) m
      where b.id = ${id} and b.organisation_id = ${organisationId}) w
    where t.id = w.id and t.organisation_id = ${organisationId}`.execute(ctx.db)
}

type Fitted = ReturnType<typeof fitTake>

function fitInside(main: string, others: readonly Taken[], amount: string, fitted: Fitted): Fitted {
  if ('reason' in fitted) return fitted
  const part = fitted.take.part ?? amount
  return fitTake(main, others, { share: null, part })
}
