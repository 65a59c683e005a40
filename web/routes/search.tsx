import { useLocation } from 'react-router'
import { searchCountries } from '../../features/atlas/countries.server.ts'
import { isFiltered } from '../../features/atlas/filters.ts'
import { organisationSorts, searchOrganisations } from '../../features/atlas/search.server.ts'
import { nameKey } from '../../features/organisations/names.ts'
import { pageSize, readListQuery } from '../list-query.ts'
import { pageLoader, usePageData } from '../request.ts'
import { ActiveFilters } from '../ui/list/active-filters.tsx'
import { Downloads } from '../ui/list/downloads.tsx'
import { type FacetChoices, Facets } from '../ui/list/facets.tsx'
import { NothingFound } from '../ui/list/nothing-found.tsx'
import { Pager } from '../ui/list/pager.tsx'
import { OrganisationTable } from '../ui/organisation-table.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { SearchForm } from '../ui/search-form.tsx'
import { useSite } from '../ui/site.ts'

const facetOrder = ['ties', 'country', 'region', 'departement', 'tier', 'size', 'type', 'state', 'evidence'] as const

/** Authorities that answer the filters of the address, and the countries that bear the name looked for. */
export const loader = pageLoader(async ({ ctx, url }) => {
  const query = readListQuery(url.searchParams, organisationSorts)
  const { filters, page } = query
  const [found, countries] = await Promise.all([
    searchOrganisations(ctx, filters, {
      ...(query.sort ? { sort: query.sort } : {}),
      limit: pageSize,
      offset: (page - 1) * pageSize,
      facets: true,
    }),
    filters.q ? searchCountries(ctx, nameKey(filters.q)) : [],
  ])
  return { query, found, countries }
})

function Countries({ countries }: { countries: { code: string; name: string; ties: number }[] }) {
  const { t, pathTo } = useSite()
  if (countries.length === 0) return null
  return (
    <p className="mt-4">
      {t('site.results.countries')}{' '}
      {countries.map((country, index) => (
        <span key={country.code}>
          {index > 0 ? ', ' : null}
          <a href={pathTo('country', country)}>{country.name}</a>{' '}
          <span className="text-slate">({t('site.count.ties', { n: country.ties })})</span>
        </span>
      ))}
    </p>
  )
}

/** The list of authorities: what is on, what could be, and the rows. */
export default function Search() {
  const { query, found, countries } = usePageData<typeof loader>()
  const { t } = useSite()
  const { pathname } = useLocation()
  const { filters, issues, sort, page } = query
  const facets: FacetChoices[] = found.facets
    ? facetOrder.map((name) => ({ name, choices: found.facets?.[name] ?? [] }))
    : []
  const title = t('site.results.title', { n: found.total, q: filters.q ? 'some' : 'none', words: filters.q })
  const view = { path: pathname, filters, sort }
  return (
    <>
      <PageHead title={title} description={t('site.results.description')} hidden={isFiltered(filters) || page > 1} />
      <div className="list-top">
        <h1>{title}</h1>
        <div className="mt-6">
          <SearchForm value={filters.q} keep={{ ...filters, q: '' }} />
        </div>
        <ActiveFilters {...view} issues={issues} />
        <Countries countries={countries} />
        {found.match === 'alike' && found.total > 0 ? <p className="mt-4">{t('site.results.alike')}</p> : null}
      </div>
      <div className="list-grid">
        <Facets {...view} facets={facets} />
        <div>
          {found.rows.length > 0 ? (
            <>
              <OrganisationTable rows={found.rows} {...view} sort={sort ?? (filters.q ? 'relevance' : 'ties')} />
              <Pager {...view} page={page} total={found.total} />
              <Downloads of="organisations" filters={filters} />
            </>
          ) : (
            <NothingFound path={pathname} filters={filters} total={found.total} />
          )}
        </div>
      </div>
    </>
  )
}
