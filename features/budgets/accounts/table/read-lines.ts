import { addAmounts, negateAmount } from '../../../../packages/totem/amounts.ts'
import { sectionOfNature } from '../../../../packages/totem/section.ts'
import type { TableRow } from '../../../../platform/spreadsheet/table.ts'
import { nameKey } from '../../../organisations/names.ts'
import {
  type AmountField,
  amountFields,
  type TableColumns,
  type TableFacts,
  type TableField,
} from '../../account-table-form.ts'
import type { Direction, Section } from '../../schema.ts'
import type { KeptLine } from '../rows.ts'
import { type DecimalSign, findDecimalSign, readWrittenAmount } from './written-amount.ts'

/** Why a line of a table is not taken: its number in the file, the rule, and what stood in the cell. */
export type RefusedLine = { line: number; rule: string; values: Record<string, string> }

/** The lines of a table by their year, and those refused, each with its reason. */
export type TableLines = {
  years: Map<number, KeptLine[]>
  refused: RefusedLine[]
  /** The codes of functions seem to have lost the 0 they begin with. */
  lostZeros: boolean
  /** So many lines named a private person, and no longer do. */
  hidden: number
}

type Cells = (field: TableField) => string
type Amounts = Partial<Record<AmountField, string>>

// What stops a line on its way; its reason is told beside its number.
class Refusal extends Error {
  readonly rule: string
  readonly values: Record<string, string>
  constructor(rule: string, values: Record<string, string> = {}) {
    super(rule)
    this.rule = rule
    this.values = values
  }
}

/** Reads the lines of an accounting export by its columns; nothing is guessed, what is not clear is refused with its reason. */
export function readTableLines(rows: readonly TableRow[], columns: TableColumns, facts: TableFacts): TableLines {
  const at = new Map(columns.flatMap((field, column) => (field ? [[field, column] as const] : [])))
  const signs = findSigns(rows, at)
  const years = new Map<number, KeptLine[]>()
  const refused: RefusedLine[] = []
  const functions: string[] = []
  let hidden = 0
  for (const row of rows) {
    const cells: Cells = (field) => row.cells[at.get(field) ?? -1]?.trim() ?? ''
    const read = readLine(cells, at, signs, facts)
    if ('rule' in read) {
      refused.push({ line: row.line, rule: read.rule, values: read.values })
      continue
    }
    const lines = years.get(read.year) ?? []
    years.set(read.year, lines)
    for (const line of read.lines) lines.push({ ...line, position: lines.length + 1 })
    if (namesPerson(cells('beneficiary')) || namesPerson(cells('label'))) hidden += 1
    if (read.lines[0]?.fonction) functions.push(read.lines[0].fonction)
  }
  return { years, refused, lostZeros: hasLostZeros(functions), hidden }
}

// A form of address says that a person is named, not a body: the name is not kept.
const namesPerson = (text: string): boolean => /^(m|mr|mme|mlle|monsieur|madame|mademoiselle|mrs|ms)\b\.?\s/i.test(text)

const withoutPerson = (text: string): string | null => (namesPerson(text) ? null : text || null)

// A workbook that kept codes as numbers shows 48 for 048: then no code begins with 0, though half of them should.
const hasLostZeros = (functions: readonly string[]): boolean =>
  functions.some((code) => /^(4[1-8]|2\d?)$/.test(code)) && !functions.some((code) => code.startsWith('0'))

// All amounts of a file are written alike: the cells without doubt settle the others.
function findSigns(rows: readonly TableRow[], at: ReadonlyMap<TableField, number>): DecimalSign {
  const places = amountFields.flatMap((field) => at.get(field) ?? [])
  return findDecimalSign(rows.flatMap(({ cells }) => places.map((place) => cells[place] ?? '')))
}

type ReadLine = { year: number; lines: Omit<KeptLine, 'position'>[] } | { rule: string; values: Record<string, string> }

function readLine(cells: Cells, at: ReadonlyMap<TableField, number>, sign: DecimalSign, facts: TableFacts): ReadLine {
  try {
    refuseTotals(cells)
    const amounts = readAmounts(cells, at, sign)
    if (Object.keys(amounts).length === 0) throw new Refusal('noAmount')
    const nature = codeOf(cells('nature'))
    const sides = sidesOf(amounts, nature, saidDirection(cells('direction')), facts)
    const year = yearOf(cells('year'), facts)
    return { year, lines: sides.map((side) => toLine(cells, nature, side)) }
  } catch (error) {
    if (error instanceof Refusal) return { rule: error.rule, values: error.values }
    throw error
  }
}

// Sums in the middle of an export would count everything twice.
function refuseTotals(cells: Cells): void {
  const said = (['nature', 'label', 'chapter', 'function', 'department', 'beneficiary'] as const).map(cells)
  if (said.some((text) => /^(sous total|total|s total|ensemble|solde)\b/.test(nameKey(text))))
    throw new Refusal('total')
  if (said.every((text) => text === '')) throw new Refusal('nothingSaid')
}

function readAmounts(cells: Cells, at: ReadonlyMap<TableField, number>, sign: DecimalSign): Amounts {
  const amounts: Amounts = {}
  for (const field of amountFields) {
    const cell = at.has(field) ? cells(field) : ''
    const read = readWrittenAmount(cell, sign)
    if (read && 'rule' in read) throw new Refusal(read.rule, { cell: cell.slice(0, 60), field })
    if (read) amounts[field] = read.value
  }
  return amounts
}

// “6574 - Subventions”: the code, and what stands behind it is its name.
function codeOf(cell: string): { code: string; name: string } {
  const found = /^([0-9][0-9A-Za-z.]{0,19})(?:\s*[-–:·]?\s+(.*)|)$/.exec(cell)
  return found ? { code: (found[1] ?? '').replaceAll('.', ''), name: found[2] ?? '' } : { code: '', name: cell }
}

function saidDirection(cell: string): Direction | null {
  const key = nameKey(cell)
  if (key === '') return null
  if (/^(d|dep|depenses?|debit|expenditure|expense)$/.test(key)) return 'expenditure'
  if (/^(r|rec|recettes?|credit|receipts?|revenue)$/.test(key)) return 'receipt'
  throw new Refusal('directionWrong', { cell: cell.slice(0, 60) })
}

/** The direction an account by nature has by itself: class 6 expenditure, class 7 receipts. */
function directionOfNature(code: string): Direction | null {
  if (code.startsWith('6')) return 'expenditure'
  return code.startsWith('7') ? 'receipt' : null
}

type Side = { direction: Direction; amounts: Omit<Amounts, 'debit' | 'credit' | 'signed'> }

// One line mostly; a summary with both sides and no account gives two.
function sidesOf(
  { debit, credit, signed, ...amounts }: Amounts,
  nature: { code: string },
  said: Direction | null,
  facts: TableFacts,
): Side[] {
  const own = said ?? directionOfNature(nature.code)
  if (signed !== undefined) return [signedSide(signed, amounts, own, facts)]
  if (debit === undefined && credit === undefined) {
    const direction = own ?? facts.direction
    if (!direction) throw new Refusal('directionMissing')
    return [{ direction, amounts }]
  }
  const [out, back] = [debit ?? '0.00', credit ?? '0.00']
  if (own) {
    // A cancellation stands on the other side of its own account.
    const executed = own === 'expenditure' ? addAmounts(out, negateAmount(back)) : addAmounts(back, negateAmount(out))
    return [{ direction: own, amounts: { ...amounts, executed } }]
  }
  const sides: Side[] = []
  if (out !== '0.00') sides.push({ direction: 'expenditure', amounts: { ...amounts, executed: out } })
  if (back !== '0.00') sides.push({ direction: 'receipt', amounts: { ...amounts, executed: back } })
  if (sides.length === 0) throw new Refusal('noAmount')
  if (sides.length === 2 && Object.keys(amounts).length > 0) throw new Refusal('bothSides')
  return sides
}

// Money that leaves is written below zero.
function signedSide(signed: string, amounts: Side['amounts'], own: Direction | null, facts: TableFacts): Side {
  const direction = own ?? facts.direction ?? (signed.startsWith('-') ? 'expenditure' : 'receipt')
  return { direction, amounts: { ...amounts, executed: direction === 'expenditure' ? negateAmount(signed) : signed } }
}

function yearOf(cell: string, facts: TableFacts): number {
  if (cell === '' && facts.year !== null) return facts.year
  if (cell === '') throw new Refusal('yearMissing')
  const year = Number(/^(?:\d\d?[/.-]\d\d?[/.-])?((?:19|20)\d\d)(?:-\d\d-\d\d)?$/.exec(cell)?.[1])
  if (!(year >= 1990 && year <= 2100)) throw new Refusal('yearWrong', { cell: cell.slice(0, 60) })
  return year
}

function saidSection(cell: string): Section | null {
  const key = nameKey(cell)
  if (/^(f|fct|fonct\w*|running|exploitation|e)$/.test(key)) return 'running'
  if (/^(i|inv|invest\w*)$/.test(key)) return 'investment'
  if (key !== '') throw new Refusal('sectionWrong', { cell: cell.slice(0, 60) })
  return null
}

function saidOrder(cell: string): boolean {
  const key = nameKey(cell)
  if (/^(o|ordre|1|order|oui|yes)$/.test(key)) return true
  if (key === '' || /^(r|reel|reelle|0|real|non|no|m|mixte)$/.test(key)) return false
  throw new Refusal('operationKindWrong', { cell: cell.slice(0, 60) })
}

function toLine(
  cells: Cells,
  nature: { code: string; name: string },
  { direction, amounts }: Side,
): Omit<KeptLine, 'position'> {
  const fonction = codeOf(cells('function'))
  const chapter = codeOf(cells('chapter'))
  return {
    nature: nature.code,
    fonction: fonction.code || null,
    chapter: chapter.code || null,
    operation: cells('operation') || null,
    label: withoutPerson(cells('label') || nature.name),
    department: cells('department') || null,
    beneficiary: withoutPerson(cells('beneficiary')),
    section: saidSection(cells('section')) ?? sectionOfNature(nature.code) ?? 'running',
    direction,
    isOrder: saidOrder(cells('operationKind')),
    // A ledger says neither what was voted the year before nor which accounts were voted one by one.
    previous: null,
    special: null,
    carriedBefore: null,
    proposed: amounts.proposed ?? null,
    voted: amounts.voted ?? null,
    opened: amounts.opened ?? null,
    executed: amounts.executed ?? null,
    carriedAfter: amounts.carriedOver ?? null,
  }
}
