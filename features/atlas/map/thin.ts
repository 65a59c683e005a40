import { tieEvidences, tieStates } from '../../partnerships/schema.ts'
import type { Thread } from './weave.ts'

/**
 * What a drawing leaves out so that its threads can be told apart: how many threads, the fewest ties that would
 * have kept each of them, and whether only the least known (state unknown, a third party's list) were left out.
 */
export type Thinned = { threads: number; least: number; onlyLeastKnown: boolean }

const unknown = tieStates.indexOf('unknown')
const thirdParty = tieEvidences.indexOf('thirdParty')
const isLeastKnown = ({ state, evidence }: Thread) => state === unknown && evidence === thirdParty

/**
 * The strongest threads that find room, and the fewest ties a thread left out would have needed. All of one strength
 * stay or go together, unless hardly any were left: then the room is filled with the first of the next strength.
 */
function strongest(threads: readonly Thread[], room: number): { kept: ReadonlySet<Thread>; least: number } {
  const sorted = threads.toSorted((a, b) => b.ties - a.ties)
  const least = (sorted[room]?.ties ?? 0) + 1
  const above = sorted.filter(({ ties }) => ties >= least)
  return { kept: new Set(above.length < room / 2 ? sorted.slice(0, room) : above), least }
}

/**
 * Keeps the strongest threads where there are too many; what is better known stays whatever its strength, as long as it
 * fills at most half of the drawing.
 */
export function thin(
  threads: readonly Thread[],
  most: number,
): { threads: readonly Thread[]; thinned: Thinned | null } {
  if (threads.length <= most) return { threads, thinned: null }
  const leastKnown = threads.filter(isLeastKnown)
  const better = threads.length - leastKnown.length
  const onlyLeastKnown = better <= most / 2
  const { kept, least } = onlyLeastKnown ? strongest(leastKnown, most - better) : strongest(threads, most)
  const drawn = threads.filter((thread) => kept.has(thread) || (onlyLeastKnown && !isLeastKnown(thread)))
  return { threads: drawn, thinned: { threads: threads.length - drawn.length, least, onlyLeastKnown } }
}
