import { describe, expect, it } from 'vitest'
import { continues, editDistance, isLike } from './likeness.ts'

describe('a name that goes on', () => {
  it.each([
    ['isny', 'isny im allgau', true],
    ['oaxaca de juarez', 'oaxaca', true],
    ['stade', 'hansestadt stade', true],
    ['icheon', 'icheon si', true],
    ['schleswig', 'schleswig flensburg', false],
    ['epsom', 'epsom and ewell', false],
    ['bad homburg', 'homburg', false],
    ['a', 'a de b', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(continues(a, b)).toBe(expected)
    expect(continues(b, a)).toBe(expected)
  })
})

describe('a like name near the point given', () => {
  it.each([
    ['another spelling at the very point', 'baranovichi', 'baranavichy', 0.3, 0.6, true],
    ['the same letters apart', 'kan onji', 'kanonji', 0.45, 6.5, true],
    ['a suffix', 'guri si', 'guri', 0.6, 0.9, true],
    ['another number', 'praha 15', 'praha 17', 0.8, 0.1, false],
    ['another side of a town', 'sarajevo', 'istocno sarajevo', 0.55, 3.6, false],
    ['the old town inside the town', 'havana', 'old havana', 0.6, 3.4, false],
    ['the next village with the same second half', 'pove del grappa', 'pieve del grappa', 0.7, 5, false],
    ['a like name ten kilometres off', 'shinshimokawa', 'shimokawa', 0.55, 7.2, false],
    ['a short name two letters off', 'gharb', 'ghasri', 0.3, 1.7, false],
  ])('%s', (_, nameKey, endKey, similarity, km, expected) => {
    expect(isLike({ nameKey, endKey, similarity, km })).toBe(expected)
  })
})

it('counts the letters to change', () => {
  expect(editDistance('kitten', 'sitting')).toBe(3)
  expect(editDistance('', 'abc')).toBe(3)
  expect(editDistance('same', 'same')).toBe(0)
})
