import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { publicStaffSum, type StaffTime } from './staff-rules.ts'

/**
 * What of the staff of a year may leave to the public: one sum, or null where it would be what one person earns. For the
 * authority itself, and for the job that publishes.
 */
export async function sumStaffForPublic(ctx: Ctx, organisationId: string, year: number): Promise<string | null> {
  return inTransaction(ctx, async ({ db }) => {
    const { rows } = await sql<StaffTime>`
      select b.executed::text as amount, b.quantity::text, b.unit, s.days_per_year as "daysPerYear"
      from budget_line b join staff_grade s on s.id = b.grade_id
      where b.organisation_id = ${organisationId} and b.year = ${year} and b.valuation = 'staff' and b.executed is not null
        and b.quantity is not null and b.unit in ('days', 'fullTime') and not b.example`.execute(db)
    return publicStaffSum(rows)
  })
}
