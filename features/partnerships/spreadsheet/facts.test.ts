import { describe, expect, it } from 'vitest'
import type { Statement } from '../rules.ts'
import { type Declared, declare, predict, settleEnd } from './facts.ts'
import { planTie } from './plan.ts'
import type { ReadRow, Told } from './read-row.ts'

const listed: Statement = {
  evidence: 'thirdParty',
  type: 'twinning',
  state: 'unknown',
  sinceYear: 1991,
  untilYear: null,
  attestedYear: 2010,
}
const own: Declared = {
  type: 'twinning',
  state: 'active',
  sinceYear: 1993,
  untilYear: null,
  attestedYear: 2024,
  themes: ['health'],
}

describe('what a party declares', () => {
  it('goes before what lists say, the earlier year of a list included', () => {
    const said = { own: null, others: [listed], othersThemes: ['culture' as const] }
    expect(predict(said, declare(null, { since: 1993, state: 'suspended', themes: ['health'] }, 2026))).toEqual({
      type: 'twinning',
      state: 'suspended',
      since: 1993,
      until: null,
      themes: ['health', 'culture'],
    })
  })

  it('stays where a line leaves a cell blank', () => {
    expect(declare(own, { since: 1992 }, 2026)).toEqual({ ...own, sinceYear: 1992, attestedYear: 2026 })
  })

  it('loses its year of end when the tie lives again', () => {
    expect(declare({ ...own, state: 'ended', untilYear: 2020 }, { state: 'active' }, 2026).untilYear).toBeNull()
  })
})

describe('a year of end', () => {
  it.each<[string, Told, 'unknown' | 'active', { told: Told; note?: string; rule?: string }]>([
    [
      'gone by ends a tie of which nothing else is known',
      { until: 2015 },
      'unknown',
      { told: { until: 2015, state: 'ended' } },
    ],
    ['against a known living tie is asked about', { until: 2015 }, 'active', { told: {}, rule: 'endNotSaid' }],
    [
      'against the state beside it is asked about',
      { until: 2015, state: 'active' },
      'unknown',
      { told: { state: 'active' }, rule: 'endedOrNot' },
    ],
    ['to come is the term of an agreement', { until: 2030 }, 'active', { told: {}, note: 'untilAhead' }],
  ])('%s', (_, told, present, expected) => {
    const settled = settleEnd(told, present, 2026)
    expect({ told: settled.told, note: settled.note?.rule, rule: settled.rule ?? undefined }).toEqual({
      note: undefined,
      rule: undefined,
      ...expected,
    })
  })
})

it('a line that another source holds against is left alone, and says so', () => {
  const row: ReadRow = {
    line: 2,
    id: null,
    ownName: '',
    partner: { name: 'Kayes', country: 'Mali', kind: '' },
    told: { themes: ['health'] },
    problems: [],
    notes: [],
  }
  const present = {
    type: 'twinning' as const,
    state: 'unknown' as const,
    since: 1991,
    until: null,
    themes: ['health' as const, 'culture' as const],
  }
  const tie = {
    id: 'x',
    names: ['Kayes'],
    country: 'ML',
    present,
    said: { own: null, others: [listed], othersThemes: ['health' as const, 'culture' as const] },
  }
  const planned = planTie(row, 'kayes', { tie, partner: null }, 2026)
  expect([planned.outcome, planned.plan.notes.map((note) => note.rule)]).toEqual(['left', ['othersHold']])
})
