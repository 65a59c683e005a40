import type { Theme, TieState, TieType } from '../schema.ts'
import { parseState, parseThemeCell, parseTieType } from './cell-words.ts'
import { type CellReading, parseYear, saysNothing } from './cell-years.ts'
import type { Columns, SheetField } from './fields.ts'

/** What is wrong with one cell; `rule` is the translation key `spreadsheet.problem.<rule>`, `column` counts from nought. */
export type CellProblem = {
  field: SheetField
  column: number | null
  rule: string
  values: Record<string, string | number>
}

/** Something to know of a line that keeps nothing from being written (`spreadsheet.note.<rule>`). */
export type LineNote = { rule: string; values: Record<string, string | number> }

/** What a line tells of its tie; what a cell leaves blank is not there, and takes nothing back. */
export type Told = { type?: TieType; state?: TieState; since?: number; until?: number; themes?: Theme[] }

/** One line as it was read. */
export type ReadRow = {
  line: number
  id: string | null
  ownName: string
  partner: { name: string; country: string; kind: string }
  told: Told
  problems: CellProblem[]
  notes: LineNote[]
}

// A download puts an apostrophe before what a spreadsheet would take for a formula.
const plain = (cell: string) => cell.trim().replace(/^'(?=[=+\-@])/, '')

/** Reads one line: what cannot be read is told cell by cell, and spoils nothing else. */
export function readRow(row: { line: number; cells: readonly string[] }, columns: Columns, thisYear: number): ReadRow {
  const problems: CellProblem[] = []
  const notes: LineNote[] = []
  const at = (field: SheetField) => columns.indexOf(field)
  const cell = (field: SheetField) => (at(field) < 0 ? '' : plain(row.cells[at(field)] ?? ''))
  const fail = (field: SheetField, rule: string) =>
    problems.push({
      field,
      column: at(field) < 0 ? null : at(field),
      rule,
      values: { value: cell(field).slice(0, 120) },
    })
  function keep<T>(field: SheetField, reading: CellReading<T>): T | undefined {
    if (reading && 'rule' in reading) fail(field, reading.rule)
    return reading && 'value' in reading ? reading.value : undefined
  }
  const id = cell('id').toLowerCase()
  if (id !== '' && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) fail('id', 'id')
  const name = saysNothing(cell('partnerName')) ? '' : cell('partnerName')
  if (id === '' && name === '') fail('partnerName', 'partnerMissing')
  const type = keep('type', parseTieType(cell('type')))
  const state = keep('state', parseState(cell('state')))
  const since = keep('since', parseYear(cell('since'), thisYear))
  const until = keep('until', parseYear(cell('until'), thisYear))
  if (since !== undefined && until !== undefined && until < since) fail('until', 'yearOrder')
  const themes = parseThemeCell(cell('themes'))
  if (themes.unknown.length > 0)
    notes.push({ rule: 'themesUnknown', values: { words: themes.unknown.slice(0, 5).join(', ').slice(0, 200) } })
  const country = cell('partnerCountry')
  return {
    line: row.line,
    id: id === '' ? null : id,
    ownName: cell('ownName'),
    partner: { name, country: saysNothing(country) ? '' : country, kind: cell('partnerKind') },
    told: {
      ...(type === undefined ? {} : { type }),
      ...(state === undefined ? {} : { state }),
      ...(since === undefined ? {} : { since }),
      ...(until === undefined ? {} : { until }),
      ...(themes.value.length === 0 ? {} : { themes: themes.value }),
    },
    problems,
    notes,
  }
}
