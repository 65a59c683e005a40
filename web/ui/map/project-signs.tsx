import type { MapDrawing } from '../../../features/atlas/map-drawing.ts'
import { useSite } from '../site.ts'

/** The sign of a place of a project: a diamond where its point is exact, else a disc that names no point. */
export function ProjectSign({ x, y, r, exact }: { x: number; y: number; r: number; exact: boolean }) {
  if (!exact) return <circle className="map-project-area" cx={x} cy={y} r={r * 1.8} />
  return <path className="map-project" d={`M${x} ${y - r}l${r} ${r}l${-r} ${r}l${-r} ${-r}z`} />
}

/** How to read the signs of projects: those of a map, or both. */
export function ProjectSigns({ drawing }: { drawing?: MapDrawing }) {
  const { t } = useSite()
  const isDrawn = (exact: boolean) => !drawing || drawing.dots.some(({ vague }) => exact === !vague)
  return (
    <ul className="map-signs small" aria-label={t('map.live.signs')}>
      {[true, false].filter(isDrawn).map((exact) => (
        <li key={String(exact)} className="map-sign">
          <svg viewBox="0 0 24 20" className="map-project-sample" aria-hidden="true">
            <ProjectSign x={12} y={10} r={exact ? 7 : 5} exact={exact} />
          </svg>
          {t(exact ? 'map.live.exactSign' : 'map.live.areaSign')}
        </li>
      ))}
    </ul>
  )
}
