import type { LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Colours } from './colours.ts'
import type { LiveMapConfig } from './config.ts'
import { projects, projectTiles } from './project-layers.ts'

// The same threads as on the drawn map: whole, dashed, cut, dotted; a cut one is dashed long and wide apart here.
const dashes: Record<string, number[] | null> = { active: null, suspended: [4, 2.5], ended: [9, 6], unknown: [1, 1.6] }

const font = ['Atkinson Hyperlegible Next', 'system-ui']

function ground(colours: Colours): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': colours.paper } },
    { id: 'land', type: 'fill', source: 'ground', 'source-layer': 'land', paint: { 'fill-color': colours.deep } },
    {
      id: 'coast',
      type: 'line',
      source: 'ground',
      'source-layer': 'land',
      paint: { 'line-color': colours.line, 'line-width': 0.75 },
    },
    { id: 'borders', type: 'line', source: 'ground', 'source-layer': 'borders', paint: { 'line-color': colours.line } },
    {
      id: 'disputed',
      type: 'line',
      source: 'ground',
      'source-layer': 'disputed',
      paint: { 'line-color': colours.edge, 'line-width': 1.25, 'line-dasharray': [2, 2] },
    },
  ]
}

function threads(colours: Colours): LayerSpecification[] {
  return Object.entries(dashes).map(([state, dash]) => ({
    id: `threads-${state}`,
    type: 'line',
    source: 'threads',
    filter: ['all', ['==', ['geometry-type'], 'LineString'], ['==', ['get', 'state'], state]],
    paint: { 'line-color': colours.woad, 'line-width': 2, ...(dash ? { 'line-dasharray': dash } : {}) },
  }))
}

function dots(colours: Colours): LayerSpecification[] {
  return [
    {
      id: 'places',
      type: 'circle',
      source: 'places',
      'source-layer': 'places',
      paint: {
        'circle-color': colours.madder,
        'circle-opacity': 0.78,
        'circle-stroke-color': colours.paper,
        'circle-stroke-width': 1,
        // Area follows the number of ends; from afar, where dots are many, all are smaller.
        'circle-radius': [
          'interpolate',
          ['linear'],
          ['zoom'],
          1,
          ['min', 14, ['max', 3, ['*', 0.5, ['sqrt', ['get', 'ends']]]]],
          6,
          ['min', 20, ['max', 5, ['*', 1.5, ['sqrt', ['get', 'ends']]]]],
        ],
      },
    },
    {
      id: 'ends',
      type: 'circle',
      source: 'threads',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-color': ['case', ['get', 'chosen'], colours.weld, colours.madder],
        'circle-stroke-color': colours.ink,
        'circle-stroke-width': 1.5,
        // Both ends of a tie have one size.
        'circle-radius': 6,
      },
    },
  ]
}

function names(colours: Colours): LayerSpecification[] {
  const paint = { 'text-color': colours.ink, 'text-halo-color': colours.paper, 'text-halo-width': 1.5 }
  const layout = {
    'text-font': font,
    'text-size': 13,
    'text-anchor': 'left' as const,
    'text-offset': [0.75, 0] as [number, number],
    'text-field': ['get', 'name'] as ['get', string],
  }
  return [
    {
      id: 'place-names',
      type: 'symbol',
      source: 'places',
      'source-layer': 'places',
      minzoom: 4,
      filter: ['==', ['get', 'places'], 1],
      layout: { ...layout, 'symbol-sort-key': ['-', 0, ['get', 'ends']] },
      paint,
    },
    { id: 'end-names', type: 'symbol', source: 'threads', filter: ['==', ['geometry-type'], 'Point'], layout, paint },
  ]
}

/** What of the map is shown. */
export type Shown = { ties: boolean; projects: boolean }

/** The layers of ties, which one may hide to see projects alone. */
export const tieLayers = [
  ...Object.keys(dashes).map((state) => `threads-${state}`),
  'places',
  'ends',
  'place-names',
  'end-names',
]

const hidden = (layers: LayerSpecification[]): LayerSpecification[] =>
  layers.map((layer) => ({ ...layer, layout: { ...layer.layout, visibility: 'none' } }) as LayerSpecification)

/** The whole map: our own tiles, our own colours, letters drawn by the reader's machine, no other server. */
export function liveStyle(config: LiveMapConfig, colours: Colours, shown: Shown): StyleSpecification {
  const { origin } = location
  const ties = [...threads(colours), ...dots(colours), ...names(colours)]
  const query = config.query ? `?${config.query}` : ''
  return {
    version: 8,
    sources: {
      ground: {
        type: 'vector',
        tiles: [`${origin}${config.ground}/{z}/{x}/{y}.mvt`],
        maxzoom: config.groundZoom,
        attribution: config.texts.ground,
      },
      places: {
        type: 'vector',
        tiles: [`${origin}/tiles/${config.version}/{z}/{x}/{y}.mvt${query}`],
        maxzoom: config.maxZoom,
      },
      projects: { type: 'vector', tiles: [projectTiles(config)], maxzoom: config.maxZoom },
      threads: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
    },
    layers: [...ground(colours), ...projects(colours, shown.projects), ...(shown.ties ? ties : hidden(ties))],
  }
}
