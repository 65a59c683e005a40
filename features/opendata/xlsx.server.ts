import { join } from 'node:path'
import { setImmediate as othersFirst } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../platform/errors.ts'
import { projectRoot } from '../../platform/project-root.ts'
import type { CellValue } from './csv-text.ts'
import type { XlsxCell, XlsxMessage } from './xlsx-worker.ts'

/** A sheet: its name, the names of its columns, and its rows part by part. */
export type XlsxSheet = {
  name: string
  header: readonly string[]
  parts: AsyncIterable<readonly (readonly CellValue[])[]>
}

/** The most rows a file may have: about eight seconds and 700 MB; what is larger is for CSV. */
export const maxXlsxRows = 60_000

// One file at a time takes a core; a few may wait, more would wait too long.
const maxWaiting = 4
let waiting = 0
let last: Promise<unknown> = Promise.resolve()

// In the bundle this module stands elsewhere than its worker, which always runs from the sources.
const workerFile = join(projectRoot, 'features/opendata/xlsx-worker.ts')

// A string cell is never run as a formula in XLSX: what guards CSV is not needed here.
function toXlsxCell(value: CellValue): XlsxCell {
  if (value === null || value === '') return null
  if (value instanceof Date) return value.toISOString()
  if (typeof value === 'object') return value.length === 0 ? null : value.join('|')
  return value
}

const widest = 40

// Nearly all it makes lives as long as the file: a roomy nursery spares it from being moved again and again.
const resourceLimits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 128 }

// Rows are copied to the worker a few at a time: between two copies other requests have their turn.
const rowsAtATime = 200

async function write(sheets: readonly XlsxSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(workerFile, { resourceLimits })
  const post = (message: XlsxMessage) => worker.postMessage(message)
  const done = new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`xlsx worker ended with ${code}`)))
  })
  try {
    for (const { name, header, parts } of sheets) {
      post({
        kind: 'sheet',
        name,
        header,
        widths: header.map((title) => Math.min(widest, Math.max(12, title.length + 2))),
      })
      for await (const rows of parts)
        for (let from = 0; from < rows.length; from += rowsAtATime) {
          await othersFirst()
          const some = rows.slice(from, from + rowsAtATime)
          post({ kind: 'rows', rows: some.map((row) => row.map(toXlsxCell)) })
        }
    }
    post({ kind: 'end' })
    return await done
  } finally {
    done.catch(() => undefined)
    await worker.terminate()
  }
}

/** Writes an XLSX file in a thread of its own; `xlsx_busy` when too many are asked for at once. */
export async function writeXlsx(sheets: readonly XlsxSheet[]): Promise<Uint8Array<ArrayBuffer>> {
  if (waiting >= maxWaiting) throw new AppError('unavailable', 'xlsx_busy')
  waiting += 1
  const mine = last.then(() => write(sheets))
  last = mine.catch(() => undefined)
  return mine.finally(() => {
    waiting -= 1
  })
}
