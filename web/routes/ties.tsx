import { useLocation } from 'react-router'
import { isFiltered } from '../../features/atlas/filters.ts'
import { listTies, type TieSort } from '../../features/atlas/ties.server.ts'
import { listHref, pageSize, readListQuery } from '../list-query.ts'
import { pageLoader, usePageData } from '../request.ts'
import { ActiveFilters } from '../ui/list/active-filters.tsx'
import { Downloads } from '../ui/list/downloads.tsx'
import { type FacetChoices, Facets } from '../ui/list/facets.tsx'
import { NothingFound } from '../ui/list/nothing-found.tsx'
import { Pager } from '../ui/list/pager.tsx'
import { SortLinks } from '../ui/list/sort-links.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { SearchForm } from '../ui/search-form.tsx'
import { useSite } from '../ui/site.ts'
import { TieTable } from '../ui/tie-table.tsx'

const facetOrder = ['state', 'evidence', 'type', 'country', 'theme'] as const
const sorts = ['new', 'since'] as const satisfies TieSort[]

/** Ties that answer the filters of the address. */
export const loader = pageLoader(async ({ ctx, url }) => {
  const query = readListQuery(url.searchParams, sorts)
  const found = await listTies(ctx, query.filters, {
    sort: query.sort ?? 'new',
    limit: pageSize,
    offset: (query.page - 1) * pageSize,
    facets: true,
  })
  return { query, found }
})

/** The list of ties: what is on, what could be, and the rows. */
export default function Ties() {
  const { query, found } = usePageData<typeof loader>()
  const { t } = useSite()
  const { pathname } = useLocation()
  const { filters, issues, sort, page } = query
  const title = t('site.ties.title', { n: found.total })
  const view = { path: pathname, filters, sort }
  const facets: FacetChoices[] = facetOrder.map((name) => {
    const choices = found.facets?.[name] ?? []
    // Every tie shown has a French end: choosing France would choose nothing.
    return {
      name,
      choices: name === 'country' && filters.scope === 'french' ? choices.filter((one) => one.value !== 'FR') : choices,
    }
  })
  const elsewhere = filters.scope === 'all' ? null : listHref(pathname, { filters: { ...filters, scope: 'all' }, sort })
  return (
    <>
      <PageHead title={title} description={t('site.ties.description')} hidden={isFiltered(filters) || page > 1} />
      <div className="list-top">
        <h1>{title}</h1>
        <p className="measure mt-3">{t('site.ties.lead')}</p>
        <div className="mt-6">
          <SearchForm page="ties" value={filters.q} keep={{ ...filters, q: '' }} />
        </div>
        <ActiveFilters {...view} issues={issues} />
      </div>
      <div className="list-grid">
        <Facets {...view} facets={facets} />
        <div>
          {found.rows.length > 0 ? (
            <>
              <SortLinks {...view} present={sort ?? 'new'} sorts={sorts} />
              <TieTable rows={found.rows} caption={t('site.ties.caption')} />
              <Pager {...view} page={page} total={found.total} />
              {elsewhere ? (
                <p className="source mt-6">
                  <a href={elsewhere} rel="nofollow">
                    {t('site.ties.elsewhere')}
                  </a>
                </p>
              ) : null}
              <Downloads of="partnerships" filters={filters} />
            </>
          ) : (
            <NothingFound path={pathname} filters={filters} total={found.total} />
          )}
        </div>
      </div>
    </>
  )
}
