import { describe, expect, it } from 'vitest'
import { emptyFacts, readProjectFacts } from './project-input.ts'
import { findStateProblems, inCreditOrder, isNear, keepPoint, nextStates, readWord, sumMoney } from './rules.ts'
import { projectStates } from './schema.ts'

const change = { to: 'finished' as const, since: null, reason: '', learned: 'x', disturbed: 'y' }

describe('the states of a project', () => {
  it('leave no state without a way out', () => {
    for (const state of projectStates) expect(nextStates(state).length).toBeGreaterThan(0)
  })
  it('ask what was learned and what was disturbed when it finishes', () => {
    expect(findStateProblems('running', { ...change, learned: ' ', disturbed: '' }).map((one) => one.reason)).toEqual([
      'project_learned_missing',
      'project_disturbed_missing',
    ])
    expect(findStateProblems('running', change)).toEqual([])
  })
  it.each(['suspended', 'abandoned'] as const)('ask why it is %s', (to) => {
    expect(findStateProblems('running', { ...change, to })).toEqual([
      { field: 'reason', reason: 'project_reason_missing' },
    ])
    expect(findStateProblems('running', { ...change, to, reason: 'La route est coupée' })).toEqual([])
  })
  it('know which ways there are', () => {
    expect(findStateProblems('idea', change)).toEqual([{ field: 'to', reason: 'project_state_no_way' }])
  })
})

describe('a place', () => {
  const point = { lon: -2.421_612_3, lat: 13.582_345_6 }
  it('is kept as near as was chosen, and no nearer', () => {
    expect(keepPoint(point, 'exact')).toEqual({ lon: -2.42161, lat: 13.58235 })
    expect(keepPoint(point, 'locality')).toEqual({ lon: -2.42, lat: 13.58 })
    expect(keepPoint(point, 'authority')).toBeNull()
    expect(keepPoint(point, 'country')).toBeNull()
  })
})

describe('credit', () => {
  it('goes to who carried before who paid, whatever the order given', () => {
    const order = inCreditOrder([
      { role: 'funder' as const, creditOrder: 1 },
      { role: 'carrier' as const, creditOrder: 3 },
      { role: 'lead' as const, creditOrder: 2 },
    ])
    expect(order.map(({ role }) => role)).toEqual(['lead', 'carrier', 'funder'])
  })
})

describe('money', () => {
  it('is summed by nature and currency, planned apart from spent, to the cent', () => {
    const sums = sumMoney([
      { nature: 'money', currency: 'EUR', planned: '0.10', spent: null },
      { nature: 'money', currency: 'EUR', planned: '0.2', spent: '1' },
      { nature: 'money', currency: 'XOF', planned: '5000000', spent: null },
      { nature: 'inKind', currency: 'EUR', planned: '7', spent: null },
    ])
    expect(sums).toEqual([
      { nature: 'money', currency: 'EUR', planned: 30n, spent: 100n },
      { nature: 'money', currency: 'XOF', planned: 500_000_000n, spent: 0n },
      { nature: 'inKind', currency: 'EUR', planned: 700n, spent: 0n },
    ])
  })
})

describe('a word on publication', () => {
  const word = { isAuthority: true, isLead: false, consent: 'asked' as const, tieAnswer: null }
  it.each([
    ['an authority that was only asked', word, 'waits'],
    ['its own yes', { ...word, consent: 'yes' as const }, 'yes'],
    ['its yes for all projects of the tie', { ...word, tieAnswer: 'yes' as const }, 'yes'],
    ['its no beside that yes', { ...word, consent: 'no' as const, tieAnswer: 'yes' as const }, 'no'],
    ['its no for the tie beside a yes here', { ...word, consent: 'yes' as const, tieAnswer: 'no' as const }, 'no'],
    ['a party that does not take part', { ...word, consent: null }, 'waits'],
    ['the lead', { ...word, isLead: true }, 'yes'],
    ['an association', { ...word, isAuthority: false }, 'yes'],
  ])('%s', (_, given, answer) => expect(readWord(given)).toBe(answer))
})

describe('an election', () => {
  it('is near six months before and after, and not a day more', () => {
    expect(isNear('2026-09-01', '2027-03-01', 6)).toBe(true)
    expect(isNear('2026-08-31', '2027-03-01', 6)).toBe(false)
    expect(isNear('2027-09-01', '2027-03-01', 6)).toBe(true)
  })
})

describe('the sheet of a project', () => {
  const typed = { ...emptyFacts, title: 'L’eau à l’école' }
  const reasons = (facts: Record<string, unknown>) => {
    const read = readProjectFacts({ ...typed, ...facts })
    return 'problems' in read ? read.problems.map(({ reason }) => reason) : []
  }
  it('asks for weights that say it all', () => {
    expect(reasons({ frames: { solidarity: '60', mutualInterest: '30' } })).toEqual(['project_weights_not_whole'])
    expect(reasons({ frames: { solidarity: '60', mutualInterest: '40', influence: '' } })).toEqual([])
  })
  it('asks for a title, an order of days, markers from 0 to 2, codes of five digits', () => {
    expect(reasons({ title: ' ' })).toEqual(['project_title_missing'])
    expect(reasons({ startsOn: '2027-02-01', endsOn: '2027-01-01' })).toEqual(['project_ends_before'])
    expect(reasons({ markers: { gender: '3' } })).toEqual(['project_choice_unknown'])
    expect(reasons({ markers: { gender: '0' } })).toEqual([])
    expect(reasons({ dacSectors: ['140'] })).toEqual(['project_sector_wrong'])
  })
  it('takes a second language that is another one', () => {
    expect(reasons({ second: { locale: 'fr', title: 'X', summary: '' } })).toEqual(['project_language_same'])
    expect(reasons({ second: { locale: 'en', title: '', summary: '' } })).toEqual(['project_title_missing'])
  })
})
