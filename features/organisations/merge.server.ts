import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireTrusted } from '../accounts/permissions.server.ts'
import { lockSeats } from '../accounts/seats.server.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { tellOwners } from './merge-letters.server.ts'
import { type MergeRecord, movedColumns } from './merge-moves.ts'
import { mergeProjects } from './merge-projects.server.ts'
import { moveTies } from './merge-ties.server.ts'
import { moveRows } from './move-rows.server.ts'
import { publishProfiles } from './publish-profile.server.ts'

type Record_ = { id: string; key: string; name: string; siren: string | null; merged: boolean; example: boolean }

/** A record as it is looked at before a merge. */
export type RecordToMerge = {
  id: string
  key: string
  name: string
  country: string
  tier: string
  ties: number
  members: number
}

/** Finds a record to merge by its key. */
export async function findRecord(ctx: Ctx, key: string): Promise<RecordToMerge> {
  await requireTrusted(ctx)
  const { rows } = await asJob(ctx, 'merge', ({ db }) =>
    sql<RecordToMerge>`select o.id, o.key, o.name, o.country, o.tier,
        (select count(*)::int from partnership_party where organisation_id = o.id) as ties,
        (select count(*)::int from membership where organisation_id = o.id and ended_at is null) as members
      from organisation o where o.key = ${key.trim()} and o.merged_into is null`.execute(db),
  )
  const [found] = rows
  if (!found) throw new AppError('invalid', 'organisation_unknown')
  return found
}

/**
 * Makes one record of two: what hangs on the one goes over to the other, its key leads there from now on, and everything
 * that moved is written down, so that `splitOrganisation` can put it back.
 */
export async function mergeOrganisations(
  ctx: Ctx,
  { keptId, mergedId }: { keptId: string; mergedId: string },
): Promise<string> {
  await requireTrusted(ctx)
  if (keptId === mergedId) throw new AppError('invalid', 'merge_same')
  return inTransaction(ctx, async (inner) => {
    const [kept, merged] = [await lockRecord(inner, keptId), await lockRecord(inner, mergedId)]
    requireOne(kept, merged)
    const moved = await asJob(inner, 'merge', (job) => moveAll(job, kept, merged))
    const id = newId()
    await inner.db
      .insertInto('organisation_merge')
      .values({
        id,
        kept_id: keptId,
        merged_id: mergedId,
        moved: JSON.stringify(moved),
        merged_by: inner.actor.kind === 'person' ? inner.actor.personId : null,
        merged_at: inner.now,
      })
      .execute()
    await recordBoth(inner, 'merged', kept, merged)
    await tellOwners(inner, 'merged', kept, merged)
    await publishMerge(inner, moved, [keptId, mergedId])
    return id
  })
}

// In the order of their ids, two merges at once wait for each other instead of both waiting.
async function lockRecord(ctx: Ctx, id: string): Promise<Record_> {
  await lockSeats(ctx, id)
  const { rows } = await asJob(ctx, 'merge', ({ db }) =>
    sql<Record_>`select id, key, name, siren, merged_into is not null as merged, example
      from organisation where id = ${id} for update`.execute(db),
  )
  const [found] = rows
  if (!found) throw new AppError('not_found', 'organisation_unknown')
  return found
}

function requireOne(kept: Record_, merged: Record_): void {
  if (kept.merged || merged.merged) throw new AppError('conflict', 'merge_done')
  if (kept.siren && merged.siren) throw new AppError('conflict', 'merge_two_sirens')
  if (kept.example !== merged.example) throw new AppError('conflict', 'merge_example')
}

async function moveAll(ctx: Ctx, kept: Record_, merged: Record_): Promise<MergeRecord> {
  const ties = await moveTies(ctx, merged.id, kept.id)
  const seats = await moveSeats(ctx, merged.id, kept.id)
  const projects = await mergeProjects(ctx, merged.id, kept.id)
  const rows = []
  for (const column of movedColumns) rows.push(await moveRows(ctx, column, merged.id, kept.id))
  const aliases = await copyNames(ctx, merged.id, kept.id)
  await sql`insert into organisation_key_redirect (old_key, organisation_id) values (${merged.key}, ${kept.id})
    on conflict (old_key) do update set organisation_id = excluded.organisation_id`.execute(ctx.db)
  await sql`update organisation set updated_at = ${ctx.now},
    merged_into = case when id = ${merged.id} then ${kept.id}::uuid end
    where id in (${kept.id}, ${merged.id})`.execute(ctx.db)
  return { ties, seats, projects, rows: rows.filter(({ ids }) => ids.length > 0), aliases, redirect: merged.key }
}

// Who sits in both keeps one seat, with the higher role.
async function moveSeats(ctx: Ctx, mergedId: string, keptId: string): Promise<MergeRecord['seats']> {
  const both = sql`from membership old join membership seat on seat.person_id = old.person_id
    and seat.partnership_id is not distinct from old.partnership_id and seat.ended_at is null
    and seat.organisation_id = ${keptId} where old.organisation_id = ${mergedId} and old.ended_at is null`
  const raised = await sql<{ id: string; role: string }>`
    with raise as (select seat.id, seat.role as before, old.role ${both} and role_rank(old.role) > role_rank(seat.role))
    update membership m set role = raise.role from raise where m.id = raise.id returning m.id, raise.before as role`.execute(
    ctx.db,
  )
  const ended = await sql<{ id: string }>`
    with double as (select old.id ${both})
    update membership m set ended_at = ${ctx.now} from double where m.id = double.id returning m.id`.execute(ctx.db)
  const moved = await sql<{ id: string }>`
    update membership set organisation_id = ${keptId} where organisation_id = ${mergedId}
      and not id = any(${ended.rows.map((row) => row.id)}::uuid[]) returning id`.execute(ctx.db)
  return {
    raised: raised.rows,
    endedIds: ended.rows.map((row) => row.id),
    movedIds: moved.rows.map((row) => row.id),
  }
}

async function copyNames(ctx: Ctx, mergedId: string, keptId: string): Promise<MergeRecord['aliases']> {
  const { rows } = await sql<{ alias_key: string; reason: string }>`
    insert into organisation_alias (organisation_id, alias, alias_key, reason, code)
    select ${keptId}::uuid, alias, alias_key, reason, code from organisation_alias where organisation_id = ${mergedId}
    union all select ${keptId}::uuid, o.name, o.name_key, 'usualName', null from organisation o, organisation kept
      where o.id = ${mergedId} and kept.id = ${keptId} and o.name_key <> kept.name_key
    on conflict do nothing returning alias_key, reason`.execute(ctx.db)
  return rows
}

/** Writes a merge or a split down in the trail of both records. */
export async function recordBoth(ctx: Ctx, what: 'merged' | 'split', kept: Names, merged: Names): Promise<void> {
  const change = { recordKind: 'organisation', after: { kept: kept.key, merged: merged.key } }
  await recordChange(ctx, { ...change, recordId: kept.id, organisationId: kept.id, action: what })
  await recordChange(ctx, { ...change, recordId: merged.id, organisationId: merged.id, action: `${what}Other` })
}

type Names = { id: string; key: string }

/** Brings everything public up to date that a merge or a split touched. */
export async function publishMerge(ctx: Ctx, moved: MergeRecord, organisations: readonly string[]): Promise<void> {
  const ties = moved.ties.flatMap((tie) => (tie.folded ? [tie.id, tie.folded.into] : [tie.id]))
  const under = moved.rows.filter(({ table }) => table === 'organisation').flatMap(({ ids }) => ids)
  await asJob(ctx, 'publish', (job) =>
    publishTies(job, { ids: ties, organisationIds: [...new Set([...organisations, ...under])] }),
  )
  await publishProfiles(ctx, organisations)
}
