import type { CountryRow } from '../../../features/atlas/countries.server.ts'
import { noFilters } from '../../../features/atlas/filters.ts'
import { type TieEvidence, type TieState, tieEvidences, tieStates } from '../../../features/partnerships/schema.ts'
import { listHref } from '../../list-query.ts'
import { useSite } from '../site.ts'

/** What is counted of a country's ties: one state, or one level of evidence. */
export type CountryCount = TieState | TieEvidence

/** Countries under one heading: a region of the world, or all of them. */
export type CountryGroup = { region: string | null; name: string; countries: readonly CountryRow[] }

type IndexProps = {
  groups: readonly CountryGroup[]
  shown: readonly CountryCount[]
  sort: 'name' | CountryCount | null
}

function Orders({ shown, sort }: Pick<IndexProps, 'shown' | 'sort'>) {
  const { t, pathTo } = useSite()
  return (
    <p className="source no-print flex flex-wrap items-center gap-x-4">
      <span>{t('site.list.order')}</span>
      {([null, 'name', ...shown] as const).map((one) =>
        one === sort ? (
          <b key={one} className="text-ink">
            {t(`site.countries.order.${one ?? 'region'}`)}
          </b>
        ) : (
          <a
            key={one}
            href={listHref(pathTo('countries'), { filters: noFilters(), sort: one })}
            rel="nofollow"
            className="tap"
          >
            {t(`site.countries.order.${one ?? 'region'}`)}
          </a>
        ),
      )}
    </p>
  )
}

function Head({ shown, sort }: Pick<IndexProps, 'shown' | 'sort'>) {
  const { t } = useSite()
  const states = shown.filter((one) => (tieStates as readonly string[]).includes(one)).length
  const ordered = (column: CountryCount) => (column === sort ? { 'aria-sort': 'descending' as const } : {})
  return (
    <thead>
      <tr className="over">
        <th rowSpan={2} scope="col" className="w-1/3" {...(sort === 'name' ? { 'aria-sort': 'ascending' } : {})}>
          {t('site.countries.country')}
        </th>
        <th colSpan={states} scope="colgroup" className="num">
          {t('site.countries.byState')}
        </th>
        <th colSpan={shown.length - states} scope="colgroup" className="num apart">
          {t('site.countries.byEvidence')}
        </th>
      </tr>
      <tr>
        {shown.map((column, i) => (
          <th key={column} scope="col" className={i === states ? 'num apart' : 'num'} {...ordered(column)}>
            {t(`site.countries.${column}`)}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Row({ country, shown }: { country: CountryRow; shown: readonly CountryCount[] }) {
  const { t, number, pathTo } = useSite()
  return (
    <tr>
      <th scope="row">
        <a href={pathTo('country', country)}>{country.name}</a>
      </th>
      {shown.map((column) => (
        <td
          key={column}
          className={column === tieEvidences.find((one) => shown.includes(one)) ? 'num apart' : 'num'}
          data-label={country[column] > 0 ? t(`site.countries.${column}`) : undefined}
        >
          {country[column] > 0 ? number(country[column]) : null}
        </td>
      ))}
    </tr>
  )
}

/** Countries with their ties counted by state and, apart from it, by evidence; the two are never added up. */
export function CountryIndex({ groups, shown, sort }: IndexProps) {
  const { t } = useSite()
  return (
    <>
      {groups.length > 1 ? (
        <ul className="no-print mb-5 flex flex-wrap gap-x-5">
          {groups.map(({ region, name }) => (
            <li key={region}>
              <a href={`#region-${region}`} className="tap">
                {name || t('site.countries.elsewhere')}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      <Orders shown={shown} sort={sort} />
      <table className="scan stack counted mt-2">
        <caption className="sr-only">{t('site.countries.caption')}</caption>
        <Head shown={shown} sort={sort} />
        {groups.map(({ region, name, countries }) => (
          <tbody key={region}>
            {region === null ? null : (
              <tr className="region">
                <th id={`region-${region}`} colSpan={shown.length + 1} scope="rowgroup">
                  {name || t('site.countries.elsewhere')}
                </th>
              </tr>
            )}
            {countries.map((country) => (
              <Row key={country.code} country={country} shown={shown} />
            ))}
          </tbody>
        ))}
      </table>
    </>
  )
}
