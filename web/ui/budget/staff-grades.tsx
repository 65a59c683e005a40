import '../../styles/project.css'
import type { StaffGrade } from '../../../features/budgets/staff.server.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { Deed } from '../form/deed.tsx'
import { TextField } from '../form/fields.tsx'
import { Form, Submit } from '../form/form.tsx'
import { useAmount } from '../project/money-table.tsx'
import { useSite } from '../site.ts'
import { typedAmount } from '../word/typed-amount.ts'

type TableProps = { grades: readonly StaffGrade[]; organisationKey: string; mayWrite: boolean }

/** The grades of a year with what an average person of each costs. */
export function GradeTable({ grades, organisationKey: key, mayWrite }: TableProps) {
  const { t, locale, number } = useSite()
  const euros = useAmount()
  return (
    <table className="scan stack mt-3">
      <caption className="sr-only">{t('budgetLines.staff.gradesCaption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('budgetLines.staff.grade')}</th>
          <th scope="col" className="num">
            {t('budgetLines.staff.yearlyCost')}
          </th>
          <th scope="col" className="num">
            {t('budgetLines.staff.daysPerYear')}
          </th>
          <th scope="col" className="num">
            {t('budgetLines.staff.entries')}
          </th>
          {mayWrite ? (
            <th scope="col">
              <span className="sr-only">{t('budgetLines.staff.deeds')}</span>
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {grades.map(({ id, year, label, yearlyCost, daysPerYear, lines }) => (
          <tr key={id}>
            <th scope="row">{label}</th>
            <td className="num project-amounts">{euros(yearlyCost, 'EUR')}</td>
            <td className="num" data-label={t('budgetLines.staff.daysPerYear')}>
              {number(daysPerYear)}
            </td>
            <td className="num" data-label={t('budgetLines.staff.entries')}>
              {number(lines)}
            </td>
            {mayWrite ? (
              <td className="act">
                <span className="row-actions">
                  <a
                    className="button quiet"
                    href={`${workspacePath('budgetStaff', locale, { key }, { year: String(year), edit: id })}#grade`}
                    aria-label={t('budgetLines.staff.changeGrade', { label })}
                  >
                    {t('budgetLines.staff.change')}
                  </a>
                  {lines === 0 ? (
                    <Deed
                      intent="removeGrade"
                      of={{ id }}
                      label={t('budgetLines.staff.remove')}
                      spoken={t('budgetLines.staff.removeGrade', { label })}
                    />
                  ) : null}
                </span>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type FormProps = { year: number; grade?: StaffGrade; kept: Readonly<Record<string, string | string[]>> | null }

/** Enters a grade, or changes one. */
export function GradeForm({ year, grade, kept }: FormProps) {
  const { t, locale } = useSite()
  const of: Record<string, string> = grade ? { id: grade.id } : {}
  return (
    <Form intent={grade ? 'changeGrade' : 'addGrade'} of={of} kept={kept}>
      <TextField
        name="label"
        label={t('budgetLines.staff.gradeLabel')}
        help={t('budgetLines.staff.gradeLabelHelp')}
        value={grade?.label ?? ''}
        maxLength={120}
      />
      {grade ? null : (
        <TextField
          name="year"
          label={t('budgetLines.field.year')}
          value={String(year)}
          inputMode="numeric"
          maxLength={4}
        />
      )}
      <TextField
        name="yearlyCost"
        label={t('budgetLines.staff.yearlyCost')}
        help={t('budgetLines.staff.yearlyCostHelp')}
        value={typedAmount(locale, grade?.yearlyCost)}
        maxLength={20}
      />
      <TextField
        name="daysPerYear"
        label={t('budgetLines.staff.daysPerYear')}
        help={t('budgetLines.staff.daysHelp')}
        value={String(grade?.daysPerYear ?? 200)}
        inputMode="numeric"
        maxLength={3}
      />
      <Submit>{t(grade ? 'budgetLines.staff.saveGrade' : 'budgetLines.staff.submitGrade')}</Submit>
    </Form>
  )
}
