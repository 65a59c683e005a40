import { compareExact, fromCents, percentOf, rateOf, toCents } from './exact.ts'
import type { OnePercentMechanism } from './schema.ts'

/** What a service may draw its 1 % from in a year, as its holder states it. */
export type Room = {
  id: string
  mechanism: OnePercentMechanism
  year: number
  /** A body of the register; null for a name. */
  holderId: string | null
  holderKey: string | null
  holderName: string
  /** Operating resources allocated to the service. */
  resources: string
  /** Given with others, through a fund or a syndicat. */
  pooled: string
  usedByHand: string | null
  source: string
  votedOn: string | null
}

/** What the lines of the budget say was spent under a mechanism in a year. */
export type OnePercentSpent = { mechanism: OnePercentMechanism; year: number; amount: string }

/** A room measured: how far up it goes, what was taken from it, and what is left. */
export type MeasuredRoom = Room & {
  rate: string
  /** The rate of the resources, with every digit it has. */
  ceiling: string
  /** Of the budget lines, where they are this holder's. */
  fromLines: string | null
  /** Lines and what was entered by hand. */
  used: string
  /** What is left under the ceiling, with every digit it has; null over it. */
  unused: string | null
  /** By how much used and pooled go over; null under the ceiling. */
  over: string | null
  /** Used and pooled, in percent of the ceiling. */
  taken: string | null
}

/** Measures a room: what was used and what was pooled together are held against rate × resources. */
export function measureRoom(room: Room, rate: string, fromLines: string | null): MeasuredRoom {
  const ceiling = rateOf(room.resources, rate)
  const used = fromCents(toCents(fromLines ?? '0.00') + toCents(room.usedByHand ?? '0.00'))
  const taken = fromCents(toCents(used) + toCents(room.pooled))
  const isOver = compareExact(taken, ceiling) > 0
  const apart = isOver ? minus(taken, ceiling) : minus(ceiling, taken)
  return {
    ...room,
    rate,
    ceiling,
    fromLines,
    used,
    unused: isOver ? null : apart,
    over: isOver ? apart : null,
    // In ten-thousandths of a cent on both sides, so that nothing is lost.
    taken: percentOf(toCents(taken) * 10_000n, toUnits(ceiling)),
  }
}

// Six digits after the point: as many as rate × resources can have.
function toUnits(amount: string): bigint {
  const [whole = '0', part = ''] = amount.split('.')
  return BigInt(whole + part.padEnd(6, '0'))
}

function minus(more: string, less: string): string {
  const digits = (toUnits(more) - toUnits(less)).toString().padStart(7, '0')
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`.replace(/(\.\d\d\d*?)0+$/, '$1')
}

/**
 * Whose spending the budget lines are: the organisation's own room of the mechanism and year; else the only room there is;
 * else nobody's, and they are told apart (`loose`).
 */
export function shareSpent(
  rooms: readonly Room[],
  spent: readonly OnePercentSpent[],
  organisationId: string,
): { byRoom: Map<string, string>; loose: OnePercentSpent[] } {
  const byRoom = new Map<string, string>()
  const loose: OnePercentSpent[] = []
  for (const one of spent) {
    const candidates = rooms.filter(({ mechanism, year }) => mechanism === one.mechanism && year === one.year)
    const own = candidates.find(({ holderId }) => holderId === organisationId)
    const room = own ?? (candidates.length === 1 ? candidates[0] : undefined)
    if (room) byRoom.set(room.id, one.amount)
    else loose.push(one)
  }
  return { byRoom, loose }
}
