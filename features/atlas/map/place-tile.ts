import { fromGeojsonVt } from '@maplibre/vt-pbf'
import { heaviestTile, maxZoom, tileExtent } from './limits.ts'
import type { TieIndex } from './tie-index.ts'
import { dotsOf, type TileAddress, type TileDot, type TileGrid } from './tile-grid.ts'

/**
 * How finely a tile is cut into cells: 32 by 32 while countries are small on it and where one cannot come closer, else
 * 16 by 16, so that dots keep apart.
 */
export function cellBitsAt(zoom: number): number {
  return zoom < 5 || zoom === maxZoom ? 5 : 4
}

function toFeature(index: TieIndex, { zoom, x, y }: TileAddress, dot: TileDot) {
  const scale = 2 ** zoom
  const place = dot.anchor
  const tags: Record<string, string | number> = {
    ends: dot.ends,
    places: dot.places,
    name: index.placeName[place] ?? '',
    country: index.countries[index.placeCountry[place] ?? 0] ?? '',
  }
  if (dot.places === 1) tags.key = index.placeKey[place] ?? ''
  return {
    id: dot.cell,
    type: 1,
    tags,
    geometry: [[Math.round((dot.x * scale - x) * tileExtent), Math.round((dot.y * scale - y) * tileExtent)]],
  }
}

/**
 * The places of one tile, layer `places`: a point per cell with its `ends` and `places`, the `name` and `country` of the
 * place with most ends, and its `key` where it stands alone; the id is the cell. Null where there are none.
 */
export function cutPlaceTile(index: TieIndex, grid: TileGrid, tile: TileAddress): Uint8Array | null {
  for (let bits = cellBitsAt(tile.zoom); ; bits--) {
    const dots = dotsOf(grid, tile, bits)
    if (dots.length === 0) return null
    const layers = { places: { features: dots.map((dot) => toFeature(index, tile, dot)) } }
    const bytes = fromGeojsonVt(layers as unknown as Parameters<typeof fromGeojsonVt>[0], {
      version: 2,
      extent: tileExtent,
    })
    if (bytes.byteLength <= heaviestTile || bits === 1) return bytes
  }
}
