import { type CsvRecord, decodeText, readCsv } from '../../platform/csv.ts'
import { type TieEvidence, type TieState, type TieType, tieEvidences, tieStates, tieTypes } from './schema.ts'
import type { GivenEnd, RowIssue, TieRow } from './tie-row.ts'
import { parseThemes } from './ties-file/theme-words.ts'
import { acceptedHeaders, parseTiesHeader, type TieColumn, type TiesHeader } from './ties-file/ties-header.ts'

/** The largest list taken in one piece. */
export const fileLimits = { bytes: 512 * 1024 * 1024, rows: 2_000_000, cell: 2_000 } as const

/** Why a whole file cannot be read; `reason` is the translation key `errors.<reason>`. */
export type FileProblem = { reason: string; values: Record<string, string | number> }

/** A list of ties that was read: its good rows, its bad ones, the columns nobody knows, or why nothing could be read. */
export type TiesFile = { value: TieRow[]; issues: RowIssue[]; ignoredColumns: string[]; problem: FileProblem | null }

type Cells = (column: TieColumn) => string
type Fail = (field: TieColumn | 'row', rule: string) => void

const notText: readonly (readonly [start: string, reason: string])[] = [
  ['PK\u0003\u0004', 'import_file_spreadsheet'],
  ['\u00d0\u00cf\u0011\u00e0', 'import_file_spreadsheet'],
  ['%PDF', 'import_file_binary'],
]

function findProblem(bytes: Uint8Array): FileProblem | null {
  if (bytes.length > fileLimits.bytes)
    return { reason: 'import_file_too_large', values: { megabytes: fileLimits.bytes / 1024 ** 2 } }
  const start = String.fromCharCode(...bytes.subarray(0, 4))
  for (const [signature, reason] of notText) if (start === signature) return { reason, values: {} }
  const utf16 = start.startsWith('\u00ff\u00fe') || start.startsWith('\u00fe\u00ff')
  if (!utf16 && bytes.subarray(0, 65_536).includes(0)) return { reason: 'import_file_binary', values: {} }
  return null
}

function folded(text: string): string {
  return text.replace(/[_\s-]/g, '').toLowerCase()
}

function parseWord<T extends string>(
  list: readonly T[],
  others: Readonly<Record<string, T>>,
  text: string,
): T | undefined {
  const word = folded(text)
  return list.find((item) => item.toLowerCase() === word) ?? others[word]
}

const otherStates: Readonly<Record<string, TieState>> = { activewhenseen: 'active' }
const otherEvidences: Readonly<Record<string, TieEvidence>> = { official: 'officialSource' }

function parseYear(cells: Cells, fail: Fail, column: TieColumn): number | null {
  const text = cells(column)
  if (text === '') return null
  const year = /^\d{3,4}$/.test(text) ? Number(text) : 0
  if (year >= 800 && year <= 2100) return year
  fail(column, 'year')
  return null
}

function parseDegrees(cells: Cells, fail: Fail, column: TieColumn, limit: number): number | null {
  const text = cells(column).replace(',', '.')
  if (text === '') return null
  const value = /^[+-]?\d{1,3}(\.\d*)?$/.test(text) ? Number(text) : Number.NaN
  if (Math.abs(value) <= limit) return value
  fail(column, 'coordinate')
  return null
}

function parseEnd(cells: Cells, fail: Fail, n: 1 | 2, country: string | null): GivenEnd {
  const lat = parseDegrees(cells, fail, `lat${n}`, 90)
  const lon = parseDegrees(cells, fail, `lng${n}`, 180)
  if ((lat === null) !== (lon === null)) fail(lat === null ? `lat${n}` : `lng${n}`, 'coordinate')
  const name = cells(`name${n}`)
  if (name === '') fail(`name${n}`, 'missing')
  else if (!/\p{L}/u.test(name)) fail(`name${n}`, 'name')
  return {
    name,
    country: country ?? cells(`country${n}`),
    code: cells(`code${n}`) || null,
    kind: cells(`kind${n}`) || null,
    otherNames: [],
    lat,
    lon,
  }
}

function parseUrl(cells: Cells, fail: Fail): string | null {
  const text = cells('page_url')
  if (text === '') return null
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return text
  fail('page_url', 'url')
  return null
}

function parseSaid(
  cells: Cells,
  fail: Fail,
  header: TiesHeader,
): { type: TieType; state: TieState; evidence: TieEvidence } {
  const type =
    cells('type') === '' ? (header.twinTowns ? 'twinning' : 'unknown') : parseWord(tieTypes, {}, cells('type'))
  const state = cells('state') === '' ? 'unknown' : parseWord(tieStates, otherStates, cells('state'))
  const evidence = cells('evidence') === '' ? 'thirdParty' : parseWord(tieEvidences, otherEvidences, cells('evidence'))
  if (!type) fail('type', 'type')
  if (!state) fail('state', 'state')
  if (!evidence) fail('evidence', 'evidence')
  return { type: type ?? 'unknown', state: state ?? 'unknown', evidence: evidence ?? 'thirdParty' }
}

function checkCells(record: CsvRecord, width: number, fail: Fail): void {
  if (record.broken) fail('row', 'quote')
  // Empty cells that a spreadsheet adds at the end of a line say nothing.
  else if (record.cells.length < width || record.cells.slice(width).some((cell) => cell.trim() !== ''))
    fail('row', 'cells')
  else if (record.cells.some((cell) => cell.length > fileLimits.cell)) fail('row', 'length')
}

function parseRow(
  record: CsvRecord,
  header: TiesHeader,
  names: readonly string[],
): { row: TieRow } | { issue: RowIssue } {
  const raw = Object.fromEntries(
    names
      .map((name, i) => [name, (record.cells[i] ?? '').slice(0, fileLimits.cell)])
      .filter(([, value]) => value !== ''),
  ) as Record<string, string>
  let issue: RowIssue | null = null
  const fail: Fail = (field, rule) => {
    issue ??= { line: record.line, field, rule, raw }
  }
  checkCells(record, names.length, fail)
  if (issue) return { issue }
  const cells: Cells = (column) => {
    const index = header.columns.get(column)
    return index === undefined ? '' : (record.cells[index] ?? '').trim()
  }
  const ends: [GivenEnd, GivenEnd] = [
    parseEnd(cells, fail, 1, header.firstIsFrench ? cells('country1') || 'FR' : null),
    parseEnd(cells, fail, 2, null),
  ]
  const row: TieRow = {
    line: record.line,
    ends,
    ...parseSaid(cells, fail, header),
    sinceYear: parseYear(cells, fail, 'since_year'),
    untilYear: parseYear(cells, fail, 'until_year'),
    attestedYear: parseYear(cells, fail, 'attested_year'),
    themes: parseThemes(cells('themes')),
    themesSaid: cells('themes') || null,
    pageTitle: cells('page_title') || null,
    pageUrl: parseUrl(cells, fail),
    statementKey: null,
    raw,
  }
  if (row.sinceYear && row.untilYear && row.untilYear < row.sinceYear) fail('until_year', 'yearOrder')
  return issue ? { issue } : { row }
}

/** Reads a list of ties (any encoding and separator a spreadsheet writes); a row that cannot be read is an issue, never an exception. */
export function parseTiesFile(bytes: Uint8Array): TiesFile {
  const result: TiesFile = { value: [], issues: [], ignoredColumns: [], problem: findProblem(bytes) }
  if (result.problem) return result
  let header: TiesHeader | null = null
  let names: string[] = []
  for (const record of readCsv(decodeText(bytes))) {
    if (!header) {
      header = parseTiesHeader(record.cells)
      names = record.cells.map((cell) => cell.trim().slice(0, 80))
      if (!header)
        return {
          ...result,
          problem: { reason: 'import_header_unknown', values: { headers: acceptedHeaders.join('\n') } },
        }
      result.ignoredColumns = header.ignored
      continue
    }
    if (result.value.length + result.issues.length >= fileLimits.rows) {
      return { ...result, problem: { reason: 'import_file_too_many_rows', values: { rows: fileLimits.rows } } }
    }
    const parsed = parseRow(record, header, names)
    if ('row' in parsed) result.value.push(parsed.row)
    else result.issues.push(parsed.issue)
  }
  if (!header) return { ...result, problem: { reason: 'import_file_empty', values: {} } }
  return result
}
