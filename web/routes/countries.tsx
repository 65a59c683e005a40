import { type CountryRow, listCountries } from '../../features/atlas/countries.server.ts'
import { noFilters } from '../../features/atlas/filters.ts'
import { tieEvidences, tieStates } from '../../features/partnerships/schema.ts'
import { readListQuery } from '../list-query.ts'
import { pageLoader, usePageData } from '../request.ts'
import { type CountryCount, type CountryGroup, CountryIndex } from '../ui/country/country-index.tsx'
import { ActiveFilters } from '../ui/list/active-filters.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useSite } from '../ui/site.ts'

const counts: readonly CountryCount[] = [...tieStates, ...tieEvidences]
const sorts = ['name', ...counts] as const

function byRegion(countries: readonly CountryRow[], locale: string): CountryGroup[] {
  const groups = new Map<string, CountryGroup & { countries: CountryRow[] }>()
  for (const country of countries) {
    const region = country.worldRegion ?? 'elsewhere'
    const group = groups.get(region) ?? { region, name: country.worldRegionName ?? '', countries: [] }
    group.countries.push(country)
    groups.set(region, group)
  }
  return [...groups.values()].sort((a, b) => a.name.localeCompare(b.name, locale))
}

/** Countries a tie is known with: by region of the world, by name, or by the number of their ties of one kind. */
export const loader = pageLoader(async ({ ctx, url }) => {
  const { sort, issues } = readListQuery(url.searchParams, sorts)
  const countries = (await listCountries(ctx)).filter((country) => country.code !== 'FR')
  // A column nobody has a number in says nothing.
  const shown = counts.filter((column) => countries.some((country) => country[column] > 0))
  const inOrder = sort && sort !== 'name' ? countries.toSorted((a, b) => b[sort] - a[sort]) : countries
  const groups = sort ? [{ region: null, name: '', countries: inOrder }] : byRegion(countries, ctx.locale)
  return { sort, issues: issues.filter(({ param }) => param === 'sort'), shown, count: countries.length, groups }
})

/** Every country a French authority has a tie with. */
export default function Countries() {
  const { sort, issues, shown, count, groups } = usePageData<typeof loader>()
  const { t, pathTo } = useSite()
  const title = t('site.countries.title', { n: count })
  return (
    <>
      <PageHead title={title} description={t('site.countries.description')} hidden={sort !== null} />
      <div className="list-top">
        <h1>{title}</h1>
        <p className="measure mt-4">{t('site.countries.lead')}</p>
        <ActiveFilters path={pathTo('countries')} filters={noFilters()} sort={sort} issues={issues} />
      </div>
      <CountryIndex groups={groups} shown={shown} sort={sort} />
    </>
  )
}
