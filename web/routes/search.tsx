import { useLocation } from 'react-router'
import { searchCountries } from '../../features/atlas/countries.server.ts'
import { type AtlasFilters, isFiltered } from '../../features/atlas/filters.ts'
import { organisationSorts, searchOrganisations } from '../../features/atlas/search.server.ts'
import { nameKey } from '../../features/organisations/names.ts'
import { noProjectFilters } from '../../features/projects/project-filters.ts'
import { wordsOf } from '../../features/projects/public-words.ts'
import { searchProjects } from '../../features/projects/search.server.ts'
import { pageSize, readListQuery } from '../list-query.ts'
import { projectListHref } from '../project-list.ts'
import { type Loaded, pageLoader, usePageData } from '../request.ts'
import { ActiveFilters } from '../ui/list/active-filters.tsx'
import { Downloads } from '../ui/list/downloads.tsx'
import { type FacetChoices, Facets } from '../ui/list/facets.tsx'
import { NothingFound } from '../ui/list/nothing-found.tsx'
import { Pager } from '../ui/list/pager.tsx'
import { OrganisationTable } from '../ui/organisation-table.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { SearchForm } from '../ui/search-form.tsx'
import { useSite } from '../ui/site.ts'

const mostProjects = 5
const facetOrder = ['ties', 'country', 'region', 'departement', 'tier', 'size', 'type', 'state', 'evidence'] as const

/** Authorities that answer the filters of the address, and the countries and projects that bear the name looked for. */
export const loader = pageLoader(async ({ ctx, url }) => {
  const query = readListQuery(url.searchParams, organisationSorts)
  const { filters, page } = query
  // A project answers words and a country, not a size or a tier of authority.
  const byName = filters.q !== '' && !isFiltered({ ...filters, q: '', country: [] })
  const [found, countries, projects] = await Promise.all([
    searchOrganisations(ctx, filters, {
      ...(query.sort ? { sort: query.sort } : {}),
      limit: pageSize,
      offset: (page - 1) * pageSize,
      facets: true,
    }),
    filters.q ? searchCountries(ctx, nameKey(filters.q)) : [],
    byName && page === 1 ? searchProjects(ctx, filters, mostProjects) : { rows: [], total: 0 },
  ])
  const named = projects.rows.map(({ id, title, texts, locale }) => ({
    id,
    title,
    words: wordsOf({ texts, locale, title }, ctx.locale),
  }))
  return { query, found, countries, projects: { named, total: projects.total } }
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

type Found = Loaded<typeof loader>['projects']

function Projects({ projects, filters }: { projects: Found; filters: AtlasFilters }) {
  const { t, locale, pathTo } = useSite()
  const { named, total } = projects
  if (total === 0) return null
  const all = projectListHref(pathTo('projects'), { ...noProjectFilters(), q: filters.q, country: filters.country })
  return (
    <section aria-labelledby="projects" className="mt-4">
      <h2 id="projects" className="search-also">
        {t('site.results.projects', { n: total })}
      </h2>
      <ul className="mt-1">
        {named.map(({ id, title, words }) => (
          <li key={id}>
            <a href={pathTo('project', { id, title })} lang={words.locale === locale ? undefined : words.locale}>
              {words.title}
            </a>
          </li>
        ))}
        {total > named.length ? (
          <li>
            <a href={all} rel="nofollow">
              {t('site.results.allProjects', { n: total })}
            </a>
          </li>
        ) : null}
      </ul>
    </section>
  )
}

/** The list of authorities: what is on, what could be, and the rows. */
export default function Search() {
  const { query, found, countries, projects } = usePageData<typeof loader>()
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
        <Projects projects={projects} filters={filters} />
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
