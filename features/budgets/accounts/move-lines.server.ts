import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { measuresOf } from './measures.server.ts'

// From what says most of a line to what still tells it from all others.
const exactly = sql`jsonb_build_array(l.nature, l.function_code, l.chapter, l.operation, l.section, l.direction, l.is_order,
  l.label, l.department, l.beneficiary)`
const roughly = sql`jsonb_build_array(l.nature, l.function_code, l.section, l.direction, l.is_order, l.beneficiary)`

// The nth line of those alike answers to the nth; a rough likeness counts only where it is the only one on both sides.
const likeness = (key: RawBuilder<unknown>) => sql`
  select l.document_id, l.position, ${key} as key, row_number() over alike as nth, count(*) over (partition by l.document_id, ${key}) as size
  from account_line l where l.document_id in (select id from both_documents)
  window alike as (partition by l.document_id, ${key} order by l.position)`

/**
 * Moves the lines of the international budget from one document to the matching lines of another, their measures anew;
 * each keeps what was said of it. A line of the new document that is taken already is left. Answers how many moved; the
 * others stay with the old document, where they count no more, to be looked at again.
 */
export async function moveLines(ctx: Ctx, from: string, to: string): Promise<number> {
  const moved = await sql`
    with both_documents as (select unnest(${[from, to]}::uuid[]) as id),
    exact as (${likeness(exactly)}), rough as (${likeness(roughly)}),
    matched as (
      select o.position as old, n.position as new from exact o join exact n on n.key = o.key and n.nth = o.nth
        where o.document_id = ${from} and n.document_id = ${to}),
    answers as (
      select old, new from matched union all
      select o.position, n.position from rough o join rough n on n.key = o.key
        where o.document_id = ${from} and n.document_id = ${to} and o.size = 1 and n.size = 1
          and o.position not in (select old from matched) and n.position not in (select new from matched)),
    grants as (
      select o.position as old, n.position as new from
        (select g.*, row_number() over (partition by beneficiary, nature, purpose order by position) as nth from account_grant g
          where document_id = ${from} and beneficiary is not null) o
        join (select g.*, row_number() over (partition by beneficiary, nature, purpose order by position) as nth from account_grant g
          where document_id = ${to} and beneficiary is not null) n
          on n.beneficiary = o.beneficiary and n.nature is not distinct from o.nature and n.purpose is not distinct from o.purpose
            and n.nth = o.nth),
    wanted as (
      select b.id, b.share, b.part, a.new as position, g.new as grant_position from budget_line b
        left join answers a on a.old = b.account_position left join grants g on g.old = b.grant_position
      where b.document_id = ${from} and (b.account_position is null or a.new is not null)
        and (b.grant_position is null or g.new is not null)
        and not exists (select from budget_line t where t.document_id = ${to}
          and t.account_position is not distinct from a.new and t.grant_position is not distinct from g.new))
    update budget_line b set document_id = d.id, account_position = w.position, grant_position = w.grant_position,
      planned = m.planned, voted = m.voted, opened = m.opened, executed = m.executed, carried_over = m.carried_over,
      updated_at = ${ctx.now}
    from wanted w cross join account_document d
    cross join lateral (
      select a.proposed, a.voted, a.opened, a.executed, a.carried_after from account_line a
        where a.document_id = d.id and a.position = w.position
      union all
      select null, g.amount, null, g.amount, null from account_grant g
        where w.position is null and g.document_id = d.id and g.position = w.grant_position) l
    cross join lateral (select ${measuresOf(sql`w.share`, sql`w.part`)}) m
    where b.id = w.id and d.id = ${to}`.execute(ctx.db)
  return Number(moved.numAffectedRows ?? 0)
}
