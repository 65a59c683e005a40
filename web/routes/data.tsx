import { budgetLicence } from '../../features/budgets/export.ts'
import { getPublicBudgetFacts } from '../../features/budgets/public-budgets.server.ts'
import { listEditions } from '../../features/freshness/editions.server.ts'
import { licenceName, toLicence } from '../../features/opendata/licences.ts'
import { listSources } from '../../features/opendata/names.server.ts'
import { listLicences } from '../../features/opendata/tie-rows.server.ts'
import { pageLoader, usePageData } from '../request.ts'
import { EditionTable } from '../ui/freshness/edition-table.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Rich } from '../ui/rich.tsx'
import { useInstance, useSite } from '../ui/site.ts'
import { Part, TextPage } from '../ui/text-page.tsx'

/** The licences and sources of everything that is public. */
export const loader = pageLoader(async ({ ctx }) => {
  const [licences, sources, editions, budgets] = await Promise.all([
    listLicences(ctx),
    listSources(ctx),
    listEditions(ctx),
    getPublicBudgetFacts(ctx),
  ])
  return { licences, sources, editions, budgets }
})

const sets = ['organisations', 'partnerships'] as const
const wholeSets = [...sets, 'projects'] as const
const formats = ['csv', 'xlsx', 'geojson'] as const
const formatNames = { csv: 'CSV', xlsx: 'XLSX', geojson: 'GeoJSON' }
const budgetFiles = [
  ['budgets', 'budgets'],
  ['budgetParts', 'budget-parts'],
] as const
const machines = [
  ['api', '/api/v1'],
  ['ogc', '/ogc'],
  ['catalogue', '/data/catalog.jsonld'],
  ['feed', '/data/feed.atom'],
] as const

function WholeFiles() {
  const { t, locale } = useSite()
  return (
    <table className="scan">
      <caption className="sr-only">{t('site.data.filesTitle')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('site.data.what')}</th>
          <th scope="col">{t('site.data.formats')}</th>
        </tr>
      </thead>
      <tbody>
        {wholeSets.map((set) => (
          <tr key={set}>
            <th scope="row">{t(`site.data.${set}`)}</th>
            <td>
              {formats.map((format) => (
                <a key={format} href={`/data/${set}.${format}?lang=${locale}`} className="tap me-4 whitespace-nowrap">
                  {formatNames[format]}
                </a>
              ))}
            </td>
          </tr>
        ))}
        {budgetFiles.map(([set, file]) => (
          <tr key={set}>
            <th scope="row">
              {t(`site.data.${set}`)}
              {set === 'budgets' ? <BudgetFacts /> : null}
            </th>
            <td>
              {formats.slice(0, 2).map((format) => (
                <a key={format} href={`/data/${file}.${format}?lang=${locale}`} className="tap me-4 whitespace-nowrap">
                  {formatNames[format]}
                </a>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

// Only what authorities switched on: how much that is, how old, and on what terms.
function BudgetFacts() {
  const { t, day } = useSite()
  const { years, authorities, firstYear, lastYear, changedAt } = usePageData<typeof loader>().budgets
  if (firstYear === null || lastYear === null || changedAt === null)
    return <span className="source block">{t('site.data.budgetNone')}</span>
  const period = firstYear === lastYear ? String(firstYear) : `${firstYear}–${lastYear}`
  const licence = licenceName(t, budgetLicence)
  return (
    <span className="source block">
      {t('site.data.budgetFacts', { years, authorities, period, day: day(changedAt), licence })}
    </span>
  )
}

function FilesByLicence() {
  const { licences } = usePageData<typeof loader>()
  const { t, number } = useSite()
  const cell = (set: (typeof sets)[number], slug: string, n: number, label: string) => (
    <td className="num" data-label={n > 0 ? label : undefined}>
      {n > 0 ? <a href={`/data/${set}-${slug}.csv`}>{`${number(n)} (CSV)`}</a> : null}
    </td>
  )
  return (
    <table className="scan stack">
      <caption className="sr-only">{t('site.data.byLicenceTitle')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('site.data.licence')}</th>
          <th scope="col" className="num">
            {t('site.data.organisationsCount')}
          </th>
          <th scope="col" className="num">
            {t('site.data.statementsCount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {licences.map(({ licence, organisations, statements }) => {
          const { slug, url } = toLicence(licence)
          return (
            <tr key={licence}>
              <th scope="row">{url ? <a href={url}>{licenceName(t, licence)}</a> : licenceName(t, licence)}</th>
              {cell('organisations', slug, organisations, t('site.data.organisationsCount'))}
              {cell('partnerships', slug, statements, t('site.data.statementsCount'))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Attributions() {
  const { sources } = usePageData<typeof loader>()
  const { t, day } = useSite()
  return (
    <ul className="threads">
      {sources.map((source) => (
        <li key={source.code} className="py-2.5">
          <b>{source.url ? <a href={source.url}>{source.name}</a> : source.name}</b>
          <span className="block">{source.attribution}</span>
          <span className="source block">
            {licenceName(t, source.licence)}
            {source.retrievedOn ? `, ${t('site.authority.readOn', { day: day(source.retrievedOn) })}` : null}
          </span>
        </li>
      ))}
      <li className="py-2.5">{t('site.data.basemap')}</li>
    </ul>
  )
}

/** Everything that can be downloaded, cut by licence, with the words each source asks for. */
export default function Data() {
  const { t, pathTo, day } = useSite()
  const instance = useInstance()
  const { editions } = usePageData<typeof loader>()
  return (
    <TextPage title={t('site.data.title')} lead={t('site.data.lead')}>
      <PageHead title={t('site.data.title')} description={t('site.data.description')} />
      <Part title={t('site.data.filesTitle')}>
        <WholeFiles />
        <p>
          <Rich text={t('site.data.filtered')} links={{ search: pathTo('search'), ties: pathTo('ties') }} />
        </p>
        {instance ? <p className="source">{t('site.data.version', { day: day(instance.dataChangedAt) })}</p> : null}
      </Part>
      <Part title={t('site.data.byLicenceTitle')}>
        <FilesByLicence />
      </Part>
      <Part id="editions" title={t('freshness.editions.title')}>
        <p>{t('freshness.editions.lead')}</p>
        <EditionTable editions={editions} />
      </Part>
      <Part title={t('site.data.machinesTitle')}>
        <ul>
          {machines.map(([name, address]) => (
            <li key={name}>
              <a href={address}>{t(`site.data.${name}`)}</a>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('site.data.sourcesTitle')}>
        <Attributions />
      </Part>
    </TextPage>
  )
}
