import { describe, expect, it } from 'vitest'
import {
  averageParts,
  comparePeriods,
  formatLens,
  isSameScope,
  type LensCell,
  listFindings,
  readLens,
  splitYears,
  waterfallSteps,
} from './lens-rules.ts'

const cell = (value: string, year: number, expenditure: string, receipts = '0.00'): LensCell => ({
  ...{ value, year, expenditure, receipts },
  expenditureLines: expenditure === '0.00' ? 0 : 1,
  receiptLines: receipts === '0.00' ? 0 : 1,
})

// What the source of 2016 describes: from cooperation to attractiveness.
const cells = [
  cell('decentralisedCooperation', 2016, '300000.00', '50000.00'),
  cell('globalCitizenshipEducation', 2016, '40000.00'),
  cell('', 2016, '10000.86'),
  cell('decentralisedCooperation', 2022, '120000.00', '20000.00'),
  cell('economicPromotion', 2022, '90000.30'),
]
const years = { first: [2016], second: [2022] }

describe('two periods side by side', () => {
  it('tell what rose, what fell, what appeared and what disappeared; unclassified lines come last', () => {
    const { rows, total, basis } = comparePeriods(cells, years, 'expenditure')
    expect(
      rows.map(({ value, first, second, change, percent, kind }) => [value, first, second, change, percent, kind]),
    ).toEqual([
      ['decentralisedCooperation', '300000.00', '120000.00', '-180000.00', '-60.0', 'fell'],
      ['economicPromotion', null, '90000.30', '90000.30', null, 'appeared'],
      ['globalCitizenshipEducation', '40000.00', null, '-40000.00', '-100.0', 'disappeared'],
      ['', '10000.86', null, '-10000.86', '-100.0', 'disappeared'],
    ])
    expect(total).toMatchObject({ first: '350000.86', second: '210000.30', change: '-140000.56', percent: '-40.0' })
    expect(basis).toBe('sum')
  })

  it.each([
    ['receipts', '50000.00', '20000.00'],
    ['net', '300000.86', '190000.30'],
  ] as const)('compare %s alone', (flow, first, second) => {
    expect(comparePeriods(cells, years, flow).total).toMatchObject({ first, second })
  })

  it('leave out of receipts what has only expenditure', () => {
    expect(comparePeriods(cells, years, 'receipts').rows.map(({ value }) => value)).toEqual([
      'decentralisedCooperation',
    ])
  })

  it('are averages by year where they do not count as many years, and still add up to the cent', () => {
    const uneven = [
      cell('a', 2016, '100.00'),
      cell('b', 2016, '50.00'),
      cell('a', 2020, '0.01'),
      cell('b', 2021, '0.02'),
      cell('c', 2022, '100.00'),
    ]
    const { rows, total, basis } = comparePeriods(uneven, { first: [2016], second: [2020, 2021, 2022] }, 'expenditure')
    expect(basis).toBe('average')
    expect(total.second).toBe('33.34')
    const seconds = rows.map(({ second }) => Number((second ?? '0').replace('.', '')))
    expect(seconds.reduce((sum, one) => sum + one, 0)).toBe(3334)
  })

  it.each([
    [[100n, 100n, 100n], 3, [33n, 34n, 33n]],
    [[-100n, 50n], 3, [-34n, 17n]],
    [[], 2, []],
  ])('share the cents that rounding leaves: %s over %i years', (parts, count, averages) => {
    const found = averageParts(parts, count)
    expect(found.reduce((sum, one) => sum + one, 0n)).toBe(averages.reduce((sum, one) => sum + one, 0n))
    expect(found.length).toBe(averages.length)
  })

  it('name what rose and what fell most, never the unclassified', () => {
    const { rows } = comparePeriods(cells, years, 'expenditure')
    expect(listFindings(rows)).toMatchObject({
      rose: { value: 'economicPromotion' },
      fell: { value: 'decentralisedCooperation' },
    })
    expect(listFindings([])).toEqual({ rose: null, fell: null })
  })

  it('lead from one total to the other in few steps', () => {
    const { rows, total } = comparePeriods(cells, years, 'expenditure')
    const steps = waterfallSteps({ rows }, 3)
    expect(steps).toEqual([
      { value: 'decentralisedCooperation', change: '-180000.00' },
      { value: 'economicPromotion', change: '90000.30' },
      { value: null, change: '-50000.86' },
    ])
    const sum = steps.reduce((all, { change }) => all + BigInt(change.replace('.', '')), 0n)
    expect(sum).toBe(BigInt(total.change.replace('.', '')))
  })
})

describe('the address of the lens', () => {
  const known = { executed: [2016, 2018, 2020, 2022], voted: [2022] }
  const read = (query: string) => readLens(new URLSearchParams(query), known)

  it('compares the first and the last executed year unless it says otherwise', () => {
    expect(read('').reading).toEqual({
      ...{ measure: 'executed', flow: 'expenditure', dimension: 'type' },
      ...{ first: { from: 2016, to: 2016 }, second: { from: 2022, to: 2022 } },
    })
  })

  it('never falls back on another measure: too few years of the one asked for is no comparison', () => {
    expect(read('measure=voted')).toMatchObject({ reading: null, measure: 'voted', problem: null })
  })

  it.each([
    ['from=deux', 'lens_year_wrong'],
    ['from=1066&to=2022', 'lens_year_wrong'],
    ['from=2022&to=2016', 'lens_periods_order'],
    ['from=2016&fromEnd=2020&to=2018', 'lens_periods_order'],
    ['from=2020&fromEnd=2016&to=2022', 'lens_periods_order'],
    ['measure=dreamt', 'lens_choice_unknown'],
    ['by=religion', 'lens_choice_unknown'],
    ['flow=%00', 'lens_choice_unknown'],
  ])('answers %s with a sentence and the usual comparison', (query, problem) => {
    const found = read(query)
    expect(found.problem).toBe(problem)
    expect(found.reading).toMatchObject({ first: { from: 2016, to: 2016 }, second: { from: 2022, to: 2022 } })
  })

  it('is written as it is read', () => {
    const query = 'from=2016&fromEnd=2018&to=2020&toEnd=2022&measure=executed&flow=net&by=country'
    const { reading } = read(query)
    expect(reading && new URLSearchParams(formatLens(reading)).toString()).toBe(query)
    expect(reading && isSameScope(reading, { ...reading })).toBe(true)
    expect(reading && isSameScope(reading, { ...reading, first: { from: 2016, to: 2016 } })).toBe(false)
    expect(reading && isSameScope(reading, { ...reading, flow: 'receipts' })).toBe(false)
  })

  it('says which years of a period have no figures', () => {
    expect(splitYears({ from: 2016, to: 2020 }, known.executed)).toEqual({
      with: [2016, 2018, 2020],
      without: [2017, 2019],
    })
  })
})
