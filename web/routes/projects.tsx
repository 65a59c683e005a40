import { useLocation } from 'react-router'
import { isProjectFiltered } from '../../features/projects/project-filters.ts'
import {
  countProjectChoices,
  countPublicProjects,
  listPublicProjects,
} from '../../features/projects/public-projects.server.ts'
import { projectPageSize, readProjectQuery } from '../project-list.ts'
import { pageLoader, usePageData } from '../request.ts'
import { PageHead } from '../ui/page-head.tsx'
import { ProjectDownloads, ProjectFacetList, ProjectPager, ProjectsOn } from '../ui/project/project-facets.tsx'
import { ProjectTable } from '../ui/project/project-table.tsx'
import { useSite } from '../ui/site.ts'

/** Published projects that answer the filters of the address. */
export const loader = pageLoader(async ({ ctx, url }) => {
  const query = readProjectQuery(url.searchParams)
  const selection = { filters: query.filters }
  const [projects, total, choices] = await Promise.all([
    listPublicProjects(ctx, selection, {
      limit: projectPageSize,
      offset: (query.page - 1) * projectPageSize,
      newestFirst: true,
    }),
    countPublicProjects(ctx, selection),
    countProjectChoices(ctx, query.filters),
  ])
  return { query, projects, total, choices }
})

/** The list of published projects: what is on, what could be, and the rows. */
export default function Projects() {
  const { query, projects, total, choices } = usePageData<typeof loader>()
  const { t, pathTo } = useSite()
  const { pathname } = useLocation()
  const { filters, issues, page } = query
  const title = t('project.public.list', { n: total })
  const narrowed = isProjectFiltered(filters)
  return (
    <>
      <PageHead title={title} description={t('project.public.listDescription')} hidden={narrowed || page > 1} />
      <div className="list-top">
        <h1>{title}</h1>
        <p className="measure mt-3">{t('project.public.listLead')}</p>
        <form method="get" action={pathname} className="project-filters">
          <div className="form-field">
            <label htmlFor="q">{t('project.public.search')}</label>
            <input id="q" name="q" type="search" className="field" defaultValue={filters.q} maxLength={120} />
          </div>
          <button type="submit" className="button">
            {t('project.public.searchButton')}
          </button>
        </form>
        <ProjectsOn path={pathname} filters={filters} issues={issues} />
      </div>
      <div className="list-grid">
        <ProjectFacetList path={pathname} filters={filters} choices={choices} />
        <div>
          {projects.length > 0 ? (
            <>
              <ProjectTable projects={projects} caption={t('project.public.caption')} />
              <ProjectPager path={pathname} filters={filters} page={page} total={total} />
              <ProjectDownloads filters={filters} />
            </>
          ) : (
            <p>{t(narrowed ? 'project.public.nothing' : 'project.public.nothingAll')}</p>
          )}
          <p className="mt-4">
            <a href={`${pathTo('map')}#projects`} className="tap">
              {t('project.public.onMap')}
            </a>
          </p>
        </div>
      </div>
    </>
  )
}
