import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import { readDecimal } from '../../../platform/decimals.ts'
import { AppError } from '../../../platform/errors.ts'
import { isId } from '../../../platform/ids.ts'
import { costOfStaff, type GradeCost, type StaffUnit, staffUnits, worthOfHours } from '../staff-rules.ts'

/** How much of whose time a line is. */
export type Effort = { gradeId: string | null; quantity: string | null; unit: 'days' | 'fullTime' | 'hours' | null }

type Counted = { valuation: 'staff' | 'volunteerTime'; year: number; effort: Effort; hourValue: string }

/** What the time of a line is worth: grade by time for staff, hours by their stated value for volunteers. */
export async function computeAmount(ctx: Ctx, organisationId: string, counted: Counted): Promise<string> {
  const { valuation, year, effort, hourValue } = counted
  const quantity = readDecimal(effort.quantity ?? '')
  if (quantity === null || quantity === '0.00' || quantity.length > 9)
    throw new AppError('invalid', 'budget_quantity_wrong')
  if (valuation === 'volunteerTime') {
    const value = readDecimal(hourValue)
    if (value === null || value === '0.00') throw new AppError('invalid', 'budget_hour_value_wrong')
    return worthOfHours(quantity, value)
  }
  const unit = staffUnits.find((one) => one === effort.unit)
  if (!unit) throw new AppError('invalid', 'budget_unit_wrong')
  const grade = await findGrade(ctx, organisationId, effort.gradeId)
  if (grade.year !== year) throw new AppError('invalid', 'budget_grade_other_year')
  return costOfStaff(grade, quantity, unit)
}

async function findGrade(ctx: Ctx, organisationId: string, id: string | null): Promise<GradeCost & { year: number }> {
  const { rows } = isId(id ?? '')
    ? await sql<
        GradeCost & { year: number }
      >`select year, yearly_cost::text as "yearlyCost", days_per_year as "daysPerYear"
        from staff_grade where id = ${id} and organisation_id = ${organisationId}`.execute(ctx.db)
    : { rows: [] }
  if (!rows[0]) throw new AppError('invalid', 'budget_grade_missing')
  return rows[0]
}

/** The columns that hold how much of whose time a line is; none of them where it is not counted in time. */
export const effortColumns = (effort: Effort | null) => ({
  grade_id: effort?.gradeId ?? null,
  quantity: effort ? readDecimal(effort.quantity ?? '') : null,
  unit: effort ? effort.unit : null,
})

type Recounted = { id: string; quantity: string; unit: StaffUnit; planned: string | null }

/** Counts the lines of a grade anew after its cost has changed; answers how many. */
export async function recountGrade(ctx: Ctx, organisationId: string, gradeId: string): Promise<number> {
  const grade = await findGrade(ctx, organisationId, gradeId)
  const { rows } = await sql<Recounted>`select id, quantity::text, unit, planned::text from budget_line
    where grade_id = ${gradeId} and organisation_id = ${organisationId}`.execute(ctx.db)
  const amounts = rows.map(({ id, quantity, unit, planned }) => {
    const amount = costOfStaff(grade, quantity, unit)
    return { id, planned: planned === null ? null : amount, executed: planned === null ? amount : null }
  })
  await sql`update budget_line b set planned = w.planned, executed = w.executed, updated_at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(amounts)}::jsonb) as w (id uuid, planned numeric, executed numeric)
    where b.id = w.id and b.organisation_id = ${organisationId}`.execute(ctx.db)
  return rows.length
}
