/** Which sign stands before the cents in a file: “,” or “.”; null where nothing in it tells. */
export type DecimalSign = ',' | '.' | null

/** An exact amount with two digits, or why a cell holds none (`accounts.refused.<rule>`); null where the cell is empty. */
export type ReadAmount = { value: string } | { rule: 'amountWrong' | 'amountAmbiguous' | 'amountDecimals' } | null

const spaces = /[\s\u00a0\u202f\u2009'’]/g
const currency = /^(?:€|eur(?:os?)?)|(?:€|eur(?:os?)?)$/i

type Plain = { negative: boolean; text: string }

// “(123)”, “-123”, “123-”, “− 123 €”: the sign and the bare digits with their separators.
function plainOf(cell: string): Plain | null {
  let text = cell.replace(spaces, '').replace(/[−–]/g, '-')
  let negative = false
  const bracketed = /^\((.*)\)(€?)$/.exec(text)
  if (bracketed) {
    text = bracketed[1] ?? ''
    negative = true
  }
  text = text.replace(currency, '')
  const signed = /^(-?)([\d.,]+)(-?)$/.exec(text.replace(/^\+/, ''))
  if (!signed || !/\d/.test(signed[2] ?? '')) return null
  const [, before, digits = '', after] = signed
  if ((before && after) || (negative && (before || after))) return null
  return { negative: negative || before === '-' || after === '-', text: digits.replace(currency, '') }
}

/** The sign that stands before the cents in these cells, by those that leave no doubt. */
export function findDecimalSign(cells: Iterable<string>): DecimalSign {
  const votes = { ',': 0, '.': 0 }
  for (const cell of cells) {
    const text = plainOf(cell)?.text ?? ''
    const last = /([.,])(\d+)$/.exec(text)
    if (!last) continue
    const sign = last[1] as ',' | '.'
    const other = sign === ',' ? '.' : ','
    const isAlone = text.indexOf(sign) === text.length - (last[2] ?? '').length - 1
    // Both signs: the last one. One sign, once, and not before three digits: it can part no thousands.
    if (isAlone && (text.includes(other) || (last[2] ?? '').length !== 3)) votes[sign] += 1
  }
  if (votes[','] === votes['.']) return null
  return votes[','] > votes['.'] ? ',' : '.'
}

// What a sum of binary fractions leaves behind its cents in a workbook: “1234.5600000000001”, “1234.5599999999999”.
function withoutNoise(whole: string, decimals: string): { whole: string; decimals: string } | null {
  if (decimals.length <= 2) return { whole, decimals }
  const rest = decimals.slice(2)
  if (/^0+$/.test(rest) || (rest.length >= 7 && /^0{5}/.test(rest))) return { whole, decimals: decimals.slice(0, 2) }
  if (rest.length < 7 || !/^9{5}/.test(rest)) return null
  const cents = (BigInt(whole + decimals.slice(0, 2)) + 1n).toString().padStart(3, '0')
  return { whole: cents.slice(0, -2), decimals: cents.slice(-2) }
}

/**
 * Reads an amount as people and software write it (“1 234,56 €”, “(123)”, “-123.45”, “1.234,56”, “1,234.56”), exactly;
 * `decimal` is the sign the other cells tell. “1,234” alone is ambiguous, and nothing is guessed; more than two digits of
 * cents are refused.
 */
export function readWrittenAmount(cell: string, decimal: DecimalSign): ReadAmount {
  if (cell.replace(spaces, '') === '' || /^[-–—]$/.test(cell.trim())) return null
  const plain = plainOf(cell)
  if (!plain) return { rule: 'amountWrong' }
  const sign = signOf(plain.text, decimal)
  if (sign === 'unclear') return { rule: 'amountAmbiguous' }
  const parts = sign ? plain.text.split(sign) : [plain.text]
  if (parts.length > 2) return { rule: 'amountWrong' }
  const [thousands = '', decimals = ''] = parts
  const other = sign === ',' ? '.' : sign === '.' ? ',' : /[.,]/.exec(thousands)?.[0]
  const isGrouped = other && thousands.includes(other)
  if (isGrouped && !new RegExp(`^\\d{1,3}(\\${other}\\d{3})+$`).test(thousands)) return { rule: 'amountWrong' }
  const whole = thousands.replace(/[.,]/g, '').replace(/^0+(?=\d)/, '') || '0'
  if (!/^\d+$/.test(whole) || !/^\d*$/.test(decimals) || whole.length > 14) return { rule: 'amountWrong' }
  const exact = withoutNoise(whole, decimals)
  if (!exact) return { rule: 'amountDecimals' }
  const amount = `${exact.whole}.${exact.decimals.padEnd(2, '0')}`
  return { value: plain.negative && !/^0\.00$/.test(amount) ? `-${amount}` : amount }
}

// The sign of the cents in one cell: told by itself where it can, by the others where it cannot.
function signOf(text: string, decimal: DecimalSign): DecimalSign | 'unclear' {
  const signs = new Set(text.match(/[.,]/g))
  if (signs.size === 0) return null
  if (signs.size === 2) return text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.'
  const [only] = signs as Set<',' | '.'>
  if (text.split(only ?? '').length > 2) return null
  if (!/[.,]\d{3}$/.test(text) || /^0?[.,]/.test(text)) return only ?? null
  // One sign before three digits: thousands in a file whose cents come after the other one.
  if (decimal === null) return 'unclear'
  return decimal === only ? only : null
}
