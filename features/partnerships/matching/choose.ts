import type { NamePart } from './end-names.ts'

/** How far a match may lie from the point a list gives, in kilometres. */
export const distanceLimits = {
  french: 30,
  foreign: 50,
  similar: 25,
  unsaidArea: 60,
  county: 100,
  region: 300,
} as const

/** The least trigram similarity at which two names near each other may be one place. */
export const leastSimilarity = 0.5

/** Something an end may be: an authority of the register or a place of the gazetteer. */
export type Candidate = {
  id: string
  part: NamePart
  /** Lower is likelier: own tier before others, its own name before a former one. */
  rank: number
  /** Kilometres from the given point; null when the list gives none. */
  km: number | null
  lat: number | null
  lon: number | null
}

/** The choice among candidates. */
export type Choice =
  | { outcome: 'chosen'; candidate: Candidate }
  | { outcome: 'ambiguous'; candidates: Candidate[] }
  | { outcome: 'tooFar'; km: number }
  | { outcome: 'none' }

/** Great-circle distance in kilometres. */
export function distanceKm(aLat: number, aLon: number, bLat: number, bLon: number): number {
  const rad = Math.PI / 180
  const half = (x: number) => Math.sin((x * rad) / 2) ** 2
  return (
    12_742 * Math.asin(Math.sqrt(half(bLat - aLat) + Math.cos(aLat * rad) * Math.cos(bLat * rad) * half(bLon - aLon)))
  )
}

function isClearlyNearer(first: number, second: number): boolean {
  return second >= first + 3 && second >= first * 1.5
}

function chooseNearest(candidates: Candidate[], samePlaceKm: number): Choice {
  const sorted = candidates.toSorted((a, b) => (a.km ?? 0) - (b.km ?? 0) || a.rank - b.rank)
  const [first] = sorted
  if (!first) return { outcome: 'none' }
  const rivals = sorted.slice(1).filter((other) => {
    if (first.km !== null && other.km !== null && isClearlyNearer(first.km, other.km)) return false
    const apart = [first.lat, first.lon, other.lat, other.lon]
    const [aLat, aLon, bLat, bLon] = apart
    if (aLat == null || aLon == null || bLat == null || bLon == null) return true
    return distanceKm(aLat, aLon, bLat, bLon) > samePlaceKm
  })
  if (rivals.length === 0) return { outcome: 'chosen', candidate: first }
  const lowest = Math.min(first.rank, ...rivals.map((rival) => rival.rank))
  const likeliest = [first, ...rivals].filter((candidate) => candidate.rank === lowest)
  const [only] = likeliest
  if (only && likeliest.length === 1) return { outcome: 'chosen', candidate: only }
  return { outcome: 'ambiguous', candidates: likeliest }
}

/**
 * Chooses what an end is. Candidates beyond `limitKm` never count; the name itself goes before the larger place it lies in;
 * the nearest wins when clearly nearer, then the likeliest rank; places of one name within `samePlaceKm` are one place.
 */
export function chooseCandidate(candidates: readonly Candidate[], limitKm: number, samePlaceKm: number): Choice {
  if (candidates.length === 0) return { outcome: 'none' }
  const near = candidates.filter((candidate) => candidate.km === null || candidate.km <= limitKm)
  if (near.length === 0) return { outcome: 'tooFar', km: Math.min(...candidates.map((candidate) => candidate.km ?? 0)) }
  const own = near.filter((candidate) => candidate.part !== 'enclosing')
  return chooseNearest(own.length > 0 ? own : near, samePlaceKm)
}
