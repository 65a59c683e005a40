import { describe, expect, it } from 'vitest'
import { type FloorFigures, floorYears, shiftFigures, watchFloor } from './floor-rules.ts'

const figures = (inside: string, unknown: string, all: string): FloorFigures => ({
  ...{ year: 2025, measure: 'executed', inside, unknown, all },
})

describe('a voted floor', () => {
  it.each([
    ['amount', '120000.00', figures('120000.00', '0.00', '300000.00'), 'met', null],
    ['amount', '120000.00', figures('119999.99', '0.00', '300000.00'), 'notMet', null],
    ['amount', '120000.00', figures('119999.99', '0.01', '300000.00'), 'unknown', 'unclassified'],
    ['amount', '120000.00', figures('100000.00', '10000.00', '300000.00'), 'notMet', null],
    ['share', '50.00', figures('150000.00', '0.00', '300000.00'), 'met', null],
    ['share', '50.00', figures('149999.99', '0.00', '300000.00'), 'notMet', null],
    ['share', '33.33', figures('100000.00', '0.00', '300000.00'), 'met', null],
    ['share', '33.34', figures('100000.00', '0.00', '300000.00'), 'notMet', null],
    ['share', '50.00', figures('0.00', '0.00', '0.00'), 'unknown', 'noSpending'],
    ['amount', '1.00', null, 'unknown', 'noFigures'],
  ] as const)('of %s %s with %j is %s (%s)', (measure, value, found, state, why) => {
    expect(watchFloor({ measure, value }, 2025, found)).toMatchObject({ year: 2025, state, why })
  })

  it.each([
    [2024, null, 2026, [2024, 2025, 2026]],
    [2024, 2025, 2026, [2024, 2025]],
    [2027, null, 2026, []],
  ])('from %s to %s, in %s, is watched in %j', (fromYear, toYear, thisYear, years) => {
    expect(floorYears({ fromYear, toYear }, thisYear)).toEqual(years)
  })

  it('is crossed by a cut that takes too much from what it protects', () => {
    const before = figures('150000.00', '0.00', '300000.00')
    const after = shiftFigures(before, { inside: -3_000_000n, unknown: 0n, all: -3_000_000n })
    expect(after).toMatchObject({ inside: '120000.00', all: '270000.00' })
    expect(watchFloor({ measure: 'share', value: '50.00' }, 2026, after).state).toBe('notMet')
  })
})
