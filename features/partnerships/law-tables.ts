import { isDay } from '../../platform/days.ts'
import { foreignAuthorityTiers, frenchTiers } from '../organisations/schema.ts'
import { agreementKinds, stepKinds } from './agreement-schema.ts'
import { reminderConditions, reminderSubjects } from './reminders.ts'

/** What of a record may fill in a field of the ministry's sheet. */
export const sheetContents = [
  'title',
  'ourName',
  'partners',
  'countries',
  'type',
  'elected',
  'officers',
  'themes',
  'goals',
  'since',
  'until',
  'state',
  'summary',
  'objectives',
  'places',
  'agreement',
  'budget',
  'funders',
  'website',
] as const
export type SheetContent = (typeof sheetContents)[number]

/** A column an administrator fills in, and how. */
export type LawField = {
  column: string
  kind: 'line' | 'text' | 'day' | 'number' | 'yes' | 'choice' | 'choices'
  options?: readonly string[]
  /** Where the words of the choices are. */
  words?: string
  optional?: boolean
  most?: number
  /** Which record it is: said once, never changed. */
  key?: boolean
}

/** A list of facts about law and elections the administrator keeps. */
export type LawTable = { table: string; keys: readonly string[]; order: string; fields: readonly LawField[] }

const line = (column: string, most: number, more: Partial<LawField> = {}): LawField => ({
  column,
  kind: 'line',
  most,
  ...more,
})
const text = (column: string, most: number, more: Partial<LawField> = {}): LawField => ({
  column,
  kind: 'text',
  most,
  ...more,
})
const both = (name: string, most: number, make = text, more: Partial<LawField> = {}) => [
  make(`${name}_fr`, most, more),
  make(`${name}_en`, most, more),
]
const sources: readonly LawField[] = [
  line('source_name', 300),
  line('source_url', 300, { optional: true }),
  { column: 'checked_on', kind: 'day' },
]
const code = line('code', 60, { key: true })
const country = line('country', 2, { key: true })
const tiers = [...frenchTiers, ...foreignAuthorityTiers]
const active: LawField = { column: 'active', kind: 'yes' }
const position: LawField = { column: 'position', kind: 'number' }

/** The lists by their name. */
export const lawTables = {
  reminders: {
    table: 'legal_reminder',
    keys: ['code'],
    order: 'position, code',
    fields: [
      code,
      { column: 'subjects', kind: 'choices', options: reminderSubjects, words: 'paper.law.subject' },
      { column: 'condition', kind: 'choice', options: reminderConditions, words: 'paper.law.condition' },
      { column: 'months', kind: 'number' },
      ...both('text', 1000),
      line('source_name', 300),
      line('source_url', 300, { optional: true }),
      { column: 'source_date', kind: 'day', optional: true },
      { column: 'checked_on', kind: 'day' },
      position,
      active,
    ],
  },
  contexts: {
    table: 'country_context',
    keys: ['country', 'tier'],
    order: 'country, tier',
    fields: [
      country,
      { column: 'tier', kind: 'choice', options: tiers, words: 'atlas.tier', key: true },
      ...both('competences', 1000),
      ...both('approvals', 1000),
      ...sources,
    ],
  },
  elections: {
    table: 'election',
    keys: ['code'],
    order: 'on_date desc, code',
    fields: [
      code,
      line('country', 2),
      { column: 'tiers', kind: 'choices', options: tiers, words: 'atlas.tier', optional: true },
      ...both('name', 200, line),
      { column: 'on_date', kind: 'day' },
      { column: 'date_precision', kind: 'choice', options: ['day', 'month', 'year'], words: 'paper.law.precision' },
      ...sources,
    ],
  },
  steps: {
    table: 'approval_step_rule',
    keys: ['code'],
    order: 'country, position, code',
    fields: [
      code,
      line('country', 2),
      { column: 'kind', kind: 'choice', options: stepKinds, words: 'paper.law.step' },
      position,
      { column: 'agreement_kinds', kind: 'choices', options: agreementKinds, words: 'kit.kind' },
      { column: 'required', kind: 'yes' },
      ...both('name', 200, line),
      ...both('explains', 1000),
      ...sources,
      active,
    ],
  },
  sheet: {
    table: 'atlas_sheet_field',
    keys: ['code'],
    order: 'position, code',
    fields: [
      code,
      position,
      ...both('label', 200, line),
      ...both('help', 300, line, { optional: true }),
      { column: 'content', kind: 'choice', options: sheetContents, words: 'paper.law.content' },
      { column: 'max_length', kind: 'number', optional: true },
      active,
    ],
  },
} as const satisfies Record<string, LawTable>
export type LawTableName = keyof typeof lawTables

/** A record of such a list, by column. */
export type LawRow = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** Something to mend in a record, and the column. */
export type LawProblem = { reason: string; field: string }

/** The name a column goes by in its form: a field called “code” is taken for a secret, and not kept across mistakes. */
export const lawFieldName = (column: string): string => (column === 'code' ? 'lineCode' : column)

function readField(field: LawField, form: FormData): { value: LawRow[string] } | { reason: string } {
  const name = lawFieldName(field.column)
  const typed = String(form.get(name) ?? '').trim()
  if (field.kind === 'yes') return { value: form.get(name) === 'yes' }
  if (field.kind === 'choices') {
    const chosen = form.getAll(name).map(String)
    const known = chosen.every((one) => field.options?.includes(one))
    return known && (field.optional || chosen.length > 0) ? { value: chosen } : { reason: 'law_choice_missing' }
  }
  if (typed === '')
    return field.optional
      ? { value: field.kind === 'line' && field.column.startsWith('help') ? '' : null }
      : { reason: 'law_missing' }
  if (field.kind === 'number')
    return /^\d{1,4}$/.test(typed) ? { value: Number(typed) } : { reason: 'law_number_wrong' }
  if (field.kind === 'day') return isDay(typed) ? { value: typed } : { reason: 'law_day_wrong' }
  if (field.kind === 'choice')
    return field.options?.includes(typed) ? { value: typed } : { reason: 'law_choice_missing' }
  return checkedLine(field, typed)
}

function checkedLine(field: LawField, typed: string): { value: string } | { reason: string } {
  if (field.column === 'country')
    return /^[A-Z]{2}$/.test(typed.toUpperCase()) || typed === '*'
      ? { value: typed.toUpperCase() }
      : { reason: 'law_country_wrong' }
  if (typed.length > (field.most ?? 1000)) return { reason: 'law_long' }
  if (field.column === 'code')
    return /^[a-z0-9][a-z0-9-]*$/.test(typed) ? { value: typed } : { reason: 'law_code_wrong' }
  if (field.column === 'source_url')
    return URL.parse(typed)?.protocol.startsWith('http') ? { value: typed } : { reason: 'law_address_wrong' }
  return { value: typed }
}

/** Reads a record out of a form, or what there is to mend in it. */
export function readLawForm(name: LawTableName, form: FormData): { row: LawRow } | { problems: LawProblem[] } {
  const read = lawTables[name].fields.map((field) => [field.column, readField(field, form)] as const)
  const problems = read.flatMap(([column, result]) =>
    'reason' in result ? [{ reason: result.reason, field: lawFieldName(column) }] : [],
  )
  if (problems.length > 0) return { problems }
  return {
    row: Object.fromEntries(read.flatMap(([column, result]) => ('value' in result ? [[column, result.value]] : []))),
  }
}

/** How a record is named in an address. */
export const lawKey = (name: LawTableName, row: LawRow): string =>
  lawTables[name].keys.map((column) => String(row[column])).join('.')
