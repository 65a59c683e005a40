import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { MovedColumn, MovedRows } from './merge-moves.ts'

/** Moves the rows of one column from one record to another; those the other has already stay. */
export async function moveRows(ctx: Ctx, moved: MovedColumn, from: string, to: string): Promise<MovedRows> {
  const { table, column, id, same, recordKind, apart } = moved
  const free = same
    ? sql`not exists (select from ${sql.table(table)} other where other.${sql.ref(column)} = ${to}
        ${same === column ? sql`` : sql`and other.${sql.ref(same)} = t.${sql.ref(same)}`})`
    : sql`true`
  // A network is not a member of itself.
  const notItself = id !== column && id !== 'id' && id.endsWith('_id') ? sql`t.${sql.ref(id)} <> ${to}` : sql`true`
  const ofKind = recordKind ? sql`t.record_kind = ${recordKind}` : sql`true`
  const isApart = apart ? sql`t.${sql.ref(apart)} <> ${to}` : sql`true`
  const { rows } = await sql<{ id: string }>`
    update ${sql.table(table)} t set ${sql.ref(column)} = ${to}
    where t.${sql.ref(column)} = ${from} and ${free} and ${notItself} and ${ofKind} and ${isApart}
    returning t.${sql.ref(id)}::text as id`.execute(ctx.db)
  return { table, column, ids: rows.map((row) => row.id) }
}

/** Moves rows back, where they still are where they were moved to. */
export async function moveBack(
  ctx: Ctx,
  known: readonly MovedColumn[],
  moved: MovedRows,
  from: string,
  to: string,
): Promise<void> {
  const shape = known.find(({ table, column }) => table === moved.table && column === moved.column)
  if (!shape || moved.ids.length === 0) return
  const named = shape.id === shape.column ? sql`true` : sql`t.${sql.ref(shape.id)}::text = any(${moved.ids})`
  await sql`update ${sql.table(shape.table)} t set ${sql.ref(shape.column)} = ${to}
    where t.${sql.ref(shape.column)} = ${from} and ${named}`.execute(ctx.db)
}
