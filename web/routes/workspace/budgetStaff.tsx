import { requireRole } from '../../../features/accounts/permissions.server.ts'
import {
  addGrade,
  changeGrade,
  type GradeInput,
  listStaff,
  removeGrade,
} from '../../../features/budgets/staff.server.ts'
import { usePageData } from '../../request.ts'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { GradeForm, GradeTable } from '../../ui/budget/staff-grades.tsx'
import { ValuedLines } from '../../ui/budget/valued-lines.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { FormProblems } from '../../ui/history/form-problems.tsx'
import { useAmount } from '../../ui/project/money-table.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { atField, typedText } from '../../workspace/project-page.ts'

function yearIn(params: URLSearchParams, now: Date): number {
  const asked = Number(params.get('year'))
  return Number.isInteger(asked) && asked >= 1990 && asked <= 2100 ? asked : now.getUTCFullYear()
}

/** The grades of a year, and what is valued apart from money in it. */
export const loader = workspaceLoader('member', async ({ ctx, url, atWork }) => {
  const year = yearIn(url.searchParams, ctx.now)
  return {
    organisation: atWork.organisation,
    year,
    edit: url.searchParams.get('edit'),
    ...(await listStaff(ctx, atWork.organisation.organisationId, year)),
  }
})

const fieldOf = {
  budget_grade_label_missing: 'label',
  budget_grade_there: 'label',
  budget_grade_cost_wrong: 'yearlyCost',
  budget_grade_days_wrong: 'daysPerYear',
  budget_year_wrong: 'year',
}

const typedGrade = (form: FormData): GradeInput => ({
  year: typedText(form, 'year'),
  label: typedText(form, 'label'),
  yearlyCost: typedText(form, 'yearlyCost'),
  daysPerYear: typedText(form, 'daysPerYear'),
})

/** Enters a grade, changes one, or takes one out. */
export const action = workspaceAction('member', {
  async addGrade({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    return atField(fieldOf, async () => {
      const typed = typedGrade(form)
      await addGrade(ctx, organisationId, typed)
      return { to: workspacePath('budgetStaff', ctx.locale, { key }, { year: typed.year, done: 'gradeAdded' }) }
    })
  },
  async changeGrade({ ctx, url, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    return atField(fieldOf, async () => {
      await changeGrade(ctx, organisationId, typedText(form, 'id'), typedGrade(form))
      const year = String(yearIn(url.searchParams, ctx.now))
      return { to: workspacePath('budgetStaff', ctx.locale, { key }, { year, done: 'gradeChanged' }) }
    })
  },
  async removeGrade({ ctx, url, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await removeGrade(ctx, organisationId, typedText(form, 'id'))
    const year = String(yearIn(url.searchParams, ctx.now))
    return { to: workspacePath('budgetStaff', ctx.locale, { key }, { year, done: 'gradeRemoved' }) }
  },
})

/** What people’s time costs by grade, and all that is valued apart from money. */
export default function BudgetStaff() {
  const { t, locale } = useSite()
  const euros = useAmount()
  const { organisation, year, edit, grades, valued, publicSum, kept } = usePageData<typeof loader>()
  const { key, role } = organisation
  const mayWrite = role !== 'reader'
  const edited = grades.find(({ id }) => id === edit)
  return (
    <div className="py-10">
      <WorkTitle>{t('budgetLines.staff.title', { year: String(year) })}</WorkTitle>
      <BudgetNav organisationKey={key} current="budgetStaff" />
      <Done area="budgetLines.done" />
      <FormProblems intents={['removeGrade']} />
      <p className="measure">{t('budgetLines.staff.lead')}</p>
      <form method="get" className="project-filters mt-4">
        <div className="form-field">
          <label htmlFor="staff-year">{t('budgetLines.field.year')}</label>
          <input id="staff-year" name="year" className="field" defaultValue={year} inputMode="numeric" maxLength={4} />
        </div>
        <button type="submit" className="button quiet">
          {t('budgetLines.find.show')}
        </button>
      </form>
      <ValuedLines
        valued={valued}
        year={year}
        organisationKey={key}
        mayWrite={mayWrite}
        hasGrades={grades.length > 0}
      />
      <p className="measure mt-6">
        {publicSum === null
          ? t('budgetLines.staff.notPublic')
          : t('budgetLines.staff.public', { amount: euros(publicSum, 'EUR') })}
      </p>
      <section className="mt-10" aria-labelledby="grades">
        <h2 id="grades">{t('budgetLines.staff.grades', { year: String(year) })}</h2>
        {grades.length === 0 ? (
          <p className="measure">{t('budgetLines.staff.noGradeYet')}</p>
        ) : (
          <GradeTable grades={grades} organisationKey={key} mayWrite={mayWrite} />
        )}
        {mayWrite ? (
          <div className="mt-6">
            <h3 id="grade">
              {edited ? t('budgetLines.staff.changeGrade', { label: edited.label }) : t('budgetLines.staff.addGrade')}
            </h3>
            <GradeForm year={year} kept={kept} {...(edited ? { grade: edited } : {})} />
            {edited ? (
              <p className="mt-3">
                <a href={workspacePath('budgetStaff', locale, { key }, { year: String(year) })} className="tap">
                  {t('budgetLines.staff.cancel')}
                </a>
              </p>
            ) : null}
          </div>
        ) : null}
      </section>
    </div>
  )
}
