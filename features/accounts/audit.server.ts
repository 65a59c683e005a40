import type { Ctx } from '../../platform/context.ts'
import { copyRows } from '../../platform/db/copy.ts'
import { newId } from '../../platform/ids.ts'

/** Through which door a change came. */
export type Door = 'workspace' | 'publicForm' | 'campaignLink' | 'tieLink' | 'import' | 'commandLine' | 'job'

/** A change of one record: what it was and what it is, field by field; null where it was not, or is no more. */
export type Change = {
  recordKind: string
  recordId: string
  /** Whose record it is: its members may read of the change. */
  organisationId: string | null
  action: string
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
  note?: string
  door?: Door
}

/** Writes down who changed what, in the transaction that changes it; fields that stayed as they were are left out. */
export async function recordChange(ctx: Ctx, change: Change): Promise<void> {
  await ctx.db.insertInto('audit_entry').values(toEntry(ctx, change)).execute()
}

/** Writes down many changes at once. */
export async function recordChanges(ctx: Ctx, changes: readonly Change[]): Promise<void> {
  const columns = ['id', 'at', 'actor_kind', 'person_id', 'job', 'acting_for', 'door', 'record_kind', 'record_id']
  await copyRows(
    ctx.db,
    'audit_entry',
    [...columns, 'organisation_id', 'action', 'before', 'after', 'note'],
    changes.map((change) => Object.values(toEntry(ctx, change))),
  )
}

function toEntry(ctx: Ctx, change: Change) {
  const { actor } = ctx
  const [before, after] = onlyChanged(change.before ?? null, change.after ?? null)
  return {
    id: newId(),
    at: ctx.now,
    actor_kind: actor.kind,
    person_id: actor.kind === 'person' ? actor.personId : null,
    job: actor.kind === 'job' ? actor.name : null,
    acting_for: actor.kind === 'person' ? actor.organisationId : null,
    door: change.door ?? usualDoor(ctx),
    record_kind: change.recordKind,
    record_id: change.recordId,
    organisation_id: change.organisationId,
    action: change.action,
    before: before && JSON.stringify(before),
    after: after && JSON.stringify(after),
    note: change.note ?? '',
  }
}

function usualDoor({ actor }: Ctx): Door {
  if (actor.kind === 'operator') return 'commandLine'
  return actor.kind === 'job' ? 'job' : 'workspace'
}

type Fields = Record<string, unknown> | null

function onlyChanged(before: Fields, after: Fields): [Fields, Fields] {
  if (!before || !after) return [before, after]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = names.filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null))
  const pick = (fields: Record<string, unknown>) =>
    Object.fromEntries(changed.map((name) => [name, fields[name] ?? null]))
  return [pick(before), pick(after)]
}
