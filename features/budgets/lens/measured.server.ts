import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { countedLines } from '../figures/counted.server.ts'
import type { Meanings } from '../figures/meanings.server.ts'
import type { LensDimension, LensFlow, LensMeasure } from '../lens-rules.ts'
import { readWholeBudgets } from '../whole-budget.server.ts'

const amounts: Record<LensMeasure, RawBuilder<unknown>> = { executed: sql`c.executed`, voted: sql`c.voted` }

/** The lines of an organisation that count, each with its `amount` in one measure, null where it has none. */
export const measuredLines = (organisationId: string, measure: LensMeasure) => sql`(
  select c.*, ${amounts[measure]} as amount from ${countedLines([organisationId])} c)`

/** The same with what their accounts say of them, in place of what nobody said. */
export const explainedLines = (
  organisationId: string,
  measure: LensMeasure,
  { table }: Pick<Meanings, 'table'>,
) => sql`(
  select c.*, w.means as by_means, w.fonction, ${amounts[measure]} as amount
  from ${countedLines([organisationId])} c join ${table} w on w.id = c.id)`

/** The income group of a line's country in the year of the line; France is at home. Lines are `m`. */
export const incomeGroup = sql`case when m.country is null then null when m.country = 'FR' then 'inFrance'
  else coalesce((select g.income_group from country_income_group g where g.country = m.country and g.year = m.year), 'unknown') end`

/** The value of a line under each dimension, null where it has none; lines are `m`: those of `explainedLines` for means and function. */
export const dimensionOf: Record<LensDimension, RawBuilder<unknown>> = {
  type: sql`m.action_type`,
  theme: sql`m.theme`,
  incomeGroup,
  mode: sql`m.operating_mode`,
  frame: sql`m.purpose_frame`,
  means: sql`m.by_means`,
  section: sql`m.section`,
  fonction: sql`m.fonction`,
  country: sql`m.country`,
  partnership: sql`m.partnership_id::text`,
  department: sql`nullif(m.department, '')`,
}

/** The years an organisation has amounts of money for in a measure, the earliest first. */
export async function listYears(ctx: Ctx, organisationId: string, measure: LensMeasure): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`select distinct m.year from ${measuredLines(organisationId, measure)} m
    where m.amount is not null and m.valuation = 'money' order by 1`.execute(ctx.db)
  return rows.map(({ year }) => year)
}

/** The years in which credits opened stand for what was voted, because no budget of theirs was brought. */
export async function listOpenedYears(ctx: Ctx, organisationId: string): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`select distinct c.year from ${countedLines([organisationId])} c
    where c.opened_stands and c.valuation = 'money' order by 1`.execute(ctx.db)
  return rows.map(({ year }) => year)
}

/** The whole budget of the years whose accounts were brought, in one measure, by the year. */
export async function readWholes(
  ctx: Ctx,
  organisationId: string,
  measure: LensMeasure,
  flow: Exclude<LensFlow, 'net'>,
): Promise<Map<number, string>> {
  const years = await readWholeBudgets(ctx, organisationId)
  return new Map(years.flatMap((one) => (one[measure][flow] === null ? [] : [[one.year, one[measure][flow] ?? '']])))
}
