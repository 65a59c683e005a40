import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireAdministrator, requireRole } from '../accounts/permissions.server.ts'
import { instanceRecord } from '../accounts/settings.server.ts'
import { type LawRow, type LawTableName, lawKey, lawTables } from './law-tables.ts'

const columnsOf = (name: LawTableName) => lawTables[name].fields.map(({ column }) => column)

// A day is written as a day, whatever a driver makes of it.
async function readRows(ctx: Ctx, name: LawTableName, network: string | null): Promise<LawRow[]> {
  const { table, order } = lawTables[name]
  const of = name === 'reminders' ? sql`where organisation_id is not distinct from ${network}` : sql``
  const { rows } = await sql<LawRow>`
    select ${sql.join(columnsOf(name).map((column) => sql.ref(column)))} from ${sql.table(table)} ${of}
    order by ${sql.raw(order)}`.execute(ctx.db)
  return rows
}

/** The records of a list, as the administrator keeps them. */
export async function listLaw(ctx: Ctx, name: LawTableName): Promise<LawRow[]> {
  await requireAdministrator(ctx)
  return inTransaction(ctx, (inner) => readRows(inner, name, null))
}

/** The reminders a network shows its members, for one of its managers. */
export async function listNetworkReminders(ctx: Ctx, organisationId: string): Promise<LawRow[]> {
  await requireNetwork(ctx, organisationId, 'reader')
  return inTransaction(ctx, (inner) => readRows(inner, 'reminders', organisationId))
}

async function requireNetwork(ctx: Ctx, organisationId: string, role: 'reader' | 'manager'): Promise<void> {
  await requireRole(ctx, organisationId, role)
  const row = await inTransaction(ctx, ({ db }) =>
    db.selectFrom('organisation').select('tier').where('id', '=', organisationId).executeTakeFirst(),
  )
  if (row?.tier !== 'network') throw new AppError('not_found', 'record_not_found')
}

/** Adds a record to a list, or changes the one with the same key; our own file no longer overwrites it. */
export async function saveLaw(ctx: Ctx, name: LawTableName, row: LawRow): Promise<void> {
  await requireAdministrator(ctx)
  await inTransaction(ctx, async (inner) => {
    const key = lawKey(name, row)
    const before = (await readRows(inner, name, null)).find((one) => lawKey(name, one) === key) ?? null
    if (name === 'reminders') await saveReminder(inner, row, null)
    else await upsert(inner, name, row)
    await recordChange(inner, { ...instanceRecord, action: 'lawChanged', before, after: row, note: `${name} ${key}` })
  })
}

/** Adds or changes a reminder a network shows its members. */
export async function saveNetworkReminder(ctx: Ctx, organisationId: string, row: LawRow): Promise<void> {
  await requireNetwork(ctx, organisationId, 'manager')
  await inTransaction(ctx, async (inner) => {
    await saveReminder(inner, row, organisationId)
    const { code, text_fr: reminder } = row
    await recordChange(inner, {
      recordKind: 'reminder',
      recordId: organisationId,
      organisationId,
      action: 'changed',
      after: { code, reminder },
    })
  })
}

async function upsert(ctx: Ctx, name: LawTableName, row: LawRow): Promise<void> {
  const { table, keys } = lawTables[name]
  const columns = columnsOf(name)
  const changed = columns.filter((column) => !(keys as readonly string[]).includes(column))
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))}, edited_at)
    values (${sql.join(columns.map((column) => row[column] ?? null))}, ${ctx.now})
    on conflict (${sql.join(keys.map((column) => sql.ref(column)))}) do update set edited_at = excluded.edited_at,
      ${sql.join(changed.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`))}`.execute(ctx.db)
}

// Codes are one list for all: a network's own bear its key, so that no two meet.
async function saveReminder(ctx: Ctx, row: LawRow, network: string | null): Promise<void> {
  const columns = columnsOf('reminders')
  const values = sql.join(columns.map((column) => row[column] ?? null))
  const { numAffectedRows } = await sql`
    update legal_reminder set edited_at = ${ctx.now}, updated_at = ${ctx.now},
      ${sql.join(columns.map((column) => sql`${sql.ref(column)} = ${row[column] ?? null}`))}
    where code = ${row.code} and organisation_id is not distinct from ${network}`.execute(ctx.db)
  if (numAffectedRows && numAffectedRows > 0n) return
  const { rows } = await sql<{ id: string }>`
    insert into legal_reminder (id, organisation_id, ${sql.join(columns.map((column) => sql.ref(column)))}, edited_at, updated_at)
    values (${newId()}, ${network}, ${values}, ${ctx.now}, ${ctx.now})
    on conflict (code) do nothing returning id`.execute(ctx.db)
  if (rows.length === 0) throw new AppError('conflict', 'law_code_taken')
}
