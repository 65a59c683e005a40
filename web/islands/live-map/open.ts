import './live-map.css'
import {
  type GeoJSONSource,
  type LngLatBoundsLike,
  type MapGeoJSONFeature,
  Map as MapLibre,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { readColours } from './colours.ts'
import type { LiveMapConfig } from './config.ts'
import { LiveList, type Seen } from './list.ts'
import { drawSigns, projectLayers, toSeenProject } from './project-layers.ts'
import { liveStyle, type Shown, tieLayers } from './style.ts'
import { boundsOf, fetchMembers, fetchThreads, toFeatures } from './threads.ts'

const world: LngLatBoundsLike = [-125, -45, 150, 66]
const france: LngLatBoundsLike = [-5.2, 41.3, 9.6, 51.1]

function part(section: HTMLElement, name: string): HTMLElement {
  const found = section.querySelector<HTMLElement>(`[data-part="${name}"]`)
  if (!found) throw new Error(`no ${name} in the page`)
  return found
}

function makeMap(container: HTMLElement, config: LiveMapConfig): MapLibre {
  const map = new MapLibre({
    container,
    style: liveStyle(config, readColours(), { ties: true, projects: true }),
    bounds: config.query ? world : france,
    maxZoom: config.maxZoom + 0.99,
    maxPitch: 0,
    dragRotate: false,
    fadeDuration: 0,
    attributionControl: false,
    cooperativeGestures: matchMedia('(pointer: coarse)').matches,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  drawSigns(map, readColours)
  const canvas = map.getCanvas()
  canvas.setAttribute('aria-label', config.texts.label)
  return map
}

function toSeen({ properties, geometry }: MapGeoJSONFeature): Seen {
  const [lon = 0, lat = 0] = geometry.type === 'Point' ? geometry.coordinates : []
  const { key = null, name = '', country = '', places = 1, ends = 1 } = properties as Partial<Seen>
  return { key, name, country, places, ends, lon, lat }
}

// A place near the edge of a tile is drawn by both tiles.
function onePerPlace(features: readonly MapGeoJSONFeature[]) {
  const all = new Map(
    features.map(({ properties }) => [`${properties.id} ${properties.name}`, toSeenProject(properties)]),
  )
  return [...all.values()].sort((a, b) => a.title.localeCompare(b.title))
}

/** The interactive map and its list: whatever is chosen in one shows in the other. */
class LiveMap {
  readonly #config: LiveMapConfig
  readonly #map: MapLibre
  readonly #list: LiveList
  readonly shown: Shown = { ties: true, projects: true }

  constructor(config: LiveMapConfig, map: MapLibre, list: LiveList) {
    this.#config = config
    this.#map = map
    this.#list = list
  }

  #setThreads(data: GeoJSON.FeatureCollection): void {
    this.#map.getSource<GeoJSONSource>('threads')?.setData(data)
  }

  readonly clear = (): void => {
    this.#setThreads({ type: 'FeatureCollection', features: [] })
    this.#list.clear()
  }

  readonly choosePlace = async (key: string): Promise<void> => {
    const threads = await fetchThreads(this.#config, key)
    const features = toFeatures(threads)
    this.#setThreads(features)
    this.#list.showThreads(threads, this.clear)
    const bounds = boundsOf(features)
    if (bounds) this.#map.fitBounds(bounds, { padding: 48, maxZoom: Math.max(6, this.#map.getZoom()) })
  }

  /** Comes closer to a group; where that tells nothing apart any more, lists its places. */
  async chooseGroup(one: Pick<Seen, 'lon' | 'lat'>, cell: number | undefined): Promise<void> {
    const zoom = this.#map.getZoom()
    const { maxZoom } = this.#config
    if (zoom < maxZoom) {
      this.#map.easeTo({ center: [one.lon, one.lat], zoom: Math.min(maxZoom, zoom + 2) })
      return
    }
    if (cell === undefined) return
    const side = 2 ** maxZoom
    const x = Math.floor((one.lon / 360 + 0.5) * side)
    const sine = Math.sin((one.lat * Math.PI) / 180)
    const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side)
    const { places } = await fetchMembers(this.#config, `${maxZoom}/${x}/${y}`, cell)
    this.#list.showMembers(places, (key) => void this.choosePlace(key), this.clear)
  }

  choose(feature: MapGeoJSONFeature): void {
    const one = toSeen(feature)
    void (one.key ? this.choosePlace(one.key) : this.chooseGroup(one, Number(feature.id)))
  }

  /** Shows or hides ties or projects, on the map and in the list. */
  show(what: keyof Shown, shown: boolean): void {
    this.shown[what] = shown
    for (const layer of what === 'ties' ? tieLayers : projectLayers)
      this.#map.setLayoutProperty(layer, 'visibility', shown ? 'visible' : 'none')
    this.clear()
    this.list()
  }

  chooseProjects(features: readonly MapGeoJSONFeature[]): void {
    this.#list.showChosenProjects(onePerPlace(features), this.clear)
  }

  /** Brings the lists up to date with what is in view. */
  readonly list = (): void => {
    const inView = this.#map.queryRenderedFeatures({ layers: [...projectLayers] })
    this.#list.showProjects(this.shown.projects ? onePerPlace(inView) : null)
    const features = this.#map.queryRenderedFeatures({ layers: ['places'] })
    // A dot near the edge of a tile is drawn by both tiles.
    const byPlace = new Map(features.map((feature) => [`${feature.id} ${JSON.stringify(feature.geometry)}`, feature]))
    const found = [...byPlace.values()]
    const cells = new Map(found.map((feature) => [toSeen(feature), Number(feature.id)]))
    this.#list.showSeen([...cells.keys()], (one) => {
      void (one.key ? this.choosePlace(one.key) : this.chooseGroup(one, cells.get(one)))
    })
  }
}

function follow(map: MapLibre, live: LiveMap, section: HTMLElement, config: LiveMapConfig): void {
  map.on('idle', live.list)
  map.on('click', 'places', ({ features }) => {
    const [first] = features ?? []
    if (first) live.choose(first)
  })
  for (const layer of projectLayers)
    map.on('click', layer, ({ point, features }) => {
      // A place of ties lies above the projects around it: who points at it means it.
      if (map.queryRenderedFeatures(point, { layers: ['places'] }).length === 0) live.chooseProjects(features ?? [])
    })
  for (const layer of ['places', ...projectLayers]) {
    map.on('mouseenter', layer, () => map.getCanvas().classList.add('live-over'))
    map.on('mouseleave', layer, () => map.getCanvas().classList.remove('live-over'))
  }
  for (const box of section.querySelectorAll<HTMLInputElement>('[data-show]'))
    box.addEventListener('change', () => live.show(box.dataset.show as keyof Shown, box.checked))
  const limit = part(section, 'limit')
  map.on('zoomend', () => {
    limit.textContent = map.getZoom() >= config.maxZoom ? config.texts.limit : ''
  })
  const deeds: Record<string, () => void> = {
    in: () => map.zoomIn(),
    out: () => map.zoomOut(),
    world: () => map.fitBounds(world),
    france: () => map.fitBounds(france),
  }
  for (const button of section.querySelectorAll<HTMLButtonElement>('[data-deed]'))
    button.addEventListener('click', () => deeds[button.dataset.deed ?? '']?.())
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    map.setStyle(liveStyle(config, readColours(), live.shown))
    live.clear()
  })
}

/** Opens the interactive map in its section of the page; resolves once it is drawn, rejects when it cannot be. */
export async function openLiveMap(section: HTMLElement, config: LiveMapConfig): Promise<void> {
  setWorkerUrl(workerUrl)
  const frame = part(section, 'frame')
  frame.hidden = false
  try {
    const map = makeMap(part(section, 'map'), config)
    const live = new LiveMap(
      config,
      map,
      new LiveList(config, {
        seen: part(section, 'seen'),
        chosen: part(section, 'chosen'),
        projects: part(section, 'projects'),
      }),
    )
    await new Promise<void>((resolve, reject) => {
      map.once('load', () => resolve())
      map.once('error', ({ error }) => reject(error))
    })
    follow(map, live, section, config)
    live.list()
    map.getCanvas().focus({ preventScroll: true })
  } catch (error) {
    frame.hidden = true
    throw error
  }
}
