import { parentPort } from 'node:worker_threads'
import writeXlsxFile from 'write-excel-file/node'

/** A cell as it is sent to the worker. */
export type XlsxCell = string | number | boolean | null

/** What the worker is sent: a sheet is begun, gets its rows part by part, and at the end the file is asked for. */
export type XlsxMessage =
  | { kind: 'sheet'; name: string; header: readonly string[]; widths: readonly number[] }
  | { kind: 'rows'; rows: readonly (readonly XlsxCell[])[] }
  | { kind: 'end' }

type Sheet = { name: string; widths: readonly number[]; rows: (XlsxCell | { value: string; fontWeight: 'bold' })[][] }

const sheets: Sheet[] = []

// Making a file takes seconds of one core: here it holds up nobody.
parentPort?.on('message', async (message: XlsxMessage) => {
  if (message.kind === 'sheet') {
    const header = message.header.map((value) => ({ value, fontWeight: 'bold' as const }))
    sheets.push({ name: message.name, widths: message.widths, rows: [header] })
  } else if (message.kind === 'rows') {
    const rows = sheets.at(-1)?.rows
    for (const row of message.rows) rows?.push([...row])
  } else {
    const written = writeXlsxFile(
      sheets.map(({ name, widths, rows }) => ({
        data: rows,
        sheet: name,
        stickyRowsCount: 1,
        columns: widths.map((width) => ({ width })),
      })),
    )
    parentPort?.postMessage(await written.toBuffer())
    parentPort?.close()
  }
})
