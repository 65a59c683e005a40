import { describe, expect, it } from 'vitest'
import { type Candidate, chooseCandidate, distanceKm } from './choose.ts'

const at = (id: string, km: number | null, more: Partial<Candidate> = {}): Candidate => {
  return { id, part: 'own', rank: 0, km, lat: 45 + (km ?? 0) / 111, lon: 5, ...more }
}

const chosen = (candidates: Candidate[], limit = 30, apart = -1) => {
  const choice = chooseCandidate(candidates, limit, apart)
  if (choice.outcome === 'chosen') return choice.candidate.id
  return choice.outcome === 'ambiguous' ? choice.candidates.map((candidate) => candidate.id) : choice.outcome
}

describe('the choice among candidates', () => {
  it.each([
    ['nothing bears the name', [], 'none'],
    ['the only one, near', [at('a', 4)], 'a'],
    ['the only one, beyond the limit', [at('a', 31)], 'tooFar'],
    ['the nearest of two, clearly nearer', [at('a', 20), at('b', 2)], 'b'],
    ['two about as near', [at('a', 10), at('b', 11)], ['a', 'b']],
    ['its own name before a former one, about as near', [at('a', 2, { rank: 2 }), at('b', 3)], 'b'],
    ['a former name clearly nearer', [at('a', 1, { rank: 2 }), at('b', 15)], 'a'],
    ['no point: the only one', [at('a', null)], 'a'],
    ['no point: the likelier tier', [at('commune', null), at('departement', null, { rank: 1, lat: 48 })], 'commune'],
    ['no point: two alike', [at('a', null), at('b', null, { lat: 48 })], ['a', 'b']],
    [
      'the larger place only when the name itself is nowhere',
      [at('town', 1, { part: 'enclosing' }), at('part', 9)],
      'part',
    ],
    ['the larger place', [at('town', 1, { part: 'enclosing' })], 'town'],
  ])('%s', (_, candidates, expected) => {
    expect(chosen(candidates)).toEqual(expected)
  })

  it('takes entries of one name within a few kilometres for one place', () => {
    expect(chosen([at('town', 2), at('centre', 4)], 50, 8)).toBe('town')
    expect(chosen([at('north', 10), at('south', 10, { lat: 44.9 })], 50, 8)).toEqual(
      expect.arrayContaining(['north', 'south']),
    )
  })
})

it('measures great circles', () => {
  expect(distanceKm(48.8566, 2.3522, 45.5646, 5.9178)).toBeCloseTo(453, -1)
  expect(distanceKm(0, 179.9, 0, -179.9)).toBeCloseTo(22.2, 0)
})
