import { describe, expect, it } from 'vitest'
import { changeInPercent, compareExact, divideRounded, fromCents, percentOf, rateOf, toCents } from './exact.ts'

describe('exact amounts', () => {
  it.each([
    ['541700.86', 54_170_086n],
    ['-0.50', -50n],
    ['-5.5', -550n],
    ['0', 0n],
    ['1234567890123.45', 123_456_789_012_345n],
  ])('reads %s as cents', (amount, cents) => {
    expect(toCents(amount)).toBe(cents)
    expect(toCents(fromCents(cents))).toBe(cents)
  })

  it.each([
    [5n, 2n, 3n],
    [-5n, 2n, -3n],
    [4n, 3n, 1n],
    [-4n, -3n, 1n],
  ])('divides %s by %s as people round', (top, bottom, rounded) => {
    expect(divideRounded(top, bottom)).toBe(rounded)
  })

  it.each([
    [1n, 3n, 1, '33.3'],
    [1n, 0n, 1, null],
    [-1n, 8n, 2, '-12.50'],
    [54_170_086n, 40_000_000_000n, 3, '0.135'],
  ])('says %s of %s in percent', (part, whole, digits, said) => {
    expect(percentOf(part, whole, digits)).toBe(said)
  })

  it.each([
    ['8400000.00', '1.00', '84000.00'],
    ['1234.56', '1.00', '12.3456'],
    ['0.01', '1.00', '0.0001'],
    ['100.00', '0.50', '0.50'],
  ])('takes of %s a rate of %s %% without rounding', (amount, rate, ceiling) => {
    expect(rateOf(amount, rate)).toBe(ceiling)
  })

  it.each([
    ['12.3456', '12.35', -1],
    ['12.35', '12.350000', 0],
    ['-1.00', '-2.00', 1],
  ])('compares %s with %s', (one, other, sign) => {
    expect(compareExact(one, other)).toBe(sign)
  })

  it.each([
    ['541700.86', '285761.30', '-47.2'],
    ['0.00', '10.00', null],
    ['-100.00', '-50.00', '50.0'],
  ])('from %s to %s', (first, second, percent) => {
    expect(changeInPercent(first, second)).toBe(percent)
  })
})
