import { type CountryRow, listCountries } from '../../features/atlas/countries.server.ts'
import { pageLoader, usePageData } from '../request.ts'
import { PageHead } from '../ui/page-head.tsx'
import { useSite } from '../ui/site.ts'

type Group = { region: string; name: string; countries: CountryRow[] }

/** Countries a tie is known with, gathered by region of the world. */
export const loader = pageLoader(async ({ ctx }) => {
  const countries = (await listCountries(ctx)).filter((country) => country.code !== 'FR')
  const groups = new Map<string, Group>()
  for (const country of countries) {
    const region = country.worldRegion ?? ''
    const group = groups.get(region) ?? { region, name: country.worldRegionName ?? '', countries: [] }
    group.countries.push(country)
    groups.set(region, group)
  }
  const byName = (a: Group, b: Group) => a.name.localeCompare(b.name, ctx.locale)
  return { count: countries.length, groups: [...groups.values()].sort(byName) }
})

const columns = ['confirmed', 'active', 'suspended', 'ended', 'unknown'] as const
type Column = (typeof columns)[number]

function RegionTable({ group, shown }: { group: Group; shown: readonly Column[] }) {
  const { t, number, pathTo } = useSite()
  const name = group.name || t('site.countries.elsewhere')
  return (
    <section aria-labelledby={`region-${group.region}`}>
      <h2 id={`region-${group.region}`}>{name}</h2>
      <table className="scan stack mt-2">
        <caption className="sr-only">{t('site.countries.caption', { region: name })}</caption>
        <thead>
          <tr>
            <th scope="col" className="w-1/2">
              {t('site.countries.country')}
            </th>
            {shown.map((column) => (
              <th key={column} scope="col" className="num">
                {t(`site.countries.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {group.countries.map((country) => (
            <tr key={country.code}>
              <th scope="row">
                <a href={pathTo('country', country)}>{country.name}</a>
              </th>
              {shown.map((column) => (
                <td
                  key={column}
                  className="num"
                  data-label={country[column] > 0 ? t(`site.countries.${column}`) : undefined}
                >
                  {country[column] > 0 ? number(country[column]) : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Every country a French authority has a tie with, by region of the world. */
export default function Countries() {
  const { count, groups } = usePageData<typeof loader>()
  const { t } = useSite()
  const title = t('site.countries.title', { n: count })
  // A column nobody has a number in says nothing; the lead says what the others mean.
  const shown = columns.filter((column) =>
    groups.some((group) => group.countries.some((country) => country[column] > 0)),
  )
  return (
    <>
      <PageHead title={title} description={t('site.countries.description')} />
      <div className="list-top">
        <h1>{title}</h1>
        <p className="measure mt-4">{t('site.countries.lead')}</p>
        <ul className="mt-5 flex flex-wrap gap-x-5">
          {groups.map((group) => (
            <li key={group.region}>
              <a href={`#region-${group.region}`} className="tap">
                {group.name || t('site.countries.elsewhere')}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <div className="grid items-start gap-x-16 gap-y-12 lg:grid-cols-2">
        {groups.map((group) => (
          <RegionTable key={group.region} group={group} shown={shown} />
        ))}
      </div>
    </>
  )
}
