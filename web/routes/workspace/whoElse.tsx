import { getWhoElse } from '../../../features/projects/overlaps.server.ts'
import { usePageData } from '../../request.ts'
import { ProjectHead } from '../../ui/project/project-head.tsx'
import { Reminders, WhoElseList } from '../../ui/project/who-else.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { loadProjectTop, projectIn } from '../../workspace/project-page.ts'

/** Who else acts where the project is planned. */
export const loader = workspaceLoader('party', async (page) => ({
  top: await loadProjectTop(page),
  whoElse: await getWhoElse(page.ctx, projectIn(page)),
}))

/** Before an action begins: who else acts there, how to reach them, what is near. */
export default function WhoElse() {
  const { t, locale } = useSite()
  const { top, whoElse } = usePageData<typeof loader>()
  const params = { key: top.organisationKey, project: top.project.id }
  return (
    <div className="py-10">
      <ProjectHead top={top} current="whoElse" />
      <p className="measure">{t('project.whoElse.lead')}</p>
      <Reminders whoElse={whoElse} />
      <WhoElseList whoElse={whoElse} />
      <p className="source measure mt-6">{t('project.whoElse.limits')}</p>
      <p className="row-actions mt-4">
        <a href={workspacePath('projectPlaces', locale, params)} className="tap">
          {t('project.whoElse.toPlaces')}
        </a>
        <a href={workspacePath('projectEdit', locale, params)} className="tap">
          {t('project.whoElse.toThemes')}
        </a>
      </p>
    </div>
  )
}
