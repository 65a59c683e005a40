import '../../styles/project.css'
import { type PublicProject, wordsOf } from '../../../features/projects/public-words.ts'
import { useLabels, useSite } from '../site.ts'

/** The dates of a public project in a few words. */
export function usePublicDates(): (project: Pick<PublicProject, 'startsOn' | 'endsOn'>) => string {
  const { t, day } = useSite()
  return ({ startsOn, endsOn }) => {
    if (startsOn && endsOn) return t('project.public.fromTo', { from: day(startsOn), to: day(endsOn) })
    if (startsOn) return t('project.public.from', { day: day(startsOn) })
    return endsOn ? t('project.public.until', { day: day(endsOn) }) : ''
  }
}

/** Public projects one can scan: what and where, who carries it, where it stands, when. */
export function ProjectTable({ projects, caption }: { projects: readonly PublicProject[]; caption: string }) {
  const { t, locale, list, pathTo } = useSite()
  const labels = useLabels()
  const dates = usePublicDates()
  return (
    <table className="scan stack">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('project.public.colTitle')}</th>
          <th scope="col">{t('project.public.colActors')}</th>
          <th scope="col">{t('project.public.colState')}</th>
          <th scope="col">{t('project.public.colDates')}</th>
        </tr>
      </thead>
      <tbody>
        {projects.map((project) => {
          const words = wordsOf(project, locale)
          const carriers = project.participants.filter(({ role }) => role !== 'funder').map(({ name }) => name)
          return (
            <tr key={project.id}>
              <th scope="row">
                <a
                  href={pathTo('project', { id: project.id, title: project.title })}
                  lang={words.locale === locale ? undefined : words.locale}
                >
                  {words.title}
                </a>
                <span className="source block">{list(project.countries.map(labels.country))}</span>
              </th>
              <td>{list(carriers)}</td>
              <td className="word">{t(`project.state.${project.state}`)}</td>
              <td>{dates(project)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
