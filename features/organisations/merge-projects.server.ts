import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { FoldedParticipant, MergedProjects, MovedRows } from './merge-moves.ts'

// Where a body asks for discretion among others, it is named in a list.
const lists = ['project', 'project_place'] as const
// The other record had asked too: its own name is taken out, and put back beside it.
const askedTwice = 'discreet_by of both'

/**
 * Makes one of two records in the same project: it leads where one of them led, comes where the first of them came, and of
 * two answers on publication the no holds. What one record asked to hide, the other may show again.
 */
export async function mergeProjects(ctx: Ctx, from: string, to: string): Promise<MergedProjects> {
  const { rows: folded } = await sql<FoldedParticipant>`
    with pair as (select k.id, to_jsonb(k) as stayed, to_jsonb(m) as went from project_participant k
        join project_participant m on m.project_id = k.project_id and m.organisation_id = ${from}
        where k.organisation_id = ${to}),
      gone as (delete from project_participant p using pair where p.id = (pair.went ->> 'id')::uuid)
    update project_participant k set
      role = case when pair.went ->> 'role' = 'lead' then 'lead' else k.role end,
      credit_order = least(k.credit_order, (pair.went ->> 'credit_order')::smallint),
      consent = case when 'no' in (k.consent, pair.went ->> 'consent') then 'no'
        when 'yes' in (k.consent, pair.went ->> 'consent') then 'yes' else k.consent end,
      discreet_since = coalesce(k.discreet_since, (pair.went ->> 'discreet_since')::timestamptz)
    from pair where k.id = pair.id returning pair.stayed, pair.went`.execute(ctx.db)
  const asked: MovedRows[] = []
  for (const table of lists) {
    const { rows } = await sql<{ id: string; both: boolean }>`
      with one as (select id, ${to} = any(discreet_by) as both from ${sql.table(table)} where ${from} = any(discreet_by))
      update ${sql.table(table)} t set discreet_by = case when one.both then array_remove(discreet_by, ${from}::uuid)
        else array_replace(discreet_by, ${from}::uuid, ${to}::uuid) end
      from one where t.id = one.id returning t.id, one.both`.execute(ctx.db)
    const idsOf = (both: boolean) => rows.filter((row) => row.both === both).map(({ id }) => id)
    asked.push({ table, column: 'discreet_by', ids: idsOf(false) }, { table, column: askedTwice, ids: idsOf(true) })
  }
  return { folded, asked: asked.filter(({ ids }) => ids.length > 0) }
}

/** Puts them back as they were; what was lifted meanwhile stays lifted. */
export async function splitProjects(ctx: Ctx, done: MergedProjects, from: string, to: string): Promise<void> {
  for (const { stayed, went } of done.folded) {
    await sql`update project_participant p set role = r.role, credit_order = r.credit_order, consent = r.consent,
        discreet_since = r.discreet_since
      from jsonb_populate_record(null::project_participant, ${JSON.stringify(stayed)}::jsonb) r where p.id = r.id`.execute(
      ctx.db,
    )
    await sql`insert into project_participant
      select * from jsonb_populate_record(null::project_participant, ${JSON.stringify(went)}::jsonb) r
      where exists (select from project j where j.id = r.project_id) on conflict do nothing`.execute(ctx.db)
  }
  for (const { table, column, ids } of done.asked)
    await sql`update ${sql.table(table)} set discreet_by = ${
      column === askedTwice
        ? sql`array_append(discreet_by, ${from}::uuid)`
        : sql`array_replace(discreet_by, ${to}::uuid, ${from}::uuid)`
    } where id = any(${ids}::uuid[]) and ${to} = any(discreet_by)`.execute(ctx.db)
}
