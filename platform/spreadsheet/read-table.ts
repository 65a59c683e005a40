import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { projectRoot } from '../project-root.ts'
import { readCsvTable } from './csv-table.ts'
import type { ReadMessage, ReadOrder } from './read-worker.ts'
import { type ReadTable, type TableRow, tableLimits, tableProblem } from './table.ts'

// In the bundle this module stands elsewhere than its worker, which always runs from the sources.
const workerFile = join(projectRoot, 'platform/spreadsheet/read-worker.ts')

/** A text file up to this size is read at once: it takes less time than starting a thread. */
const quick = 200_000

// Longer than any file within the limits takes.
const patience = 60_000

// One file at a time takes a core and its memory; a few may wait.
const maxWaiting = 4
let waiting = 0
let last: Promise<unknown> = Promise.resolve()

function readInThread(order: ReadOrder): Promise<ReadTable> {
  const worker = new Worker(workerFile, { workerData: order, resourceLimits: { maxOldGenerationSizeMb: 1024 } })
  const rows: TableRow[] = []
  const done = new Promise<ReadTable>((resolve) => {
    worker.on('message', (message: ReadMessage) => {
      if (message.kind === 'rows') {
        rows.push(...message.rows)
        setImmediate(() => worker.postMessage('next'))
      } else if (message.kind === 'end') resolve({ table: { sheet: message.sheet, rows } })
      else resolve(message.kind === 'sheets' ? { sheets: message.sheets } : { problem: message.problem })
    })
    // A file that takes all memory or never ends is one that cannot be read.
    worker.once('error', () => resolve(tableProblem('spreadsheet_not_readable')))
    worker.once('exit', () => resolve(tableProblem('spreadsheet_not_readable')))
    setTimeout(() => resolve(tableProblem('spreadsheet_not_readable')), patience).unref()
  })
  return done.finally(() => worker.terminate())
}

/**
 * Reads a CSV or XLSX file to lines of text. Whatever takes longer than a moment is done in a thread of its own, so that
 * nobody else waits; what cannot be read is told, never thrown. Of a workbook with several sheets the one of this name is
 * read; without it, which there are is answered.
 */
export async function readTable(bytes: Uint8Array, sheet: string | null = null): Promise<ReadTable> {
  if (bytes.length > tableLimits.bytes)
    return tableProblem('spreadsheet_too_large', { megabytes: tableLimits.bytes / 1024 ** 2 })
  if (bytes.length === 0) return tableProblem('spreadsheet_empty')
  const start = String.fromCharCode(...bytes.subarray(0, 4))
  if (start === '\u00d0\u00cf\u0011\u00e0') return tableProblem('spreadsheet_old_excel')
  if (start === '%PDF') return tableProblem('spreadsheet_not_readable')
  const kind = start === 'PK\u0003\u0004' ? 'xlsx' : 'csv'
  if (kind === 'csv' && bytes.length <= quick) return readCsvTable(bytes)
  if (waiting >= maxWaiting) return tableProblem('spreadsheet_busy')
  waiting += 1
  const mine = last.then(() => readInThread({ bytes, kind, sheet }))
  last = mine
  return mine.finally(() => {
    waiting -= 1
  })
}
