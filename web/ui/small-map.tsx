import type { SmallMap as SmallMapData } from '../../features/atlas/map.server.ts'
import type { Dot } from '../../features/atlas/map-drawing.ts'
import { useDotTitle } from './map/dot-title.ts'
import { type DotText, MapSvg } from './map/map-svg.tsx'
import { useSite } from './site.ts'

type SmallMapProps = {
  map: SmallMapData
  title: string
  /** The authority of the page, whose dot is set off. */
  own?: string
  /** Writes names beside the dots, where there are few. */
  named?: boolean
}

/** A map beside facts: the same ties as the list of the page, drawn. */
export function SmallMap({ map, title, own, named }: SmallMapProps) {
  const { t, pathTo } = useSite()
  const titleOf = useDotTitle()
  const dotText = (dot: Dot): DotText => {
    const isOwn = dot.key === own
    const label = named && dot.places === 1 ? { label: dot.name } : {}
    const href = dot.places === 1 && !isOwn ? { href: pathTo('authority', { key: dot.key, name: dot.name }) } : {}
    return { title: titleOf(dot), own: isOwn, ...href, ...label }
  }
  return (
    <figure className="mb-8">
      <MapSvg drawing={map.drawing} id="small-map" title={title} dotText={dotText} />
      {map.partial > 0 ? (
        <figcaption className="source mt-1">{t('site.smallMap.partial', { n: map.partial })}</figcaption>
      ) : null}
    </figure>
  )
}
