import { listDueOfTie } from '../../../features/agenda/due.server.ts'
import { groupOf } from '../../../features/agenda/due-rules.ts'
import { dayOf } from '../../../features/freshness/rules.ts'
import { getTieHead } from '../../../features/partnerships/tie-head.server.ts'
import { usePageData } from '../../request.ts'
import { DueList } from '../../ui/agenda/due-list.tsx'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { TieHead } from '../../ui/partnership/tie-head.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { tieInAddress } from '../../workspace/tie-in-address.ts'

/** What is due on a tie; a guest of it reads it here, as the board of the whole organisation is its members'. */
export const loader = workspaceLoader('party', async (page) => {
  const of = tieInAddress(page)
  return {
    organisation: page.atWork.organisation,
    tie: await getTieHead(page.ctx, of),
    items: await listDueOfTie(page.ctx, of),
    today: dayOf(page.ctx.now),
  }
})

/** Everything that has a date or waits for somebody on one tie, by group. */
export default function TieDue() {
  const { t, locale } = useSite()
  const { organisation, tie, items, today } = usePageData<typeof loader>()
  const { key, name, partnershipId } = organisation
  const late = items.filter((item) => groupOf(item, today) === 'late').length
  return (
    <div className="py-10">
      <TieHead tie={tie} current="overview" />
      <WorkTitle>{t('agenda.tie.title', { n: items.length, late })}</WorkTitle>
      <p className="measure mt-3">{t('agenda.tie.lead')}</p>
      {items.length === 0 ? <p className="notice measure">{t('agenda.due.empty')}</p> : null}
      <DueList items={items} today={today} organisationKey={key} />
      {partnershipId === null ? (
        <p className="mt-8">
          <a className="tap" href={workspacePath('due', locale, { key })}>
            {t('agenda.tie.all', { organisation: name })}
          </a>
        </p>
      ) : null}
    </div>
  )
}
