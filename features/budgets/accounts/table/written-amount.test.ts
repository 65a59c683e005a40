import { describe, expect, it } from 'vitest'
import { findDecimalSign, readWrittenAmount } from './written-amount.ts'

describe('an amount as it is written', () => {
  it.each([
    ['1 234,56 €', '1234.56'],
    ['1 234,56', '1234.56'],
    ['1 234,56 €', '1234.56'],
    ['(123)', '-123.00'],
    ['(1 234,50 €)', '-1234.50'],
    ['(1 234,50) €', '-1234.50'],
    ['-123.45', '-123.45'],
    ['− 69,52', '-69.52'],
    ['123,4-', '-123.40'],
    ['1.234,56', '1234.56'],
    ['1,234.56', '1234.56'],
    ['1.234.567', '1234567.00'],
    ["1'234.50", '1234.50'],
    ['EUR 12', '12.00'],
    ['12 euros', '12.00'],
    ['0', '0.00'],
    ['-0,00', '0.00'],
    [',5', '0.50'],
    ['0.123', null],
    ['007,10', '7.10'],
    ['1234.5600000000001', '1234.56'],
    ['1234.5599999999999', '1234.56'],
    ['0.9999999999', '1.00'],
    ['99999999999999,99', '99999999999999.99'],
  ])('%s', (cell, value) => {
    expect(readWrittenAmount(cell, null)).toEqual(value === null ? { rule: 'amountDecimals' } : { value })
  })

  it.each(['', '  ', '-', '—'])('an empty cell (“%s”) holds none', (cell) =>
    expect(readWrittenAmount(cell, null)).toBeNull(),
  )

  it.each(['abc', '12 34 56 x', '--5', '(-5)', '1,2,3', '12.34.56,7', '123456789012345', '1e5', '12%', '2022-01-01'])(
    '%s is none',
    (cell) => expect(readWrittenAmount(cell, null)).toEqual({ rule: 'amountWrong' }),
  )

  it('“1,234” alone is not guessed; the rest of the file tells', () => {
    expect(readWrittenAmount('1,234', null)).toEqual({ rule: 'amountAmbiguous' })
    expect(readWrittenAmount('1,234', '.')).toEqual({ value: '1234.00' })
    expect(readWrittenAmount('1.234', ',')).toEqual({ value: '1234.00' })
    expect(readWrittenAmount('1,234', ',')).toEqual({ rule: 'amountDecimals' })
  })

  it('the sign of the cents is that of the cells without doubt', () => {
    expect(findDecimalSign(['1.234', '12,50', 'x'])).toBe(',')
    expect(findDecimalSign(['1,234', '12.5'])).toBe('.')
    expect(findDecimalSign(['1,234', '7'])).toBeNull()
    expect(findDecimalSign(['1,234.56'])).toBe('.')
  })
})
