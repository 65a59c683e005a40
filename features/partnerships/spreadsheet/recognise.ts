import { createHash } from 'node:crypto'
import type { TableRow } from '../../../platform/spreadsheet/table.ts'
import { nameKey } from '../../organisations/names.ts'
import { parseState, parseTieType } from './cell-words.ts'
import { parseYear } from './cell-years.ts'
import type { Columns, SheetField } from './fields.ts'
import { readHeading } from './headings.ts'

/** How surely a column was recognised: by its heading, by a word of it or by what stands in it, or not at all. */
export type Confidence = 'sure' | 'likely' | 'none'

/** What a column is taken to be. */
export type ColumnGuess = { field: SheetField | null; confidence: Confidence }

// Titles, a date, a logo's empty lines: headings stand within so many lines from the top.
const searchedLines = 15

function countKnown(cells: readonly string[]): number {
  const readings = cells.map(readHeading).filter((reading) => reading !== null)
  return new Set(readings.filter(({ sure }) => sure).map(({ field }) => field)).size * 2 + (readings.length > 1 ? 1 : 0)
}

/** The place of the line of headings among the first lines: the one that holds most words we know, else the first. */
export function findHeader(rows: readonly TableRow[]): number {
  const counts = rows.slice(0, searchedLines).map((row) => countKnown(row.cells))
  return Math.max(0, counts.indexOf(Math.max(...counts)))
}

/** What tells sheets with the same headings, so that a mapping made once is found again. */
export function headerDigest(header: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify(header.map(nameKey)))
    .digest('hex')
}

/** What tells workbooks of the same sheets, so that a choice made once is found again. */
export function sheetsDigest(names: readonly string[]): string {
  return headerDigest(['(sheets)', ...names])
}

type Test = readonly [field: SheetField, fits: (value: string) => boolean]

// A column nobody could tell by its heading is told by what stands in most of its cells.
function guessByContent(values: readonly string[], tests: readonly Test[]): SheetField | null {
  const filled = values.filter((value) => value !== '')
  if (filled.length < 2) return null
  return tests.find(([, fits]) => filled.filter(fits).length >= filled.length * 0.8)?.[0] ?? null
}

/**
 * Recognises the columns of a sheet by their headings, then by what stands in them; each field goes to one column, the
 * surest and leftmost.
 */
export function recogniseColumns(
  header: readonly string[],
  rows: readonly TableRow[],
  isCountry: (label: string) => boolean,
): ColumnGuess[] {
  const readings = header.map(readHeading)
  const taken = new Set<SheetField>()
  const guesses: ColumnGuess[] = header.map(() => ({ field: null, confidence: 'none' }))
  const take = (column: number, field: SheetField, confidence: Confidence) => {
    if (taken.has(field) || guesses[column]?.field) return
    taken.add(field)
    guesses[column] = { field, confidence }
  }
  for (const [column, reading] of readings.entries()) if (reading?.sure) take(column, reading.field, 'sure')
  for (const [column, reading] of readings.entries()) if (reading) take(column, reading.field, 'likely')
  const sample = rows.slice(0, 200)
  const tests: Test[] = [
    ['partnerCountry', isCountry],
    ['state', (value) => parseState(value) !== null && 'value' in (parseState(value) ?? {})],
    ['type', (value) => 'value' in (parseTieType(value) ?? {})],
    ['since', (value) => /\d{4}|\d\d[/.]\d\d[/.]\d\d/.test(value) && 'value' in (parseYear(value) ?? {})],
  ]
  for (const [column, reading] of readings.entries()) {
    if (reading || header[column] !== '') continue
    const values = sample.map((row) => row.cells[column] ?? '')
    const field = guessByContent(
      values,
      tests.filter(([name]) => !taken.has(name)),
    )
    if (field) take(column, field, 'likely')
  }
  return guesses
}

/** The columns as guessed. */
export const toColumns = (guesses: readonly ColumnGuess[]): Columns => guesses.map(({ field }) => field)
