import type { ProjectLine } from '../../../features/projects/list.server.ts'
import { projectStates } from '../../../features/projects/schema.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'
import { useProjectDates } from './own-project-table.tsx'

type BoardProps = { lines: readonly ProjectLine[]; organisationKey: string }

function Card({ line, organisationKey }: { line: ProjectLine; organisationKey: string }) {
  const { locale, list } = useSite()
  const dates = useProjectDates()
  return (
    <li>
      <a href={workspacePath('project', locale, { key: organisationKey, project: line.id })}>{line.title}</a>
      <span className="source block">{[list(line.partners.slice(0, 3)), dates(line)].filter(Boolean).join(' · ')}</span>
    </li>
  )
}

/** Projects by where they stand; one moves a project on its own page, where who else acts there is shown first. */
export function ProjectBoard({ lines, organisationKey }: BoardProps) {
  const { t } = useSite()
  return (
    <div className="project-board">
      {projectStates.map((state) => {
        const here = lines.filter((line) => line.state === state)
        return (
          <section key={state} aria-labelledby={`board-${state}`}>
            <h2 id={`board-${state}`}>
              {t(`project.state.${state}`)} <span className="source">{here.length}</span>
            </h2>
            <ul>
              {here.map((line) => (
                <Card key={line.id} {...{ line, organisationKey }} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}

type Dated = { day: string; kind: 'starts' | 'ends' | 'task'; line: ProjectLine }

const datesOf = (line: ProjectLine): Dated[] => [
  ...(line.startsOn ? [{ day: line.startsOn, kind: 'starts' as const, line }] : []),
  ...(line.endsOn ? [{ day: line.endsOn, kind: 'ends' as const, line }] : []),
  ...(line.nextTask ? [{ day: line.nextTask.dueOn, kind: 'task' as const, line }] : []),
]

/** Beginnings, ends and next steps, month by month. */
export function ProjectCalendar({ lines, organisationKey }: BoardProps) {
  const { t, locale, day } = useSite()
  const dated = lines.flatMap(datesOf).toSorted((one, other) => (one.day < other.day ? -1 : 1))
  const months = [...new Set(dated.map((one) => one.day.slice(0, 7)))]
  const nameOf = (month: string) =>
    new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }).format(new Date(`${month}-01T00:00:00Z`))
  if (dated.length === 0) return <p className="mt-6">{t('project.list.noDate')}</p>
  return (
    <div className="mt-6">
      {months.map((month) => (
        <section key={month} aria-labelledby={`month-${month}`} className="mt-6">
          <h2 id={`month-${month}`} className="first-letter:uppercase">
            {nameOf(month)}
          </h2>
          <ul className="threads mt-2">
            {dated
              .filter((one) => one.day.startsWith(month))
              .map(({ day: on, kind, line }) => (
                <li key={`${line.id} ${kind}`}>
                  <span className="source">{day(on)} · </span>
                  <a href={workspacePath('project', locale, { key: organisationKey, project: line.id })}>
                    {line.title}
                  </a>
                  <span className="source block">
                    {kind === 'task' ? line.nextTask?.title : t(`project.list.dated.${kind}`)}
                  </span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
