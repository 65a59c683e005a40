import type { ReactNode } from 'react'
import type { ProjectLine } from '../../../features/projects/list.server.ts'
import type { ViewColumn } from '../../../features/projects/view.ts'
import { useFormState } from '../../workspace/form-state.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { Form } from '../form/form.tsx'
import { useLabels, useSite } from '../site.ts'
import { BulkFields } from './bulk-form.tsx'
import { useAmount } from './money-table.tsx'

type TableProps = {
  lines: readonly ProjectLine[]
  columns: readonly ViewColumn[]
  organisationKey: string
  mayWrite: boolean
  today: string
}

/** Dates of a project in a few words. */
export function useProjectDates(): (line: Pick<ProjectLine, 'startsOn' | 'endsOn'>) => string {
  const { t, day } = useSite()
  return ({ startsOn, endsOn }) => {
    if (startsOn && endsOn) return t('project.overview.dates', { from: day(startsOn), to: day(endsOn) })
    if (startsOn) return t('project.list.from', { day: day(startsOn) })
    return endsOn ? t('project.list.until', { day: day(endsOn) }) : ''
  }
}

function useCells(today: string): Record<ViewColumn, (line: ProjectLine) => ReactNode> {
  const { t, list, day } = useSite()
  const labels = useLabels()
  const dates = useProjectDates()
  const amount = useAmount()
  const amounts = (texts: readonly string[]) =>
    texts.map((text) => text.split(' ')).map(([value = '0', currency = 'EUR']) => amount(value, currency))
  return {
    state: (line) => <span className={`project-state is-${line.state}`}>{t(`project.state.${line.state}`)}</span>,
    themes: (line) => list(line.themes.map((theme) => t(`atlas.theme.${theme}` as 'atlas.theme.peace'))),
    partners: (line) => list(line.partners),
    countries: (line) => list(line.countries.map(labels.country)),
    dates: (line) => dates(line),
    planned: (line) => amounts(line.planned).join(' · '),
    spent: (line) => amounts(line.spent).join(' · '),
    nextTask: ({ nextTask }) =>
      nextTask ? (
        <>
          {nextTask.title}
          <span className="source block">
            {t(nextTask.dueOn < today ? 'project.tasks.late' : 'project.tasks.due', { day: day(nextTask.dueOn) })}
          </span>
        </>
      ) : null,
    seen: (line) =>
      t(
        `project.seen.${line.discreet ? 'discreet' : line.confidential ? 'confidential' : line.isPublic ? 'public' : 'inside'}`,
      ),
  }
}

// Who is told what to mend finds the same projects ticked.
function useTicked(): readonly string[] {
  const typed = useFormState('bulk')?.typed.id ?? []
  return typeof typed === 'string' ? [typed] : typed
}

/** Projects one can scan, and a few changes to several of them at once. */
export function OwnProjectTable({ lines, columns, organisationKey: key, mayWrite, today }: TableProps) {
  const { t, locale } = useSite()
  const cells = useCells(today)
  const ticked = useTicked()
  const table = (
    <table className="scan stack mt-4">
      <caption className="sr-only">{t('project.list.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('project.field.title')}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`project.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">
              {mayWrite ? (
                <input
                  type="checkbox"
                  name="id"
                  value={line.id}
                  id={`bulk-${line.id}`}
                  defaultChecked={ticked.includes(line.id)}
                  aria-label={t('project.bulk.tick', { title: line.title })}
                  className="project-tick"
                />
              ) : null}{' '}
              <a href={workspacePath('project', locale, { key, project: line.id })}>{line.title}</a>
              {line.isLead ? null : (
                <span className="source block">{t('project.head.ledBy', { name: line.lead })}</span>
              )}
            </th>
            {columns.map((column) => (
              <td key={column} data-label={t(`project.column.${column}`)}>
                {cells[column](line) || null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
  if (!mayWrite) return table
  return (
    <Form intent="bulk" className="project-bulk">
      {table}
      <BulkFields />
    </Form>
  )
}
