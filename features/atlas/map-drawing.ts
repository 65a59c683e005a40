import { type DotScale, drawWeave, type MapDrawing, radiusOf } from './map/drawing.ts'
import type { Plane } from './map/plane.ts'
import { thin } from './map/thin.ts'
import type { TieMask } from './map/tie-filter.ts'
import { isLocated, partiesOf, type TieIndex, tiesOf } from './map/tie-index.ts'
import { closeView, type LonLat, pointIn, spreadOf, type View, worldMeridian, worldView } from './map/views.ts'
import { type Weave, weave } from './map/weave.ts'

export type { Dot, MapDrawing, ThreadGroup } from './map/drawing.ts'

/** Gives the world laid flat around a meridian. */
export type PlaneAt = (meridian: number) => Plane

/** Which ties are drawn, out of which. */
export type Selection = { index: TieIndex; mask: TieMask }

/** A map and how many of its ties could not be drawn from end to end: a party without a point, or outside the view. */
export type DrawnMap = { drawing: MapDrawing; partial: number; sizes: DotSize[] }

/** How large a dot of so many ties is on a drawing, for its legend. */
export type DotSize = { ties: number; r: number }

const worldDots: DotScale = { smallest: 1.9, largest: 12, perTie: 0.44 }
const europeDots: DotScale = { smallest: 2.6, largest: 15, perTie: 0.75 }
const smallDots: DotScale = { smallest: 4.5, largest: 10, perTie: 1.3 }
const worldWidth = 1000
// The finest grid that leaves no more dots than these; the coarsest where even that has more.
const worldGrid = { cells: [24, 34, 44], mostDots: 400 }
const smallCell = 15
// More threads than these are a tangle, and weigh more than a slow line carries.
const mostThreads = 1200

function placedIn(view: View, index: TieIndex) {
  return (place: number) => pointIn(view, index.placeLon[place] ?? 0, index.placeLat[place] ?? 0)
}

type GroupOf = (place: number, x: number, y: number) => number

function byCellAndCountry(index: TieIndex, cell: number): GroupOf {
  return (place, x, y) => (Math.floor(x / cell) * 1024 + Math.floor(y / cell)) * 1024 + (index.placeCountry[place] ?? 0)
}

type Grid = { cells: readonly number[]; mostDots: number }

/** The grouping by the finest cell of a grid that keeps the dots of a selection few enough. */
function fittingGroups(
  view: View,
  { index, mask }: Selection,
  { cells, mostDots }: Grid,
  groupedBy: (cell: number) => GroupOf,
): GroupOf {
  const points = placesOf({ index, mask }).flatMap((place) => {
    const point = placedIn(view, index)(place)
    return point ? [[place, point[0], point[1]] as const] : []
  })
  const fits = (cell: number) => new Set(points.map((point) => groupedBy(cell)(...point))).size <= mostDots
  return groupedBy(cells.find(fits) ?? cells.at(-1) ?? 1)
}

function finish(view: View, index: TieIndex, woven: Weave, dots: DotScale): DrawnMap {
  const { threads, thinned } = thin(woven.threads, mostThreads)
  const drawing = { ...drawWeave(view, index, { ...woven, threads }, dots), thinned }
  const most = drawing.dots[0]?.ties ?? 1
  // Numbers that look alike, at the smallest or the largest size, are one line of the legend.
  const sizes = [1, 10, 50, 100, 500]
    .filter((ties) => ties === 1 || ties <= most)
    .map((ties) => ({ ties, r: radiusOf(ties, dots) }))
    .filter(({ r }, i, all) => r !== all[i - 1]?.r)
  return { drawing, partial: woven.partial, sizes }
}

/** The whole world: ends gathered by cells of a grid and by country, threads summed by pair of dots. */
export function drawWorldMap(planeAt: PlaneAt, selection: Selection): DrawnMap {
  const { index, mask } = selection
  const view = worldView(planeAt(worldMeridian), worldWidth)
  const groupOf = fittingGroups(view, selection, worldGrid, (cell) => byCellAndCountry(index, cell))
  const woven = weave(index, mask, { pointOf: placedIn(view, index), groupOf })
  return finish(view, index, woven, worldDots)
}

const closeWorldDots: DotScale = { smallest: 3.2, largest: 18, perTie: 1.1 }
// A selection this narrow, in degrees of longitude, is worth coming closer to.
const narrowSpan = 100

/**
 * The same for ties that all lie in one part of the world: as large as the world map, but near; null when they are
 * spread too far for that.
 */
export function drawPartOfWorld(planeAt: PlaneAt, selection: Selection): DrawnMap | null {
  const ends = endsOf(selection)
  const { middle, span } = spreadOf(ends.map(([lon]) => lon))
  if (ends.length === 0 || span > narrowSpan) return null
  const { index, mask } = selection
  const size: [number, number] = [worldWidth, worldView(planeAt(worldMeridian), worldWidth).height]
  const view = closeView(planeAt(Math.round(middle / meridianStep) * meridianStep), ends, size, 24)
  const groupOf = fittingGroups(view, selection, worldGrid, (cell) => byCellAndCountry(index, cell))
  const woven = weave(index, mask, { pointOf: placedIn(view, index), groupOf })
  return finish(view, index, woven, closeWorldDots)
}

const europeSize: [number, number] = [640, 520]
const europeGrid = { cells: [44, 60, 80], mostDots: 200 }
const europeCorners: LonLat[] = [
  [-8, 33],
  [34, 33],
  [13, 61],
  [13, 31],
]

/** Europe and the Mediterranean, where dots crowd on the world map; ties that leave it are not drawn. */
export function drawEurope(planeAt: PlaneAt, selection: Selection): DrawnMap {
  const { index, mask } = selection
  const view = closeView(planeAt(0), europeCorners, europeSize, 1)
  // French ends by région: lists can be narrowed to it, and threads stay few enough to be told apart.
  const byRegionOrCell = (cell: number): GroupOf => {
    const byCell = byCellAndCountry(index, cell)
    return (place, x, y) => (index.placeRegion[place] ? -(index.placeRegion[place] ?? 0) : byCell(place, x, y))
  }
  const groupOf = fittingGroups(view, selection, europeGrid, byRegionOrCell)
  const woven = weave(index, mask, { pointOf: placedIn(view, index), groupOf })
  return finish(view, index, woven, europeDots)
}

/** Places with a point that have an end of a tie selected. */
function placesOf({ index, mask }: Selection): number[] {
  const seen = new Set<number>()
  for (let tie = 0; tie < mask.length; tie++) {
    if (mask[tie]) for (const place of partiesOf(index, tie)) if (isLocated(index, place)) seen.add(place)
  }
  return [...seen]
}

function endsOf(selection: Selection): LonLat[] {
  const { placeLon, placeLat } = selection.index
  return placesOf(selection).map((place) => [placeLon[place] ?? 0, placeLat[place] ?? 0])
}

// Turning the globe in steps keeps the planes few; nothing leans by more than half a step.
const meridianStep = 30

function viewAround(planeAt: PlaneAt, ends: readonly LonLat[], size: [number, number], leastDegrees: number): View {
  const { middle, span } = spreadOf(ends.map(([lon]) => lon))
  // Half the world or more: the usual world map is easier to recognise.
  if (ends.length === 0 || span > 170) return worldView(planeAt(worldMeridian), size[0])
  return closeView(planeAt(Math.round(middle / meridianStep) * meridianStep), ends, size, leastDegrees)
}

/** How large a close map is, how near it may come, and the place that keeps a dot of its own. */
export type CloseMapOptions = { size: [width: number, height: number]; leastDegrees: number; own?: number }

/** A map just large enough for the ties selected: of a country, a tie, or an authority and its partners. */
export function drawCloseMap(
  planeAt: PlaneAt,
  selection: Selection,
  { size, leastDegrees, own }: CloseMapOptions,
): DrawnMap {
  const { index, mask } = selection
  const view = viewAround(planeAt, endsOf(selection), size, leastDegrees)
  const byCell = byCellAndCountry(index, smallCell)
  const woven = weave(index, mask, {
    pointOf: placedIn(view, index),
    groupOf: (place, x, y) => (place === own ? -1 : byCell(place, x, y)),
  })
  return finish(view, index, woven, smallDots)
}

/** The ties of some places, and only those that are also in `within`. */
export function maskOfPlaces(index: TieIndex, places: readonly number[], within: TieMask | null = null): TieMask {
  const mask = new Uint8Array(index.tieId.length)
  for (const place of places) for (const tie of tiesOf(index, place)) mask[tie] = within ? (within[tie] ?? 0) : 1
  return mask
}

/** One tie alone. */
export function oneTie(index: TieIndex, tie: number): TieMask {
  const mask = new Uint8Array(index.tieId.length)
  mask[tie] = 1
  return mask
}
