import type { MapDrawing } from '../../../features/atlas/map-drawing.ts'
import type { ProjectDot } from '../../../features/projects/public-projects.server.ts'
import { useLabels, useSite } from '../site.ts'
import { MapSvg } from './map-svg.tsx'
import { ProjectSigns } from './project-signs.tsx'

type ProjectsProps = { dots: readonly ProjectDot[]; drawing: MapDrawing | null }

// What stands in sight before “more”.
const inSight = 12

/** The places of published projects on a map of their own, and the same as a list; nothing where none is published. */
export function ProjectsOnMap({ dots, drawing }: ProjectsProps) {
  const { t, pathTo } = useSite()
  const labels = useLabels()
  if (!drawing) return null
  const titles = new Map(dots.map((dot) => [dot.projectId, dot.title]))
  const linkTo = (id: string) => pathTo('project', { id, title: titles.get(id) ?? '' })
  return (
    <section aria-labelledby="projects" className="mt-16">
      <h2 id="projects">{t('project.public.mapProjects')}</h2>
      <p className="source measure mt-1">{t('project.public.mapProjectsText', { n: dots.length })}</p>
      <figure className="mt-4">
        <MapSvg
          drawing={drawing}
          id="projects-map"
          title={t('project.public.mapProjectsTitle')}
          dotText={(dot) => ({
            href: linkTo(dot.key),
            title: t('project.public.mapDot', { name: dot.name, title: titles.get(dot.key) ?? '' }),
            project: true,
          })}
        />
        <ProjectSigns drawing={drawing} />
      </figure>
      <h3 className="mt-6">{t('project.public.mapProjectsList')}</h3>
      <ul className="threads mt-2">
        {dots.slice(0, inSight).map((dot) => (
          <li key={`${dot.projectId} ${dot.lon} ${dot.lat}`}>
            <a href={linkTo(dot.projectId)}>{dot.title}</a>
            <span className="source">
              {' '}
              · {dot.name} ({labels.country(dot.country)}) · {t(`project.precision.${dot.precision}`)}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-3">
        <a href={pathTo('projects')} className="tap">
          {t('project.public.list', { n: titles.size })}
        </a>
      </p>
    </section>
  )
}
