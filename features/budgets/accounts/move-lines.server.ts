import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { sameAccount } from './documents.server.ts'
import { measuresOf } from './measures.server.ts'
import { listFunctionPicks } from './take-functions.server.ts'

// From what says most of a line to what still tells it from all others.
const exactly = sql`jsonb_build_array(l.nature, l.function_code, l.chapter, l.operation, l.section, l.direction, l.is_order,
  l.label, l.department, l.beneficiary)`
const roughly = sql`jsonb_build_array(l.nature, l.function_code, l.section, l.direction, l.is_order, l.beneficiary)`

// The nth line of those alike answers to the nth; a rough likeness counts only where it is the only one on both sides. The
// documents are told by their ids: joined, the lines of every authority would be read.
const likeness = (key: RawBuilder<unknown>) => sql`
  select l.document_id, l.position, ${key} as key, row_number() over alike as nth, count(*) over (partition by l.document_id, ${key}) as size
  from account_line l where l.document_id = any (array(select id from both_documents))
  window alike as (partition by l.document_id, ${key} order by l.position)`

/** Documents of the same account that count no more and still hold lines: the one just replaced first, then those taken back. */
export async function listEarlier(ctx: Ctx, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select b.id from account_document a join account_document b on b.id <> a.id and b.state in ('superseded', 'withdrawn') and ${sameAccount}
    where a.id = ${id} and exists (select from budget_line l where l.document_id = b.id)
    order by b.closed_at desc`.execute(ctx.db)
  return rows.map((row) => row.id)
}

const sideOf = (document: string) => sql`max(x.position) filter (where x.document_id = ${document})`

// The lines of one document, each with the line of another that answers to it.
const wantedFrom = (from: string, to: string) => sql`
    with both_documents as (select unnest(${[from, to]}::uuid[]) as id),
    exact as (${likeness(exactly)}), rough as (${likeness(roughly)}),
    -- Put together by their key rather than joined: some thousand lines of each side, compared once and not each with each.
    matched as (
      select old, new from (select ${sideOf(from)} as old, ${sideOf(to)} as new from exact x group by key, nth) pair
        where old is not null and new is not null),
    answers as (
      select old, new from matched union all
      select old, new from (
        select ${sideOf(from)} as old, ${sideOf(to)} as new from rough x
          where size = 1 and ((document_id = ${from} and position not in (select old from matched))
            or (document_id = ${to} and position not in (select new from matched))) group by key) pair
        where old is not null and new is not null),
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
          and t.account_position is not distinct from a.new and t.grant_position is not distinct from g.new))`

/**
 * Moves the lines of the international budget from one document to the matching lines of another, their measures anew;
 * each keeps what was said of it. A line of the new document that is taken already is left. Answers how many moved; the
 * others stay with the old document, where they count no more, to be looked at again.
 */
export async function moveLines(ctx: Ctx, from: string, to: string): Promise<number> {
  const moved = await sql`${wantedFrom(from, to)}
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

/** What would become of the lines of the budget when a document counts instead of others. */
export type Succession = {
  /** Carried to the same line of the new document, with their share and all that was said of them. */
  carried: number
  /** With no such line in the new document: they count no more, and are listed. */
  gone: number
  /** Lines of functions 048 and 044 that nobody had taken or refused. */
  fresh: number
  refused: number
}

/** Says beforehand what `moveLines` and the functions would do; null where nothing was taken from an account like it. */
export async function previewSuccession(
  ctx: Ctx,
  organisationId: string,
  document: { id: string; nomenclature: string; year: number },
  replaced: readonly string[],
): Promise<Succession | null> {
  const earlier = [...new Set([...replaced, ...(await listEarlier(ctx, document.id))])]
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from budget_line
    where document_id = any(${earlier}::uuid[])`.execute(ctx.db)
  const total = rows[0]?.total ?? 0
  if (total === 0) return null
  const targets: (number | null)[] = []
  for (const from of earlier) {
    const found = await sql<{
      position: number | null
    }>`${wantedFrom(from, document.id)} select position from wanted`.execute(ctx.db)
    targets.push(...found.rows.map(({ position }) => position))
  }
  const { picks, refused } = await listFunctionPicks(ctx, organisationId, document)
  const fresh = picks.filter(({ position }) => !targets.includes(position)).length
  return { carried: targets.length, gone: total - targets.length, fresh, refused }
}
