import { describe, expect, it } from 'vitest'
import { addDecimals, readDecimal } from './decimals.ts'

describe('amounts', () => {
  it.each([
    ['541 700,86', '541700.86'],
    ['541\u202f700,8', '541700.80'],
    ['1200', '1200.00'],
    ['007.5', '7.50'],
    ['0', '0.00'],
    ['-3', null],
    ['1,234', null],
    ['1.2.3', null],
    ['mille', null],
    ['', null],
    ['1234567890123', null],
  ])('reads %j as %j', (typed, expected) => {
    expect(readDecimal(typed)).toBe(expected)
  })

  it.each([
    [['0.10', '0.20'], '0.30'],
    [['999999999999.99', '0.01'], '1000000000000.00'],
    [[], '0.00'],
    [['5', '0.05'], '5.05'],
  ])('adds %j to %j to the cent', (amounts, expected) => {
    expect(addDecimals(amounts)).toBe(expected)
  })
})
