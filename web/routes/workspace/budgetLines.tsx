import type { ReactNode } from 'react'
import { requireRole } from '../../../features/accounts/permissions.server.ts'
import { changeLines, changeListed } from '../../../features/budgets/bulk-lines.server.ts'
import { listLineChoices } from '../../../features/budgets/line-choices.server.ts'
import {
  figureOf,
  formatLineView,
  isNarrowed,
  linesPerPage,
  readLineView,
} from '../../../features/budgets/line-filters.ts'
import { readAttributes } from '../../../features/budgets/line-input.ts'
import {
  countDoubtfulLines,
  findKeptLineView,
  keepLineView,
  listLines,
  listLineYears,
} from '../../../features/budgets/lines.server.ts'
import { usePageData } from '../../request.ts'
import { AttributeFields } from '../../ui/budget/attribute-fields.tsx'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { LinesFilterForm } from '../../ui/budget/lines-filter-form.tsx'
import { LinesNarrowing } from '../../ui/budget/lines-narrowing.tsx'
import { LineSums, LinesTable } from '../../ui/budget/lines-table.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { Choices } from '../../ui/form/fields.tsx'
import { Form, Submit } from '../../ui/form/form.tsx'
import { Pages } from '../../ui/form/pages.tsx'
import { Rich } from '../../ui/rich.tsx'
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
    doubtful: await countDoubtfulLines(ctx, organisationId),
    authorities: Object.fromEntries(atWork.seats.map(({ key, name }) => [key, name])),
  }
})

/** Says the same of several lines. */
export const action = workspaceAction('member', {
  async bulk({ ctx, url, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await requireRole(ctx, organisationId, 'contributor')
    const said = readAttributes((name) => typedText(form, name))
    if (typedText(form, 'scope') === 'found') {
      const view = readLineView(new URLSearchParams(typedText(form, 'view')))
      await changeListed(ctx, organisationId, { view, seen: Number(typedText(form, 'seen')) }, said)
    } else await changeLines(ctx, organisationId, form.getAll('id').map(String), said)
    const query = new URLSearchParams(url.searchParams)
    query.set('done', 'bulk')
    return { to: `${workspacePath('budgetLines', ctx.locale, { key })}?${query}` }
  },
})

/** Every line with what it is about, narrowed, in an order, changed together, taken along as a workbook. */
export default function BudgetLines() {
  const { t, locale, list } = useSite()
  const { organisation, view, lines, sums, total, fonctions, years, choices, countries, kept, doubtful, authorities } =
    usePageData<typeof loader>()
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
          <a className="tap" href={workspacePath('budgetCarry', locale, { key })}>
            {t('budgetLines.list.carry')}
          </a>
        )}
        {empty ? null : (
          <a className="tap" href={`${workspacePath('budgetLinesFile', locale, { key })}?${query}`}>
            {t('budgetLines.list.download')}
          </a>
        )}
        {empty ? null : (
          <a className="tap" href={`${workspacePath('budgetLinesFile', locale, { key })}?${query}&format=csv`}>
            {t('budgetLines.list.downloadCsv')}
          </a>
        )}
      </p>
      {empty ? (
        <p className="measure mt-6">
          {t('budgetLines.list.empty')}{' '}
          <a href={workspacePath('budgetFind', locale, { key })}>{t('budgetLines.find.title')}</a>
        </p>
      ) : (
        <Folded when={view.filters.figure !== undefined} words={t('budgetLines.list.otherLines')}>
          <LinesFilterForm {...{ view, years, choices, countries }} organisationKey={key} />
        </Folded>
      )}
      {!empty && isNarrowed(view) ? (
        <p className="mt-3">
          <a href={`${workspacePath('budgetLines', locale, { key })}?sort=-year`} className="tap">
            {t('budgetLines.list.clear')}
          </a>
        </p>
      ) : null}
      <LinesNarrowing
        {...{ view, fonctions, authorities }}
        names={Object.fromEntries([
          ...choices.projects.map(({ id, title }) => [id, title]),
          ...choices.ties.map((tie) => [tie.id, list(tie.names)]),
        ])}
        organisationKey={key}
      />
      {doubtful > 0 && !view.filters.doubtful ? (
        <p className="notice measure">
          <Rich
            text={t('budgetLines.list.doubtful', { n: doubtful })}
            links={{ lines: workspacePath('budgetLines', locale, { key }, { doubtful: 'yes' }) }}
          />
        </p>
      ) : null}
      {total === 0 && !empty ? <p className="measure mt-6">{t('budgetLines.list.nothing')}</p> : null}
      {total > 0 ? (
        <>
          <LineSums sums={sums} figure={figureOf(view)} />
          {mayWrite ? (
            <Form intent="bulk" kept={kept} className="budget-decide">
              <LinesTable {...{ lines, view, mayWrite }} organisationKey={key} />
              <details className="mt-6 form">
                <summary className="tap">{t('budgetLines.list.bulk')}</summary>
                <p className="measure">{t('budgetLines.list.bulkLead')}</p>
                {view.with.length > 0 ? null : (
                  <>
                    <input type="hidden" name="view" value={query.toString()} />
                    <input type="hidden" name="seen" value={total} />
                    <Choices
                      name="scope"
                      label={t('budgetLines.list.scope')}
                      options={[
                        { value: 'ticked', label: t('budgetLines.list.scopeTicked') },
                        { value: 'found', label: t('budgetLines.list.scopeFound', { n: total }) },
                      ]}
                      value="ticked"
                    />
                  </>
                )}
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

// Whoever comes from a figure wants its lines first; the form that looks for others is below one line.
function Folded({ when, words, children }: { when: boolean; words: string; children: ReactNode }) {
  if (!when) return children
  return (
    <details>
      <summary className="tap">{words}</summary>
      {children}
    </details>
  )
}
