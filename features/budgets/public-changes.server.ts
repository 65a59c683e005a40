import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireJob, requireRole } from '../accounts/permissions.server.ts'
import { fromCents, toCents } from './exact.ts'
import { dimensionOf, listYears, measuredLines } from './lens/measured.server.ts'
import { type PublicChangeDimension, publicChangeDimensions, undetailed } from './public-change.ts'

/** One change as a row of what the public reads: `value` is `<first year>:<dimension>:<value>`, amounts are differences. */
export type PublicChange = {
  year: number
  stage: 'executed'
  dimension: 'change'
  value: string
  label: string
  expenditure: string
  receipts: string
  reason: string
}

// A line of a tie, a project or a body in discreet mode is told apart nowhere.
const discreet = sql`(
  exists (select from partnership t where t.id = m.partnership_id and (t.discreet_since is not null
    or exists (select from partnership_party p join organisation o on o.id = p.organisation_id
      where p.partnership_id = t.id and o.discreet_since is not null)))
  or exists (select from project j left join partnership t on t.id = j.partnership_id
    where j.id = m.project_id and (j.discreet_since is not null or j.confidential or t.discreet_since is not null))
  or exists (select from organisation o where o.id = m.counterpart_id and o.discreet_since is not null))`

type Cell = { value: string; year: number; expenditure: string; receipts: string }

async function changesBy(
  ctx: Ctx,
  organisationId: string,
  dimension: PublicChangeDimension,
  [first, last]: readonly [number, number],
): Promise<PublicChange[]> {
  const { rows } = await sql<Cell>`
    select case when ${discreet} then ${undetailed} else coalesce(nullif(${dimensionOf[dimension]}, ''), ${undetailed}) end as value,
      m.year, coalesce(sum(m.amount) filter (where m.direction = 'expenditure'), 0)::numeric(18, 2)::text as expenditure,
      coalesce(sum(m.amount) filter (where m.direction = 'receipt'), 0)::numeric(18, 2)::text as receipts
    from ${measuredLines(organisationId, 'executed')} m
    where m.amount is not null and m.valuation = 'money' and m.year in (${first}, ${last}) group by 1, 2`.execute(
    ctx.db,
  )
  const { rows: reasons } = await sql<{ value: string; reason: string }>`select value, reason from budget_change_reason
    where organisation_id = ${organisationId} and from_year = ${first} and first_to = ${first} and second_from = ${last}
      and to_year = ${last} and flow = 'expenditure' and dimension = ${dimension}`.execute(ctx.db)
  const why = new Map(reasons.map(({ value, reason }) => [value, reason]))
  const amountOf = (value: string, year: number, way: 'expenditure' | 'receipts') =>
    toCents(rows.find((row) => row.value === value && row.year === year)?.[way] ?? '0.00')
  const change = (value: string, way: 'expenditure' | 'receipts') =>
    fromCents(amountOf(value, last, way) - amountOf(value, first, way))
  return [...new Set(rows.map(({ value }) => value))].toSorted().map((value) => ({
    year: last,
    stage: 'executed',
    dimension: 'change',
    value: `${first}:${dimension}:${value}`,
    label: '',
    expenditure: change(value, 'expenditure'),
    receipts: change(value, 'receipts'),
    reason: value === undetailed ? '' : (why.get(value) ?? ''),
  }))
}

/**
 * The changes an organisation lets everybody read, between the first and the last executed year it publishes; none where it
 * keeps its lens to itself. For the publication of its budget.
 */
export async function publicChanges(ctx: Ctx, organisationId: string): Promise<PublicChange[]> {
  if (ctx.actor.kind === 'job') requireJob(ctx, 'publish', 'accounts')
  else await requireRole(ctx, organisationId, 'contributor')
  return inTransaction(ctx, async (inner) => {
    const chosen = await inner.db
      .selectFrom('budget_publication')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .executeTakeFirst()
    if (!chosen?.wants_public || !chosen.shows_lens) return []
    const years = (await listYears(inner, organisationId, 'executed')).filter(
      (year) => year >= (chosen.from_year ?? year) && year <= (chosen.to_year ?? year),
    )
    const [first, last] = [years[0], years.at(-1)]
    if (first === undefined || last === undefined || first === last) return []
    const found = []
    for (const dimension of publicChangeDimensions)
      found.push(...(await changesBy(inner, organisationId, dimension, [first, last])))
    return found
  })
}
