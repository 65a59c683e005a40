import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { testContext } from '../tests/db.ts'

const ctx = await testContext()

type Table = { name: string; enabled: boolean; forced: boolean; policies: number; mark: string | null }

const { rows: tables } = await sql<Table>`
  select n.nspname || '.' || c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
    (select count(*) from pg_policy p where p.polrelid = c.oid) as policies, obj_description(c.oid) as mark
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss') and n.nspname !~ '^pg_'
  order by 1`.execute(ctx.db)

describe('row-level security', () => {
  it.each(tables)('guards $name, or $name says that everybody may read it', (table) => {
    const isReference = table.mark?.startsWith('public reference') ?? false
    // Besides the owner's own policy there must be one for those who act.
    const isGuarded = table.enabled && table.forced && table.policies > 1
    expect([isReference, isGuarded].filter(Boolean)).toHaveLength(1)
  })

  it('leaves every function that looks past it with a search path of its own', async () => {
    const { rows } = await sql<{ name: string }>`
      select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname = 'public' and not coalesce(p.proconfig::text like '%search_path%', false)`.execute(
      ctx.db,
    )
    expect(rows).toEqual([])
  })
})
