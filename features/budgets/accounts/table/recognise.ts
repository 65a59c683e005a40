import { createHash } from 'node:crypto'
import type { TableRow } from '../../../../platform/spreadsheet/table.ts'
import { nameKey } from '../../../organisations/names.ts'
import type { TableField } from '../../account-table-form.ts'
import { readTableHeading } from './headings.ts'

/** What a column is taken to be, and how surely. */
export type TableGuess = { field: TableField | null; confidence: 'sure' | 'likely' | 'none' }

// Titles, a date, a logo’s empty lines: headings stand within so many lines from the top.
const searchedLines = 15

/** The place of the line of headings among the first lines: the one that names most columns we know, else the first. */
export function findTableHeader(rows: readonly TableRow[]): number {
  const counts = rows.slice(0, searchedLines).map(({ cells }) => {
    const readings = cells.map(readTableHeading).filter((reading) => reading !== null)
    const sure = new Set(readings.filter((reading) => reading.sure).map(({ field }) => field)).size
    return sure * 2 + (readings.length > 1 ? 1 : 0)
  })
  return Math.max(0, counts.indexOf(Math.max(...counts)))
}

/** What tells tables with the same headings, so that a mapping made once is found again the next year. */
export function tableDigest(header: readonly string[]): string {
  // A year in a heading (“Voté 2024”) is another one next year.
  const keys = header.map((heading) => nameKey(heading).replace(/\b(19|20)\d\d\b/g, ''))
  return createHash('sha256').update(JSON.stringify(keys)).digest('hex')
}

/** Recognises the columns of a table by their headings; each field goes to one column, the surest and leftmost. */
export function recogniseTable(header: readonly string[]): TableGuess[] {
  const readings = header.map(readTableHeading)
  const taken = new Set<TableField>()
  const guesses: TableGuess[] = header.map(() => ({ field: null, confidence: 'none' }))
  for (const wanted of [true, false])
    for (const [column, reading] of readings.entries()) {
      if (!reading || reading.sure !== wanted || taken.has(reading.field) || guesses[column]?.field) continue
      taken.add(reading.field)
      guesses[column] = { field: reading.field, confidence: wanted ? 'sure' : 'likely' }
    }
  return guesses
}
