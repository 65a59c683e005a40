import { describe, expect, it } from 'vitest'
import {
  deltaOf,
  formatWhatIf,
  judgeCofunding,
  judgePromise,
  partOf,
  readWhatIf,
  totalsAfter,
} from './what-if-rules.ts'

const read = (query: string) => readWhatIf(new URLSearchParams(query))

describe('the question in the address', () => {
  it('keeps itself', () => {
    const query = 'type=twinning&country=BF&measure=voted&sense=raise&unit=amount&value=25000.50'
    const { reading } = read(query)
    expect(reading && new URLSearchParams(formatWhatIf(reading)).toString()).toBe(query)
  })

  it('asks nothing without a value', () => {
    expect(read('type=twinning')).toEqual({ reading: null, problem: null })
  })

  it.each([
    ['10', '10.00'],
    ['12,5 %', '12.50'],
    ['25 000', null],
  ])('reads %s', (value, decimal) => {
    const { reading, problem } = read(`value=${encodeURIComponent(value)}`)
    if (decimal) expect(reading?.value).toBe(decimal)
    else expect(problem?.reason).toBe('what_if_percent_wrong')
  })

  it.each([
    ['value=beaucoup', 'what_if_value_wrong', 'value'],
    ['value=0', 'what_if_value_wrong', 'value'],
    ['value=-5', 'what_if_value_wrong', 'value'],
    ['value=101', 'what_if_percent_wrong', 'value'],
    ['value=10001&sense=raise', 'what_if_percent_wrong', 'value'],
    ['value=10&sense=burn', 'lens_choice_unknown', 'sense'],
  ])('answers %s with a sentence', (query, reason, field) => {
    expect(read(query)).toEqual({ reading: null, problem: { reason, field } })
  })
})

describe('a cut or a raise', () => {
  it.each([
    ['cut', 'percent', '10.00', '285761.30', -2_857_613n, false],
    ['cut', 'percent', '100.00', '285761.30', -28_576_130n, false],
    ['cut', 'amount', '300000.00', '285761.30', -28_576_130n, true],
    ['raise', 'amount', '300000.00', '285761.30', 30_000_000n, false],
    ['raise', 'percent', '0.01', '1.00', 0n, false],
  ] as const)('%s %s %s of %s', (sense, unit, value, selected, delta, capped) => {
    expect(deltaOf({ sense, unit, value }, selected)).toEqual({ delta, capped })
  })

  const base = {
    selected: '100000.00',
    expenditure: '285761.30',
    receipts: '49400.00',
    wholeExpenditure: '300000000.00',
    population: 111_240,
  }

  it('gives totals, shares and euros per inhabitant, gross and net', () => {
    expect(totalsAfter(base, -5_000_000n)).toEqual({
      selected: '50000.00',
      expenditure: '235761.30',
      receipts: '49400.00',
      net: '186361.30',
      shareGross: '0.079',
      shareNet: '0.062',
      perInhabitantGross: '2.12',
      perInhabitantNet: '1.68',
    })
  })

  it('says nothing of what is missing, and never divides by zero', () => {
    expect(totalsAfter({ ...base, wholeExpenditure: null, population: null }, 0n)).toMatchObject({
      ...{ shareGross: null, shareNet: null, perInhabitantGross: null, perInhabitantNet: null },
    })
    expect(totalsAfter({ ...base, wholeExpenditure: '0.00', population: 0 }, 0n)).toMatchObject({
      shareGross: null,
      perInhabitantNet: null,
    })
  })

  it('falls on lines in proportion', () => {
    expect(partOf(-1000n, '30.00', '100.00')).toBe(-300n)
    expect(partOf(-1000n, '30.00', '0.00')).toBe(0n)
  })

  it.each([
    [100n, 80n, 80n, 'covered'],
    [100n, 79n, 80n, 'breaks'],
    [70n, 60n, 80n, 'shortAlready'],
    [100n, 0n, 0n, 'notCompared'],
  ] as const)('with %s before, %s after and %s promised, a promise is %s', (before, after, promised, state) => {
    expect(judgePromise(before, after, promised)).toBe(state)
  })

  it.each([
    [100n, 0n, 'breaks'],
    [100n, 50n, 'exposed'],
    [100n, 100n, 'untouched'],
    [100n, 150n, 'untouched'],
    [0n, 0n, 'untouched'],
  ] as const)('with %s of ours before and %s after, money of others is %s', (before, after, state) => {
    expect(judgeCofunding(before, after)).toBe(state)
  })
})
