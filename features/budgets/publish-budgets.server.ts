import { sql } from 'kysely'
import { asJob, type Ctx } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { isPublicOrganisation } from '../organisations/public-condition.server.ts'
import { countedLines } from './figures/counted.server.ts'
import { hiddenLine } from './figures/hidden.server.ts'
import { undetailed } from './public-change.ts'
import { publicChanges } from './public-changes.server.ts'
import { sumStaffForPublic } from './public-staff.server.ts'
import { readWholeBudgets } from './whole-budget.server.ts'

const said = (value: unknown) =>
  sql`case when l.is_hidden then ${undetailed} else coalesce(nullif(${value}, ''), ${undetailed}) end`

const line = (organisationId: string) => sql`(
  select m.year, m.direction, m.section, m.valuation, m.country, m.action_type, m.theme, m.operating_mode, m.purpose_frame,
    m.partnership_id, m.funding_source, s.stage, s.amount, ${hiddenLine} as is_hidden
  from ${countedLines([organisationId])} m
  cross join lateral (values ('executed', m.executed), ('voted', m.voted)) s(stage, amount)
  where s.amount is not null and not m.example
    and m.year between coalesce((select from_year from budget_publication where organisation_id = ${organisationId}), 0)
      and coalesce((select to_year from budget_publication where organisation_id = ${organisationId}), 9999))`

const amountOf = (valuation: string, more = sql``) =>
  sql`sum(l.amount) filter (where l.valuation = ${sql.lit(valuation)} and l.direction = 'expenditure' ${more})`

/** One year as the public will read it. */
export type YearToPublish = {
  year: number
  stage: 'executed' | 'voted'
  expenditure: string
  receipts: string
  investment: string
  staff: string | null
  inKind: string | null
  volunteerTime: string | null
  lines: number
}

/** One part of a year as the public will read it. */
export type PartToPublish = {
  year: number
  stage: 'executed' | 'voted'
  dimension: string
  value: string
  label: string
  expenditure: string
  receipts: string
  reason: string
}

/** What a publication is made of; read as the job that publishes. */
export async function readPublication(
  ctx: Ctx,
  organisationId: string,
): Promise<{ years: YearToPublish[]; parts: PartToPublish[] }> {
  const { rows: years } = await sql<YearToPublish>`
    select l.year, l.stage, coalesce(${amountOf('money')}, 0)::numeric(16, 2)::text as expenditure,
      coalesce(sum(l.amount) filter (where l.valuation = 'money' and l.direction = 'receipt'), 0)::numeric(16, 2)::text as receipts,
      coalesce(${amountOf('money', sql`and l.section = 'investment'`)}, 0)::numeric(16, 2)::text as investment,
      null::text as staff,
      ${amountOf('inKind')}::text as "inKind", ${amountOf('volunteerTime')}::text as "volunteerTime",
      (count(*) filter (where l.valuation <> 'staff'))::int as lines
    from ${line(organisationId)} l group by 1, 2
    having count(*) filter (where l.valuation = 'money') > 0 order by 1, 2`.execute(ctx.db)
  // What one person costs is nobody's business: one rule says what of staff may leave.
  for (const one of years)
    if (one.stage === 'executed') one.staff = await sumStaffForPublic(ctx, organisationId, one.year)
  const { rows: parts } = await sql<PartToPublish>`
    with part as (
      select l.year, l.stage, v.dimension, v.value,
        coalesce(sum(l.amount) filter (where l.direction = 'expenditure'), 0)::numeric(16, 2)::text as expenditure,
        coalesce(sum(l.amount) filter (where l.direction = 'receipt'), 0)::numeric(16, 2)::text as receipts
      from ${line(organisationId)} l
      cross join lateral (values ('country', ${said(sql`l.country`)}), ('type', ${said(sql`l.action_type`)}), ('theme', ${said(sql`l.theme`)}),
        ('mode', ${said(sql`l.operating_mode`)}), ('frame', ${said(sql`l.purpose_frame`)}),
        ('partnership', ${said(sql`l.partnership_id::text`)}),
        ('funder', case when l.direction = 'receipt' then ${said(sql`l.funding_source`)} end)) v(dimension, value)
      where l.valuation = 'money' and v.value is not null group by 1, 2, 3, 4)
    select p.*, '' as reason, coalesce(case when p.dimension = 'partnership' and p.value <> ${undetailed} then
      (select string_agg(o.name, ', ' order by y.position) from partnership_party y join organisation o on o.id = y.organisation_id
        where y.partnership_id = p.value::uuid and o.id <> ${organisationId}) end, '') as label
    from part p order by p.year, p.stage, p.dimension, p.value = ${undetailed}, p.expenditure::numeric desc, p.value`.execute(
    ctx.db,
  )
  const changes = await publicChanges(ctx, organisationId)
  return { years, parts: [...parts, ...changes] }
}

type Publisher = { id: string; key: string; tier: string }

async function write(ctx: Ctx, { id, key, tier }: Publisher): Promise<void> {
  const { years, parts } = await readPublication(ctx, id)
  if (years.length === 0) return
  const whole = await readWholeBudgets(ctx, id)
  await ctx.db
    .insertInto('public_budget_year')
    .values(
      years.map(({ inKind, volunteerTime, lines, ...year }) => {
        const account = whole.find((one) => one.year === year.year)
        const total = account?.[year.stage]
        return {
          organisation_key: key,
          tier,
          ...year,
          in_kind: inKind,
          volunteer_time: volunteerTime,
          line_count: lines,
          total_expenditure: total?.expenditure ?? null,
          total_receipts: total?.receipts ?? null,
          population: account?.population ?? null,
          population_year: account?.populationYear ?? null,
          source: JSON.stringify(
            (account?.documents ?? []).map(({ label, stage, decidedOn }) => ({ label, stage, decidedOn })),
          ),
          as_of: ctx.now,
        }
      }),
    )
    .execute()
  const published = new Set(years.map(({ year, stage }) => `${year} ${stage}`))
  const shown = parts.filter(({ year, stage }) => published.has(`${year} ${stage}`))
  if (shown.length > 0)
    await ctx.db
      .insertInto('public_budget_part')
      .values(shown.map((part) => ({ organisation_key: key, ...part })))
      .execute()
}

/**
 * Brings what everybody may read of the budgets of these organisations up to date: the years they chose, where they want it
 * public; else nothing is left. Tells whether one of them was or is public; the caller then raises the data version.
 */
export function publishBudgets(ctx: Ctx, organisationIds: readonly string[]): Promise<boolean> {
  if (organisationIds.length === 0) return Promise.resolve(false)
  return asJob(ctx, 'publish', async (inner) => {
    const { db } = inner
    const keys = sql`(select key from organisation where id = any(${[...organisationIds]}::uuid[]))`
    await sql`delete from public_budget_part where organisation_key in ${keys}`.execute(db)
    const gone = await sql`delete from public_budget_year where organisation_key in ${keys}`.execute(db)
    const { rows } = await sql<Publisher>`
      select o.id, o.key, o.tier from organisation o join budget_publication p on p.organisation_id = o.id and p.wants_public
      where o.id = any(${[...organisationIds]}::uuid[]) and ${isPublicOrganisation('o')} order by o.key`.execute(db)
    // Whoever's command led here, it is the program that reads what goes out.
    const job: Ctx = { ...inner, actor: { kind: 'job', name: 'publish' } }
    for (const publisher of rows) await write(job, publisher)
    return (gone.numAffectedRows ?? 0n) > 0n || rows.length > 0
  })
}

/** Does so for whoever has lines around these ties, bodies and projects, or for all when nothing is named. */
export async function publishBudgetsAround(
  ctx: Ctx,
  around: { tieIds: readonly string[]; organisationIds: readonly string[]; projectIds?: readonly string[] } | null,
): Promise<boolean> {
  return asJob(ctx, 'publish', async (inner) => {
    const near = around
      ? sql`p.organisation_id = any(${[...around.organisationIds]}::uuid[]) or exists (
          select from budget_line b left join project j on j.id = b.project_id where b.organisation_id = p.organisation_id
            and (b.partnership_id = any(${[...around.tieIds]}::uuid[]) or j.partnership_id = any(${[...around.tieIds]}::uuid[])
              or b.counterpart_id = any(${[...around.organisationIds]}::uuid[]) or b.project_id = any(${[...(around.projectIds ?? [])]}::uuid[])
              or coalesce(b.partnership_id, j.partnership_id) in (select y.partnership_id from partnership_party y
                where y.organisation_id = any(${[...around.organisationIds]}::uuid[]))))`
      : sql`true`
    const { rows } = await sql<{ id: string }>`
      select p.organisation_id as id from budget_publication p where p.wants_public and (${near})`.execute(inner.db)
    return publishBudgets(
      inner,
      rows.map(({ id }) => id),
    )
  })
}

/** After a change of lines or accounts: what is public of the budget follows, where the organisation publishes it. */
export async function refreshPublicBudget(ctx: Ctx, organisationId: string): Promise<void> {
  const wanted = await ctx.db
    .selectFrom('budget_publication')
    .select('wants_public')
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()
  if (wanted?.wants_public && (await publishBudgets(ctx, [organisationId]))) await raiseDataVersion(ctx)
}
