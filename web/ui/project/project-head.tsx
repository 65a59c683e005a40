import '../../styles/tie.css'
import '../../styles/project.css'
import { workspacePath } from '../../workspace/paths.ts'
import type { ProjectTop } from '../../workspace/project-page.ts'
import { WorkTitle } from '../form/deed.tsx'
import { Done } from '../form/done.tsx'
import { useSite } from '../site.ts'

const tabs = [
  { tab: 'overview', page: 'project' },
  { tab: 'sheet', page: 'projectEdit' },
  { tab: 'places', page: 'projectPlaces' },
  { tab: 'actors', page: 'projectActors' },
  { tab: 'money', page: 'projectMoney' },
  { tab: 'tasks', page: 'projectTasks' },
  { tab: 'documents', page: 'projectDocuments' },
  { tab: 'news', page: 'projectNews' },
  { tab: 'life', page: 'projectLife' },
  { tab: 'peace', page: 'projectPeace' },
  { tab: 'state', page: 'projectState' },
  { tab: 'whoElse', page: 'whoElse' },
  { tab: 'publication', page: 'projectPublication' },
] as const

/** The page of a project one is on. */
export type ProjectTab = (typeof tabs)[number]['tab']

/** The top of every page of a project: its title, where it stands, who sees it, and the way to its other pages. */
export function ProjectHead({ top, current }: { top: ProjectTop; current: ProjectTab }) {
  const { t, locale } = useSite()
  const { project, organisationKey, isLead } = top
  const params = { key: organisationKey, project: project.id }
  const seen = project.discreetSince
    ? 'discreet'
    : project.confidential
      ? 'confidential'
      : project.isPublic
        ? 'public'
        : 'inside'
  return (
    <>
      <p className="source">
        <a href={workspacePath('projects', locale, { key: organisationKey })} className="tap">
          {t('project.head.all')}
        </a>
      </p>
      <WorkTitle>
        {current === 'overview' ? project.title : t(`project.title.${current}`, { title: project.title })}
      </WorkTitle>
      <p className="project-state-line">
        <span className={`project-state is-${project.state}`}>{t(`project.state.${project.state}`)}</span>
        <span className="source">
          {' '}
          {t(`project.seen.${seen}`)}
          {isLead ? null : ` ${t('project.head.ledBy', { name: project.lead.name })}`}
        </span>
      </p>
      <nav aria-label={t('project.head.pages')} className="no-print">
        <ul className="tie-tabs">
          {tabs.map(({ tab, page }) => (
            <li key={tab}>
              <a
                href={workspacePath(page, locale, params)}
                className="tap"
                aria-current={tab === current ? 'page' : undefined}
              >
                {t(`project.tab.${tab}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Done area="project.done" />
    </>
  )
}
