import { fromGeojsonVt } from '@maplibre/vt-pbf'
import type { Ctx } from '../../platform/context.ts'
import { getDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { noProjectFilters } from '../projects/project-filters.ts'
import { listProjectDots } from '../projects/public-projects.server.ts'
import type { AtlasFilters } from './filters.ts'
import { heaviestTile, maxZoom, tileExtent } from './map/limits.ts'
import type { TileAddress } from './map/tile-grid.ts'
import { toMercator } from './map/z-order.ts'
import type { Versioned } from './tiles.server.ts'

// What lies a little beyond the edge is drawn over it.
const margin = 64

function requireTile({ zoom, x, y }: TileAddress): void {
  const side = 2 ** zoom
  const exists =
    [zoom, x, y].every(Number.isInteger) && zoom >= 0 && zoom <= maxZoom && x >= 0 && y >= 0 && x < side && y < side
  if (!exists) throw new AppError('not_found', 'tile_not_found', { zoom: maxZoom })
}

/**
 * The places of published projects on a tile, layer `projects`: a point for each, as near as was chosen, with the `id` and
 * `title` of its project, the `name` of the place, the `state` and the `precision`; null where there are none.
 */
export async function getProjectTile(
  ctx: Ctx,
  question: { version: number; filters: AtlasFilters },
  tile: TileAddress,
): Promise<Versioned<Uint8Array | null>> {
  requireTile(tile)
  const current = ctx.dataVersion ?? (await getDataVersion(ctx)).version
  if (current !== question.version) return { current }
  const { q, theme, country } = question.filters
  const dots = await listProjectDots(ctx, { filters: { ...noProjectFilters(), q, theme, country } })
  const scale = 2 ** tile.zoom
  const features = dots.flatMap(({ projectId, title, name, state, precision, lon, lat }) => {
    const [mx, my] = toMercator(lon, lat)
    const at = [Math.round((mx * scale - tile.x) * tileExtent), Math.round((my * scale - tile.y) * tileExtent)]
    if (at.some((one) => one < -margin || one > tileExtent + margin)) return []
    return [{ type: 1, tags: { id: projectId, title, name, state, precision }, geometry: [at] }]
  })
  if (features.length === 0) return { value: null }
  for (let most = features.length; ; most = Math.ceil(most / 2)) {
    const layers = { projects: { features: features.slice(0, most) } }
    const options = { version: 2, extent: tileExtent }
    const bytes = fromGeojsonVt(layers as unknown as Parameters<typeof fromGeojsonVt>[0], options)
    if (bytes.byteLength <= heaviestTile || most === 1) return { value: bytes }
  }
}
