import { type AtlasFilters, formatFilters } from '../../../features/atlas/filters.ts'
import type { MapCountry } from '../../../features/atlas/map.server.ts'
import { tieEvidences, tieStates } from '../../../features/partnerships/schema.ts'
import { useLabels, useSite } from '../site.ts'

/** What the map shows, as a table: ties by country, by state and, apart from it, by evidence, each with the way to its list. */
export function CountryTable({ countries, filters }: { countries: readonly MapCountry[]; filters: AtlasFilters }) {
  const { t, number, pathTo } = useSite()
  const labels = useLabels()
  const blank = (value: number) => (value > 0 ? number(value) : '')
  return (
    <table className="scan stack counted map-countries">
      <caption className="sr-only">{t('map.table.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('map.table.country')}</th>
          <th scope="col" className="num">
            {t('map.table.ties')}
          </th>
          {tieStates.map((state) => (
            <th key={state} scope="col" className="num">
              {t(`map.table.${state}`)}
            </th>
          ))}
          {tieEvidences.map((evidence) => (
            <th key={evidence} scope="col" className="num">
              {t(`map.table.${evidence}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {countries.map(({ code, ties, byState, byEvidence }) => (
          <tr key={code}>
            <th scope="row">
              <a href={pathTo('country', { code })}>{labels.country(code)}</a>
            </th>
            <td className="num" data-label={t('map.table.ties')}>
              <a href={`${pathTo('ties')}?${formatFilters({ ...filters, country: [code] })}`} rel="nofollow">
                {number(ties)}
              </a>
            </td>
            {tieStates.map((state) => (
              <td key={state} className="num" data-label={t(`map.table.${state}`)}>
                {blank(byState[state])}
              </td>
            ))}
            {tieEvidences.map((evidence) => (
              <td key={evidence} className="num" data-label={t(`map.table.${evidence}`)}>
                {blank(byEvidence[evidence])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
