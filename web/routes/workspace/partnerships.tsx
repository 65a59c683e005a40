import { getTiesMap } from '../../../features/atlas/map.server.ts'
import { addThemes, setTiesDiscreet } from '../../../features/partnerships/bulk.server.ts'
import { findReading, keepReading, listOwnTies } from '../../../features/partnerships/own-list.server.ts'
import {
  countFilters,
  countListChoices,
  formatReading,
  parseReading,
  selectTies,
} from '../../../features/partnerships/own-list.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { FormProblems } from '../../ui/history/form-problems.tsx'
import { FirstTie } from '../../ui/partnership/first-tie.tsx'
import { ActiveChoices, ListForm } from '../../ui/partnership/list-form.tsx'
import { OwnBoard } from '../../ui/partnership/own-board.tsx'
import { OwnCalendar } from '../../ui/partnership/own-calendar.tsx'
import { OwnTable } from '../../ui/partnership/own-table.tsx'
import { ViewLinks } from '../../ui/partnership/view-links.tsx'
import { useSite } from '../../ui/site.ts'
import { SmallMap } from '../../ui/small-map.tsx'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import type { OrganisationPage } from '../../workspace/request.ts'

const notOfReading: ReadonlySet<string> = new Set(['done'])

/** The ties of an organisation as this person reads them: what the address asks, else what they last chose. */
export const loader = workspaceLoader('member', async ({ ctx, url, atWork }) => {
  const { organisation } = atWork
  const id = organisation.organisationId
  const asked = [...url.searchParams.keys()].some((name) => !notOfReading.has(name))
  const reading = asked ? parseReading(url.searchParams) : await findReading(ctx, id)
  const ties = await listOwnTies(ctx, id)
  const today = ctx.now.toISOString().slice(0, 10)
  const found = selectTies(ties, reading, today, ctx.locale)
  const drawn = found.map((tie) => tie.id)
  return {
    organisation,
    reading,
    today,
    all: ties.length,
    found,
    choices: countListChoices(ties, reading, today),
    map: reading.view === 'map' ? await getTiesMap(ctx, drawn, organisation.key) : null,
  }
})

const address = ({ ctx, atWork }: OrganisationPage, query: URLSearchParams) =>
  `${workspacePath('partnerships', ctx.locale, { key: atWork.organisation.key })}?${query}`

// Back to the list as it was read, with what was done said on top.
function back(page: OrganisationPage, done: string) {
  const query = new URLSearchParams(page.url.search)
  query.set('done', done)
  return { to: address(page, query) }
}

const chosen = (form: FormData) => form.getAll('tie').map(String)

/** Keeps how the list is read; changes several ties at once. */
export const action = workspaceAction('member', {
  async show(page, form) {
    const typed = new URLSearchParams()
    for (const [name, value] of form) if (typeof value === 'string' && name !== 'intent') typed.append(name, value)
    const reading = parseReading(typed)
    await keepReading(page.ctx, page.atWork.organisation.organisationId, reading)
    const query = formatReading(reading)
    if (query.size === 0) query.set('view', 'table')
    return { to: address(page, query) }
  },
  async themes(page, form) {
    const { organisationId } = page.atWork.organisation
    await addThemes(page.ctx, organisationId, chosen(form), form.getAll('addTheme').map(String))
    return back(page, 'themed')
  },
  async hide(page, form) {
    await setTiesDiscreet(page.ctx, page.atWork.organisation.organisationId, chosen(form), true)
    return back(page, 'hidden')
  },
  async lift(page, form) {
    await setTiesDiscreet(page.ctx, page.atWork.organisation.organisationId, chosen(form), false)
    return back(page, 'lifted')
  },
})

/** All ties of an organisation: filtered, sorted, as a table, a board, a calendar or a map. */
export default function Partnerships() {
  const { t, locale } = useSite()
  const page = usePageData<typeof loader>()
  const { organisation, reading, found, all, map, today } = page
  const { key, name, role } = organisation
  const mayWrite = role !== 'reader'
  const isAll = countFilters(reading) === 0
  return (
    <div className="py-10">
      <WorkTitle>
        {isAll ? t('tie.list.title', { name, n: all }) : t('tie.list.titleFound', { name, n: found.length, all })}
      </WorkTitle>
      <Done area="tie.done" />
      <FormProblems />
      <p className="row-actions mt-4">
        {mayWrite ? (
          <a href={workspacePath('newTie', locale, { key })} className="button">
            {t('tie.list.new')}
          </a>
        ) : null}
        <a href={workspacePath('partners', locale, { key })} className="tap">
          {t('tie.list.partners')}
        </a>
      </p>
      {all === 0 ? (
        <FirstTie organisation={organisation} />
      ) : (
        <>
          <ListForm reading={reading} choices={page.choices} />
          <ActiveChoices reading={reading} organisationKey={key} />
          <ViewLinks reading={reading} organisationKey={key} />
          {found.length === 0 ? <p className="notice">{t('tie.list.none')}</p> : null}
          {reading.view === 'table' ? (
            <OwnTable ties={found} reading={reading} organisationKey={key} mayWrite={mayWrite} />
          ) : null}
          {reading.view === 'board' ? <OwnBoard ties={found} organisationKey={key} /> : null}
          {reading.view === 'calendar' ? <OwnCalendar ties={found} organisationKey={key} today={today} /> : null}
          {reading.view === 'map' ? (
            <section aria-labelledby="map-of-ties" className="mt-6">
              <h2 id="map-of-ties">{t('tie.list.mapTitle')}</h2>
              <p className="source mt-1">{t('tie.list.mapNote', { n: map?.ties ?? 0, of: found.length })}</p>
              {map ? (
                <div className="tie-map">
                  <SmallMap map={map} own={key} title={t('site.smallMap.authority', { name })} />
                </div>
              ) : (
                <p className="notice">{t('tie.list.mapNone')}</p>
              )}
            </section>
          ) : null}
        </>
      )}
    </div>
  )
}
