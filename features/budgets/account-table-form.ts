import { isDay } from '../../platform/days.ts'
import { type Stage, stages } from './schema.ts'

/** What a column of an accounting export can hold for us. */
export const tableFields = [
  'year',
  'direction',
  'section',
  'operationKind',
  'nature',
  'function',
  'chapter',
  'operation',
  'label',
  'department',
  'beneficiary',
  'proposed',
  'voted',
  'opened',
  'executed',
  'carriedOver',
  'debit',
  'credit',
  'signed',
] as const
export type TableField = (typeof tableFields)[number]

/** The columns that hold amounts. */
export const amountFields = [
  'proposed',
  'voted',
  'opened',
  'executed',
  'carriedOver',
  'debit',
  'credit',
  'signed',
] as const satisfies readonly TableField[]
export type AmountField = (typeof amountFields)[number]

/** The field of each column, in the order of the columns; null where a column is left aside. */
export type TableColumns = readonly (TableField | null)[]

/** What the file itself may not say of the budget it belongs to. */
export type TableFacts = {
  /** Of lines that name no year; null where every line does. */
  year: number | null
  stage: Stage
  label: string
  budgetType: 'principal' | 'annexed'
  /** The account plan its codes are of; '' where nobody can tell, and then no function means anything. */
  nomenclature: string
  decidedOn: string | null
  /** What lines are that do not say it. */
  direction: 'expenditure' | 'receipt' | null
  /** Whether it holds the whole budget, so that shares of it can be told; else the lines of a department, say. */
  whole: boolean
}

/** What is remembered of a table for the next year: its columns, and all that does not change with the year. */
export type TableMapping = { columns: TableColumns; facts: Omit<TableFacts, 'year' | 'decidedOn'> }

/** The account plans an export may be of. */
export const tableNomenclatures = [
  'M57',
  'M57_D',
  'M57_P',
  'M57_A',
  'M14_COM_SUP3500',
  'M14_COM_500_3500',
  'M52',
  'M71',
] as const

/** So many refused lines are shown at once. */
export const refusedPerPage = 50

// More columns than a table is read to.
const mostColumns = 200

const isField = (text: unknown): text is TableField => tableFields.some((field) => field === text)

/** Why columns cannot be read that way (`errors.<reason>`); null when they can. */
export function findTableProblem(columns: TableColumns): { reason: string; column: number } | null {
  const seen = new Set<TableField>()
  for (const [column, field] of columns.entries()) {
    if (field === null) continue
    if (seen.has(field)) return { reason: 'accounts_column_twice', column }
    seen.add(field)
  }
  if (!amountFields.some((field) => field !== 'carriedOver' && seen.has(field)))
    return { reason: 'accounts_no_amount_column', column: 0 }
  const described = (['nature', 'function', 'label', 'beneficiary'] as const).some((field) => seen.has(field))
  return described ? null : { reason: 'accounts_no_line_column', column: 0 }
}

/** What a form says each column holds: `column-0`, `column-1`… */
export function readTableColumns(form: FormData): TableColumns {
  const columns: (TableField | null)[] = []
  for (let column = 0; column < mostColumns && form.has(`column-${column}`); column++) {
    const field = form.get(`column-${column}`)
    columns.push(isField(field) ? field : null)
  }
  return columns
}

/** What is to mend in what a form says of the budget. */
export type FactsProblem = { reason: string; field: string }

/** What a form says of the budget a table belongs to, or what is to mend in it. */
export function readTableFacts(form: FormData): { facts: TableFacts } | { problems: FactsProblem[] } {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const problems: FactsProblem[] = []
  const year = text('year') === '' ? null : Number(text('year'))
  if (year !== null && !(Number.isInteger(year) && year >= 1990 && year <= 2100))
    problems.push({ reason: 'accounts_year_wrong', field: 'year' })
  const stage = stages.find((one) => one === text('stage'))
  if (!stage) problems.push({ reason: 'accounts_stage_missing', field: 'stage' })
  const label = text('label').slice(0, 200)
  if (label === '') problems.push({ reason: 'accounts_label_missing', field: 'label' })
  const decidedOn = text('decidedOn') || null
  if (decidedOn && !isDay(decidedOn)) problems.push({ reason: 'accounts_day_wrong', field: 'decidedOn' })
  if (problems.length > 0 || !stage) return { problems }
  const direction = (['expenditure', 'receipt'] as const).find((one) => one === text('direction')) ?? null
  const nomenclature = tableNomenclatures.find((one) => one === text('nomenclature')) ?? ''
  const budgetType = text('budgetType') === 'annexed' ? 'annexed' : 'principal'
  return {
    facts: { year, stage, label, budgetType, nomenclature, decidedOn, direction, whole: text('whole') === 'yes' },
  }
}
