import { describe, expect, it } from 'vitest'
import { policyMarkers } from '../projects/schema.ts'
import { compareCountries, compareRows } from './oda-compare.ts'
import { amountOf, buildRows, issuesOf, type OdaLine, totalsOf } from './oda-rules.ts'
import { alertOf, windowState } from './oda-window.ts'

const zeros = Object.fromEntries(policyMarkers.map((marker) => [marker, 0]))

let made = 0
const line = (facts: Partial<OdaLine> = {}): OdaLine => ({
  ...{
    id: `ligne-${++made}`,
    label: 'Régie de l’eau',
    valuation: 'money',
    country: 'BF',
    group: 'ldc',
    groupYear: 2025,
  },
  ...{ kind: 'cooperation', channel: '12002', sector: '14030', markers: zeros, partners: 'Ouahigouya' },
  ...{ paid: '12000.00', executed: null, cofunded: null, staffCost: null },
  ...facts,
})
const codes = (facts: Partial<OdaLine>, year = 2025) => issuesOf(line(facts), year).map(({ code }) => code)

describe('own funds of a line', () => {
  it.each([
    ['what was paid, not what was executed', { paid: '900.10', executed: '1000.00' }, '900.10', 'paid'],
    ['what was executed, where nothing says what was paid', { paid: null, executed: '1000.00' }, '1000.00', 'executed'],
    ['less the money of others', { cofunded: '4500.55' }, '7499.45', 'paid'],
    ['a payment taken back lowers them', { paid: '-250.00' }, '-250.00', 'paid'],
    ['nothing, where others are said to have given more', { cofunded: '12000.01' }, '0.00', 'paid'],
    ['staff at the average of its grade', { valuation: 'staff', paid: null, staffCost: '8421.05' }, '8421.05', 'grade'],
  ] as const)('are %s', (_, facts, own, from) => {
    expect(amountOf(line(facts))).toMatchObject({ own, from })
  })

  it('are not known where neither is', () => {
    expect(amountOf(line({ paid: null }))).toBeNull()
    expect(amountOf(line({ paid: null, staffCost: '100.00' }))).toBeNull()
  })
})

describe('a country is eligible in the year of the payment', () => {
  it.each([
    ['a least developed country', 'ldc', 2025, 2025, []],
    ['São Tomé, which left the least developed for 2025, still', 'lmic', 2025, 2025, []],
    ['a country still on the list in 2024', 'umic', 2024, 2024, []],
    ['the same, off the list in 2025', 'notListed', 2025, 2025, ['countryNotEligible']],
    ['one never on it', 'notListed', 2026, 2025, ['countryNotEligible']],
    ['one without any group known', null, null, 2025, ['countryNotEligible']],
    ['one whose group is known for another year only: presumed, and said', 'lmic', 2026, 2027, ['countryPresumed']],
  ] as const)('%s', (_, group, groupYear, year, expected) => {
    expect(codes({ group, groupYear }, year)).toEqual(expected)
  })

  it('where the kind is declared country by country', () => {
    expect(codes({ country: null, group: null })).toEqual(['noCountry'])
    for (const kind of ['awareness', 'refugees', 'runningCosts'] as const)
      expect(codes({ kind, country: 'FR', group: null })).toEqual([])
  })
})

describe('what is missing or odd', () => {
  it.each([
    ['a line nobody classified', { kind: null }, ['noKind']],
    ['a line said not to be aid', { kind: 'none', sector: null, paid: null }, []],
    ['no amount', { paid: null }, ['noAmount']],
    ['executed for want of paid', { paid: null, executed: '10.00' }, ['executedUsed']],
    ['more co-funding than amount', { cofunded: '99999.00' }, ['cofundedAbove']],
    ['no channel, no sector', { channel: null, sector: null }, ['noChannel', 'noSector']],
    ['a marker without an answer', { markers: { gender: 2 } }, ['markersUnanswered']],
    ['staff without a value', { valuation: 'staff', kind: 'runningCosts', paid: null }, ['staffNotValued']],
    ['staff outside running costs', { valuation: 'staff' }, ['staffElsewhere']],
    ['a multilateral gift through a town', { kind: 'multilateral' }, ['channelOdd']],
    ['one through the United Nations', { kind: 'multilateral', channel: '41000' }, []],
  ] as const)('%s', (_, facts, expected) => {
    expect(codes(facts as Partial<OdaLine>)).toEqual(expected)
  })
})

describe('the rows', () => {
  it('gather what has the same country, channel, sector, kind and markers, and lead back to their lines', () => {
    const [one, other] = [line({ paid: '100.10' }), line({ paid: '200.25', cofunded: '50.05', label: 'Forage' })]
    const rows = buildRows([one, other], 2025)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ amount: '250.30', gross: '300.35', cofunded: '50.05', partners: ['Ouahigouya'] })
    expect(rows[0]?.lines).toEqual([
      { id: one.id, label: 'Régie de l’eau', amount: '100.10' },
      { id: other.id, label: 'Forage', amount: '150.20' },
    ])
  })

  it.each([
    ['country', { country: 'SN' }],
    ['channel', { channel: '23000' }],
    ['sector', { sector: '16061' }],
    ['kind', { kind: 'onePercent' }],
    ['marker', { markers: { ...zeros, gender: 1 } }],
  ] as const)('keep another %s apart', (_, facts) => {
    expect(buildRows([line(), line(facts)], 2025)).toHaveLength(2)
  })

  it('leave out what is not settled, and what is not aid', () => {
    const left = [line({ kind: null }), line({ kind: 'none' }), line({ group: 'notListed' }), line({ paid: null })]
    expect(buildRows(left, 2025)).toEqual([])
  })

  it('never add staff to money', () => {
    const staff = line({ valuation: 'staff', kind: 'runningCosts', paid: null, staffCost: '5000.00', channel: '11002' })
    const travel = line({ kind: 'runningCosts', paid: '300.00', channel: '11002' })
    const rows = buildRows([staff, travel], 2025)
    expect(rows.map(({ valuation, amount }) => [valuation, amount])).toEqual([
      ['money', '300.00'],
      ['staff', '5000.00'],
    ])
    expect(totalsOf(rows)).toEqual({
      kinds: [{ kind: 'runningCosts', amount: '300.00', rows: 1 }],
      money: '300.00',
      staff: '5000.00',
    })
  })
})

describe('two returns beside each other', () => {
  it('say what is new, gone, or of another amount', () => {
    const before = buildRows([line({ paid: '10.00' }), line({ country: 'SN', paid: '7.00' })], 2025)
    const now = buildRows([line({ paid: '12.00' }), line({ country: 'ML', paid: '1.00' })], 2025)
    const changes = compareRows(before, now).map((one) => [one.change, one.row.country, one.before, one.now])
    expect(changes.toSorted()).toEqual([
      ['amount', 'BF', '10.00', '12.00'],
      ['gone', 'SN', '7.00', null],
      ['new', 'ML', null, '1.00'],
    ])
    expect(compareRows(now, now)).toEqual([])
  })

  it('country by country', () => {
    const before = buildRows([line({ paid: '10.00' }), line({ paid: '5.00', sector: '16061' })], 2025)
    const now = buildRows([line({ country: 'SN', paid: '3.00' })], 2025)
    expect(compareCountries(before, now)).toEqual([
      { country: 'BF', before: '15.00', now: null },
      { country: 'SN', before: null, now: '3.00' },
    ])
  })
})

describe('the window of a campaign', () => {
  const window = { opensOn: '2027-04-15', closesOn: '2027-05-31' }
  it.each([
    ['2026-11-21', 'before', 145, null],
    ['2027-03-16', 'before', 30, 'opens'],
    ['2027-04-14', 'before', 1, 'opens'],
    ['2027-04-15', 'open', 46, 'closes'],
    ['2027-05-31', 'open', 0, 'closes'],
    ['2027-06-01', 'after', 1, 'late'],
    ['2027-08-29', 'after', 90, 'late'],
    ['2027-08-30', 'after', 91, null],
  ] as const)('on %s is %s (%i days); told: %s', (today, state, days, alert) => {
    expect(windowState(window, today)).toEqual({ state, days })
    expect(alertOf(window, today)?.alert ?? null).toBe(alert)
  })
})
