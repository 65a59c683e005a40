import type { AtlasFilters } from '../../features/atlas/filters.ts'
import type { OrganisationRow } from '../../features/atlas/search.server.ts'
import { dayOf, judgeOrganisation } from '../../features/freshness/rules.ts'
import { FreshnessLevelWords } from './freshness/freshness-words.tsx'
import { SortHeader } from './list/sort-header.tsx'
import { useLabels, useSite } from './site.ts'

type OrganisationTableProps = { rows: readonly OrganisationRow[]; path: string; filters: AtlasFilters; sort: string }

/** What an authority is, in a few words: its tier, the territory it belongs to, how fresh what is said of it is. */
function Belonging({ row, today }: { row: OrganisationRow; today: string }) {
  const { t } = useSite()
  const labels = useLabels()
  const form = `atlas.legalForm.${row.legalForm}`
  const tier = row.legalForm && t.has(form) ? t(form) : t(`atlas.tier.${row.tier}`)
  const within = [row.departementKey, row.regionKey].find((key) => key && key !== row.key)
  return (
    <span className="source block first-letter:uppercase">
      {tier}
      {within ? `, ${labels.territory(within)}` : null}
      {row.departementCode && row.tier === 'commune' ? ` (${row.departementCode})` : null}
      {row.status === 'inForce' ? null : ` · ${t(`atlas.status.${row.status as 'toBeConfirmed'}`)}`}
      {' · '}
      <FreshnessLevelWords level={judgeOrganisation(row, today).level} />
    </span>
  )
}

function PartnerCountries({ codes }: { codes: string[] }) {
  const { t, list } = useSite()
  const labels = useLabels()
  if (codes.length === 0) return null
  const names = codes.map(labels.country)
  if (names.length <= 3) return <>{list(names)}</>
  return (
    <>
      {names.slice(0, 2).join(', ')} {t('site.results.andMore', { n: names.length - 2 })}
    </>
  )
}

/** Authorities one can scan: what each is, where, how many live there, how many ties are known and with whom. */
export function OrganisationTable({ rows, path, filters, sort }: OrganisationTableProps) {
  const { t, number, pathTo } = useSite()
  const labels = useLabels()
  const today = dayOf(new Date())
  const head = { path, filters, present: sort }
  return (
    <table className="scan stack">
      <caption className="sr-only">{t('site.results.caption')}</caption>
      <thead>
        <tr>
          <SortHeader {...head} by="name" direction="ascending" name={t('site.results.name')} />
          <th scope="col">{t('site.results.country')}</th>
          <SortHeader {...head} by="population" direction="descending" name={t('site.results.population')} numeric />
          <SortHeader {...head} by="ties" direction="descending" name={t('site.results.ties')} numeric />
          <th scope="col">{t('site.results.partners')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <a href={pathTo('authority', row)}>{row.name}</a>
              <Belonging row={row} today={today} />
            </th>
            <td>{labels.country(row.country)}</td>
            <td className="num" data-label={t('site.results.population')}>
              {row.population === null ? null : number(row.population)}
            </td>
            <td className="num" data-label={t('site.results.ties')}>
              {number(row.ties.all)}
            </td>
            <td data-label={row.partnerCountries.length > 0 ? t('site.results.partners') : undefined}>
              <PartnerCountries codes={row.partnerCountries} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
