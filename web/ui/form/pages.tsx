import { useLocation } from 'react-router'
import { useSite } from '../site.ts'

type PagesProps = { page: number; total: number; size: number; query?: Readonly<Record<string, string>> }

/** The way to the page before and the page after, of a list of the workspace. */
export function Pages({ page, total, size, query = {} }: PagesProps) {
  const { t } = useSite()
  const { pathname } = useLocation()
  const last = Math.max(1, Math.ceil(total / size))
  if (last === 1) return null
  const to = (number: number) => `${pathname}?${new URLSearchParams({ ...query, page: String(number) })}`
  return (
    <nav aria-label={t('admin.list.pages')} className="row-actions mt-4">
      {page > 1 ? (
        <a href={to(page - 1)} rel="prev" className="tap">
          {t('admin.list.before')}
        </a>
      ) : null}
      <span>{t('admin.list.page', { page, last })}</span>
      {page < last ? (
        <a href={to(page + 1)} rel="next" className="tap">
          {t('admin.list.after')}
        </a>
      ) : null}
    </nav>
  )
}
