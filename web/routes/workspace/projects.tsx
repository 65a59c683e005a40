import { changeProjects } from '../../../features/projects/bulk.server.ts'
import { readBulkChange } from '../../../features/projects/bulk-changes.ts'
import { findKeptView, keepView } from '../../../features/projects/kept-view.server.ts'
import { listProjects } from '../../../features/projects/list.server.ts'
import { isProjectFiltered } from '../../../features/projects/project-filters.ts'
import { formatListView, readListView } from '../../../features/projects/view.ts'
import { isId } from '../../../platform/ids.ts'
import { usePageData } from '../../request.ts'
import { WorkTitle } from '../../ui/form/deed.tsx'
import { Done } from '../../ui/form/done.tsx'
import { OwnProjectTable } from '../../ui/project/own-project-table.tsx'
import { ProjectBoard, ProjectCalendar } from '../../ui/project/project-board.tsx'
import { ProjectListForm } from '../../ui/project/project-list-form.tsx'
import { useSite } from '../../ui/site.ts'
import { workspaceAction, workspaceLoader } from '../../workspace/door.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { typedText } from '../../workspace/project-page.ts'

/** The projects of the organisation, as this person likes to look at them. */
export const loader = workspaceLoader('member', async ({ ctx, atWork, url }) => {
  const { organisation } = atWork
  const asked = [...url.searchParams.keys()].filter((name) => name !== 'done')
  const kept = asked.length === 0 ? await findKeptView(ctx, organisation.organisationId) : null
  const view = readListView(kept === null ? url.searchParams : new URLSearchParams(kept))
  const tie = isId(view.tie) ? { partnershipId: view.tie } : {}
  const lines = await listProjects(ctx, organisation.organisationId, view.filters, tie)
  if (asked.length > 0 && !view.tie) await keepView(ctx, organisation.organisationId, formatListView(view).toString())
  return { organisation, view, lines, today: ctx.now.toISOString().slice(0, 10) }
})

/** Changes several projects at once. */
export const action = workspaceAction('member', {
  async bulk({ ctx, atWork }, form) {
    const { organisationId, key } = atWork.organisation
    const ids = form.getAll('id').map(String)
    const outcome = await changeProjects(
      ctx,
      organisationId,
      ids,
      readBulkChange((name) => typedText(form, name)),
    )
    if ('refused' in outcome)
      return { problems: outcome.refused.map(({ id, reason, values }) => ({ field: id, reason, values })) }
    return { to: workspacePath('projects', ctx.locale, { key }, { done: 'bulk' }) }
  },
})

/** What one leads and takes part in: in a table, by state, or by date. */
export default function Projects() {
  const { t, locale } = useSite()
  const { organisation, view, lines, today } = usePageData<typeof loader>()
  const { key, role } = organisation
  const mayWrite = role !== 'reader'
  const narrowed = isProjectFiltered(view.filters)
  const query = Object.fromEntries(formatListView({ ...view, view: 'table' }))
  return (
    <div className="py-10">
      <WorkTitle>{t('project.list.title', { name: organisation.name, n: lines.length })}</WorkTitle>
      <Done area="project.done" />
      {mayWrite ? (
        <p className="row-actions mt-4">
          <a className="button" href={workspacePath('newProject', locale, { key }, view.tie ? { tie: view.tie } : {})}>
            {t('project.new.title')}
          </a>
          <a className="tap" href={workspacePath('projectsFile', locale, { key }, query)}>
            {t('project.list.download')}
          </a>
          <a className="tap" href={workspacePath('projectsImport', locale, { key })}>
            {t('project.list.import')}
          </a>
        </p>
      ) : null}
      <ProjectListForm view={view} organisationKey={key} />
      {lines.length === 0 ? (
        <p className="measure mt-6">{t(narrowed ? 'project.list.nothing' : 'project.list.empty')}</p>
      ) : (
        <p className="source mt-4">{t('project.list.count', { n: lines.length })}</p>
      )}
      {lines.length > 0 && view.view === 'table' ? (
        <OwnProjectTable {...{ lines, mayWrite, today }} columns={view.columns} organisationKey={key} />
      ) : null}
      {lines.length > 0 && view.view === 'board' ? <ProjectBoard lines={lines} organisationKey={key} /> : null}
      {lines.length > 0 && view.view === 'calendar' ? <ProjectCalendar lines={lines} organisationKey={key} /> : null}
    </div>
  )
}
