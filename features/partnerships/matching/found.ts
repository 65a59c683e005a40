import type { Tier } from '../../organisations/schema.ts'
import type { Area } from './areas.server.ts'
import type { Candidate, Choice } from './choose.ts'
import { type EndFailure, type PreparedEnd, toFailure } from './prepare-end.ts'

/** What an end was found to be. */
export type EndTarget =
  | { kind: 'authority'; id: string; key: string }
  | { kind: 'place'; placeId: number; tier: Tier }
  | { kind: 'area'; area: Area; tier: Tier; given: string }

/** An end that leads to exactly one authority, how it was found and how far from the given point. */
export type MatchedEnd = {
  outcome: 'matched'
  method: 'code' | 'name' | 'similar' | 'area'
  km: number | null
  target: EndTarget
}

/** A match, or why there is none; where several are possible, which. */
export type Found = MatchedEnd | (EndFailure & { targets?: readonly EndTarget[] })

// More than anybody would choose from.
const mostTargets = 12

/** The ends that are looked for, by number. */
export type PreparedEnds = ReadonlyMap<number, PreparedEnd>

/** What a list wrote of an end, for the report. */
export function describeEnd(end: PreparedEnd): Record<string, string | number> {
  return { name: end.given.name, country: end.given.country || '–' }
}

/** How a kind of candidate becomes a target, and how it is called where several are possible. */
export type Reading<C> = {
  method: MatchedEnd['method']
  target: (candidate: C) => EndTarget
  label: (candidate: C) => string
}

/** Turns a choice into a match or a failure; null where nothing was found at all. */
export function toFound<C extends Candidate>(
  end: PreparedEnd,
  choice: Choice,
  candidates: readonly C[],
  reading: Reading<C>,
): Found | null {
  const pick = (candidate: Candidate) => candidates.find((other) => other.id === candidate.id)
  if (choice.outcome === 'none') return null
  if (choice.outcome === 'tooFar') {
    return toFailure('unmatched', 'tooFar', { ...describeEnd(end), km: Math.round(choice.km) })
  }
  if (choice.outcome === 'ambiguous') {
    const possible = choice.candidates.map(pick).filter((candidate) => candidate !== undefined)
    const names = possible.map(reading.label)
    const detail = { ...describeEnd(end), count: names.length, candidates: names.slice(0, 6).join(', ') }
    return {
      ...toFailure('ambiguous', 'severalPlaces', detail),
      targets: possible.slice(0, mostTargets).map(reading.target),
    }
  }
  const chosen = pick(choice.candidate)
  return chosen ? { outcome: 'matched', method: reading.method, km: chosen.km, target: reading.target(chosen) } : null
}

/** A name that was looked for in vain, or found only too far away, may still be near under a like name. */
export function isOpen(found: Found | undefined): boolean {
  return found === undefined || (found.outcome === 'unmatched' && found.reason === 'tooFar')
}
