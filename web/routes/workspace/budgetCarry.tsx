import '../../styles/budget-lines.css'
import '../../styles/project.css'
import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { applyCarry, previewCarry } from '../../../features/budgets/carry-choices.server.ts'
import { usePageData } from '../../request.ts'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { CarryTable } from '../../ui/budget/carry-table.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { typedText } from '../../workspace/project-page.ts'

const yearOf = (typed: string | null): number | null => (/^\d{4}$/.test(typed ?? '') ? Number(typed) : null)
const yearsOf = (typed: readonly string[]): number[] => typed.flatMap((one) => yearOf(one) ?? [])

/** What the choices of one year would say of lines alike in others. */
export const loader = workspaceLoader('member', async ({ ctx, url, atWork }) => {
  const from = yearOf(url.searchParams.get('from'))
  const to = yearsOf(url.searchParams.getAll('to'))
  return {
    organisation: atWork.organisation,
    preview: await previewCarry(ctx, atWork.organisation.organisationId, { from, to }),
  }
})

/** Carries the ticked ones. */
export const action = workspaceAction('member', {
  async carry({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    const from = yearOf(typedText(form, 'from')) ?? 0
    const to = yearsOf(form.getAll('to').map(String))
    await applyCarry(ctx, organisationId, { from, to, keys: form.getAll('group').map(String) })
    return { to: workspacePath('budgetCarry', ctx.locale, { key }, { from: String(from), done: 'carried' }) }
  },
})

/** What was chosen in one year, carried to the same nature, function and beneficiary in others, seen before it is done. */
export default function BudgetCarry() {
  const { t, locale, list } = useSite()
  const { organisation, preview, kept } = usePageData<typeof loader>()
  const { key, role } = organisation
  const { years, from, to, groups, names } = preview
  const count = groups.reduce((sum, group) => sum + group.to.length, 0)
  const others = years.filter((year) => year !== from)
  return (
    <div className="py-10">
      <WorkTitle>{t('budgetLines.carry.title')}</WorkTitle>
      <BudgetNav organisationKey={key} current="budgetLines" />
      <Done area="budgetLines.carry.done" />
      <p className="measure">{t('budgetLines.carry.lead')}</p>
      {others.length === 0 ? (
        <p className="measure mt-4">{t('budgetLines.carry.oneYear')}</p>
      ) : (
        <form method="get" className="mt-4">
          <div className="project-filters">
            <div className="form-field">
              <label htmlFor="carry-from">{t('budgetLines.carry.from')}</label>
              <select id="carry-from" name="from" className="field" defaultValue={String(from ?? '')}>
                {years.map((year) => (
                  <option key={year} value={year}>
                    {year}
                  </option>
                ))}
              </select>
            </div>
          </div>
          <fieldset className="project-columns">
            <legend className="source">{t('budgetLines.carry.to')}</legend>
            {years.map((year) => (
              <label key={year} className="form-option">
                <input type="checkbox" name="to" value={year} defaultChecked={to.includes(year)} />
                <span>{year}</span>
              </label>
            ))}
          </fieldset>
          <p className="row-actions mt-3">
            <button type="submit" className="button quiet">
              {t('budgetLines.carry.show')}
            </button>
          </p>
        </form>
      )}
      {from !== null && others.length > 0 && groups.length === 0 ? (
        <p className="measure mt-6">
          {t('budgetLines.carry.nothing', { from: String(from), to: list(to.map(String)) })}
        </p>
      ) : null}
      {groups.length > 0 ? (
        <Form intent="carry" kept={kept} className="budget-decide">
          <input type="hidden" name="from" value={from ?? ''} />
          {to.map((year) => (
            <input key={year} type="hidden" name="to" value={year} />
          ))}
          <p className="measure mt-6">
            {t('budgetLines.carry.count', { n: count, from: String(from), to: list(to.map(String)) })}
          </p>
          <CarryTable groups={groups} names={names} mayWrite={role !== 'reader'} />
          {role === 'reader' ? null : <Submit>{t('budgetLines.carry.submit')}</Submit>}
        </Form>
      ) : null}
      <p className="mt-8">
        <a href={workspacePath('budgetLines', locale, { key })} className="tap">
          {t('budgetLines.line.back')}
        </a>
      </p>
    </div>
  )
}
