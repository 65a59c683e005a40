import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testContext } from '../../tests/db.ts'

const ctx = await testContext()

/** The columns the types name, by table; what a view picks from another type is left to the compiler. */
function typedColumns(): Map<string, string[]> {
  const text = [
    'tables.ts',
    'people-tables.ts',
    'tie-tables.ts',
    'agreement-tables.ts',
    'project-tables.ts',
    'mission-tables.ts',
    'budget-tables.ts',
  ]
    .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
    .join('\n')
  const columnsOf = new Map(
    [...text.matchAll(/^export type (\w+) = \{\n([\s\S]*?)^\}/gm)].map(([, type = '', body = '']) => [
      type,
      [...body.matchAll(/^ {2}(\w+)\??:/gm)].map(([, column = '']) => column),
    ]),
  )
  return new Map(
    [...text.matchAll(/^ {2}(\w+): (\w+Table)$/gm)].map(([, table = '', type = '']) => [
      table,
      columnsOf.get(type) ?? [],
    ]),
  )
}

describe('the types of the tables', () => {
  it('name every table and every column of the database, and none besides', async () => {
    const { rows } = await sql<{ name: string; columns: string[] }>`
      select c.relname as name, array_agg(a.attname::text) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'v') and c.relname not in ('schema_migration', 'public_organisation_detail', 'public_tie_detail')
      group by 1`.execute(ctx.db)
    const sorted = (entries: Iterable<[string, string[]]>) =>
      Object.fromEntries([...entries].map(([name, columns]) => [name, columns.toSorted()]))
    expect(sorted(typedColumns())).toEqual(sorted(rows.map(({ name, columns }) => [name, columns])))
  })
})
