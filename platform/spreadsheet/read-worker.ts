import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'
import { readCsvTable } from './csv-table.ts'
import type { BookSheet, TableProblem, TableRow } from './table.ts'
import { readXlsxTable } from './xlsx-table.ts'

/** What the worker is given: the file, and the name of the sheet that is wanted of a workbook. */
export type ReadOrder = { bytes: Uint8Array; kind: 'csv' | 'xlsx'; sheet: string | null }

/** What it sends back: the lines in parts, then the name of the sheet; or which sheets there are; or why there are none. */
export type ReadMessage =
  | { kind: 'rows'; rows: TableRow[] }
  | { kind: 'end'; sheet: string | null }
  | { kind: 'sheets'; sheets: BookSheet[] }
  | { kind: 'problem'; problem: TableProblem }

// So many lines are taken over at once: more would hold up whoever receives them.
const part = 1_000

const { bytes, kind, sheet: wanted } = workerData as ReadOrder
const post = (message: ReadMessage) => parentPort?.postMessage(message)
const read = kind === 'xlsx' ? await readXlsxTable(bytes, wanted) : readCsvTable(bytes)
if ('problem' in read) post({ kind: 'problem', problem: read.problem })
else if ('sheets' in read) post({ kind: 'sheets', sheets: read.sheets })
else {
  const { rows, sheet } = read.table
  for (let from = 0; from < rows.length; from += part) {
    post({ kind: 'rows', rows: rows.slice(from, from + part) })
    // Parts sent all together would be taken over in one go.
    if (parentPort) await once(parentPort, 'message')
  }
  post({ kind: 'end', sheet })
}
