import { decodeText, readCsv } from '../csv.ts'
import { type ReadTable, tableProblem, toTable } from './table.ts'

const separators = [',', ';', '\t', '|'] as const

// So many characters show how a file is made.
const sample = 20_000

/** The separator of a CSV text: the one that cuts most of its first lines alike; a comma when none does. */
export function guessSeparator(text: string): string {
  const start = text.slice(0, sample)
  const weigh = (separator: string) => {
    const widths = [...readCsv(start, separator)].slice(0, 20).map((record) => record.cells.length)
    const most = Math.max(0, ...widths)
    // Thirty alike lines of three columns say more than one line of nine.
    return most < 2 ? 0 : widths.filter((width) => width === most).length * 10 + most
  }
  return separators.reduce((best, next) => (weigh(next) > weigh(best) ? next : best), ',')
}

/** Reads CSV in any usual encoding, with any usual separator; never throws. */
export function readCsvTable(bytes: Uint8Array): ReadTable {
  const start = bytes.subarray(0, 65_536)
  const utf16 = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)
  if (!utf16 && start.includes(0)) return tableProblem('spreadsheet_not_readable')
  const text = decodeText(bytes)
  return toTable(null, readCsv(text, guessSeparator(text)))
}
