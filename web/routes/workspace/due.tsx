import { findFeed, isOwnFeed, makeFeed, revokeFeed } from '../../../features/agenda/calendar.server.ts'
import { listDue } from '../../../features/agenda/due.server.ts'
import { countDue, formatDueReading, parseDueReading, selectDue } from '../../../features/agenda/due-reading.ts'
import { groupOf } from '../../../features/agenda/due-rules.ts'
import { findKeptQuery, keepQuery } from '../../../features/agenda/preferences.server.ts'
import { dayOf } from '../../../features/freshness/rules.ts'
import { usePageData } from '../../request.ts'
import { CalendarFeed } from '../../ui/agenda/calendar-feed.tsx'
import { DueCalendar } from '../../ui/agenda/due-calendar.tsx'
import { DueForm, DueViews } from '../../ui/agenda/due-form.tsx'
import { DueList } from '../../ui/agenda/due-list.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { Rich } from '../../ui/rich.tsx'
import { useSite } from '../../ui/site.ts'
import { calendarPath } from '../../workspace/agenda-links.ts'
import { readCookie, setCookie } from '../../workspace/cookies.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

// An address made here is carried to the page that shows it by a cookie no script reads, for a few minutes: it is kept nowhere.
const feedCookie = 'navette-calendar'
const feedHours = 0.1

const notOfReading: ReadonlySet<string> = new Set(['done'])

/** What is due in an organisation, as this person reads it: what the address asks, else what they last chose. */
export const loader = workspaceLoader('member', async ({ ctx, url, page, workspace, atWork }) => {
  const { organisation } = atWork
  const id = organisation.organisationId
  const asked = [...url.searchParams.keys()].some((name) => !notOfReading.has(name))
  const reading = parseDueReading(asked ? url.searchParams : await findKeptQuery(ctx, 'due', id))
  const items = await listDue(ctx, id)
  const token = readCookie(workspace.headers, feedCookie)
  const shown = token && (await isOwnFeed(ctx, token)) ? page.instance.baseUrl + calendarPath(token) : null
  const ties = new Map(items.flatMap(({ tieId, partners }) => (tieId ? [[tieId, partners]] : [])))
  return {
    organisation,
    reading,
    today: dayOf(ctx.now),
    all: items.length,
    items: selectDue(items, reading),
    counts: countDue(items),
    ties: [...ties].map(([tieId, partners]) => ({ id: tieId, partners })),
    feed: await findFeed(ctx),
    shown,
  }
})

/** Keeps how the board is read; makes and takes away the address of one's own calendar. */
export const action = workspaceAction('member', {
  async show({ ctx, atWork }, form) {
    const typed = new URLSearchParams()
    for (const [name, value] of form) if (typeof value === 'string' && name !== 'intent') typed.append(name, value)
    const query = formatDueReading(parseDueReading(typed))
    await keepQuery(ctx, 'due', atWork.organisation.organisationId, query)
    if (query.size === 0) query.set('view', 'list')
    return { to: `${workspacePath('due', ctx.locale, { key: atWork.organisation.key })}?${query}` }
  },
  async makeFeed({ ctx, atWork, page }) {
    const secure = page.instance.baseUrl.startsWith('https:')
    const cookie = setCookie(feedCookie, await makeFeed(ctx), { secure, hours: feedHours })
    const to = workspacePath('due', ctx.locale, { key: atWork.organisation.key }, { done: 'feedMade' })
    return { to: `${to}#feed`, cookies: [cookie] }
  },
  async revokeFeed({ ctx, atWork }) {
    await revokeFeed(ctx)
    return { to: workspacePath('due', ctx.locale, { key: atWork.organisation.key }, { done: 'feedRevoked' }) }
  },
})

/** Everything that has a date or waits for somebody: by group, or month by month. */
export default function Due() {
  const { t, locale } = useSite()
  const { organisation, reading, today, all, items, counts, ties, feed, shown } = usePageData<typeof loader>()
  const late = items.filter((item) => groupOf(item, today) === 'late').length
  const whole = `${workspacePath('due', locale, { key: organisation.key })}?view=list`
  return (
    <div className="py-10">
      <WorkTitle>{t('agenda.due.title', { n: items.length, late })}</WorkTitle>
      <Done area="agenda.done" />
      <p className="measure mt-3">{t('agenda.due.lead')}</p>
      {all === 0 ? (
        <p className="notice measure">{t('agenda.due.empty')}</p>
      ) : (
        <>
          <DueForm reading={reading} counts={counts} ties={ties} />
          <DueViews reading={reading} organisationKey={organisation.key} />
          {items.length === 0 ? (
            <p className="notice">
              <Rich text={t('agenda.due.noneFound')} links={{ all: whole }} />
            </p>
          ) : null}
          {reading.view === 'calendar' ? (
            <DueCalendar items={items} reading={reading} today={today} organisationKey={organisation.key} />
          ) : (
            <DueList items={items} today={today} organisationKey={organisation.key} />
          )}
        </>
      )}
      <CalendarFeed feed={feed} shown={shown} />
    </div>
  )
}
