import { type AtlasFilters, formatFilters } from '../../../features/atlas/filters.ts'
import { useSite } from '../site.ts'

const formats = ['csv', 'xlsx', 'geojson'] as const

/** The same list as a file: what is filtered on the page is filtered in it. */
export function Downloads({ of, filters }: { of: 'organisations' | 'partnerships'; filters: AtlasFilters }) {
  const { t } = useSite()
  const query = formatFilters(filters).toString()
  return (
    <p className="source no-print mt-8 border-t border-line pt-3">
      {t('site.list.download')}{' '}
      {formats.map((format, index) => (
        <span key={format}>
          {index > 0 ? ' · ' : null}
          <a href={`/data/${of}.${format}${query ? `?${query}` : ''}`} rel="nofollow">
            {t(`site.list.format.${format}`)}
          </a>
        </span>
      ))}
    </p>
  )
}
