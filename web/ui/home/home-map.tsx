import type { WorldMap } from '../../../features/atlas/map.server.ts'
import type { Dot } from '../../../features/atlas/map-drawing.ts'
import { useDotTitle } from '../map/dot-title.ts'
import { type DotText, MapSvg } from '../map/map-svg.tsx'
import { useSite } from '../site.ts'

/** All ties with a French end on one map; the map page says how to read it and lets one choose. */
export function HomeMap({ map }: { map: Pick<WorldMap, 'drawing'> }) {
  const { t, pathTo } = useSite()
  const titleOf = useDotTitle()
  const dotText = (dot: Dot): DotText => {
    const title = titleOf(dot)
    if (dot.places === 1) return { title, href: pathTo('authority', { key: dot.key, name: dot.name }) }
    if (dot.country === 'FR') return { title, href: `${pathTo('map')}#france` }
    return { title, href: pathTo('country', { code: dot.country }) }
  }
  return (
    <figure className="mt-6">
      <MapSvg drawing={map.drawing} id="home-map" title={t('site.smallMap.world')} dotText={dotText} />
      <figcaption className="source mt-2">
        {t('site.home.mapWhat')}{' '}
        <a href={pathTo('map')} className="tap">
          {t('site.home.mapLink')}
        </a>
      </figcaption>
    </figure>
  )
}
