import { isUtf8 } from 'node:buffer'

/** One record of a CSV text with the line it starts on; `broken` when a quote was opened and never closed. */
export type CsvRecord = { line: number; cells: string[]; broken: boolean }

const separators = [',', ';', '\t'] as const

/** The separator a CSV text uses, judged by the first line outside quotes; a comma when none is seen. */
export function detectSeparator(text: string): string {
  const counts = new Map<string, number>(separators.map((s) => [s, 0]))
  let quoted = false
  for (const char of text) {
    if (char === '"') quoted = !quoted
    else if (!quoted && (char === '\n' || char === '\r')) break
    else if (!quoted && counts.has(char)) counts.set(char, (counts.get(char) ?? 0) + 1)
  }
  return separators.reduce((best, s) => ((counts.get(s) ?? 0) > (counts.get(best) ?? 0) ? s : best), ',')
}

// A quoted cell this long is a quote somebody forgot to close, not a text.
const longestCell = 20_000

type Cell = { value: string; next: number; broken: boolean }

function endsCell(char: string | undefined, separator: string): boolean {
  return char === undefined || char === separator || char === '\n' || char === '\r'
}

function readQuoted(text: string, start: number, separator: string): Cell | null {
  let value = ''
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0 || quote - start > longestCell) return null
    value += text.slice(from, quote)
    if (text[quote + 1] !== '"') {
      return endsCell(text[quote + 1], separator) ? { value, next: quote + 1, broken: false } : null
    }
    value += '"'
    from = quote + 2
  }
}

function readCell(text: string, start: number, separator: string): Cell {
  const quoted = text[start] === '"' ? readQuoted(text, start, separator) : null
  if (quoted) return quoted
  let next = start
  while (!endsCell(text[next], separator)) next++
  return { value: text.slice(start, next), next, broken: text[start] === '"' }
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0
  for (let i = text.indexOf('\n', from); i >= 0 && i < to; i = text.indexOf('\n', i + 1)) lines++
  return lines
}

/**
 * Reads CSV (RFC 4180, with any of the three line ends) record by record and never throws: a quote that is never
 * closed, or closed in the middle of a cell, breaks the record it stands in (read as plain text) and no other. Empty lines are skipped.
 */
export function* readCsv(text: string, separator: string = detectSeparator(text)): Generator<CsvRecord> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let line = 1
  while (at < text.length) {
    const start = at
    const cells: string[] = []
    let broken = false
    for (;;) {
      const cell = readCell(text, at, separator)
      cells.push(cell.value)
      broken ||= cell.broken
      at = cell.next
      if (text[at] !== separator) break
      at++
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    if (cells.length > 1 || cells[0] !== '') yield { line, cells, broken }
    // A file of an old Mac has no line feeds: each record is a line of its own.
    line += countLines(text, start, at) || 1
  }
}

/** Decodes the bytes of a text file: UTF-8 (with or without a mark), UTF-16 with its mark, else windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes)
}
