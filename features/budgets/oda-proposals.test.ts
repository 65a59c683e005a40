import { describe, expect, it } from 'vitest'
import { type OdaAround, proposalsOf } from './oda-proposals.ts'
import type { OdaLine } from './oda-rules.ts'

const nothing: OdaAround = {
  ...{ onePercent: null, actionType: null, counterpartKind: null, tieCountries: [], eligibleCountries: [] },
  ...{ projectSectors: [], projectMarkers: {}, lastYear: null },
}
const line = (facts: Partial<OdaLine> = {}): OdaLine => ({
  ...{ id: 'ligne', label: 'Ligne', valuation: 'money', country: null, group: null, groupYear: null, kind: null },
  ...{ channel: null, sector: null, markers: {}, paid: '1.00', executed: null, cofunded: null, staffCost: null },
  ...{ partners: '' },
  ...facts,
})
const proposed = (facts: Partial<OdaLine>, around: Partial<OdaAround>) =>
  proposalsOf(line(facts), { ...nothing, ...around }).map(({ attribute, value, source }) => [attribute, value, source])

describe('what is proposed', () => {
  it('is nothing where nothing is known, and nothing for what is not aid', () => {
    expect(proposed({}, {})).toEqual([])
    expect(proposed({ kind: 'none' }, { tieCountries: ['BF'], eligibleCountries: ['BF'] })).toEqual([])
  })

  it('comes from the tie: its country, and that it is co-operation', () => {
    expect(proposed({}, { tieCountries: ['BF'], eligibleCountries: ['BF'] })).toEqual([
      ['kind', 'cooperation', 'tie'],
      ['country', 'BF', 'tie'],
    ])
  })

  it('leaves the country to a person where the tie has several, and the kind where none is eligible', () => {
    const two = proposed({}, { tieCountries: ['BF', 'DE'], eligibleCountries: ['BF'] })
    expect(two).toEqual([['kind', 'cooperation', 'tie']])
    expect(proposed({}, { tieCountries: ['DE'], actionType: 'twinning' })).toEqual([])
  })

  it.each([
    ['the 1 %', { onePercent: 'water' }, 'onePercent'],
    ['global citizenship education', { actionType: 'globalCitizenshipEducation' }, 'awareness'],
    [
      'a gift to a French association for an eligible country',
      { counterpartKind: 'frenchActor', eligibleCountries: ['BF'] },
      'associations',
    ],
    ['a payment to an international organisation', { counterpartKind: 'multilateral' }, 'multilateral'],
  ] as const)('%s by its kind', (_, around, kind) => {
    expect(proposed({}, around)[0]?.slice(0, 2)).toEqual(['kind', kind])
  })

  it('comes from the project: its one sector, and only markers without an answer', () => {
    const around = { projectSectors: ['14030'], projectMarkers: { gender: 2, environment: 1 } }
    expect(proposed({ kind: 'cooperation', country: 'BF', channel: '12002', markers: { gender: 0 } }, around)).toEqual([
      ['sector', '14030', 'project'],
      ['markers', { environment: 1 }, 'project'],
    ])
    expect(
      proposed({ kind: 'cooperation', country: 'BF', channel: '12002' }, { projectSectors: ['14030', '11220'] }),
    ).toEqual([])
  })

  it('is what the same line was last year, before anything else', () => {
    const lastYear = {
      kind: 'associations',
      channel: '22000',
      sector: '11220',
      country: 'SN',
      markers: { gender: 1 },
    } as const
    expect(proposed({}, { lastYear, tieCountries: ['BF'], eligibleCountries: ['BF'], onePercent: 'water' })).toEqual([
      ['kind', 'associations', 'lastYear'],
      ['country', 'SN', 'lastYear'],
      ['channel', '22000', 'lastYear'],
      ['sector', '11220', 'lastYear'],
      ['markers', { gender: 1 }, 'lastYear'],
    ])
  })

  it('knows what is usual for staff', () => {
    expect(proposed({ valuation: 'staff' }, {})).toEqual([
      ['kind', 'runningCosts', 'staff'],
      ['channel', '11002', 'kind'],
      ['sector', '91010', 'kind'],
    ])
  })
})
