import { type AtlasFilters, isFiltered } from '../../../features/atlas/filters.ts'
import type { WorldMap } from '../../../features/atlas/map.server.ts'
import type { Dot, MapDrawing } from '../../../features/atlas/map-drawing.ts'
import { useLabels, useSite } from '../site.ts'
import { useDotTitle } from './dot-title.ts'
import { LeftOut, MapSvg } from './map-svg.tsx'
import { useTiesHref } from './ties-href.ts'

type CloserMapsProps = { map: WorldMap; filters: AtlasFilters; textOf: (dot: Dot) => { href: string; title: string } }

function France({ map, filters }: Omit<CloserMapsProps, 'textOf'>) {
  const { t, pathTo } = useSite()
  const labels = useLabels()
  const hrefOf = useTiesHref(filters)
  const titleOf = useDotTitle()
  const { mainland } = map.france
  const textOf = (dot: Dot) =>
    dot.departement
      ? { href: hrefOf('departement', dot.departement), title: titleOf(dot, labels.territory(dot.departement)) }
      : { href: pathTo('authority', { key: dot.key, name: dot.name }), title: titleOf(dot, dot.name) }
  return (
    <figure id="france">
      <figcaption className="source mb-2">
        {t('map.france.title')}. {t('map.france.more')}
      </figcaption>
      <MapSvg
        drawing={mainland}
        id="map-france"
        title={t('map.france.drawing', { n: mainland.dots.length })}
        dotText={textOf}
      />
    </figure>
  )
}

function Overseas({ map, filters }: Omit<CloserMapsProps, 'textOf'>) {
  const { t } = useSite()
  const hrefOf = useTiesHref(filters)
  const titleOf = useDotTitle()
  // Where the reader narrowed the view, a territory without a tie says nothing.
  const shown = map.france.overseas.filter(({ drawing }) => drawing.dots.length > 0 || !isFiltered(filters))
  return (
    <ul className="map-overseas mt-6" aria-label={t('map.france.overseas')}>
      {shown.map(({ code, filterBy, drawing }) => {
        const name = t(`map.france.territory.${code}`)
        const dot = drawing.dots[0]
        const href = hrefOf(filterBy.startsWith('r') ? 'region' : 'departement', filterBy)
        return (
          <li key={code}>
            <MapSvg
              drawing={drawing}
              id={`map-${code}`}
              title={name}
              dotText={(one) => ({ href, title: titleOf(one, name) })}
            />
            <p className="small mt-1">
              {name}
              <br />
              {dot ? (
                <a href={href} rel="nofollow">
                  {t('site.count.ties', { n: dot.ties })}
                </a>
              ) : (
                <span className="text-slate">{t('map.france.none')}</span>
              )}
            </p>
          </li>
        )
      })}
    </ul>
  )
}

function Europe({ drawing, textOf }: { drawing: MapDrawing; textOf: CloserMapsProps['textOf'] }) {
  const { t } = useSite()
  return (
    <figure>
      <figcaption className="source mb-2">
        {t('map.europe.title')}. {t('map.europe.scale')}
      </figcaption>
      <MapSvg
        drawing={drawing}
        id="map-europe"
        title={t('map.europe.drawing', { n: drawing.dots.length })}
        dotText={textOf}
      />
      <LeftOut drawing={drawing} />
    </figure>
  )
}

/** Where dots crowd on the world map: Europe by place, France by département, and France overseas. */
export function CloserMaps({ map, filters, textOf }: CloserMapsProps) {
  const { t } = useSite()
  return (
    <section aria-labelledby="closer" className="mt-12">
      <h2 id="closer">{t('map.closer')}</h2>
      <div className="map-closer mt-4">
        {map.europe ? <Europe drawing={map.europe} textOf={textOf} /> : null}
        <France map={map} filters={filters} />
      </div>
      <Overseas map={map} filters={filters} />
    </section>
  )
}
