import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { readDecimal } from '../../platform/decimals.ts'
import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { recountGrade } from './lines/effort.server.ts'
import { sumStaffForPublic } from './public-staff.server.ts'
import { refreshPublicBudget } from './publish-budgets.server.ts'

/** What an average person of a grade costs in a year; known to the authority alone. */
export type StaffGrade = {
  id: string
  year: number
  label: string
  yearlyCost: string
  daysPerYear: number
  lines: number
}

/** What is valued apart from money in a year: an entry of staff, in kind, or of volunteers' time. */
export type ValuedLine = {
  id: string
  valuation: 'staff' | 'inKind' | 'volunteerTime'
  label: string
  department: string
  grade: string | null
  quantity: string | null
  unit: 'days' | 'fullTime' | 'hours' | null
  planned: string | null
  executed: string | null
  partners: string[]
  project: string | null
}

/** The grades of a year, and what is valued apart in it. */
export async function listStaff(
  ctx: Ctx,
  organisationId: string,
  year: number,
): Promise<{ grades: StaffGrade[]; valued: ValuedLine[]; publicSum: string | null }> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    const grades = await sql<StaffGrade>`
      select s.id, s.year, s.label, s.yearly_cost::text as "yearlyCost", s.days_per_year as "daysPerYear",
        (select count(*)::int from budget_line b where b.grade_id = s.id) as lines
      from staff_grade s where s.organisation_id = ${organisationId} and s.year = ${year} order by lower(s.label)`.execute(
      inner.db,
    )
    const valued = await sql<ValuedLine>`
      select b.id, b.valuation, b.label, b.department, s.label as grade, b.quantity::text, b.unit, b.planned::text, b.executed::text,
        array(select o.name from partnership_party p join organisation o on o.id = p.organisation_id
          where p.partnership_id = b.partnership_id and p.organisation_id <> ${organisationId} order by p.position) as partners,
        j.title as project
      from budget_line b left join staff_grade s on s.id = b.grade_id left join project j on j.id = b.project_id
      where b.organisation_id = ${organisationId} and b.year = ${year} and b.valuation <> 'money' and b.direction = 'expenditure'
      order by array_position(array['staff', 'inKind', 'volunteerTime'], b.valuation), lower(b.label), b.id`.execute(
      inner.db,
    )
    return {
      grades: grades.rows,
      valued: valued.rows,
      publicSum: await sumStaffForPublic(inner, organisationId, year),
    }
  })
}

/** What is typed of a grade. */
export type GradeInput = { year: string; label: string; yearlyCost: string; daysPerYear: string }

function readGrade(typed: GradeInput) {
  const label = typed.label.trim().slice(0, 120)
  if (!label) throw new AppError('invalid', 'budget_grade_label_missing')
  const year = Number(typed.year)
  if (!Number.isInteger(year) || year < 1990 || year > 2100) throw new AppError('invalid', 'budget_year_wrong')
  const cost = readDecimal(typed.yearlyCost)
  if (cost === null || cost === '0.00' || cost.length > 13) throw new AppError('invalid', 'budget_grade_cost_wrong')
  const days = Number(typed.daysPerYear)
  if (!Number.isInteger(days) || days < 1 || days > 366) throw new AppError('invalid', 'budget_grade_days_wrong')
  return { year, label, yearly_cost: cost, days_per_year: days }
}

/** Enters a grade with its average cost; `budget_grade_there` where the year has one of that name. */
export async function addGrade(ctx: Ctx, organisationId: string, typed: GradeInput): Promise<string> {
  await requireRole(ctx, organisationId, 'contributor')
  const grade = readGrade(typed)
  return inTransaction(ctx, async (inner) => {
    await requireFree(inner, organisationId, grade, null)
    const id = newId()
    await inner.db
      .insertInto('staff_grade')
      .values({ id, organisation_id: organisationId, ...grade })
      .execute()
    await tell(inner, organisationId, id, 'added', null, grade)
    return id
  })
}

/** Changes a grade: what it costs counts in each of its entries at once. */
export async function changeGrade(ctx: Ctx, organisationId: string, id: string, typed: GradeInput): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await findGrade(inner, organisationId, id)
    const grade = readGrade({ ...typed, year: String(before.year) })
    await requireFree(inner, organisationId, grade, id)
    await inner.db
      .updateTable('staff_grade')
      .set({ label: grade.label, yearly_cost: grade.yearly_cost, days_per_year: grade.days_per_year })
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .execute()
    await recountGrade(inner, organisationId, id)
    await refreshPublicBudget(inner, organisationId)
    await tell(inner, organisationId, id, 'changed', before, grade)
  })
}

/** Takes a grade out; one that counts in an entry stays (`budget_grade_used`). */
export async function removeGrade(ctx: Ctx, organisationId: string, id: string): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await findGrade(inner, organisationId, id)
    const { rows } =
      await sql`select from budget_line where grade_id = ${id} and organisation_id = ${organisationId} limit 1`.execute(
        inner.db,
      )
    if (rows.length > 0) throw new AppError('conflict', 'budget_grade_used', { label: before.label })
    await inner.db
      .deleteFrom('staff_grade')
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .execute()
    await tell(inner, organisationId, id, 'removed', before, null)
  })
}

type Kept = ReturnType<typeof readGrade>

async function findGrade(ctx: Ctx, organisationId: string, id: string): Promise<Kept> {
  const found = isId(id)
    ? await ctx.db
        .selectFrom('staff_grade')
        .select(['year', 'label', 'yearly_cost', 'days_per_year'])
        .where('id', '=', id)
        .where('organisation_id', '=', organisationId)
        .forUpdate()
        .executeTakeFirst()
    : undefined
  if (!found) throw new AppError('not_found', 'record_not_found')
  return found
}

async function requireFree(ctx: Ctx, organisationId: string, { year, label }: Kept, id: string | null): Promise<void> {
  const { rows } =
    await sql`select from staff_grade where organisation_id = ${organisationId} and year = ${year} and label = ${label}
    and id is distinct from ${id}::uuid`.execute(ctx.db)
  if (rows.length > 0) throw new AppError('conflict', 'budget_grade_there', { label, year: String(year) })
}

const told = (grade: Kept | null) =>
  grade && { grade: grade.label, year: grade.year, yearlyCost: grade.yearly_cost, daysPerYear: grade.days_per_year }

const tell = (
  ctx: Ctx,
  organisationId: string,
  recordId: string,
  action: string,
  before: Kept | null,
  after: Kept | null,
) =>
  recordChange(ctx, {
    recordKind: 'staffGrade',
    recordId,
    organisationId,
    action,
    before: told(before),
    after: told(after),
  })
