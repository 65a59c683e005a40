import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'

const groups = sql.raw('french, type, state, evidence')

// Each tie once under no country, and once under every country it has an end in.
const tieCounts = (chosen: RawBuilder<boolean>) => sql`
  select null::text as country, ${groups}, count(*)::integer as ties from public_tie t where ${chosen} group by ${groups}
  union all
  select c.country, ${groups}, count(*)::integer
  from public_tie t cross join lateral (select distinct unnest(t.countries) as country) c
  where ${chosen} group by c.country, ${groups}`

/** Adds up all public ties anew by country, type, state and evidence: what figures and facets are read from. */
export async function recountTies(ctx: Ctx): Promise<void> {
  await sql`delete from public_tie_count`.execute(ctx.db)
  await sql`insert into public_tie_count (country, ${groups}, ties) ${tieCounts(sql<boolean>`true`)}`.execute(ctx.db)
}

/** Runs `change`, which may add, change or take away the given public ties, and brings the counts along. */
export async function countingTies(ctx: Ctx, ids: readonly string[], change: () => Promise<void>): Promise<void> {
  const chosen = sql<boolean>`t.id = any(${[...ids]}::uuid[])`
  await sql`drop table if exists tie_count_change`.execute(ctx.db)
  await sql`create temp table tie_count_change on commit drop as
    select country, ${groups}, -ties as ties from (${tieCounts(chosen)}) before`.execute(ctx.db)
  await change()
  await sql`insert into tie_count_change (country, ${groups}, ties) ${tieCounts(chosen)}`.execute(ctx.db)
  const same = sql<boolean>`c.country is not distinct from d.country
    and (c.french, c.type, c.state, c.evidence) = (d.french, d.type, d.state, d.evidence)`
  const changes = sql`(select country, ${groups}, sum(ties)::integer as ties from tie_count_change
    group by country, ${groups} having sum(ties) <> 0) d`
  await sql`update public_tie_count c set ties = c.ties + d.ties from ${changes} where ${same}`.execute(ctx.db)
  await sql`insert into public_tie_count (country, ${groups}, ties)
    select d.country, d.french, d.type, d.state, d.evidence, d.ties from ${changes}
    where not exists (select 1 from public_tie_count c where ${same})`.execute(ctx.db)
  await sql`delete from public_tie_count where ties = 0`.execute(ctx.db)
  await sql`drop table tie_count_change`.execute(ctx.db)
}
