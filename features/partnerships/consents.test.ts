import { describe, expect, it } from 'vitest'
import { judgeParts } from './consents.ts'

const parties = [
  { id: 'a', name: 'Châtellerault' },
  { id: 'b', name: 'Velbert' },
  { id: 'c', name: 'Kaya' },
]
const said = (answers: Record<string, 'yes' | 'no'>) =>
  Object.entries(answers).map(([organisationId, answer]) => ({ organisationId, answer, part: 'presentation' as const }))
const open = { discreet: false, example: false }

describe('a part of a tie', () => {
  it.each([
    ['public once each has said yes', open, { a: 'yes', b: 'yes', c: 'yes' }, { public: true }],
    ['kept back by one no', open, { a: 'yes', b: 'no', c: 'yes' }, { why: 'refused', by: ['Velbert'] }],
    ['kept back by an answer nobody gave', open, { a: 'yes', b: 'yes' }, { why: 'notAnswered', by: ['Kaya'] }],
    ['a no is told before silence', open, { a: 'no' }, { why: 'refused', by: ['Châtellerault'] }],
    ['discretion goes before all', { ...open, discreet: true }, { a: 'yes', b: 'yes', c: 'yes' }, { why: 'discreet' }],
    ['examples never leave', { ...open, example: true }, { a: 'yes', b: 'yes', c: 'yes' }, { why: 'example' }],
  ])('is %s', (_, tie, answers, expected) => {
    const [presentation] = judgeParts(tie, parties, said(answers as Record<string, 'yes' | 'no'>))
    expect(presentation).toMatchObject({ part: 'presentation', ...expected })
  })

  it('is judged apart from the others', () => {
    const states = judgeParts(open, parties, said({ a: 'yes', b: 'yes', c: 'yes' }))
    expect(states.filter((state) => state.public).map(({ part }) => part)).toEqual(['presentation'])
  })
})
