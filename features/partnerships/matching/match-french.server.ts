import type { Ctx } from '../../../platform/context.ts'
import type { Tier } from '../../organisations/schema.ts'
import {
  findCodedAuthorities,
  findRegisterCandidates,
  findSimilarAuthorities,
  type RegisterCandidate,
} from './candidates.server.ts'
import { chooseCandidate, distanceLimits } from './choose.ts'
import { describeEnd, type Found, isOpen, type PreparedEnds, type Reading, toFound } from './found.ts'
import { type PreparedEnd, toFailure } from './prepare-end.ts'

function reading(method: 'code' | 'name' | 'similar'): Reading<RegisterCandidate> {
  return { method, target: ({ id, key }) => ({ kind: 'authority', id, key }), label: ({ key }) => key }
}

function isGroup(tier: Tier | null): boolean {
  return tier === 'epci' || tier === 'ept'
}

// What a word of kind asks for; overseas, one authority may hold the powers of département and région.
function suits(candidate: RegisterCandidate, tier: Tier | null): boolean {
  if (tier === null) return true
  if (isGroup(tier)) return candidate.tier === 'epci' || candidate.tier === 'ept'
  if (tier === 'departement' || tier === 'region')
    return candidate.tier === tier || candidate.tier === 'overseasAuthority'
  return candidate.tier === tier
}

// Two authorities of French soil may have one centre: their distance from each other settles nothing.
const neverSamePlace = -1

// A code is never taken on its own word: one with a slip in it names another commune.
const leastLikeness = 0.35

type CodedCandidate = RegisterCandidate & { likeness: number }

function matchCoded(end: PreparedEnd, coded: readonly CodedCandidate[], named: readonly RegisterCandidate[]): Found {
  const detail = { ...describeEnd(end), code: end.given.code ?? '' }
  const [first] = coded
  const unknown = toFailure('unmatched', 'codeUnknown', detail)
  // A code out of use (a merged commune) leaves the name and the point to go by.
  if (!first) return end.given.lat === null ? unknown : matchNamed(end, named)
  if (first.likeness < leastLikeness) return toFailure('unmatched', 'codeOfAnother', { ...detail, key: first.key })
  const choice = chooseCandidate(coded, distanceLimits.french, neverSamePlace)
  return toFound(end, choice, coded, reading('code')) ?? unknown
}

function matchNamed(end: PreparedEnd, named: readonly RegisterCandidate[]): Found {
  const suited = named.filter((candidate) => suits(candidate, end.tier))
  const inPart = suited.filter((candidate) => end.frenchParts.includes(candidate.departement ?? ''))
  const candidates = inPart.length > 0 ? inPart : suited
  const choice = chooseCandidate(candidates, distanceLimits.french, neverSamePlace)
  return (
    toFound(end, choice, candidates, reading('name')) ?? toFailure('unmatched', 'noSuchAuthority', describeEnd(end))
  )
}

// A name that exists elsewhere must go on in the same words and be close by; one nobody bears may hold a slip.
const likeNameKm = { elsewhere: 5, nowhere: 10 } as const

function matchLike(end: PreparedEnd, near: readonly RegisterCandidate[], elsewhere: boolean): Found | null {
  const group = isGroup(end.tier)
  const candidates = near.filter((candidate) => {
    const inPart = end.frenchParts.length === 0 || end.frenchParts.includes(candidate.departement ?? '')
    if (!inPart) return false
    // "Région d'Audruicq" is how a community of communes may be called.
    if (end.tier !== null) return isGroup(candidate.tier as Tier) && (group || end.tier === 'region')
    return candidate.tier === 'commune' && (!elsewhere || candidate.rank === 0)
  })
  const limit = end.tier === null ? likeNameKm[elsewhere ? 'elsewhere' : 'nowhere'] : distanceLimits.similar
  return toFound(end, chooseCandidate(candidates, limit, neverSamePlace), candidates, reading('similar'))
}

/** Finds the authority of the register behind each French end: by code, by name and distance, then by a like name close by. */
export async function matchFrenchEnds(ctx: Ctx, ends: PreparedEnds): Promise<Map<number, Found>> {
  const named = Map.groupBy(await findRegisterCandidates(ctx), (row) => row.no)
  const coded = Map.groupBy(await findCodedAuthorities(ctx), (row) => row.no)
  const found = new Map<number, Found>()
  for (const [no, end] of ends) {
    if (!end.french) continue
    const bearers = named.get(no) ?? []
    found.set(no, end.codeKeys.length > 0 ? matchCoded(end, coded.get(no) ?? [], bearers) : matchNamed(end, bearers))
  }
  const lost = [...ends].filter(([no, end]) => end.codeKeys.length === 0 && found.get(no)?.outcome === 'unmatched')
  const near = Map.groupBy(
    await findSimilarAuthorities(
      ctx,
      lost.map(([no]) => no),
    ),
    (row) => row.no,
  )
  for (const [no, end] of lost) {
    const result = matchLike(end, near.get(no) ?? [], isOpen(found.get(no)))
    if (result?.outcome === 'matched') found.set(no, result)
  }
  return found
}
