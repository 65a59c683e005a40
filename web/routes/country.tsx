import { redirect } from 'react-router'
import { findCountry } from '../../features/atlas/countries.server.ts'
import { noFilters } from '../../features/atlas/filters.ts'
import { getCountryMap } from '../../features/atlas/map.server.ts'
import { listTies } from '../../features/atlas/ties.server.ts'
import { AppError } from '../../platform/errors.ts'
import { pathTo } from '../paths.ts'
import { pageLoader, usePageData } from '../request.ts'
import { shareImagePath } from '../share-image-path.ts'
import { Correct } from '../ui/correct.tsx'
import { CountryFacts } from '../ui/country/country-facts.tsx'
import { Crossing } from '../ui/country/crossing.tsx'
import { Downloads } from '../ui/list/downloads.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { useSite } from '../ui/site.ts'
import { SmallMap } from '../ui/small-map.tsx'
import { TieTable } from '../ui/tie-table.tsx'

const mostTies = 50

/** The country named by the address, its figures and its ties with French authorities. */
export const loader = pageLoader(async ({ ctx, url }, { code = '' }) => {
  const country = await findCountry(ctx, code)
  if (!country) throw new AppError('not_found', 'country_not_found', { code: code.slice(0, 60) })
  if (code !== country.code.toLowerCase()) throw redirect(pathTo('country', ctx.locale, country) + url.search, 308)
  const filters = { ...noFilters(), country: [country.code] }
  const [{ rows, total }, map] = await Promise.all([
    listTies(ctx, filters, { limit: mostTies, sort: 'since' }),
    getCountryMap(ctx, country.code),
  ])
  return { country, filters, rows, total, map }
})

/** The page of one country: with which French authorities, of what kind, in what state, how surely. */
export default function Country() {
  const { country, filters, rows, total, map } = usePageData<typeof loader>()
  const { t, pathTo: to, locale } = useSite()
  const { here, there } = country.authorities
  const title =
    country.code === 'FR'
      ? t('site.country.titleFrance', { name: country.name, here })
      : t('site.country.title', { name: country.name, here, there })
  return (
    <>
      <PageHead
        title={title}
        description={t('site.country.description', { name: country.name })}
        image={shareImagePath('country', locale, country.code.toLowerCase())}
      />
      <div className="page-top">
        <nav aria-label={t('site.authority.within')} className="source">
          <a href={to('countries')} className="tap">
            {t('site.country.all')}
          </a>
          {country.worldRegion ? <span> · {country.worldRegion.name}</span> : null}
        </nav>
        <h1>{title}</h1>
        {country.disputed.map((place) => (
          <p key={place.code} className="note measure mt-4">
            <b>{place.name}.</b> {place.note}
          </p>
        ))}
      </div>
      <div className="page-grid">
        <div className="page-main">
          {total > 0 ? <Crossing counts={country.counts} code={country.code} /> : <p>{t('site.country.none')}</p>}
          {rows.length > 0 ? (
            <section aria-labelledby="ties">
              <h2 id="ties">{t('site.country.ties')}</h2>
              <div className="mt-3">
                <TieTable rows={rows} caption={t('site.country.ties')} within={country.code} />
              </div>
              {total > rows.length ? (
                <a href={`${to('ties')}?country=${country.code.toLowerCase()}`} className="tap mt-3">
                  {t('site.country.allTies', { n: total })}
                </a>
              ) : null}
              <Downloads of="partnerships" filters={filters} />
            </section>
          ) : null}
        </div>
        <aside className="page-aside" aria-label={t('site.authority.facts')}>
          {map ? <SmallMap map={map} title={t('site.smallMap.country', { name: country.name })} /> : null}
          <CountryFacts country={country} />
        </aside>
      </div>
      <Correct record={null} />
    </>
  )
}
