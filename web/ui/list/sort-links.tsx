import type { AtlasFilters } from '../../../features/atlas/filters.ts'
import { listHref } from '../../list-query.ts'
import { useSite } from '../site.ts'

type SortLinksProps = {
  path: string
  filters: AtlasFilters
  present: 'new' | 'since'
  sorts: readonly ('new' | 'since')[]
}

/** The orders a list of ties can be read in. */
export function SortLinks({ path, filters, present, sorts }: SortLinksProps) {
  const { t } = useSite()
  return (
    <p className="source no-print flex flex-wrap items-center gap-x-4">
      <span>{t('site.list.order')}</span>
      {sorts.map((sort) =>
        sort === present ? (
          <b key={sort} className="text-ink">
            {t(`site.list.sort.${sort}`)}
          </b>
        ) : (
          <a key={sort} href={listHref(path, { filters, sort })} rel="nofollow" className="tap">
            {t(`site.list.sort.${sort}`)}
          </a>
        ),
      )}
    </p>
  )
}
