import { describe, expect, it } from 'vitest'
import { costOfStaff, hourValueOf, publicStaffSum, type StaffTime, worthOfHours } from './staff-rules.ts'

const attache = { yearlyCost: '52400.00', daysPerYear: 205 }
const time = (facts: Partial<StaffTime> = {}): StaffTime => ({
  amount: '52400.00',
  quantity: '1.00',
  unit: 'fullTime',
  daysPerYear: 205,
  ...facts,
})

describe('time is worth what it costs, to the cent', () => {
  it.each([
    ['120.00', 'days', '30673.17'],
    ['0.50', 'days', '127.80'],
    ['0.60', 'fullTime', '31440.00'],
    ['205.00', 'days', '52400.00'],
  ] as const)('%s %s', (quantity, unit, amount) => {
    expect(costOfStaff(attache, quantity, unit)).toBe(amount)
  })

  it('hours of volunteers at the value that was stated, and back', () => {
    expect(worthOfHours('240.00', '15.33')).toBe('3679.20')
    expect(hourValueOf('3679.20', '240.00')).toBe('15.33')
  })
})

describe('nobody’s pay can be read in what the public is told', () => {
  it.each([
    ['nothing', []],
    ['one entry, however large', [time({ quantity: '3.00' })]],
    ['two halves of one person', [time({ quantity: '0.50' }), time({ quantity: '0.50' })]],
    ['one person and a little of another', [time(), time({ quantity: '20.00', unit: 'days' })]],
  ] as const)('%s is not told', (_, times) => {
    expect(publicStaffSum(times)).toBeNull()
  })

  it('the work of two people and more is told in one sum', () => {
    expect(publicStaffSum([time(), time({ amount: '30000.50' })])).toBe('82400.50')
  })
})
