import { type TieEvidence, type TieState, tieEvidences, tieStates } from '../../partnerships/schema.ts'
import { linesToPath, ringsToPath } from './svg-path.ts'
import type { Thinned } from './thin.ts'
import type { TieIndex } from './tie-index.ts'
import type { View } from './views.ts'
import type { Cluster, Thread, Weave } from './weave.ts'

/** One dot of a drawing: an end of ties, or several ends that stand close together. */
export type Dot = {
  x: number
  y: number
  r: number
  /** The name of its only place, or of the one with most ends. */
  name: string
  /** The key of that place. */
  key: string
  country: string
  departement: string | null
  region: string | null
  places: number
  ties: number
  byState: Record<TieState, number>
  /** Stands for somewhere around it, not for its point. */
  vague?: boolean
}

/** Threads of one state and one evidence; each strand is the path of all those of one thickness, from 1 (thin) to 4. */
export type ThreadGroup = {
  state: TieState
  evidence: TieEvidence
  strands: { weight: number; path: string }[]
  /** Middle of each thread, where its evidence is marked; a third party's list leaves no mark. */
  knots: [x: number, y: number][]
}

/** A map as values: paths, dots and threads in the units of its width and height. No colour, no sentence. */
export type MapDrawing = {
  width: number
  height: number
  land: string
  borders: string
  disputed: string
  threads: ThreadGroup[]
  /** What was left out of the threads, null when all of them are drawn. */
  thinned: Thinned | null
  dots: Dot[]
}

/** How dots grow: their area follows the number of ties, between the smallest and the largest radius. */
export type DotScale = { smallest: number; largest: number; perTie: number }

/** The radius of a dot of so many ties: the same for both ends of a tie. */
export function radiusOf(ties: number, { smallest, largest, perTie }: DotScale): number {
  return Math.round(10 * Math.min(largest, Math.max(smallest, perTie * Math.sqrt(ties)))) / 10
}

const tenth = (value: number) => Math.round(value * 10) / 10

// Above these counts a thread is drawn one step thicker.
const weightSteps = [1, 4, 19]
const weightOf = (ties: number) => 1 + weightSteps.filter((step) => ties > step).length

// A gentle bow to the north, as the shortest way on the globe mostly has it.
const bow = 0.16

type Bow = { path: string; middle: [x: number, y: number] }

const spaced = (value: number) => (value < 0 ? String(value) : ` ${value}`)

/**
 * A thread between two points. It has no direction: it starts at its western end, whichever party that is. A cut one
 * is open in the middle.
 */
export function bowBetween(a: { x: number; y: number }, b: { x: number; y: number }, cut = false): Bow {
  const [west, east] = a.x < b.x || (a.x === b.x && a.y <= b.y) ? [a, b] : [b, a]
  const [x, y] = [Math.round(west.x), Math.round(west.y)]
  const [dx, dy] = [Math.round(east.x) - x, Math.round(east.y) - y]
  const [cx, cy] = [Math.round(dx / 2 + dy * bow), Math.round(dy / 2 - dx * bow)]
  const at = (t: number): [number, number] => [2 * t * (1 - t) * cx + t * t * dx, 2 * t * (1 - t) * cy + t * t * dy]
  const quad = (...values: number[]) =>
    `q${values.map((value, i) => (i ? spaced : String)(Math.round(value))).join('')}`
  const [mx, my] = at(0.5)
  const middle: Bow['middle'] = [Math.round(x + mx), Math.round(y + my)]
  if (!cut) return { path: `M${x}${spaced(y)}${quad(cx, cy, dx, dy)}`, middle }
  const [[ax, ay], [bx, by]] = [at(0.42), at(0.58)]
  const first = `M${x}${spaced(y)}${quad(0.42 * cx, 0.42 * cy, ax, ay)}`
  const reach: [number, number] = [0.42 * cx + 0.58 * dx, 0.42 * cy + 0.58 * dy]
  const second = quad(reach[0] - bx, reach[1] - by, dx - bx, dy - by)
  return { path: `${first}M${Math.round(x + bx)}${spaced(Math.round(y + by))}${second}`, middle }
}

/** The shorter way between two points of a drawing: over its edge and in again at the other, where that is nearer. */
function waysBetween(view: View, a: Cluster, b: Cluster, cut: boolean): Bow {
  const [west, east] = a.x <= b.x ? [a, b] : [b, a]
  if (!view.whole || east.x - west.x <= view.width / 2) return bowBetween(west, east, cut)
  const leaving = bowBetween(east, { x: west.x + view.width, y: west.y }, cut)
  const entering = bowBetween({ x: east.x - view.width, y: east.y }, west, cut)
  const middle = leaving.middle[0] <= view.width ? leaving.middle : entering.middle
  return { path: leaving.path + entering.path, middle }
}

function toGroup(
  view: View,
  threads: readonly Thread[],
  clusters: readonly Cluster[],
  state: TieState,
  evidence: TieEvidence,
): ThreadGroup {
  const strands = new Map<number, string[]>()
  const knots: ThreadGroup['knots'] = []
  for (const { from, to, ties } of threads) {
    const [a, b] = [clusters[from], clusters[to]]
    if (!a || !b) continue
    const { path, middle } = waysBetween(view, a, b, state === 'ended')
    const weight = weightOf(ties)
    const strand = strands.get(weight) ?? []
    strand.push(path)
    strands.set(weight, strand)
    if (evidence !== 'thirdParty') knots.push(middle)
  }
  return {
    state,
    evidence,
    strands: [...strands].sort(([a], [b]) => a - b).map(([weight, paths]) => ({ weight, path: paths.sort().join('') })),
    knots,
  }
}

// What is known best is drawn last, on top.
const drawnOrder: TieState[] = ['unknown', 'ended', 'suspended', 'active']

function toGroups(view: View, { threads, clusters }: Weave): ThreadGroup[] {
  const groups: ThreadGroup[] = []
  for (const state of drawnOrder) {
    for (const evidence of tieEvidences.toReversed()) {
      const [s, e] = [tieStates.indexOf(state), tieEvidences.indexOf(evidence)]
      const found = threads.filter((thread) => thread.state === s && thread.evidence === e)
      if (found.length > 0) groups.push(toGroup(view, found, clusters, state, evidence))
    }
  }
  return groups
}

function toDot(index: TieIndex, cluster: Cluster, scale: DotScale): Dot {
  const { anchor, ties, places, byState } = cluster
  const at = (list: readonly string[], column: Uint16Array) => list[column[anchor] ?? 0] || null
  return {
    x: tenth(cluster.x),
    y: tenth(cluster.y),
    r: radiusOf(ties, scale),
    name: index.placeName[anchor] ?? '',
    key: index.placeKey[anchor] ?? '',
    country: at(index.countries, index.placeCountry) ?? '',
    departement: at(index.departements, index.placeDepartement),
    region: at(index.regions, index.placeRegion),
    places,
    ties,
    byState: Object.fromEntries(tieStates.map((state, i) => [state, byState[i] ?? 0])) as Dot['byState'],
  }
}

/** The ground of a map without anything on it. */
export function drawGround(view: View): Pick<MapDrawing, 'width' | 'height' | 'land' | 'borders' | 'disputed'> {
  return {
    width: view.width,
    height: view.height,
    land: ringsToPath(view.plane.land, view),
    borders: linesToPath(view.plane.borders, view),
    disputed: linesToPath(view.plane.disputed, view),
  }
}

/** A map of the ties woven into a view; large dots first, so that small ones stay visible and within reach. */
export function drawWeave(view: View, index: TieIndex, woven: Weave, scale: DotScale): MapDrawing {
  return {
    ...drawGround(view),
    threads: toGroups(view, woven),
    thinned: null,
    dots: woven.clusters
      .map((cluster) => toDot(index, cluster, scale))
      .sort((a, b) => b.ties - a.ties || (a.key < b.key ? -1 : 1)),
  }
}
