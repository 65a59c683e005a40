import type { TiePage } from '../../tie-page.server.ts'
import { useSite } from '../site.ts'

type DoingProps = Pick<TiePage, 'projects' | 'photos'>

/** What is done together: the projects, who carried them before who paid; photos with their credit. */
export function PublicDoing({ projects, photos }: DoingProps) {
  const { t, list, day, pathTo } = useSite()
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
      {photos.length > 0 ? (
        <section aria-labelledby="photos">
          <h2 id="photos">{t('tie.public.photos')}</h2>
          <ul className="tie-photos mt-3">
            {photos.map((photo) => (
              <li key={photo.sha256}>
                <figure>
                  <img src={`/photo/${photo.sha256}`} alt={photo.description} loading="lazy" />
                  <figcaption>
                    {photo.caption ? <span className="block">{photo.caption}</span> : null}
                    <span className="source">
                      {t('tie.public.credit', { credit: photo.credit })}
                      {photo.takenOn ? ` · ${day(photo.takenOn)}` : null}
                    </span>
                  </figcaption>
                </figure>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  )
}
