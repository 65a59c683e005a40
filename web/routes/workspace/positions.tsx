import { listPositions } from '../../../features/missions/positions.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The positions of the body. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => ({
  organisation: atWork.organisation,
  positions: await listPositions(ctx, atWork.organisation.organisationId),
}))

/** Those that are not voted yet first, then the latest. */
export default function Positions() {
  const { t, locale, day } = useSite()
  const { organisation, positions } = usePageData<typeof loader>()
  const { key } = organisation
  return (
    <div className="py-10">
      <WorkTitle>{t('mission.positions.listTitle', { name: organisation.name })}</WorkTitle>
      <p className="measure mt-4">{t('mission.positions.listLead')}</p>
      {organisation.role === 'reader' ? null : (
        <p className="mt-4">
          <a href={workspacePath('newPosition', locale, { key })} className="button">
            {t('mission.positions.new')}
          </a>
        </p>
      )}
      {positions.length === 0 ? <p className="measure mt-4">{t('mission.positions.none')}</p> : null}
      <ul className="threads mt-4">
        {positions.map((one) => (
          <li key={one.id}>
            <a href={workspacePath('position', locale, { key, position: one.id })} className="tap">
              {one.title}
            </a>
            <span className="source block">
              {[
                t(`mission.positions.kind.${one.kind}`),
                one.votedOn
                  ? t('mission.positions.votedDay', { day: day(one.votedOn) })
                  : t('mission.positions.notVoted'),
                one.isPublic ? t('mission.positions.seen.public') : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
