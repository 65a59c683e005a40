import { getOnePercent, type RoomInput, removeRoom, saveRoom } from '../../../features/budgets/one-percent.server.ts'
import { usePageData } from '../../request.ts'
import { BudgetNav } from '../../ui/budget/budget-nav.tsx'
import { ChoiceFiles } from '../../ui/budget/choice-files.tsx'
import { OnePercentForm } from '../../ui/budget/one-percent-form.tsx'
import { OnePercentMechanisms } from '../../ui/budget/one-percent-mechanisms.tsx'
import { OnePercentLoose, OnePercentRooms, WaterAgencies } from '../../ui/budget/one-percent-rooms.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { atField, typedText } from '../../workspace/project-page.ts'

/** The 1 % of the services, by holder and year. */
export const loader = workspaceLoader('member', async ({ ctx, url, atWork }) => ({
  organisation: atWork.organisation,
  found: await getOnePercent(ctx, atWork.organisation.organisationId),
  edit: url.searchParams.get('edit'),
  year: ctx.now.getUTCFullYear() - 1,
}))

const fieldOf = {
  one_percent_mechanism_unknown: 'mechanism',
  one_percent_year_wrong: 'year',
  one_percent_holder_missing: 'holderName',
  one_percent_holder_unknown: 'holder',
  one_percent_resources_wrong: 'resources',
  one_percent_amount_wrong: 'pooled',
  one_percent_room_taken: 'holder',
  floor_day_wrong: 'votedOn',
}

const names = ['mechanism', 'year', 'holder', 'holderName', 'resources', 'pooled', 'usedByHand', 'source', 'votedOn']

/** Enters the resources of a service, changes them, or takes them out. */
export const action = workspaceAction('member', {
  save: ({ ctx, atWork }, form) =>
    atField(fieldOf, async () => {
      const { organisationId, key } = atWork.organisation
      const typed = Object.fromEntries(names.map((name) => [name, typedText(form, name)])) as RoomInput
      await saveRoom(ctx, organisationId, typedText(form, 'id'), typed)
      return { to: workspacePath('onePercent', ctx.locale, { key }, { done: 'saved' }) }
    }),
  async remove({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    await removeRoom(ctx, organisationId, typedText(form, 'id'))
    return { to: workspacePath('onePercent', ctx.locale, { key }, { done: 'removed' }) }
  },
})

/** What the 1 % allows, what was taken of it, what is left. */
export default function OnePercentPage() {
  const { t, locale } = useSite()
  const { organisation, found, edit, year, kept } = usePageData<typeof loader>()
  const { key, role } = organisation
  const mayWrite = role !== 'reader'
  const edited = found.rooms.find(({ id }) => id === edit) ?? null
  const over = found.rooms.filter((room) => room.over !== null).length
  return (
    <div className="py-10">
      <WorkTitle>
        {over > 0
          ? t('arbitration.onePercent.titleOver', { n: over })
          : t('arbitration.onePercent.title', { n: found.rooms.length })}
      </WorkTitle>
      <BudgetNav organisationKey={key} current="onePercent" />
      <Done area="arbitration.onePercent.done" />
      <p className="measure mt-4">{t('arbitration.onePercent.lead')}</p>
      <OnePercentRooms rooms={found.rooms} organisationKey={key} mayWrite={mayWrite} />
      <OnePercentLoose of={found} />
      {mayWrite ? (
        <section aria-labelledby="form" className="mt-12 no-print" key={edited?.id ?? ''}>
          <h2 id="form">
            {edited
              ? t('arbitration.onePercent.edit', { holder: edited.holderName, year: String(edited.year) })
              : t('arbitration.onePercent.add')}
          </h2>
          <OnePercentForm room={edited} holders={found.holders} year={year} kept={kept} />
          {edited ? (
            <p className="mt-3">
              <a href={workspacePath('onePercent', locale, { key })} className="tap">
                {t('arbitration.onePercent.cancel')}
              </a>
            </p>
          ) : null}
        </section>
      ) : null}
      <WaterAgencies agencies={found.agencies} />
      <OnePercentMechanisms mechanisms={found.mechanisms} />
      {found.rooms.length > 0 ? <ChoiceFiles page="onePercentFile" organisationKey={key} /> : null}
    </div>
  )
}
