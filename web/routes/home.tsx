import { listCountries } from '../../features/atlas/countries.server.ts'
import { noFilters } from '../../features/atlas/filters.ts'
import { getWorldMap } from '../../features/atlas/map.server.ts'
import { getPanorama } from '../../features/atlas/panorama.server.ts'
import { getCoverage } from '../../features/freshness/coverage.server.ts'
import { noProjectFilters } from '../../features/projects/project-filters.ts'
import { countPublicProjects } from '../../features/projects/public-projects.server.ts'
import { pageLoader, usePageData } from '../request.ts'
import { shareImagePath } from '../share-image-path.ts'
import { Answers } from '../ui/home/answers.tsx'
import { HomeMap } from '../ui/home/home-map.tsx'
import { WaysIn } from '../ui/home/ways-in.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { SearchForm } from '../ui/search-form.tsx'
import { useInstance, useSite } from '../ui/site.ts'
import { TieTable } from '../ui/tie-table.tsx'

/** The figures of the whole atlas, and the countries it reaches. */
export const loader = pageLoader(async ({ ctx }) => {
  const [panorama, countries, map, coverage, projects] = await Promise.all([
    getPanorama(ctx),
    listCountries(ctx),
    getWorldMap(ctx, noFilters()),
    getCoverage(ctx),
    countPublicProjects(ctx, { filters: noProjectFilters() }),
  ])
  return {
    panorama,
    countries: countries.filter((country) => country.code !== 'FR'),
    map,
    freshness: coverage.ties,
    projects,
  }
})

/** The reader's town first, then what is known, what is new, and the ways in. */
export default function Home() {
  const { panorama, countries, map, freshness, projects } = usePageData<typeof loader>()
  const { t, locale, pathTo } = useSite()
  const welcome = useInstance()?.settings[locale === 'fr' ? 'welcomeFr' : 'welcomeEn']
  return (
    <>
      <PageHead
        title={`${t('site.name')} · ${t('site.home.head')}`}
        description={t('site.home.description')}
        image={shareImagePath('home', locale)}
      />
      <div className="hero">
        <h1>{t('site.home.title')}</h1>
        {welcome ? <p className="measure mt-4 whitespace-pre-line">{welcome}</p> : null}
        <p className="measure mt-4">{t('site.home.lead')}</p>
        <div className="mt-8">
          <SearchForm label={t('site.home.label')} />
        </div>
      </div>
      <section aria-labelledby="known" className="mt-16">
        <h2 id="known">{t('site.home.known')}</h2>
        <Answers panorama={panorama} countries={countries} freshness={freshness} projects={projects} />
      </section>
      <section aria-labelledby="news" className="mt-16">
        <h2 id="news">{t('site.home.news')}</h2>
        <div className="mt-4">
          <TieTable rows={panorama.newest} caption={t('site.home.news')} entered />
        </div>
        <p className="mt-3">
          <a href={pathTo('ties')} className="tap">
            {t('site.home.newsAll')}
          </a>
        </p>
      </section>
      {map.drawing.dots.length > 0 ? (
        <section aria-labelledby="map" className="mt-16">
          <h2 id="map">{t('site.home.map')}</h2>
          <HomeMap map={map} />
        </section>
      ) : null}
      <section aria-labelledby="ways" className="mt-16">
        <h2 id="ways">{t('site.home.ways')}</h2>
        <div className="mt-6">
          <WaysIn panorama={panorama} countries={countries} />
        </div>
      </section>
    </>
  )
}
