import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { requireTrusted } from '../accounts/permissions.server.ts'
import { publishMerge, recordBoth } from './merge.server.ts'
import { tellOwners } from './merge-letters.server.ts'
import { type MergeRecord, movedColumns } from './merge-moves.ts'
import { splitProjects } from './merge-projects.server.ts'
import { moveTiesBack } from './merge-ties.server.ts'
import { moveBack } from './move-rows.server.ts'

/** A merge as the desk lists it. */
export type MergeRow = {
  id: string
  kept: { key: string; name: string }
  merged: { key: string; name: string }
  by: string
  mergedAt: Date
  splitAt: Date | null
}

/** The merges made, the latest first. */
export async function listMerges(ctx: Ctx): Promise<MergeRow[]> {
  await requireTrusted(ctx)
  const { rows } = await asJob(ctx, 'merge', ({ db }) =>
    sql<MergeRow>`
      select m.id, json_build_object('key', k.key, 'name', k.name) as kept,
        json_build_object('key', o.key, 'name', o.name) as merged, coalesce(p.name, '') as by,
        m.merged_at as "mergedAt", m.split_at as "splitAt"
      from organisation_merge m join organisation k on k.id = m.kept_id join organisation o on o.id = m.merged_id
      left join person p on p.id = m.merged_by order by m.merged_at desc, m.id limit 100`.execute(db),
  )
  return rows
}

type Merge = {
  keptId: string
  mergedId: string
  keptKey: string
  mergedKey: string
  keptName: string
  mergedName: string
  moved: MergeRecord
  isCovered: boolean
}

/** Makes two records of one again, as they were: what was moved goes back, the latest merge first. */
export async function splitOrganisation(ctx: Ctx, mergeId: string): Promise<void> {
  await requireTrusted(ctx)
  await inTransaction(ctx, async (inner) => {
    const merge = await lockMerge(inner, mergeId)
    if (merge.isCovered) throw new AppError('conflict', 'split_later_first')
    const { keptId, mergedId, moved } = merge
    await asJob(inner, 'merge', (job) => moveAllBack(job, merge))
    await inner.db
      .updateTable('organisation_merge')
      .set({ split_at: inner.now, split_by: inner.actor.kind === 'person' ? inner.actor.personId : null })
      .where('id', '=', mergeId)
      .execute()
    const kept = { id: keptId, key: merge.keptKey, name: merge.keptName }
    const merged = { id: mergedId, key: merge.mergedKey, name: merge.mergedName }
    await recordBoth(inner, 'split', kept, merged)
    await tellOwners(inner, 'split', kept, merged)
    await publishMerge(inner, moved, [keptId, mergedId])
  })
}

async function lockMerge(ctx: Ctx, mergeId: string): Promise<Merge> {
  const { rows } = isId(mergeId)
    ? await asJob(ctx, 'merge', ({ db }) =>
        sql<Merge>`
          select m.kept_id as "keptId", m.merged_id as "mergedId", k.key as "keptKey", o.key as "mergedKey", k.name as "keptName",
            o.name as "mergedName", m.moved,
            k.merged_into is not null or exists (select from organisation_merge later where later.id <> m.id
              and later.split_at is null and later.merged_at > m.merged_at and m.kept_id in (later.kept_id, later.merged_id))
              as "isCovered"
          from organisation_merge m join organisation k on k.id = m.kept_id join organisation o on o.id = m.merged_id
          where m.id = ${mergeId} and m.split_at is null for update of m`.execute(db),
      )
    : { rows: [] }
  const [merge] = rows
  if (!merge) throw new AppError('not_found', 'merge_unknown')
  return merge
}

async function moveAllBack(ctx: Ctx, { keptId, mergedId, moved }: Merge): Promise<void> {
  await ctx.db.deleteFrom('organisation_key_redirect').where('old_key', '=', moved.redirect).execute()
  for (const rows of moved.rows) await moveBack(ctx, movedColumns, rows, keptId, mergedId)
  // Merges made before both records could be in one project have nothing to put back.
  if (moved.projects) await splitProjects(ctx, moved.projects, mergedId, keptId)
  for (const { alias_key, reason } of moved.aliases)
    await ctx.db
      .deleteFrom('organisation_alias')
      .where('organisation_id', '=', keptId)
      .where('alias_key', '=', alias_key)
      .where('reason', '=', reason)
      .execute()
  await moveSeatsBack(ctx, moved.seats, mergedId)
  await moveTiesBack(ctx, moved.ties, mergedId, keptId)
  await sql`update organisation set merged_into = null, updated_at = ${ctx.now} where id in (${keptId}, ${mergedId})`.execute(
    ctx.db,
  )
}

// A seat that was ended because its holder sat in both begins again; who has left meanwhile has left both.
async function moveSeatsBack(ctx: Ctx, seats: MergeRecord['seats'], mergedId: string): Promise<void> {
  await sql`update membership set organisation_id = ${mergedId} where id = any(${seats.movedIds}::uuid[])`.execute(
    ctx.db,
  )
  await sql`update membership m set ended_at = null where m.id = any(${seats.endedIds}::uuid[])
    and not exists (select from membership o where o.person_id = m.person_id and o.organisation_id = m.organisation_id
      and o.partnership_id is not distinct from m.partnership_id and o.ended_at is null)`.execute(ctx.db)
  for (const { id, role } of seats.raised)
    await ctx.db.updateTable('membership').set({ role }).where('id', '=', id).execute()
}
