import { tieStates, tieTypes } from '../partnerships/schema.ts'

/** What a reader may correct. */
export type CorrectableKind = 'organisation' | 'partnership'

const organisationFields = ['name', 'otherName', 'website', 'population', 'other'] as const
const partnershipFields = ['type', 'state', 'sinceYear', 'untilYear', 'doesNotExist', 'other'] as const
type OrganisationField = (typeof organisationFields)[number]
type PartnershipField = (typeof partnershipFields)[number]
/** A field of a record readers see, `doesNotExist` for a tie that is none, or `other` for anything else, in words. */
export type CorrectableField = OrganisationField | PartnershipField

// The register's own facts are corrected where it is kept: the next reading of it would undo anything else.
const keptByTheRegister: readonly CorrectableField[] = ['name', 'population']

/** The fields of a record that may be corrected; those a public register keeps are left to it. */
export function fieldsOf(kind: CorrectableKind, inRegister: boolean): readonly CorrectableField[] {
  if (kind === 'partnership') return partnershipFields
  return organisationFields.filter((field) => !inRegister || !keptByTheRegister.includes(field))
}

/** How a field is filled in. */
export type FieldInput =
  | { input: 'text' | 'url' | 'words' | 'year' | 'population' }
  | { input: 'choice'; of: 'type' | 'state'; values: readonly string[] }
  | { input: 'nothing' }

const inputs: Record<CorrectableField, FieldInput> = {
  name: { input: 'text' },
  otherName: { input: 'text' },
  website: { input: 'url' },
  population: { input: 'population' },
  type: { input: 'choice', of: 'type', values: tieTypes.filter((type) => type !== 'unknown') },
  state: { input: 'choice', of: 'state', values: tieStates.filter((state) => state !== 'unknown') },
  sinceYear: { input: 'year' },
  untilYear: { input: 'year' },
  doesNotExist: { input: 'nothing' },
  other: { input: 'words' },
}

/** How a field is filled in. */
export const inputOf = (field: CorrectableField): FieldInput => inputs[field]

/** A value as it is kept, or what is wrong with it: the key of a sentence under `errors`. */
export type ParsedValue = { value: string } | { reason: string }

const population = /^(\d{1,9}) \((\d{4})\)$/

/** The inhabitants and the year of a kept value of `population`; null when it is none. */
export function readPopulation(value: string): { inhabitants: number; year: number } | null {
  const found = population.exec(value)
  return found ? { inhabitants: Number(found[1]), year: Number(found[2]) } : null
}

function parseYear(text: string, thisYear: number): ParsedValue {
  const year = /^\d{3,4}$/.test(text) ? Number(text) : Number.NaN
  return year >= 800 && year <= thisYear ? { value: String(year) } : { reason: 'correction_year_wrong' }
}

function parsePopulation(text: string, yearText: string, thisYear: number): ParsedValue {
  const digits = text.replace(/[\s\u00a0\u202f.,’']/g, '')
  const year = parseYear(yearText, thisYear)
  if (!/^\d{1,9}$/.test(digits)) return { reason: 'correction_population_wrong' }
  if ('reason' in year || Number(year.value) < 1900) return { reason: 'correction_year_wrong' }
  return { value: `${Number(digits)} (${year.value})` }
}

function parseAddress(text: string): ParsedValue {
  const url = URL.parse(/^[a-z]+:/i.test(text) ? text : `https://${text}`)
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:'
  return url && isWeb && url.hostname.includes('.') && url.href.length <= 300
    ? { value: url.href }
    : { reason: 'correction_website_wrong' }
}

/** Reads what was typed for a field; `year` is the one a population was counted in. */
export function parseValue(
  field: CorrectableField,
  typed: { value: string; year?: string },
  thisYear: number,
): ParsedValue {
  const text = typed.value.normalize('NFC').replace(/\r\n/g, '\n').trim()
  const how = inputOf(field)
  if (how.input === 'nothing') return { value: '' }
  if (!text) return { reason: 'correction_value_missing' }
  if (how.input === 'choice')
    return how.values.includes(text) ? { value: text } : { reason: 'correction_value_missing' }
  if (how.input === 'year') return parseYear(text, thisYear)
  if (how.input === 'population') return parsePopulation(text, (typed.year ?? '').trim(), thisYear)
  if (how.input === 'url') return parseAddress(text)
  return text.length <= (how.input === 'text' ? 200 : 4000) ? { value: text } : { reason: 'correction_value_long' }
}
