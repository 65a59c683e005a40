import { listDocuments } from '../../../features/partnerships/documents.server.ts'
import { listPhotos } from '../../../features/partnerships/photos.server.ts'
import { listMoney } from '../../../features/projects/money.server.ts'
import { listParticipants } from '../../../features/projects/participants.server.ts'
import { listPlaces } from '../../../features/projects/places.server.ts'
import { listTasks } from '../../../features/projects/tasks.server.ts'
import { usePageData } from '../../request.ts'
import { Facts } from '../../ui/facts.tsx'
import { goalLabel } from '../../ui/organisation/goal-label.ts'
import { MoneySums } from '../../ui/project/money-table.tsx'
import { useProjectDates } from '../../ui/project/own-project-table.tsx'
import { ProjectHead } from '../../ui/project/project-head.tsx'
import { useLabels, useSite } from '../../ui/site.ts'
import { workspaceLoader } from '../../workspace/door.ts'
import { type WorkspacePageId, workspacePath } from '../../workspace/paths.ts'
import { loadProjectTop, type ProjectTop, projectIn } from '../../workspace/project-page.ts'

/** Everything of a project at a glance. */
export const loader = workspaceLoader('party', async (page) => {
  const of = projectIn(page)
  return {
    top: await loadProjectTop(page),
    places: await listPlaces(page.ctx, of),
    participants: await listParticipants(page.ctx, of),
    money: await listMoney(page.ctx, of),
    tasks: await listTasks(page.ctx, of),
    documents: (await listDocuments(page.ctx, { projectId: of.projectId })).filter(({ withdrawnAt }) => !withdrawnAt),
    photos: (await listPhotos(page.ctx, { projectId: of.projectId })).length,
  }
})

function Part({
  top,
  page,
  title,
  children,
}: {
  top: ProjectTop
  page: WorkspacePageId
  title: string
  children: React.ReactNode
}) {
  const { t, locale } = useSite()
  const href = workspacePath(page, locale, { key: top.organisationKey, project: top.project.id })
  return (
    <section aria-labelledby={page} className="mt-8">
      <h2 id={page}>{title}</h2>
      {children}
      <p className="mt-2">
        <a href={href} className="tap">
          {t(top.mayWrite ? 'project.overview.complete' : 'project.overview.read', { page })}
        </a>
      </p>
    </section>
  )
}

function Sheet({ top: { project } }: { top: ProjectTop }) {
  const { t, list } = useSite()
  const names = (values: readonly string[]) => (values.length > 0 ? list(values) : t('project.notSaid'))
  const dates = useProjectDates()
  return (
    <>
      {project.summary ? <p className="measure whitespace-pre-line">{project.summary}</p> : null}
      <Facts
        facts={[
          { name: t('project.field.type'), value: t(`atlas.type.${project.type}`) },
          { name: t('project.field.themes'), value: names(project.themes.map((theme) => t(`atlas.theme.${theme}`))) },
          project.sdgs.length > 0
            ? { name: t('project.field.sdgs'), value: project.sdgs.map((goal) => goalLabel(t, goal)).join(', ') }
            : null,
          { name: t('project.field.dates'), value: dates(project) || t('project.notSaid') },
          project.learned ? { name: t('project.field.learned'), value: project.learned } : null,
          project.disturbed ? { name: t('project.field.disturbed'), value: project.disturbed } : null,
        ]}
      />
    </>
  )
}

/** The first page of a project. */
export default function Project() {
  const { t, day, locale } = useSite()
  const labels = useLabels()
  const { top, places, participants, money, tasks, documents, photos } = usePageData<typeof loader>()
  const open = tasks.filter(({ doneOn }) => doneOn === null)
  return (
    <div className="py-10">
      <ProjectHead top={top} current="overview" />
      <Sheet top={top} />
      <Part top={top} page="projectPlaces" title={t('project.tab.places')}>
        {places.length === 0 ? <p className="mt-2">{t('project.places.none')}</p> : null}
        <ul className="mt-2">
          {places.map((place) => (
            <li key={place.id}>
              {place.precision === 'country' ? labels.country(place.territory.country) : place.name}
              <span className="source"> · {t(`project.precision.${place.precision}`)}</span>
            </li>
          ))}
        </ul>
      </Part>
      <Part top={top} page="projectActors" title={t('project.tab.actors')}>
        <ol className="mt-2">
          {participants.map((one) => (
            <li key={one.id}>
              {one.name}
              <span className="source"> · {t(`project.role.${one.role}`)}</span>
            </li>
          ))}
        </ol>
      </Part>
      <Part top={top} page="projectTasks" title={t('project.tab.tasks')}>
        {open.length === 0 ? <p className="mt-2">{t('project.overview.nothingDue')}</p> : null}
        <ul className="mt-2">
          {open.slice(0, 5).map((task) => (
            <li key={task.id}>
              {task.title}
              {task.dueOn ? <span className="source"> · {day(task.dueOn)}</span> : null}
            </li>
          ))}
        </ul>
      </Part>
      <Part top={top} page="projectMoney" title={t('project.tab.money')}>
        {money.length === 0 ? <p className="mt-2">{t('project.money.none')}</p> : <MoneySums lines={money} />}
      </Part>
      <Part top={top} page="projectDocuments" title={t('project.overview.documents')}>
        {documents.length + photos === 0 ? <p className="mt-2">{t('project.overview.noDocument')}</p> : null}
        <ul className="mt-2">
          {documents.slice(0, 5).map((paper) => (
            <li key={paper.id}>
              {paper.title}
              <span className="source">
                {' '}
                · {t(`paper.kind.${paper.kind}`)} · {day(paper.createdAt)}
              </span>
            </li>
          ))}
          {photos > 0 ? <li>{t('tie.overview.photos', { n: photos })}</li> : null}
        </ul>
      </Part>
      <p className="mt-6">
        <a
          href={workspacePath('projectAtlasSheet', locale, { key: top.organisationKey, project: top.project.id })}
          className="tap"
        >
          {t('paper.sheet.link')}
        </a>
      </p>
    </div>
  )
}
