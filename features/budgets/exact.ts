/** An exact amount in cents; the text is a decimal with at most two digits after its point. */
export function toCents(amount: string): bigint {
  const isNegative = amount.startsWith('-')
  const [whole = '0', part = ''] = amount.replace('-', '').split('.')
  const cents = BigInt(whole) * 100n + BigInt(part.padEnd(2, '0').slice(0, 2))
  return isNegative ? -cents : cents
}

/** Cents as an exact decimal with two digits. */
export function fromCents(cents: bigint): string {
  return scaled(cents, 2)
}

/** A whole number of units of 10^-digits as a decimal, with all its digits. */
function scaled(units: bigint, digits: number): string {
  const plain = (units < 0n ? -units : units).toString().padStart(digits + 1, '0')
  return `${units < 0n ? '-' : ''}${plain.slice(0, -digits)}.${plain.slice(-digits)}`
}

/** A fraction rounded to the nearest whole number, halves away from zero, as people round. */
export function divideRounded(top: bigint, bottom: bigint): bigint {
  const isNegative = top < 0n !== bottom < 0n
  const [over, under] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom]
  const rounded = (over * 2n + under) / (under * 2n)
  return isNegative ? -rounded : rounded
}

/** How much a part is of a whole, in percent with the given digits; null where there is no whole to compare with. */
export function percentOf(part: bigint, whole: bigint, digits = 1): string | null {
  if (whole === 0n) return null
  const scale = 10n ** BigInt(digits)
  return scaled(divideRounded(part * 100n * scale, whole), digits)
}

/** A rate in percent of an amount, with every digit it has and at least two: nothing is rounded. */
export function rateOf(amount: string, rate: string): string {
  const found = scaled(toCents(amount) * toCents(rate), 6)
  return found.replace(/(\.\d\d\d*?)0+$/, '$1')
}

/** Compares two exact decimals of any number of digits: below zero, zero, or above as the first is less, equal or more. */
export function compareExact(one: string, other: string): number {
  const digits = (text: string) => text.split('.')[1]?.length ?? 0
  const most = Math.max(digits(one), digits(other))
  const units = (text: string) => {
    const [whole = '0', part = ''] = text.replace('-', '').split('.')
    const all = BigInt(whole + part.padEnd(most, '0'))
    return text.startsWith('-') ? -all : all
  }
  const difference = units(one) - units(other)
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

/** By how many percent an amount changed; null where the first is zero. */
export function changeInPercent(first: string, second: string): string | null {
  const [from, to] = [toCents(first), toCents(second)]
  return percentOf(to - from, from < 0n ? -from : from)
}
