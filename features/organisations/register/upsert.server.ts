import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { copyRows } from '../../../platform/db/copy.ts'

type Row = Parameters<typeof copyRows>[3] extends Iterable<infer R> ? R : never

/** Where the rows go, by which columns a row is known again, and which columns a change is written to. */
export type UpsertTarget = {
  table: string
  key: readonly string[]
  columns: readonly string[]
  /** Columns set when a row is made and left alone afterwards. */
  once?: readonly string[]
  /** A column that takes its new value only when another one changes. */
  touch?: string
  /** Rows of the table under this condition that are not among the new ones are deleted. */
  deleteWhere?: RawBuilder<boolean>
}

const names = (columns: readonly string[], prefix?: string) =>
  sql.join(columns.map((column) => sql.ref(prefix ? `${prefix}.${column}` : column)))

/** Brings a table to the given rows in three statements; rows that are already so are not touched. Runs in a transaction. */
export async function upsertRows(ctx: Ctx, target: UpsertTarget, rows: Iterable<Row>): Promise<void> {
  const { table, key, columns } = target
  const stage = `stage_${table}`
  const changing = columns.filter((column) => !key.includes(column) && !(target.once ?? []).includes(column))
  const written = target.touch ? [...changing, target.touch] : changing
  await sql`create temp table ${sql.ref(stage)} on commit drop as
    select ${names(columns)} from ${sql.table(table)} limit 0`.execute(ctx.db)
  await copyRows(ctx.db, stage, columns, rows)
  const same = sql.join(
    key.map((column) => sql`s.${sql.ref(column)} = t.${sql.ref(column)}`),
    sql` and `,
  )
  const update =
    changing.length === 0
      ? sql`nothing`
      : sql`update set ${sql.join(written.map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`))}
          where (${names(changing, 't')}) is distinct from (${names(changing, 'excluded')})`
  await sql`insert into ${sql.table(table)} as t (${names(columns)})
    select ${names(columns)} from ${sql.ref(stage)}
    on conflict (${names(key)}) do ${update}`.execute(ctx.db)
  if (target.deleteWhere)
    await sql`delete from ${sql.table(table)} t where ${target.deleteWhere}
      and not exists (select 1 from ${sql.ref(stage)} s where ${same})`.execute(ctx.db)
  await sql`drop table ${sql.ref(stage)}`.execute(ctx.db)
}
