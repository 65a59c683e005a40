import { getProjectSheet } from '../../../features/projects/atlas-sheet.server.ts'
import { findIsland } from '../../island-files.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { AtlasSheet } from '../../ui/paper/atlas-sheet.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'

/** The ministry's sheet of a project, filled in from the record. */
export const loader = workspaceLoader('party', async ({ ctx, atWork, params }) => {
  const { organisationId, key } = atWork.organisation
  const sheet = await getProjectSheet(ctx, { projectId: params.project ?? '', organisationId })
  return { ...sheet, projectId: params.project ?? '', key, script: findIsland('copy')?.script ?? null }
})

/** Field by field, ready to be carried over to the national atlas. */
export default function ProjectAtlasSheet() {
  const { t, locale } = useSite()
  const { title, fields, projectId, key, script } = usePageData<typeof loader>()
  return (
    <div className="py-10">
      <WorkTitle>{t('paper.sheet.title', { names: title })}</WorkTitle>
      <p className="mt-2">
        <a href={workspacePath('project', locale, { key, project: projectId })} className="tap">
          {t('paper.sheet.back')}
        </a>
      </p>
      <p className="measure mt-4">{t('paper.sheet.lead')}</p>
      <p className="source measure">{t('paper.sheet.unverified')}</p>
      <div className="form">
        <AtlasSheet fields={fields} script={script} />
      </div>
    </div>
  )
}
