/**
 * Reads an amount as people type it (“541 700,86”, “541700.86”) into an exact decimal with two digits; null where it is
 * none, is below zero, or is longer than the columns of amounts.
 */
export function readDecimal(typed: string): string | null {
  const plain = typed.replace(/[\s\u00a0\u202f’']/g, '').replace(',', '.')
  const found = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(plain)
  if (!found) return null
  return `${(found[1] ?? '').replace(/^0+(?=\d)/, '')}.${(found[2] ?? '').padEnd(2, '0')}`
}

/** Adds exact decimals of two digits without ever making floats of them. */
export function addDecimals(amounts: readonly string[]): string {
  const cents = amounts.reduce((sum, amount) => {
    const [whole = '0', part = ''] = amount.split('.')
    return sum + BigInt(whole) * 100n + BigInt(part.padEnd(2, '0').slice(0, 2) || '0')
  }, 0n)
  const digits = cents.toString().padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}
