import { isFiltered, parseFilters } from '../../features/atlas/filters.ts'
import { getWorldMap, type WorldMap } from '../../features/atlas/map.server.ts'
import type { Dot } from '../../features/atlas/map-drawing.ts'
import { drawPoints } from '../../features/atlas/point-map.server.ts'
import { tileLimits } from '../../features/atlas/tiles.server.ts'
import { noProjectFilters } from '../../features/projects/project-filters.ts'
import { listProjectDots } from '../../features/projects/public-projects.server.ts'
import { findIsland } from '../island-files.ts'
import { listHref } from '../list-query.ts'
import { type Loaded, pageLoader, usePageData } from '../request.ts'
import { shareImagePath } from '../share-image-path.ts'
import { ActiveFilters } from '../ui/list/active-filters.tsx'
import { CloserMaps } from '../ui/map/closer-maps.tsx'
import { CountryTable } from '../ui/map/country-table.tsx'
import { useDotTitle } from '../ui/map/dot-title.ts'
import { FilterForm } from '../ui/map/filter-form.tsx'
import { Legend } from '../ui/map/legend.tsx'
import { LiveMap } from '../ui/map/live-map.tsx'
import { LeftOut, MapSvg } from '../ui/map/map-svg.tsx'
import { ProjectsOnMap } from '../ui/map/projects-on-map.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Rich } from '../ui/rich.tsx'
import { useSite } from '../ui/site.ts'

/** The ties the address asks for, drawn and counted. */
export const loader = pageLoader(async ({ ctx, url }) => {
  const { value: filters, issues } = parseFilters(url.searchParams)
  const map = await getWorldMap(ctx, filters)
  const projects = await listProjectDots(ctx, {
    filters: { ...noProjectFilters(), q: filters.q, theme: filters.theme, country: filters.country },
  })
  const dots = projects.map(({ projectId, title, name, precision, ...dot }) => ({
    ...dot,
    key: projectId,
    name: name || title,
    vague: precision !== 'exact',
  }))
  const { maxZoom, groundZoom, groundEdition } = tileLimits
  const tiles = { version: map.version, maxZoom, groundZoom, groundEdition }
  return {
    filters,
    issues,
    map,
    tiles,
    island: findIsland('map'),
    projects,
    projectMap: drawPoints(dots, { whole: true }),
  }
})

type Data = Loaded<typeof loader>

function useDotText(filters: Data['filters']): (dot: Dot) => { href: string; title: string } {
  const { pathTo } = useSite()
  const titleOf = useDotTitle()
  return (dot) => {
    const title = titleOf(dot)
    if (dot.places === 1) return { href: pathTo('authority', { key: dot.key, name: dot.name }), title }
    // The French ends stand for nearly every tie: the map of France tells them apart.
    if (dot.country === 'FR') return { href: '#france', title }
    return { href: listHref(pathTo('ties'), { filters: { ...filters, country: [dot.country] } }), title }
  }
}

function Lead({ map, filters }: { map: WorldMap; filters: Data['filters'] }) {
  const { t } = useSite()
  const { ties } = map.total
  const countries = map.countries.filter(({ code }) => filters.scope === 'all' || code !== 'FR').length
  return (
    <p className="measure mt-3">
      <Rich text={t(`map.lead.${filters.scope}`, { ties, countries })} />
    </p>
  )
}

/** The drawn map, how to read it, and the same in a table. */
export default function MapPage() {
  const { map, filters, issues, tiles, island, projects, projectMap } = usePageData<typeof loader>()
  const { t, locale, pathTo } = useSite()
  const textOf = useDotText(filters)
  const { dots } = map.drawing
  const filtered = isFiltered(filters) || filters.scope === 'all'
  return (
    <>
      <PageHead
        title={t(filtered ? 'map.titleFiltered' : 'map.title')}
        description={t('map.description')}
        image={shareImagePath('home', locale)}
        hidden={filtered}
      />
      <div className="list-top">
        <h1>{t(filtered ? 'map.titleFiltered' : 'map.title')}</h1>
        <Lead map={map} filters={filters} />
      </div>
      <ActiveFilters path={pathTo('map')} filters={filters} sort={null} issues={issues} />
      <FilterForm filters={filters} choices={map.choices} />
      {map.total.ties === 0 ? <p className="mt-4">{t('map.nothing')}</p> : null}
      <figure className="map-world mt-6">
        <MapSvg
          drawing={map.drawing}
          id="world"
          title={t('map.drawing.title')}
          description={t('map.drawing.description', { ties: map.total.ties - map.partial, dots: dots.length })}
          dotText={textOf}
        />
      </figure>
      {island ? <LiveMap island={island} tiles={tiles} filters={filters} countries={map.choices.country} /> : null}
      <LeftOut drawing={map.drawing} />
      {map.partial > 0 ? <p className="source mt-2">{t('map.partial', { n: map.partial })}</p> : null}
      <Legend filters={filters} choices={map.choices} sizes={map.sizes} />
      <p className="source measure mt-2">{t('map.how')}</p>
      <CloserMaps map={map} filters={filters} textOf={textOf} />
      <ProjectsOnMap dots={projects} drawing={projectMap} />
      <section aria-labelledby="countries" className="mt-16">
        <h2 id="countries">{t('map.table.title')}</h2>
        <p className="source measure mt-1">{t('map.table.note')}</p>
        <div className="mt-4">
          <CountryTable countries={map.countries} filters={filters} />
        </div>
      </section>
      <section aria-labelledby="disputed" className="mt-12">
        <h2 id="disputed">{t('map.disputed.title')}</h2>
        <p className="source measure mt-2">{t('map.disputed.text')}</p>
      </section>
    </>
  )
}
