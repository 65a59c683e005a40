import { parseProjectFilters } from '../../../features/projects/project-filters.ts'
import { downloadProjects } from '../../../features/projects/table.server.ts'
import { workspaceFile } from '../../workspace/door.ts'

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The projects of the list as a workbook to work on and bring back. */
export const loader = workspaceFile('member', async ({ ctx, atWork, url }) => {
  const { value: filters } = parseProjectFilters(url.searchParams)
  const bytes = await downloadProjects(ctx, atWork.organisation.organisationId, filters)
  const name = `${ctx.locale === 'fr' ? 'projets' : 'projects'}-${atWork.organisation.key}.xlsx`
  return new Response(bytes, {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${name}"` },
  })
})
