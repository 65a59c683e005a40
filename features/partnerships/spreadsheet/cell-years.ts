/** What a cell says: a value, or the rule it breaks (`spreadsheet.problem.<rule>`); null when it says nothing. */
export type CellReading<T> = { value: T } | { rule: string } | null

/** Years of ties, as the database takes them. */
const earliest = 800
const latest = 2100

const nothing = /^(?:[-–—?.\s]*|n\/?[ac]|n\.[ac]\.|néant|neant|inconnue?|unknown|non renseignée?|sans objet|none)$/i

/** Tells whether a cell only says that there is nothing to say. */
export function saysNothing(cell: string): boolean {
  return nothing.test(cell.trim())
}

const isYear = (year: number) => year >= earliest && year <= latest

// Days since 30 December 1899: what a spreadsheet keeps of a date whose format was lost. 1 January 1928 to 2100.
function fromSerial(text: string): number | null {
  const match = /^(\d{5})(?:[.,]\d+)?$/.exec(text)
  const days = Number(match?.[1] ?? 0)
  if (days < 10_228 || days > 73_415) return null
  return new Date(Date.UTC(1899, 11, 30 + days)).getUTCFullYear()
}

// Of a year in two figures, what lies ahead is of the last century.
function fromTwoFigures(text: string, thisYear: number): number | null {
  const match = /^\d{1,2}[/.-]\d{1,2}[/.-](\d{2})$/.exec(text) ?? /^'(\d{2})$/.exec(text)
  if (!match) return null
  const year = 2000 + Number(match[1])
  return year > thisYear + 1 ? year - 100 : year
}

/**
 * The year in a cell, whatever the way it is written: 1991, 12/05/1991, 12 mai 1991, May 12, 1991, 1991-05-12, « vers
 * 1991 », or the number a spreadsheet keeps for a day. Two different years are no year.
 */
export function parseYear(cell: string, thisYear: number = new Date().getUTCFullYear()): CellReading<number> {
  const text = cell.trim()
  if (saysNothing(text)) return null
  const short = fromSerial(text) ?? fromTwoFigures(text, thisYear)
  if (short !== null) return { value: short }
  const plain = /^(\d{3,4})(?:[.,]0+)?$/.exec(text)
  const found = plain
    ? [Number(plain[1])]
    : [...text.matchAll(/(?<![\d])(\d{4})(?![\d])/g)].map((match) => Number(match[1]))
  const years = [...new Set(found)]
  const [year] = years
  if (year === undefined) return { rule: 'year' }
  if (years.length > 1) return { rule: 'severalYears' }
  return isYear(year) ? { value: year } : { rule: 'year' }
}
