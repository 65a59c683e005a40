/** One line of a sheet as text, with the number it has in the file. */
export type TableRow = { line: number; cells: string[] }

/** A sheet that was read: its lines that hold something, and its name where it has one. */
export type Table = { sheet: string | null; rows: TableRow[] }

/** Why a file cannot be read; `reason` is the translation key `errors.<reason>`. */
export type TableProblem = { reason: string; values: Record<string, string | number> }

/** A sheet of a workbook that holds more than headings: its name, and how many lines hold something. */
export type BookSheet = { name: string; lines: number }

/** A sheet; or why there is none; or the sheets among which whoever brought the workbook has to choose. */
export type ReadTable = { table: Table } | { problem: TableProblem } | { sheets: BookSheet[] }

/** The largest file taken: its bytes, its lines below the headings, its columns, the letters of a cell. */
export const tableLimits = {
  bytes: 25 * 1024 * 1024,
  rows: 20_000,
  columns: 200,
  cell: 2_000,
  unpacked: 400 * 1024 * 1024,
} as const

/** Makes the problem of a file. */
export function tableProblem(reason: string, values: TableProblem['values'] = {}): { problem: TableProblem } {
  return { problem: { reason, values } }
}

/** The lines that hold something, within the limits; a problem when there are none, or too many. */
export function toTable(sheet: string | null, lines: Iterable<TableRow>): Exclude<ReadTable, { sheets: BookSheet[] }> {
  const rows: TableRow[] = []
  for (const { line, cells } of lines) {
    const kept = cells.slice(0, tableLimits.columns).map((cell) => cell.trim().slice(0, tableLimits.cell))
    while (kept.length > 0 && kept.at(-1) === '') kept.pop()
    if (kept.length === 0) continue
    if (rows.length > tableLimits.rows) return tableProblem('spreadsheet_too_many_rows', { rows: tableLimits.rows })
    rows.push({ line, cells: kept })
  }
  return rows.length === 0 ? tableProblem('spreadsheet_empty') : { table: { sheet, rows } }
}
