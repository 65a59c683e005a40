import { type Kysely, sql } from 'kysely'
import type { Database } from '../../platform/db/tables.ts'

/** A table as a backup holds it; parents stand before their children. */
export type TableContent = { schema: string; name: string; columns: string[] }

// Written by programs other than ours (jobs waiting in a queue), by the migrations themselves, or about what runs and lies
// on this one machine.
const leftOut = sql`(n.nspname ~ '^pg_' or n.nspname in ('information_schema', 'pgboss')
  or c.relname in ('schema_migration', 'job_run', 'instance_export'))`

/** Every table that holds facts, in an order in which they can be loaded again. */
export async function listTables(db: Kysely<Database>): Promise<TableContent[]> {
  const tables = await sql<TableContent>`
    select n.nspname as schema, c.relname as name,
      array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and not ${leftOut}
    group by 1, 2 order by 1, 2`.execute(db)
  const links = await sql<{ child: string; parent: string }>`
    select distinct n.nspname || '.' || c.relname as child, pn.nspname || '.' || p.relname as parent
    from pg_constraint f
    join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
    join pg_class p on p.oid = f.confrelid join pg_namespace pn on pn.oid = p.relnamespace
    where f.contype = 'f' and c.oid <> p.oid and not ${leftOut}`.execute(db)
  return inOrder(tables.rows, links.rows)
}

/** The full name of a table, as an archive names it. */
export const fullName = (table: Pick<TableContent, 'schema' | 'name'>): string => `${table.schema}.${table.name}`

function inOrder(tables: TableContent[], links: { child: string; parent: string }[]): TableContent[] {
  const ordered: TableContent[] = []
  const placed = new Set<string>()
  let waiting = tables
  while (waiting.length > 0) {
    const ready = waiting.filter((table) =>
      links.every(({ child, parent }) => child !== fullName(table) || placed.has(parent)),
    )
    if (ready.length === 0)
      throw new Error(`tables refer to each other in a circle: ${waiting.map(fullName).join(', ')}`)
    for (const table of ready) placed.add(fullName(table))
    ordered.push(...ready)
    waiting = waiting.filter((table) => !placed.has(fullName(table)))
  }
  return ordered
}
