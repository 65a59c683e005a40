/** A value a cell can hold; several texts stand in one cell separated by `|`. */
export type CellValue = string | number | boolean | Date | null | readonly string[]

// What a spreadsheet would take for the beginning of a formula (full-width forms included).
const formula = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/

/** Text a spreadsheet will show and never run: a cell that begins like a formula gets an apostrophe in front. */
export function guardFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

function cellText(value: CellValue): string {
  if (value === null) return ''
  if (typeof value === 'string') return guardFormula(value)
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'object') return guardFormula(value.join('|'))
  return String(value)
}

/**
 * One line of CSV as RFC 4180 has it: commas, CRLF, quotes only where needed. Our files are UTF-8 without a byte order
 * mark, because programs read them; who opens a spreadsheet takes the XLSX file, where nothing has to be guessed.
 */
export function toCsvLine(values: readonly CellValue[]): string {
  const cells = values.map((value) => {
    const text = cellText(value)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${cells.join(',')}\r\n`
}
