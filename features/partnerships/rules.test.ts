import { describe, expect, it } from 'vitest'
import { type Statement, summariseTie } from './rules.ts'

const said = (facts: Partial<Statement>): Statement => {
  return {
    evidence: 'thirdParty',
    type: 'unknown',
    state: 'unknown',
    sinceYear: null,
    untilYear: null,
    attestedYear: null,
    ...facts,
  }
}

describe('the present state of a tie', () => {
  it.each([
    ['nobody says', [said({})], 'unknown', null],
    ['a page saw it alive: not known to be today', [said({ state: 'active', attestedYear: 2016 })], 'unknown', null],
    ['a page says suspended', [said({ state: 'suspended', attestedYear: 2020 })], 'suspended', 2020],
    ['a page says ended, and when', [said({ state: 'ended', untilYear: 1978, attestedYear: 2019 })], 'ended', 1978],
    [
      'a later page saw it alive again',
      [said({ state: 'suspended', attestedYear: 2012 }), said({ state: 'active', attestedYear: 2020 })],
      'unknown',
      null,
    ],
    [
      'an older page had seen it alive',
      [said({ state: 'ended', attestedYear: 2020 }), said({ state: 'active', attestedYear: 2012 })],
      'ended',
      2020,
    ],
    [
      'a party says it lives: what pages say no longer counts',
      [
        said({ state: 'active', evidence: 'oneParty', attestedYear: 2018 }),
        said({ state: 'ended', attestedYear: 2020 }),
      ],
      'active',
      null,
    ],
  ])('%s', (_, statements, state, stateSinceYear) => {
    expect(summariseTie(statements)).toMatchObject({ state, stateSinceYear })
  })
})

describe('what a tie is taken to be', () => {
  it('is as sure as its surest statement', () => {
    expect(summariseTie([said({}), said({ evidence: 'officialSource' }), said({})]).evidence).toBe('officialSource')
  })

  it('is of the type said most surely, one that says nothing left aside', () => {
    const statements = [
      said({ type: 'twinning' }),
      said({ type: 'unknown', evidence: 'bothParties' }),
      said({ type: 'decentralisedCooperation', evidence: 'officialSource' }),
    ]
    expect(summariseTie(statements).type).toBe('decentralisedCooperation')
    expect(summariseTie([said({})]).type).toBe('unknown')
  })

  it('begins with the earliest year said, and ends only when it has ended', () => {
    expect(summariseTie([said({ sinceYear: 1991 }), said({ sinceYear: 1987 })]).sinceYear).toBe(1987)
    expect(summariseTie([said({ untilYear: 2001 })]).untilYear).toBeNull()
    expect(summariseTie([said({ state: 'ended', untilYear: 2001 })]).untilYear).toBe(2001)
  })

  it('does not end before it begins, even when two sources disagree', () => {
    const statements = [said({ sinceYear: 2010 }), said({ state: 'ended', untilYear: 2001 })]
    expect(summariseTie(statements)).toMatchObject({ state: 'ended', sinceYear: 2010, untilYear: null })
  })
})

describe('an accepted correction', () => {
  const list = said({
    type: 'twinning',
    state: 'active',
    sinceYear: 1987,
    evidence: 'officialSource',
    attestedYear: 2019,
  })
  const decided = (facts: Partial<Statement>) => said({ attestedYear: 2026, decided: true, ...facts })

  it('goes before lists for the fact it speaks of, and leaves the others alone', () => {
    expect(summariseTie([list, decided({ sinceYear: 1991 })])).toMatchObject({ sinceYear: 1991, type: 'twinning' })
    expect(summariseTie([list, decided({ type: 'agreement' })])).toMatchObject({ sinceYear: 1987, type: 'agreement' })
    expect(summariseTie([list, decided({ state: 'active' })])).toMatchObject({ state: 'active', stateSinceYear: null })
    const ended = [list, said({ state: 'ended', untilYear: 2020 }), decided({ untilYear: 2012 })]
    expect(summariseTie(ended)).toMatchObject({ state: 'ended', untilYear: 2012 })
  })

  it('gives way to what a party says later', () => {
    const later = said({ sinceYear: 1990, evidence: 'oneParty', attestedYear: 2027 })
    expect(summariseTie([list, decided({ sinceYear: 1991 }), later]).sinceYear).toBe(1990)
  })
})

describe('acts of a party', () => {
  const confirmed = (state: 'active' | 'suspended', day: string) =>
    said({ evidence: 'oneParty', state, attestedYear: Number(day.slice(0, 4)), recordedAt: new Date(day) })
  const act = (state: 'active' | 'suspended' | 'ended', effective: number, day: string) =>
    said({ evidence: 'oneParty', state, attestedYear: effective, recordedAt: new Date(day), act: true })

  it.each([
    [
      'suspended after it was confirmed in the same year',
      [confirmed('active', '2026-01-10'), act('suspended', 2026, '2026-03-02')],
      'suspended',
      2026,
    ],
    [
      'suspended, then resumed in the same year',
      [act('suspended', 2026, '2026-03-02'), act('active', 2026, '2026-09-01')],
      'active',
      null,
    ],
    [
      'suspended, resumed, suspended again',
      [act('suspended', 2026, '2026-03-02'), act('active', 2026, '2026-05-01'), act('suspended', 2026, '2026-06-01')],
      'suspended',
      2026,
    ],
    [
      'told in the order they came, whatever order they are read in',
      [act('active', 2026, '2026-09-01'), act('suspended', 2026, '2026-03-02')],
      'active',
      null,
    ],
    [
      'suspended since last year, recorded after this year’s confirmation',
      [confirmed('active', '2026-01-10'), act('suspended', 2025, '2026-01-12')],
      'suspended',
      2025,
    ],
    [
      'confirmed alive by a party after its suspension',
      [act('suspended', 2026, '2026-03-02'), confirmed('active', '2026-11-02')],
      'active',
      null,
    ],
  ] as const)('%s', (_, statements, state, stateSinceYear) => {
    expect(summariseTie([...statements])).toMatchObject({ state, stateSinceYear })
  })

  it('come after a correction accepted earlier', () => {
    const decided = {
      ...said({ state: 'active', attestedYear: 2026, recordedAt: new Date('2026-02-01') }),
      decided: true,
    }
    expect(summariseTie([act('suspended', 2025, '2026-03-02'), decided]).state).toBe('suspended')
    expect(summariseTie([decided, act('ended', 2026, '2026-01-02')]).state).toBe('active')
  })
})
