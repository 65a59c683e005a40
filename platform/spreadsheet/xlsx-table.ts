import readXlsxFile from 'read-excel-file/node'
import { type ReadTable, type TableRow, tableLimits, tableProblem, toTable } from './table.ts'

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50

/** What the parts of a ZIP file say they unpack to, in bytes; null when it is no ZIP file that can be read. */
export function unpackedSize(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== endOfDirectory) end--
  if (end < 0) return null
  let at = view.getUint32(end + 16, true)
  let size = 0
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== directoryEntry) return null
    size += view.getUint32(at + 24, true)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return size
}

type Cell = string | number | boolean | Date | null

function cellText(value: Cell): string {
  if (value === null) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  return String(value)
}

function* lines(data: readonly (readonly Cell[])[]): Generator<TableRow> {
  for (const [index, row] of data.entries()) yield { line: index + 1, cells: row.map(cellText) }
}

const isFilled = (row: readonly Cell[]) => row.some((cell) => cell !== null && cellText(cell).trim() !== '')

/**
 * Reads the sheet of a workbook that holds at least headings and a line; where several do and none is wanted by its name,
 * answers which there are. Never throws.
 */
export async function readXlsxTable(bytes: Uint8Array, wanted: string | null): Promise<ReadTable> {
  const unpacked = unpackedSize(bytes)
  if (unpacked === null) return tableProblem('spreadsheet_not_readable')
  if (unpacked > tableLimits.unpacked) return tableProblem('spreadsheet_unpacks_too_large')
  try {
    const read = await readXlsxFile(Buffer.from(bytes))
    const sheets = read.map(({ sheet, data }) => ({ sheet, data: data as Cell[][] }))
    const filled = sheets
      .map(({ sheet, data }) => ({ name: sheet, lines: data.filter(isFilled).length }))
      .filter(({ lines }) => lines > 1)
    if (filled.length > 1 && !filled.some(({ name }) => name === wanted)) return { sheets: filled }
    const name = filled.length > 1 ? wanted : filled[0]?.name
    const chosen = sheets.find(({ sheet }) => sheet === name) ?? sheets[0]
    return chosen ? toTable(chosen.sheet, lines(chosen.data)) : tableProblem('spreadsheet_empty')
  } catch (error) {
    // The library says in many ways that a file is no workbook.
    if (error instanceof Error) return tableProblem('spreadsheet_not_readable')
    throw error
  }
}
