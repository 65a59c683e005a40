import { listMissions } from '../../../features/missions/missions.server.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { useLabels, useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The missions of the body. */
export const loader = workspaceLoader('member', async ({ ctx, atWork }) => ({
  organisation: atWork.organisation,
  missions: await listMissions(ctx, atWork.organisation.organisationId),
}))

/** Those that are prepared first, then those done. */
export default function Missions() {
  const { t, locale, day } = useSite()
  const { country } = useLabels()
  const { organisation, missions } = usePageData<typeof loader>()
  const { key } = organisation
  return (
    <div className="py-10">
      <WorkTitle>{t('mission.listTitle', { name: organisation.name })}</WorkTitle>
      <p className="measure mt-4">{t('mission.listLead')}</p>
      {organisation.role === 'reader' ? null : (
        <p className="mt-4">
          <a href={workspacePath('newMission', locale, { key })} className="button">
            {t('mission.new')}
          </a>
        </p>
      )}
      {missions.length === 0 ? <p className="measure mt-4">{t('mission.none')}</p> : null}
      <ul className="threads mt-4">
        {missions.map((one) => (
          <li key={one.id}>
            <a href={workspacePath('mission', locale, { key, mission: one.id })} className="tap">
              {one.title}
            </a>
            <span className="source block">
              {[
                t(`mission.state.${one.state}`),
                one.place ? `${one.place}, ${country(one.country)}` : country(one.country),
                one.endsOn === one.startsOn
                  ? day(one.startsOn)
                  : t('field.life.fromTo', { from: day(one.startsOn), to: day(one.endsOn) }),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
