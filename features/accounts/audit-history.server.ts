import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { isId } from '../../platform/ids.ts'
import type { Door } from './audit.server.ts'
import { erasedWord, type FieldChange, listFieldChanges, restorableOf } from './audit-fields.ts'
import { requireRole } from './permissions.server.ts'

/** One change of a record of an organisation, as its members read it. */
export type HistoryEntry = {
  id: string
  at: Date
  actorKind: 'person' | 'operator' | 'job' | 'anonymous'
  /** Null for who is not of this organisation, or was erased. */
  personName: string | null
  /** For which organisation they acted. */
  actingFor: string | null
  door: Door
  recordKind: string
  recordId: string
  /** What the record is called: a person, a network, the other parties of a tie. */
  recordName: string | null
  action: string
  fields: FieldChange[]
  note: string
  restorable: boolean
}

/** Which record a page of the history is about; null: all of them. */
export type RecordFilter = { kind: string; id: string } | null

const pageSize = 30

// The trail of an organisation, and that of its ties whichever party changed them.
const ofOrganisation = (organisationId: string): RawBuilder<boolean> => sql`(a.organisation_id = ${organisationId}
  or (a.record_kind = 'partnership' and a.record_id in
    (select p.partnership_id from partnership_party p where p.organisation_id = ${organisationId})))`

const recordName = (organisationId: string) => sql`case a.record_kind
  when 'partnership' then (select string_agg(o.name, ', ' order by p.position) from partnership_party p
    join organisation o on o.id = p.organisation_id where p.partnership_id = a.record_id and o.id <> ${organisationId})
  when 'official' then coalesce((select x.name from official x where x.id = a.record_id), a.before ->> 'name', a.after ->> 'name')
  when 'network' then (select o.name from organisation o where o.id = a.record_id)
  when 'document' then coalesce(a.after ->> 'title', a.before ->> 'title')
  when 'photo' then coalesce(a.after ->> 'photoDescription', a.before ->> 'photoDescription')
  when 'mention' then (select m.year::text from mention m where m.id = a.record_id)
  when 'project' then (select j.title from project j where j.id = a.record_id)
  when 'mission' then (select m.title from mission m where m.id = a.record_id)
  when 'position' then (select x.title from assembly_position x where x.id = a.record_id)
  when 'budgetLine' then coalesce((select b.label from budget_line b where b.id = a.record_id), a.before ->> 'budgetLabel')
  when 'staffGrade' then coalesce((select s.label from staff_grade s where s.id = a.record_id), a.before ->> 'grade')
  when 'account' then (select d.label || ', ' || d.year from account_document d where d.id = a.record_id)
  when 'membership' then (select nullif(p.name, '') from membership m join person p on p.id = m.person_id where m.id = a.record_id)
  end`

type Row = Omit<HistoryEntry, 'fields' | 'restorable'> & {
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** The changes of an organisation's records, the latest first, a page at a time. */
export async function listHistory(
  ctx: Ctx,
  organisationId: string,
  { record, page }: { record: RecordFilter; page: number },
): Promise<{ entries: HistoryEntry[]; more: boolean }> {
  await requireRole(ctx, organisationId, 'reader')
  const chosen =
    record && isId(record.id)
      ? sql<boolean>`a.record_kind = ${record.kind} and a.record_id = ${record.id}`
      : sql<boolean>`true`
  const { rows } = await sql<Row>`
    select a.id, a.at, a.actor_kind as "actorKind", nullif(p.name, '') as "personName", f.name as "actingFor", a.door,
      a.record_kind as "recordKind", a.record_id as "recordId", ${recordName(organisationId)} as "recordName",
      a.action, a.before, a.after, a.note
    from audit_entry a left join person p on p.id = a.person_id left join organisation f on f.id = a.acting_for
    where ${ofOrganisation(organisationId)} and ${chosen}
    order by a.at desc, a.id desc limit ${pageSize + 1} offset ${(Math.max(1, page) - 1) * pageSize}`.execute(ctx.db)
  return { entries: rows.slice(0, pageSize).map(toEntry), more: rows.length > pageSize }
}

function toEntry({ before, after, ...row }: Row): HistoryEntry {
  return {
    ...row,
    recordName: unlessErased(row.recordName),
    fields: listFieldChanges(row.recordKind, before, after),
    restorable: restorableOf(row.recordKind, row.action, before) !== null,
  }
}

/** A record that has a history. */
export type ChangedRecord = { kind: string; id: string; name: string | null; changes: number }

/** The records of an organisation that were changed: what the history can be narrowed to. */
export async function listChangedRecords(ctx: Ctx, organisationId: string): Promise<ChangedRecord[]> {
  await requireRole(ctx, organisationId, 'reader')
  const { rows } = await sql<ChangedRecord>`
    select kind, id, max(name) as name, count(*) as changes from (
      select a.record_kind as kind, a.record_id as id, a.at, ${recordName(organisationId)} as name
      from audit_entry a where ${ofOrganisation(organisationId)}
        and a.record_kind in ('organisation', 'profile', 'official', 'network', 'partnership', 'mention')) changed
    group by kind, id order by max(at) desc limit 200`.execute(ctx.db)
  return rows.map((row) => ({ ...row, name: unlessErased(row.name) }))
}

const unlessErased = (name: string | null) => (name?.includes(erasedWord) ? null : name)
