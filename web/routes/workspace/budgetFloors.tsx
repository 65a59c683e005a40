import { type FloorInput, listFloors, removeFloor, saveFloor } from '../../../features/budgets/floors.server.ts'
import { usePageData } from '../../request.ts'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { FloorForm } from '../../ui/budget/floor-form.tsx'
import { FloorItem } from '../../ui/budget/floor-item.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { useSite } from '../../ui/site.ts'
import { countriesOf } from '../../workspace/countries-of.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { atField, typedText } from '../../workspace/project-page.ts'

/** The voted floors, each watched year by year. */
export const loader = workspaceLoader('member', async (page) => ({
  organisation: page.atWork.organisation,
  floors: await listFloors(page.ctx, page.atWork.organisation.organisationId),
  countries: countriesOf(page),
  edit: page.url.searchParams.get('edit'),
  year: page.ctx.now.getUTCFullYear(),
}))

const fieldOf = {
  floor_label_missing: 'label',
  floor_scope_missing: 'scope',
  floor_country_missing: 'country',
  floor_type_missing: 'type',
  floor_measure_missing: 'measure',
  floor_value_wrong: 'value',
  floor_share_wrong: 'value',
  floor_year_wrong: 'fromYear',
  floor_years_order: 'toYear',
  floor_day_wrong: 'votedOn',
}

const names = ['label', 'scope', 'country', 'type', 'measure', 'value', 'fromYear', 'toYear', 'votedOn', 'reference']

/** Enters a floor, changes one, or takes one out. */
export const action = workspaceAction('member', {
  save: ({ ctx, atWork }, form) =>
    atField(fieldOf, async () => {
      const { organisationId, key } = atWork.organisation
      const typed = Object.fromEntries(names.map((name) => [name, typedText(form, name)])) as FloorInput
      await saveFloor(ctx, organisationId, typedText(form, 'id'), typed)
      return { to: workspacePath('budgetFloors', ctx.locale, { key }, { done: 'saved' }) }
    }),
  async remove({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await removeFloor(ctx, organisationId, typedText(form, 'id'))
    return { to: workspacePath('budgetFloors', ctx.locale, { key }, { done: 'removed' }) }
  },
})

/** Floors the assembly voted: a reminder, not a verdict. */
export default function BudgetFloors() {
  const { t, locale } = useSite()
  const { organisation, floors, countries, edit, year, kept } = usePageData<typeof loader>()
  const { key, role } = organisation
  const mayWrite = role !== 'reader'
  const edited = floors.find(({ id }) => id === edit) ?? null
  return (
    <div className="py-10">
      <WorkTitle>{t('arbitration.floor.title', { n: floors.length })}</WorkTitle>
      <BudgetNav organisationKey={key} current="budgetLens" />
      <Done area="arbitration.floor.done" />
      <p className="measure mt-4">{t('arbitration.floor.lead')}</p>
      {floors.length === 0 ? <p className="notice measure">{t('arbitration.floor.empty')}</p> : null}
      {floors.map((floor) => (
        <FloorItem key={floor.id} floor={floor} organisationKey={key} mayWrite={mayWrite} />
      ))}
      {mayWrite ? (
        <section aria-labelledby="form" className="mt-12 no-print" key={edited?.id ?? ''}>
          <h2 id="form">
            {edited ? t('arbitration.floor.edit', { label: edited.label }) : t('arbitration.floor.add')}
          </h2>
          <FloorForm floor={edited} countries={countries} year={year} kept={kept} />
          {edited ? (
            <p className="mt-3">
              <a href={workspacePath('budgetFloors', locale, { key })} className="tap">
                {t('arbitration.floor.cancel')}
              </a>
            </p>
          ) : null}
        </section>
      ) : null}
      <p className="row-actions mt-8 no-print">
        <a href={workspacePath('budgetLens', locale, { key })} className="tap">
          {t('arbitration.floor.back')}
        </a>
        <a href={workspacePath('budgetLines', locale, { key })} className="tap">
          {t('arbitration.floor.toLines')}
        </a>
      </p>
    </div>
  )
}
