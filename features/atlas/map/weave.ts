import type { TieMask } from './tie-filter.ts'
import { isLocated, partiesOf, type TieIndex } from './tie-index.ts'

/** Ends that stand close together, drawn as one dot. */
export type Cluster = {
  x: number
  y: number
  /** Ties with an end here, each counted once. */
  ties: number
  /** How many of them are in each state, in the order of `tieStates`. */
  byState: number[]
  /** Places with an end here. */
  places: number
  /** The place with most ends here: it lends its name. */
  anchor: number
}

/** Ties between two clusters that share state and evidence, drawn as one thread; positions in the list of clusters. */
export type Thread = { from: number; to: number; state: number; evidence: number; ties: number }

/** What is drawn of a set of ties, and how many ties have fewer than two ends on this drawing. */
export type Weave = { clusters: Cluster[]; threads: readonly Thread[]; partial: number }

type Grouping = {
  /** Where a place stands, null when it lies outside the drawing. */
  pointOf: (place: number) => readonly [x: number, y: number] | null
  /** Places of the same number belong together. */
  groupOf: (place: number, x: number, y: number) => number
}

type Gathering = Cluster & { sumX: number; sumY: number; weight: number; most: number }

const none = -1
const outside = -2

class Loom {
  readonly #index: TieIndex
  readonly #grouping: Grouping
  readonly #clusterOf: Int32Array
  readonly #x: Float64Array
  readonly #y: Float64Array
  readonly #ends: Uint32Array
  readonly #byGroup = new Map<number, number>()
  readonly clusters: Gathering[] = []
  readonly threads = new Map<number, number>()
  partial = 0

  constructor(index: TieIndex, grouping: Grouping) {
    this.#index = index
    this.#grouping = grouping
    const places = index.placeKey.length
    this.#clusterOf = new Int32Array(places).fill(none)
    this.#x = new Float64Array(places)
    this.#y = new Float64Array(places)
    this.#ends = new Uint32Array(places)
  }

  #find(place: number): number {
    const known = this.#clusterOf[place] ?? outside
    if (known !== none) return known
    const found = this.#open(place)
    this.#clusterOf[place] = found
    return found
  }

  #open(place: number): number {
    const point = isLocated(this.#index, place) ? this.#grouping.pointOf(place) : null
    if (!point) return outside
    this.#x[place] = point[0]
    this.#y[place] = point[1]
    const group = this.#grouping.groupOf(place, point[0], point[1])
    const known = this.#byGroup.get(group)
    if (known !== undefined) return known
    const empty = { x: 0, y: 0, ties: 0, byState: [0, 0, 0, 0], places: 0, anchor: place }
    const made = this.clusters.push({ ...empty, sumX: 0, sumY: 0, weight: 0, most: 0 }) - 1
    this.#byGroup.set(group, made)
    return made
  }

  #count(place: number, at: number, state: number, first: boolean): void {
    const cluster = this.clusters[at]
    if (!cluster) return
    this.#ends[place] = (this.#ends[place] ?? 0) + 1
    cluster.sumX += this.#x[place] ?? 0
    cluster.sumY += this.#y[place] ?? 0
    cluster.weight += 1
    if (!first) return
    cluster.ties += 1
    cluster.byState[state] = (cluster.byState[state] ?? 0) + 1
  }

  addTie(tie: number): void {
    const state = this.#index.tieState[tie] ?? 0
    const evidence = this.#index.tieEvidence[tie] ?? 0
    const ends: number[] = []
    for (const place of partiesOf(this.#index, tie)) {
      const at = this.#find(place)
      if (at === outside) continue
      this.#count(place, at, state, !ends.includes(at))
      ends.push(at)
    }
    if (ends.length < 2) this.partial += 1
    // Two parties make one thread; three or more a ring, so that none stands apart.
    const last = ends.length === 2 ? 1 : ends.length
    for (let i = 0; i < last; i++) this.#addThread(ends[i] ?? 0, ends[(i + 1) % ends.length] ?? 0, state, evidence)
  }

  /** The dots, each named after the place with most ends in it. */
  finish(): Cluster[] {
    for (let place = 0; place < this.#ends.length; place++) {
      const ends = this.#ends[place] ?? 0
      const cluster = ends > 0 ? this.clusters[this.#clusterOf[place] ?? outside] : undefined
      if (!cluster) continue
      cluster.places += 1
      if (ends > cluster.most) {
        cluster.most = ends
        cluster.anchor = place
      }
    }
    return this.clusters.map(({ sumX, sumY, weight, ties, byState, places, anchor }) => {
      return { x: sumX / weight, y: sumY / weight, ties, byState, places, anchor }
    })
  }

  #addThread(a: number, b: number, state: number, evidence: number): void {
    if (a === b) return
    const key = ((Math.min(a, b) * 2 ** 20 + Math.max(a, b)) * 4 + state) * 4 + evidence
    this.threads.set(key, (this.threads.get(key) ?? 0) + 1)
  }
}

function toThread(key: number, ties: number): Thread {
  const pair = Math.floor(key / 16)
  return {
    from: Math.floor(pair / 2 ** 20),
    to: pair % 2 ** 20,
    state: Math.floor(key / 4) % 4,
    evidence: key % 4,
    ties,
  }
}

/**
 * Sums ties into dots and threads. Both ends of a tie are counted alike, whichever country they lie in; state and
 * evidence are never summed together.
 */
export function weave(index: TieIndex, mask: TieMask, grouping: Grouping): Weave {
  const loom = new Loom(index, grouping)
  for (let tie = 0; tie < mask.length; tie++) if (mask[tie]) loom.addTie(tie)
  return {
    clusters: loom.finish(),
    threads: [...loom.threads].map(([key, ties]) => toThread(key, ties)),
    partial: loom.partial,
  }
}
