import type { Amount } from './types.ts'

// A number of units of 10^-scale; everything is counted in whole numbers.
type Exact = { units: bigint; scale: number }

const CANONICAL = /^-?(?:0|[1-9]\d{0,29})\.\d\d$/
const WRITTEN = /^([+-]?)(\d{1,30})(?:\.(\d{0,30}))?(?:[eE]([+-]?\d{1,2}))?$/

/**
 * Reads an amount as files write it ("150", "500.0", "-69.52", "1.25E7" as Java writes large sums) into the canonical
 * form, exactly; null for anything else: thousands separators, comma, currency sign, more than 30 digits.
 */
export function parseAmount(text: string): Amount | null {
  if (CANONICAL.test(text) && text !== '-0.00') return text
  const found = WRITTEN.exec(text.trim())
  if (found === null) return null
  const [, sign, whole = '', decimals = '', exponent = '0'] = found
  const shift = Number(exponent)
  const digits = BigInt(whole + decimals)
  const scale = decimals.length - shift
  const units = scale >= 0 ? digits : digits * 10n ** BigInt(-scale)
  return writeExact({ units: sign === '-' ? -units : units, scale: Math.max(scale, 0) })
}

/** The sum of two amounts, exact. Throws RangeError when one is not a canonical amount. */
export function addAmounts(left: Amount, right: Amount): Amount {
  return sumAmounts([left, right])
}

/** The sum of any number of amounts, exact; '0.00' for none. Throws RangeError when one is not a canonical amount. */
export function sumAmounts(amounts: Iterable<Amount>): Amount {
  const sum = startSum()
  for (const amount of amounts) sum.add(amount)
  return sum.total()
}

/** A running sum: `add` as many amounts as wanted, ask `total` at any time. */
export function startSum(): { add(amount: Amount): void; total(): Amount } {
  let units = 0n
  let scale = 2
  return {
    add(amount) {
      const read = readExact(amount)
      if (read.scale > scale) {
        units *= 10n ** BigInt(read.scale - scale)
        scale = read.scale
      }
      units += read.scale === scale ? read.units : read.units * 10n ** BigInt(scale - read.scale)
    },
    total: () => writeExact({ units, scale }),
  }
}

/** The same amount with the other sign; zero stays '0.00'. Throws RangeError when it is not a canonical amount. */
export function negateAmount(amount: Amount): Amount {
  const { units, scale } = readExact(amount)
  return writeExact({ units: -units, scale })
}

/** -1, 0 or 1 as the left amount is smaller, equal or larger. Throws RangeError when one is not a canonical amount. */
export function compareAmounts(left: Amount, right: Amount): -1 | 0 | 1 {
  const [one, other] = [readExact(left), readExact(right)]
  const scale = Math.max(one.scale, other.scale)
  const difference = one.units * 10n ** BigInt(scale - one.scale) - other.units * 10n ** BigInt(scale - other.scale)
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

/**
 * The amount times numerator/denominator, rounded to the cent, a half going to the even cent (so that rounding many
 * shares leans neither way). Throws RangeError for a denominator of zero or an amount that is not canonical.
 */
export function multiplyAmount(amount: Amount, numerator: bigint, denominator: bigint): Amount {
  if (denominator === 0n) throw new RangeError('The denominator is zero.')
  const { units, scale } = readExact(amount)
  const dividend = units * numerator * 100n
  const divisor = denominator * 10n ** BigInt(scale)
  return writeExact({ units: divideHalfEven(dividend, divisor), scale: 2 })
}

function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const isNegative = dividend < 0n !== divisor < 0n
  const [top, bottom] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor]
  const whole = top / bottom
  const twice = (top % bottom) * 2n
  const isUp = twice > bottom || (twice === bottom && whole % 2n === 1n)
  const rounded = isUp ? whole + 1n : whole
  return isNegative ? -rounded : rounded
}

function readExact(amount: Amount): Exact {
  const point = amount.indexOf('.')
  const scale = amount.length - point - 1
  if (point < 1 || scale < 2 || !/^-?\d+\.\d+$/.test(amount)) {
    throw new RangeError(`Not an amount: ${JSON.stringify(amount)}`)
  }
  return { units: BigInt(amount.slice(0, point) + amount.slice(point + 1)), scale }
}

function writeExact({ units, scale }: Exact): Amount {
  const isNegative = units < 0n
  const digits = (isNegative ? -units : units).toString().padStart(scale + 1, '0')
  let decimals = digits.slice(digits.length - scale)
  if (scale === 0) decimals = ''
  while (decimals.length > 2 && decimals.endsWith('0')) decimals = decimals.slice(0, -1)
  const whole = digits.slice(0, digits.length - scale)
  return `${isNegative ? '-' : ''}${whole}.${decimals.padEnd(2, '0')}`
}
