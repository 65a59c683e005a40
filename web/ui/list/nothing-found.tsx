import { type AtlasFilters, isFiltered, noFilters } from '../../../features/atlas/filters.ts'
import { exampleAuthority, exampleCountry } from '../../examples.ts'
import { listHref } from '../../list-query.ts'
import { Rich } from '../rich.tsx'
import { useSite } from '../site.ts'

type NothingFoundProps = { path: string; filters: AtlasFilters; total: number }

/** What to try when a list is empty, with real examples; or the way back from beyond its end. */
export function NothingFound({ path, filters, total }: NothingFoundProps) {
  const { t, pathTo } = useSite()
  if (total > 0)
    return (
      <p>
        <Rich text={t('site.results.beyond')} links={{ first: listHref(path, { filters }) }} />
      </p>
    )
  const links = {
    clear: listHref(path, { filters: { ...noFilters(), q: filters.q } }),
    example: pathTo('authority', exampleAuthority),
    country: pathTo('country', exampleCountry),
  }
  return (
    <div className="prose measure">
      <p>{t('site.results.nothing')}</p>
      <p>{t('site.results.tryList')}</p>
      <ul>
        {isFiltered({ ...filters, q: '' }) ? (
          <li>
            <Rich text={t('site.results.tryFilters')} links={links} />
          </li>
        ) : null}
        <li>{t('site.results.tryWords')}</li>
        <li>
          <Rich text={t('site.results.tryExample')} links={links} />
        </li>
      </ul>
    </div>
  )
}
