import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { changeLines } from '../../../features/budgets/bulk-lines.server.ts'
import { listLineChoices } from '../../../features/budgets/line-choices.server.ts'
import { formatLineView, isNarrowed, linesPerPage, readLineView } from '../../../features/budgets/line-filters.ts'
import { readAttributes } from '../../../features/budgets/line-input.ts'
import { findKeptLineView, keepLineView, listLines, listLineYears } from '../../../features/budgets/lines.server.ts'
import { usePageData } from '../../request.ts'
import { AttributeFields } from '../../ui/budget/attribute-fields.tsx'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { LinesFilterForm } from '../../ui/budget/lines-filter-form.tsx'
import { LineSums, LinesTable } from '../../ui/budget/lines-table.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { Pages } from '../../ui/form/pages.tsx'
import { useSite } from '../../ui/site.ts'
import { countriesOf } from '../../workspace/countries-of.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { typedText } from '../../workspace/project-page.ts'

/** The lines of the international budget, as this person likes to look at them. */
export const loader = workspaceLoader('member', async (page) => {
  const { ctx, url, atWork } = page
  const { organisation } = atWork
  const { organisationId } = organisation
  const asked = [...url.searchParams.keys()].filter((name) => name !== 'done')
  const kept = asked.length === 0 ? await findKeptLineView(ctx, organisationId) : null
  const view = readLineView(kept === null ? url.searchParams : new URLSearchParams(kept))
  if (asked.length > 0) await keepLineView(ctx, organisationId, view)
  return {
    organisation,
    view,
    ...(await listLines(ctx, organisationId, view)),
    years: await listLineYears(ctx, organisationId),
    choices: await listLineChoices(ctx, organisationId),
    countries: countriesOf(page),
  }
})

/** Says the same of several lines. */
export const action = workspaceAction('member', {
  async bulk({ ctx, url, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    await changeLines(
      ctx,
      organisationId,
      form.getAll('id').map(String),
      readAttributes((name) => typedText(form, name)),
    )
    const query = new URLSearchParams(url.searchParams)
    query.set('done', 'bulk')
    return { to: `${workspacePath('budgetLines', ctx.locale, { key })}?${query}` }
  },
})

/** Every line with what it is about, narrowed, in an order, changed together, taken along as a workbook. */
export default function BudgetLines() {
  const { t, locale } = useSite()
  const { organisation, view, lines, sums, total, years, choices, countries, kept } = usePageData<typeof loader>()
  const { key, role } = organisation
  const mayWrite = role !== 'reader'
  const query = formatLineView(view)
  const empty = total === 0 && !isNarrowed(view)
  return (
    <div className="py-10">
      <WorkTitle>{t('budgetLines.list.title', { n: total })}</WorkTitle>
      <BudgetNav organisationKey={key} current="budgetLines" />
      <Done area="budgetLines.done" />
      <p className="row-actions">
        {mayWrite ? (
          <a className="button" href={workspacePath('newBudgetLine', locale, { key })}>
            {t('budgetLines.new.title')}
          </a>
        ) : null}
        {empty ? null : (
          <a className="tap" href={`${workspacePath('budgetLinesFile', locale, { key })}?${query}`}>
            {t('budgetLines.list.download')}
          </a>
        )}
      </p>
      {empty ? (
        <p className="measure mt-6">
          {t('budgetLines.list.empty')}{' '}
          <a href={workspacePath('budgetFind', locale, { key })}>{t('budgetLines.find.title')}</a>
        </p>
      ) : (
        <LinesFilterForm {...{ view, years, choices, countries }} organisationKey={key} />
      )}
      {!empty && isNarrowed(view) ? (
        <p className="mt-3">
          <a href={`${workspacePath('budgetLines', locale, { key })}?sort=-year`} className="tap">
            {t('budgetLines.list.clear')}
          </a>
        </p>
      ) : null}
      {total === 0 && !empty ? <p className="measure mt-6">{t('budgetLines.list.nothing')}</p> : null}
      {total > 0 ? (
        <>
          <LineSums sums={sums} />
          {mayWrite ? (
            <Form intent="bulk" kept={kept} className="budget-decide">
              <LinesTable {...{ lines, view, mayWrite }} organisationKey={key} />
              <details className="mt-6 form">
                <summary className="tap">{t('budgetLines.list.bulk')}</summary>
                <p className="measure">{t('budgetLines.list.bulkLead')}</p>
                <AttributeFields choices={choices} countries={countries} empty={t('budgetLines.field.unchanged')} />
                <Submit>{t('budgetLines.list.bulkSubmit')}</Submit>
              </details>
            </Form>
          ) : (
            <LinesTable {...{ lines, view, mayWrite }} organisationKey={key} />
          )}
          <Pages page={view.page} total={total} size={linesPerPage} query={Object.fromEntries(query)} />
        </>
      ) : null}
    </div>
  )
}
