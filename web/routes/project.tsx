import { redirect } from 'react-router'
import { drawPoints } from '../../features/atlas/point-map.server.ts'
import { listPublicMissions } from '../../features/missions/public-missions.server.ts'
import { listPublicPhotos } from '../../features/partnerships/publish-photos.server.ts'
import { withPublicPhotos } from '../../features/projects/public-news.server.ts'
import { findPublicProject } from '../../features/projects/public-projects.server.ts'
import { wordsOf } from '../../features/projects/public-words.ts'
import { AppError } from '../../platform/errors.ts'
import { pathTo } from '../paths.ts'
import { pageLoader, usePageData } from '../request.ts'
import { PublicNewsList, PublicNumbersList, PublicPeaceViews } from '../ui/field/public-news.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { PublicPhotos } from '../ui/paper/public-photos.tsx'
import {
  ProjectActors,
  ProjectAside,
  ProjectCorrect,
  ProjectJsonLd,
  ProjectMissions,
  ProjectMoney,
  ProjectPlaces,
  ProjectTexts,
} from '../ui/project/public-parts.tsx'
import { useSite } from '../ui/site.ts'

// A page for a phone: the latest photos tell enough.
const mostPhotos = 6

/** The published project in the address; its one address when it was asked for under another. */
export const loader = pageLoader(async ({ ctx, url }, { id = '', slug }) => {
  const key = id.toLowerCase()
  const project = await findPublicProject(ctx, key)
  if (!project) throw new AppError('not_found', 'project_not_found', { id: id.slice(0, 60) })
  const path = pathTo('project', ctx.locale, { id: key, title: project.title })
  if (pathTo('project', ctx.locale, { id }) + (slug ? `/${slug}` : '') !== path) throw redirect(path + url.search, 308)
  const points = project.places.flatMap(({ lon, lat, name, country, territoryKey: key, precision }) =>
    lon === null || lat === null ? [] : [{ lon, lat, name, country, key, vague: precision !== 'exact' }],
  )
  return {
    project,
    drawing: drawPoints(points),
    photos: (await listPublicPhotos(ctx, { projectId: key })).slice(0, mostPhotos),
    missions: await listPublicMissions(ctx, { projectId: key }),
    news: await withPublicPhotos(ctx, project.content.news ?? []),
  }
})

/** The page of one project: the fact in its title, who carried it before who paid, where, what for, what was learned. */
export default function Project() {
  const { project, drawing, photos, missions, news } = usePageData<typeof loader>()
  const { t, locale, day, language } = useSite()
  const words = wordsOf(project, locale)
  const { stateSince } = project.content
  const state = t(`project.state.${project.state}`)
  const spoken = words.locale === locale ? undefined : words.locale
  return (
    <>
      <PageHead title={words.title} description={t('project.public.description', { title: words.title })} />
      <ProjectJsonLd project={project} />
      <div className="page-top">
        <h1 lang={spoken}>{words.title}</h1>
        <p className="mt-3">
          {stateSince
            ? t('project.public.standsSince', { state, day: day(stateSince) })
            : t('project.public.stands', { state })}
        </p>
        {spoken ? <p className="source">{t('project.public.otherLanguage', { language: language(spoken) })}</p> : null}
        {words.summary ? (
          <p className="measure mt-3 whitespace-pre-line" lang={spoken}>
            {words.summary}
          </p>
        ) : null}
      </div>
      <div className="page-grid">
        <div className="page-main">
          <ProjectActors project={project} />
          <ProjectPlaces project={project} />
          <ProjectTexts project={project} />
          <PublicPhotos photos={photos} />
          <ProjectMoney project={project} />
          <PublicNumbersList numbers={project.content.numbers} />
          <PublicPeaceViews peace={project.content.peace} />
          <ProjectMissions missions={missions} />
          <PublicNewsList news={news} feed={`/data/projects/${project.id}/news.atom?lang=${locale}`} />
        </div>
        <ProjectAside project={project} drawing={drawing} />
      </div>
      <p className="source mt-10">{t('project.public.sourceLine', { day: day(project.updatedAt) })}</p>
      <ProjectCorrect project={project} />
    </>
  )
}
