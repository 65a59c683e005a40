import '../../styles/project.css'
import { themes } from '../../../features/partnerships/schema.ts'
import { projectStates } from '../../../features/projects/schema.ts'
import { formatListView, type ListView, projectViews, viewColumns } from '../../../features/projects/view.ts'
import { workspacePath } from '../../workspace/paths.ts'
import { useSite } from '../site.ts'

type FormProps = { view: ListView; organisationKey: string }

function Select({
  name,
  label,
  options,
  value,
}: {
  name: string
  label: string
  options: readonly (readonly [string, string])[]
  value: string
}) {
  const { t } = useSite()
  return (
    <div className="form-field">
      <label htmlFor={`filter-${name}`}>{label}</label>
      <select id={`filter-${name}`} name={name} className="field" defaultValue={value}>
        <option value="">{t('project.list.all')}</option>
        {options.map(([code, text]) => (
          <option key={code} value={code}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** What is looked for, how it is looked at, and which columns: kept for the next time. */
export function ProjectListForm({ view, organisationKey }: FormProps) {
  const { t, locale } = useSite()
  const path = workspacePath('projects', locale, { key: organisationKey })
  const { filters } = view
  const states = projectStates.map((state) => [state, t(`project.state.${state}`)] as const)
  return (
    <>
      <nav aria-label={t('project.list.views')} className="project-views row-actions mt-4">
        {projectViews.map((one) => {
          const query = formatListView({ ...view, view: one })
          // Without any query the kept view would come back.
          if (one === 'table') query.set('view', 'table')
          return (
            <a
              key={one}
              href={`${path}?${query}`}
              className="tap"
              aria-current={one === view.view ? 'page' : undefined}
            >
              {t(`project.list.view.${one}`)}
            </a>
          )
        })}
      </nav>
      <form method="get" action={path}>
        <input type="hidden" name="view" value={view.view} />
        {view.tie ? <input type="hidden" name="tie" value={view.tie} /> : null}
        <div className="project-filters">
          <div className="form-field">
            <label htmlFor="filter-q">{t('project.list.q')}</label>
            <input id="filter-q" name="q" type="search" className="field" defaultValue={filters.q} maxLength={120} />
          </div>
          <Select name="state" label={t('project.list.state')} options={states} value={filters.state[0] ?? ''} />
          <Select
            name="theme"
            label={t('project.field.themes')}
            options={themes.map((theme) => [theme, t(`atlas.theme.${theme}`)] as const)}
            value={filters.theme[0] ?? ''}
          />
          <button type="submit" className="button quiet">
            {t('project.list.show')}
          </button>
        </div>
        {view.view === 'table' ? (
          <details>
            <summary className="tap">{t('project.list.columns')}</summary>
            <fieldset className="project-columns">
              <legend className="sr-only">{t('project.list.columns')}</legend>
              {viewColumns.map((column) => (
                <label key={column} className="form-option">
                  <input type="checkbox" name="column" value={column} defaultChecked={view.columns.includes(column)} />
                  <span>{t(`project.column.${column}`)}</span>
                </label>
              ))}
            </fieldset>
            <button type="submit" className="button quiet">
              {t('project.list.show')}
            </button>
          </details>
        ) : null}
      </form>
    </>
  )
}
