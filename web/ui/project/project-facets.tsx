import {
  formatProjectFilters,
  noProjectFilters,
  type ProjectFilters,
  type ProjectListFilter,
  projectListFilters,
  toggleProjectFilter,
} from '../../../features/projects/project-filters.ts'
import { projectListHref, projectPageSize } from '../../project-list.ts'
import { goalLabel } from '../organisation/goal-label.ts'
import { useLabels, useSite } from '../site.ts'

type Choices = Record<ProjectListFilter, readonly { value: string; count: number }[]>
type View = { path: string; filters: ProjectFilters }

function useNames(): (name: ProjectListFilter, value: string) => string {
  const { t } = useSite()
  const labels = useLabels()
  return (name, value) => {
    if (name === 'country') return labels.country(value)
    if (name === 'sdg') return goalLabel(t, Number(value))
    return t(name === 'theme' ? `atlas.theme.${value as 'peace'}` : `project.state.${value as 'idea'}`)
  }
}

const isOn = (filters: ProjectFilters, name: ProjectListFilter, value: string) =>
  (filters[name] as string[]).includes(value)
const inSight = 8

/** Every filter with its choices and their counts, as plain links. */
export function ProjectFacetList({ path, filters, choices }: View & { choices: Choices }) {
  const { t, number } = useSite()
  const nameOf = useNames()
  return (
    <details className="filters no-print">
      <summary className="filters-summary">{t('project.public.filters')}</summary>
      <nav aria-label={t('project.public.filters')}>
        {projectListFilters.map((name) =>
          choices[name].length === 0 ? null : (
            <details key={name} className="facet" open={name === 'state' || filters[name].length > 0}>
              <summary>{t(`project.public.facet.${name}`)}</summary>
              <ul className="pb-3">
                {choices[name].slice(0, name === 'country' ? 60 : inSight * 2).map(({ value, count }) => {
                  const on = isOn(filters, name, value)
                  return (
                    <li key={value}>
                      <a
                        href={projectListHref(path, toggleProjectFilter(filters, name, value))}
                        rel="nofollow"
                        className={on ? 'choice on' : 'choice'}
                      >
                        <span className="box" aria-hidden="true" />
                        <span className="choice-name first-letter:uppercase">
                          {on ? <span className="sr-only">{t('project.public.takeOff')} </span> : null}
                          {nameOf(name, value)}
                        </span>
                        <span className="count">{number(count)}</span>
                      </a>
                    </li>
                  )
                })}
              </ul>
            </details>
          ),
        )}
      </nav>
    </details>
  )
}

type OnProps = View & { issues: readonly { param: string; value: string }[] }

/** What narrows the list, each with the way to take it off; and what of the address was not understood. */
export function ProjectsOn({ path, filters, issues }: OnProps) {
  const { t } = useSite()
  const nameOf = useNames()
  const on = projectListFilters.flatMap((name) => filters[name].map((value) => ({ name, value })))
  return (
    <>
      {issues.map(({ param, value }) => (
        <p key={`${param} ${value}`} className="note mt-3">
          {t('project.public.ignored', { param, value })}
        </p>
      ))}
      {on.length > 0 || filters.q ? (
        <ul className="row-actions mt-3">
          {on.map(({ name, value }) => (
            <li key={`${name} ${value}`}>
              <a href={projectListHref(path, toggleProjectFilter(filters, name, value))} rel="nofollow" className="tap">
                <span className="sr-only">{t('project.public.takeOff')} </span>
                {nameOf(name, value)} <span aria-hidden="true">×</span>
              </a>
            </li>
          ))}
          <li>
            <a href={projectListHref(path, noProjectFilters())} className="tap">
              {t('project.public.clear')}
            </a>
          </li>
        </ul>
      ) : null}
    </>
  )
}

/** Where one is in the list, and the way on. */
export function ProjectPager({ path, filters, page, total }: View & { page: number; total: number }) {
  const { t } = useSite()
  const last = Math.max(1, Math.ceil(total / projectPageSize))
  if (last === 1) return null
  return (
    <nav aria-label={t('project.public.pages')} className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-2">
      {page > 1 ? (
        <a href={projectListHref(path, filters, page - 1)} rel="prev" className="tap">
          {t('project.public.before')}
        </a>
      ) : null}
      <span className="source">{t('project.public.page', { page, last })}</span>
      {page < last ? (
        <a href={projectListHref(path, filters, page + 1)} rel="next" className="tap">
          {t('project.public.after')}
        </a>
      ) : null}
    </nav>
  )
}

/** The same list as a file, and the newest as a feed. */
export function ProjectDownloads({ filters }: { filters: ProjectFilters }) {
  const { t, locale } = useSite()
  const query = formatProjectFilters(filters).toString()
  return (
    <p className="source no-print mt-8 border-t border-line pt-3">
      {t('project.public.download')}{' '}
      {(['csv', 'xlsx', 'geojson'] as const).map((format) => (
        <span key={format}>
          <a href={`/data/projects.${format}${query ? `?${query}` : ''}`} rel="nofollow">
            {t(`site.list.format.${format}`)}
          </a>
          {' · '}
        </span>
      ))}
      <a href={`/data/projects.atom?lang=${locale}${query ? `&${query}` : ''}`} rel="nofollow">
        {t('project.public.feed')}
      </a>
    </p>
  )
}
