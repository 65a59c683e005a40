import type { Coverage } from '../../../features/freshness/coverage.server.ts'
import { Rich } from '../rich.tsx'
import { useSite } from '../site.ts'
import { Part } from '../text-page.tsx'
import { CoverageLine, CoverageTable } from './coverage-bar.tsx'

const knownFields = ['since', 'state', 'type', 'themes', 'dated'] as const

/** How complete and fresh the whole is: the rule, the figures, each territory. */
export function CoverageParts({ coverage }: { coverage: Coverage }) {
  const { t, pathTo } = useSite()
  const { ties, organisations, known, regions, countries } = coverage
  const percent = (n: number) => (ties.total === 0 ? 0 : Math.round((100 * n) / ties.total))
  return (
    <>
      <Part id="coverage" title={t('freshness.coverage.title')}>
        <p>
          <Rich text={t('freshness.coverage.lead')} />
        </p>
        <h3>{t('freshness.coverage.ofTies', { total: ties.total })}</h3>
        <CoverageLine count={ties.count} />
        <p className="source">{t('freshness.coverage.confirmed', { n: ties.confirmed })}</p>
        <h3>{t('freshness.coverage.ofOrganisations', { total: organisations.total })}</h3>
        <CoverageLine count={organisations.count} />
        <p className="source">
          {t('freshness.coverage.confirmedOrganisations', { n: organisations.confirmed, owned: organisations.owned })}
        </p>
        <h3>{t('freshness.coverage.known')}</h3>
        <p>{t('freshness.coverage.knownLead', { total: ties.total })}</p>
        <ul>
          {knownFields.map((field) => (
            <li key={field}>
              {t('freshness.coverage.knownLine', {
                field: t(`freshness.coverage.field.${field}`),
                n: known[field],
                share: percent(known[field]),
              })}
            </li>
          ))}
        </ul>
      </Part>
      {regions.length > 0 ? (
        <Part title={t('freshness.coverage.byRegion')}>
          <p>{t('freshness.coverage.how')}</p>
          <CoverageTable
            caption={t('freshness.coverage.byRegion')}
            rows={regions.map((region) => ({
              ...region,
              href: pathTo('authority', { key: region.code, name: region.name }),
            }))}
          />
        </Part>
      ) : null}
      {countries.length > 0 ? (
        <Part title={t('freshness.coverage.byCountry')}>
          <details>
            <summary className="tap">{t('freshness.coverage.byCountryOpen', { n: countries.length })}</summary>
            <CoverageTable
              caption={t('freshness.coverage.byCountry')}
              rows={countries.map((country) => ({ ...country, href: pathTo('country', country) }))}
            />
          </details>
        </Part>
      ) : null}
    </>
  )
}
