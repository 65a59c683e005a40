import {
  type AtlasFilters,
  type FilterIssue,
  listFilters,
  noFilters,
  toggleFilter,
} from '../../../features/atlas/filters.ts'
import { listHref } from '../../list-query.ts'
import { useSite } from '../site.ts'
import { useValueNames } from './value-names.ts'

type ActiveFiltersProps = { path: string; filters: AtlasFilters; sort: string | null; issues: FilterIssue[] }

type On = { key: string; label: string; without: AtlasFilters }

function useOn(filters: AtlasFilters): On[] {
  const { t } = useSite()
  const nameOf = useValueNames()
  const on: On[] = listFilters.flatMap((name) =>
    filters[name].map((value) => ({
      key: `${name}-${value}`,
      label: nameOf(name, value),
      without: toggleFilter(filters, name, value),
    })),
  )
  if (filters.ties) on.push({ key: 'ties', label: nameOf('ties', filters.ties), without: { ...filters, ties: null } })
  if (filters.scope === 'all')
    on.push({ key: 'scope', label: t('site.list.everywhere'), without: { ...filters, scope: 'french' } })
  if (filters.q)
    on.unshift({ key: 'q', label: t('site.list.quoted', { q: filters.q }), without: { ...filters, q: '' } })
  return on
}

/** What narrows the list, each with the way to take it off; and what of the address was not understood. */
export function ActiveFilters({ path, filters, sort, issues }: ActiveFiltersProps) {
  const { t } = useSite()
  const on = useOn(filters)
  return (
    <>
      {issues.map((issue) => (
        <p key={`${issue.param}-${issue.value}`} className="source mt-3" role="status">
          {t('site.list.ignored', { param: issue.param, value: issue.value })}
        </p>
      ))}
      {on.length > 0 ? (
        <ul className="mt-4 flex flex-wrap gap-2" aria-label={t('site.list.on')}>
          {on.map((one) => (
            <li key={one.key}>
              <a href={listHref(path, { filters: one.without, sort })} className="removable" rel="nofollow">
                <span className="sr-only">{t('site.list.takeOff')} </span>
                {one.label}
                <span aria-hidden="true">×</span>
              </a>
            </li>
          ))}
          {on.length > 1 ? (
            <li>
              <a href={listHref(path, { filters: noFilters(), sort })} className="tap px-2">
                {t('site.list.clear')}
              </a>
            </li>
          ) : null}
        </ul>
      ) : null}
    </>
  )
}
