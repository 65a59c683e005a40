import { describe, expect, it } from 'vitest'
import { bandOf, greatest, netOf, ownAndOthers, rangeOf, ratiosOf } from './figure-rules.ts'
import { formatFigureView, linesBehind, readFigureView } from './figure-view.ts'

describe('the net', () => {
  it.each([
    ['541700.86', '70456.00', '471244.86'],
    ['387959.64', '2503.56', '385456.08'],
    ['492604.30', '390173.16', '102431.14'],
    ['285761.30', '49400.00', '236361.30'],
    ['100.00', '149.99', '-49.99'],
    ['100.00', null, '100.00'],
    [null, '5.00', '-5.00'],
    [null, null, null],
  ])('of %s and %s is %s', (expenditure, receipts, net) => {
    expect(netOf(expenditure, receipts)).toBe(net)
  })
})

describe('own funds and leverage', () => {
  it.each([
    // expenditure, receipts of others, beside → own, leverage
    ['100000.00', '25000.00', '0.00', '75000.00', '0.33'],
    ['100000.00', '50000.00', '150000.00', '50000.00', '4.00'],
    ['100000.00', '0.00', '0.00', '100000.00', '0.00'],
    // What others pay covers it all: nothing of its own to divide by.
    ['40000.00', '40000.00', '10000.00', '0.00', null],
    ['40000.00', '45000.00', '0.00', '-5000.00', null],
  ])('of %s with %s received and %s beside', (expenditure, receipts, beside, own, leverage) => {
    expect(ownAndOthers(expenditure, receipts, beside)).toMatchObject({ own, leverage, fromOthers: receipts, beside })
  })
})

describe('ratios', () => {
  it.each([
    [{ total: '250000000.00', population: 111_240 }, ['0.114', '0.095', '2.57', '2.12']],
    [{ total: null, population: 111_240 }, [null, null, '2.57', '2.12']],
    [{ total: '0.00', population: null }, [null, null, null, null]],
    [{ total: '285761.30', population: 0 }, ['100.000', '82.713', null, null]],
  ])('from %j', (basis, expected) => {
    const ratios = ratiosOf({ expenditure: '285761.30', receipts: '49400.00', ...basis })
    expect([ratios.shareGross, ratios.shareNet, ratios.perHeadGross, ratios.perHeadNet]).toEqual(expected)
  })
})

describe('the others one is compared with', () => {
  it.each([
    ['commune', 1_999, 0, 2_000],
    ['commune', 2_000, 2_000, 10_000],
    ['commune', 49_999, 10_000, 50_000],
    ['commune', 250_000, 100_000, null],
    ['epci', 49_999, 0, 50_000],
    ['epci', 60_000, 50_000, 200_000],
    ['departement', 500_000, 500_000, null],
    ['region', 5_000_000, 0, null],
  ])('a %s of %i inhabitants is among those from %i', (tier, population, from, below) => {
    expect(bandOf(tier, population)).toEqual({ from, below })
  })

  it.each([
    [[], null],
    [['1.00', '2.00', '3.00', '4.00'], null],
    [['5.00', '1.00', '2.00', '4.00', '3.00'], { count: 5, min: '1.00', median: '3.00', max: '5.00' }],
    [['6.00', '5.00', '1.00', '2.00', '4.00', '3.00'], { count: 6, min: '1.00', median: '3.50', max: '6.00' }],
  ])('%j gives %j', (amounts, range) => {
    expect(rangeOf(amounts)).toEqual(range)
  })
})

describe('the greatest parts', () => {
  it('stand in order, the rest in one; what is not above zero is left to the table', () => {
    const parts = ['5.00', '-1.00', '9.00', '1.00', '0.00', '2.00'].map((amount) => ({ name: amount, amount }))
    expect(greatest(parts, 3, 'autres')).toEqual([
      { name: '9.00', amount: '9.00' },
      { name: '5.00', amount: '5.00' },
      { name: 'autres', amount: '3.00' },
    ])
    expect(greatest(parts, 9, 'autres')).toHaveLength(4)
  })
})

describe('how the budget is looked at', () => {
  it('stays in the address', () => {
    const address = 'year=2022&measure=voted&by=country&type=twinning&with=c35238&with=c93048'
    expect(String(formatFigureView(readFigureView(new URLSearchParams(address))))).toBe(address)
  })

  it('passes over what it does not understand', () => {
    const view = readFigureView(new URLSearchParams("year=dix&measure=guessed&by=name&with=';drop"))
    expect(view).toEqual({ year: null, measure: null, by: 'department', filters: {}, with: [] })
  })

  it('leads to the lines behind a figure', () => {
    const view = readFigureView(new URLSearchParams('type=twinning'))
    expect(linesBehind(view, { year: 2022, direction: 'receipt', by: 'partnership', value: '' })).toEqual({
      year: '2022',
      valuation: 'money',
      direction: 'receipt',
      type: 'twinning',
      tie: 'none',
    })
    expect(linesBehind(view, { year: 2022, by: 'country', value: 'ML' })).toMatchObject({ country: 'ML' })
  })
})
