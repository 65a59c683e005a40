import { usePageData } from '../../request.ts'
import { useLabels, useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'

/** Who is at work, and for whom. */
export const loader = workspaceLoader('signedIn', async ({ atWork }) => ({
  person: atWork.person,
  seats: atWork.seats,
}))

/** The first page of the workspace: the organisations one acts for, and what to do without one. */
export default function Workspace() {
  const { t } = useSite()
  const labels = useLabels()
  const { person, seats } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <title>{`${t('workspace.home.title')} · ${t('site.name')}`}</title>
      <h1>{person.name ? t('workspace.home.hello', { name: person.name }) : t('workspace.home.title')}</h1>
      {seats.length === 0 ? <p className="measure mt-4">{t('workspace.home.noSeat')}</p> : null}
      <ul className="mt-6">
        {seats.map((seat) => (
          <li key={`${seat.organisationId} ${seat.partnershipId}`}>
            {seat.name} ({labels.country(seat.country)})
          </li>
        ))}
      </ul>
    </div>
  )
}
