import type { AtlasFilters } from '../../../features/atlas/filters.ts'
import { listHref } from '../../list-query.ts'
import { useSite } from '../site.ts'

type SortHeaderProps = {
  path: string
  filters: AtlasFilters
  /** The order this column gives. */
  by: string
  /** The order the list is in. */
  present: string
  direction: 'ascending' | 'descending'
  name: string
  numeric?: boolean
}

/** A column's head that is also the way to put the list in its order. */
export function SortHeader({ path, filters, by, present, direction, name, numeric }: SortHeaderProps) {
  const { t } = useSite()
  const on = by === present
  return (
    <th scope="col" className={numeric ? 'num' : ''} {...(on ? { 'aria-sort': direction } : {})}>
      {on ? (
        <span>
          {name} <span aria-hidden="true">{direction === 'ascending' ? '↑' : '↓'}</span>
        </span>
      ) : (
        <a href={listHref(path, { filters, sort: by })} rel="nofollow" title={t('site.list.sortBy', { name })}>
          {name}
        </a>
      )}
    </th>
  )
}
