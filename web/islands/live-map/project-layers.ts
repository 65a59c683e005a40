import type { LayerSpecification, Map as MapLibre } from 'maplibre-gl'
import type { Colours } from './colours.ts'
import type { LiveMapConfig } from './config.ts'

/** The layers of projects, the widest first. */
export const projectLayers = ['project-areas', 'project-points'] as const

/** The name of the sign of a project; drawn when the map first asks for it. */
const sign = 'project'

// About how far a place may lie from the shown point: a locality within two kilometres, an authority within eight. Never
// smaller than a thumb can see, and soft at its edge: nobody reads a point where none was given.
const kilometre = 0.0065
const radiusAt = (zoom: number, kilometres: number) => Math.max(11, Math.min(90, kilometres * kilometre * 2 ** zoom))
const radius = (kilometres: number) => [4, 7, 8, 9, 10].flatMap((zoom) => [zoom, radiusAt(zoom, kilometres)])

/** Places of projects: a diamond where the point is exact, a soft disc without a middle where it is not. */
export function projects(colours: Colours, shown: boolean): LayerSpecification[] {
  const layout = { visibility: shown ? ('visible' as const) : ('none' as const) }
  const source = { source: 'projects', 'source-layer': 'projects' }
  const wide = radius(8)
  return [
    {
      id: 'project-areas',
      type: 'circle',
      ...source,
      layout,
      filter: ['!=', ['get', 'precision'], 'exact'],
      paint: {
        'circle-color': colours.woad,
        'circle-opacity': 0.38,
        'circle-blur': 0.55,
        'circle-radius': [
          'interpolate',
          ['linear'],
          ['zoom'],
          ...radius(2).map((value, i) =>
            i % 2 === 0 ? value : ['case', ['==', ['get', 'precision'], 'authority'], wide[i] ?? value, value],
          ),
        ] as unknown as number,
      },
    },
    {
      id: 'project-points',
      type: 'symbol',
      ...source,
      filter: ['==', ['get', 'precision'], 'exact'],
      layout: { ...layout, 'icon-image': sign, 'icon-allow-overlap': true },
    },
  ]
}

const side = 20

/** Draws the sign of an exact place when the map misses it: a diamond, in the colours of the page. */
export function drawSigns(map: MapLibre, coloursNow: () => Colours): void {
  map.on('styleimagemissing', ({ id }) => {
    if (id !== sign || map.hasImage(sign)) return
    const ratio = Math.ceil(devicePixelRatio)
    const canvas = document.createElement('canvas')
    canvas.width = side * ratio
    canvas.height = side * ratio
    const pen = canvas.getContext('2d')
    if (!pen) return
    const { woad, paper } = coloursNow()
    pen.scale(ratio, ratio)
    pen.beginPath()
    for (const [x, y] of [
      [10, 2],
      [18, 10],
      [10, 18],
      [2, 10],
    ] as const)
      pen.lineTo(x, y)
    pen.closePath()
    pen.fillStyle = woad
    pen.fill()
    pen.strokeStyle = paper
    pen.lineWidth = 2
    pen.stroke()
    map.addImage(sign, pen.getImageData(0, 0, canvas.width, canvas.height), { pixelRatio: ratio })
  })
}

/** A place of a project in view. */
export type SeenProject = { id: string; title: string; name: string; state: string; precision: string }

/** What a tile says of it. */
export const toSeenProject = (properties: Readonly<Record<string, unknown>>): SeenProject => {
  const said = (name: string) => String(properties[name] ?? '')
  return {
    id: said('id'),
    title: said('title'),
    name: said('name'),
    state: said('state'),
    precision: said('precision'),
  }
}

/** Where the tiles of projects lie. */
export const projectTiles = ({ version, query }: LiveMapConfig): string =>
  `${location.origin}/tiles/${version}/projects/{z}/{x}/{y}.mvt${query ? `?${query}` : ''}`
