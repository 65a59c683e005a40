import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addAmounts, compareAmounts, multiplyAmount, negateAmount, parseAmount, sumAmounts } from './amounts.ts'

const amount = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 6 }))
  .map(([units, decimals]) => parseAmount(`${units}e-${decimals}`) ?? '')

const cents = (text: string) => BigInt(text.replace('.', ''))

describe('reading an amount', () => {
  it.each([
    ['150', '150.00'],
    ['500.0', '500.00'],
    ['-69.52', '-69.52'],
    ['-0.00', '0.00'],
    ['0', '0.00'],
    ['+7.', '7.00'],
    ['007.10', '7.10'],
    ['1.2345', '1.2345'],
    ['1.2300', '1.23'],
    ['1.25E7', '12500000.00'],
    ['5e-3', '0.005'],
    [' 12.5 ', '12.50'],
    ['99999999999999999999.99', '99999999999999999999.99'],
  ])('%j is %s', (text, canonical) => expect(parseAmount(text)).toBe(canonical))

  it.each([
    '',
    ' ',
    '-',
    '.',
    '1,5',
    '1 000',
    '12 €',
    'NaN',
    'Infinity',
    '0x10',
    '1e999',
    '1.2.3',
    '--1',
    '1'.repeat(31),
  ])('%j is not one', (text) => expect(parseAmount(text)).toBeNull())

  it('is the identity on what it wrote', () => {
    fc.assert(fc.property(amount, (one) => parseAmount(one) === one))
  })
})

describe('counting exactly', () => {
  it('does not lose the cents a float loses', () => {
    expect(sumAmounts(['0.10', '0.20'])).toBe('0.30')
    expect(sumAmounts(Array.from({ length: 1000 }, () => '0.01'))).toBe('10.00')
    expect(sumAmounts([])).toBe('0.00')
  })

  it('adds in any order, and takes back what it added', () => {
    fc.assert(fc.property(amount, amount, (one, other) => addAmounts(one, other) === addAmounts(other, one)))
    fc.assert(fc.property(amount, (one) => addAmounts(one, negateAmount(one)) === '0.00'))
    fc.assert(
      fc.property(amount, amount, (one, other) => addAmounts(addAmounts(one, other), negateAmount(other)) === one),
    )
  })

  it('sums like whole cents', () => {
    const twoDecimals = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n })
    fc.assert(
      fc.property(fc.array(twoDecimals), (all) => {
        const sum = sumAmounts(all.map((one) => parseAmount(`${one}e-2`) ?? ''))
        return cents(sum) === all.reduce((left, right) => left + right, 0n)
      }),
    )
  })

  it('compares as subtraction does', () => {
    expect(compareAmounts('1.00', '1.005')).toBe(-1)
    expect(compareAmounts('-2.00', '-10.00')).toBe(1)
    fc.assert(
      fc.property(amount, amount, (one, other) => {
        const difference = addAmounts(one, negateAmount(other))
        const sign = difference === '0.00' ? 0 : difference.startsWith('-') ? -1 : 1
        return compareAmounts(one, other) === sign
      }),
    )
  })

  it.each([
    ['1.00', 1n, 3n, '0.33'],
    ['2.00', 1n, 3n, '0.67'],
    ['0.01', 1n, 2n, '0.00'],
    ['0.03', 1n, 2n, '0.02'],
    ['-0.01', 1n, 2n, '0.00'],
    ['-0.03', 1n, 2n, '-0.02'],
    ['100.00', 5n, -1000n, '-0.50'],
    ['0.005', 1n, 1n, '0.00'],
    ['0.015', 1n, 1n, '0.02'],
  ])('%s × %d/%d is %s, a half going to the even cent', (one, top, bottom, product) =>
    expect(multiplyAmount(one, top, bottom)).toBe(product),
  )

  it('is never further than half a cent from the true product', () => {
    const ratio = fc.tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 1000n }))
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), ratio, (one, [top, bottom]) => {
        const given = cents(multiplyAmount(parseAmount(`${one}e-2`) ?? '', top, bottom))
        const error = given * bottom - one * top
        return 2n * (error < 0n ? -error : error) <= bottom
      }),
    )
  })

  it('refuses what is no amount rather than give a wrong sum', () => {
    for (const wrong of ['1', '1.5', '', 'a.bc', '1,50']) expect(() => sumAmounts([wrong])).toThrow(RangeError)
    expect(() => multiplyAmount('1.00', 1n, 0n)).toThrow(RangeError)
  })
})
