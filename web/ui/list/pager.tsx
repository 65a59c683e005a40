import type { AtlasFilters } from '../../../features/atlas/filters.ts'
import { listHref, pageSize } from '../../list-query.ts'
import { useSite } from '../site.ts'

type PagerProps = { path: string; filters: AtlasFilters; sort: string | null; page: number; total: number }

/** Where one is in a list, and the way on. */
export function Pager({ path, filters, sort, page, total }: PagerProps) {
  const { t } = useSite()
  const last = Math.max(1, Math.ceil(total / pageSize))
  if (last === 1) return null
  const link = (to: number, text: string, rel: string) => (
    <a href={listHref(path, { filters, sort, page: to })} rel={rel} className="tap">
      {text}
    </a>
  )
  return (
    <nav aria-label={t('site.list.pages')} className="mt-6 flex flex-wrap items-center gap-x-6 gap-y-2">
      {page > 1 ? link(page - 1, t('site.list.previous'), 'prev') : null}
      <span className="source">{t('site.list.page', { page, last })}</span>
      {page < last ? link(page + 1, t('site.list.next'), 'next') : null}
    </nav>
  )
}
