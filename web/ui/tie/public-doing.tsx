import type { TiePage } from '../../tie-page.server.ts'
import { PublicPhotos } from '../paper/public-photos.tsx'
import { useSite } from '../site.ts'

type DoingProps = Pick<TiePage, 'projects' | 'photos'>

/** What is done together: the projects, who carried them before who paid; photos with their credit. */
export function PublicDoing({ projects, photos }: DoingProps) {
  const { t, list, pathTo } = useSite()
  return (
    <>
      {projects.length > 0 ? (
        <section aria-labelledby="projects">
          <h2 id="projects">{t('tie.public.projects', { n: projects.length })}</h2>
          <ul className="threads mt-3">
            {projects.map(({ words, ...project }) => (
              <li key={project.id}>
                <h3 lang={words.locale}>
                  <a href={pathTo('project', { id: project.id, title: words.title })}>{words.title}</a>
                </h3>
                {words.summary ? <p lang={words.locale}>{words.summary}</p> : null}
                <p className="source">
                  {t(`project.state.${project.state}`)} · {list(project.participants.map(({ name }) => name))}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <PublicPhotos photos={photos} />
    </>
  )
}
