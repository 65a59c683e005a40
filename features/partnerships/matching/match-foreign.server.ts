import type { Ctx } from '../../../platform/context.ts'
import type { Tier } from '../../organisations/schema.ts'
import { type AreaCandidate, findAreaCandidates, isAreaTier } from './areas.server.ts'
import {
  findContinuedPlaces,
  findOutsideCountry,
  findPlaceCandidates,
  findSimilarPlaces,
  type LocatedEnd,
  type PlaceCandidate,
  type SimilarPlace,
} from './candidates.server.ts'
import { chooseCandidate, distanceLimits } from './choose.ts'
import { describeEnd, type Found, isOpen, type PreparedEnds, type Reading, toFound } from './found.ts'
import { continues, isLike } from './likeness.ts'
import { type PreparedEnd, toFailure } from './prepare-end.ts'

function tierOf(end: PreparedEnd): Tier {
  return end.tier ?? 'unknown'
}

function placeReading(end: PreparedEnd, method: 'name' | 'similar'): Reading<PlaceCandidate> {
  return {
    method,
    target: ({ placeId }) => ({ kind: 'place', placeId, tier: tierOf(end) }),
    label: ({ lat, lon }) => `${lat?.toFixed(3)} ${lon?.toFixed(3)}`,
  }
}

// Within this distance two entries of one name are one town and its parts; without a point, only far ones are told apart.
const samePlaceKm = { located: 8, unlocated: 30, similar: 3 } as const

async function matchPlaces(ctx: Ctx, ends: PreparedEnds): Promise<Map<number, Found>> {
  const named = Map.groupBy(await findPlaceCandidates(ctx), (row) => row.no)
  const found = new Map<number, Found>()
  for (const [no, end] of ends) {
    const candidates = named.get(no) ?? []
    const apart = samePlaceKm[end.given.lat === null ? 'unlocated' : 'located']
    const choice = chooseCandidate(candidates, distanceLimits.foreign, apart)
    const result = toFound(end, choice, candidates, placeReading(end, 'name'))
    if (result) found.set(no, result)
  }
  return found
}

function matchSimilar(end: PreparedEnd, near: readonly SimilarPlace[]): Found | null {
  // "Košice-Juh (Košice)" is not Košice.
  const inside = near.filter((place) => end.names.keys.get(place.nameKey) !== 'enclosing')
  const like = inside.filter(({ km, ...place }) =>
    km === null ? continues(place.nameKey, place.endKey) : isLike({ ...place, km }),
  )
  const [first] = like
  if (!first) return null
  const continued = like.filter((place) => continues(place.nameKey, place.endKey))
  const rivals = like.filter((place) => place.placeId !== first.placeId && place.similarity > first.similarity - 0.08)
  const candidates = continued.length > 0 ? continued : [first, ...rivals]
  return toFound(
    end,
    chooseCandidate(candidates, distanceLimits.similar, samePlaceKm.similar),
    candidates,
    placeReading(end, 'similar'),
  )
}

function isSaidArea(end: PreparedEnd): boolean {
  return end.tierInName || isAreaTier(end.tier)
}

// An area nobody called one counts only when it is no larger than a town's: a region may share its name with a town
// the gazetteer knows under another ("Lucerne").
const townSizePlaces = 40

// The likeliest level and name among the areas near enough; none of them when only far ones bear the name.
function likeliestAreas(end: PreparedEnd, named: readonly AreaCandidate[]): AreaCandidate[] {
  const fit = named.filter(({ km, isFirstLevel, area }) => {
    if (end.tier === null) return area.places <= townSizePlaces && (km === null || km <= distanceLimits.unsaidArea)
    return km === null || km <= (isFirstLevel ? distanceLimits.region : distanceLimits.county)
  })
  const rank = Math.min(...fit.map((candidate) => candidate.rank))
  return fit.filter((candidate) => candidate.rank === rank)
}

const areaReading = (end: PreparedEnd): Reading<AreaCandidate> => ({
  method: 'area',
  target: ({ area }) => ({ kind: 'area', area, tier: tierOf(end), given: end.given.name }),
  label: ({ area }) => area.code,
})

async function matchAreas(ctx: Ctx, ends: PreparedEnds): Promise<Map<number, Found>> {
  const wanted = [...ends].map(([no, end]) => ({ no, tier: tierOf(end), end }))
  const named = Map.groupBy(await findAreaCandidates(ctx, wanted), (row) => row.no)
  const found = new Map<number, Found>()
  for (const { no, end } of wanted) {
    const candidates = likeliestAreas(end, named.get(no) ?? [])
    const choice = chooseCandidate(candidates, distanceLimits.region, 5)
    const result = toFound(end, choice, candidates, areaReading(end))
    if (result) found.set(no, result)
  }
  return found
}

function located(ends: readonly (readonly [number, PreparedEnd])[]): LocatedEnd[] {
  return ends.flatMap(([no, { country, given }]) => {
    const { lat, lon } = given
    return lat === null || lon === null ? [] : [{ no, country, lat, lon }]
  })
}

function addAll(found: Map<number, Found>, more: Iterable<readonly [number, Found]>): void {
  for (const [no, result] of more) found.set(no, result)
}

/** Finds the place or area of the gazetteer behind each foreign end: by name and distance, by a like name, then among areas. */
export async function matchForeignEnds(ctx: Ctx, all: PreparedEnds): Promise<Map<number, Found>> {
  const ends = new Map([...all].filter(([, end]) => !end.french))
  const found = await matchPlaces(ctx, ends)
  const open = () => new Map([...ends].filter(([no]) => isOpen(found.get(no))))
  const towns = [...open()].filter(([, end]) => !isSaidArea(end))
  const unlocated = towns.filter(([, end]) => end.given.lat === null).map(([no]) => no)
  const near = Map.groupBy(
    [...(await findSimilarPlaces(ctx, located(towns))), ...(await findContinuedPlaces(ctx, unlocated))],
    (row) => row.no,
  )
  for (const [no, end] of towns) {
    const result = matchSimilar(end, near.get(no) ?? [])
    if (result) found.set(no, result)
  }
  // A town found too far away is not looked for among areas: that a region bears its name proves nothing.
  addAll(found, await matchAreas(ctx, new Map([...open()].filter(([no, end]) => isSaidArea(end) || !found.has(no)))))
  const lost = open()
  const outside = await findOutsideCountry(ctx, located([...lost]))
  for (const [no, end] of lost) {
    if (outside.has(no)) found.set(no, toFailure('invalid', 'pointOutsideCountry', describeEnd(end)))
    else if (!found.has(no))
      found.set(no, toFailure('unmatched', isSaidArea(end) ? 'noSuchArea' : 'noSuchPlace', describeEnd(end)))
  }
  return found
}
