import { isDay } from '../../platform/days.ts'
import { readDecimal } from '../../platform/decimals.ts'
import { agreementKinds, commitmentKinds, onePercentServices, renewalModes } from './agreement-schema.ts'
import { themes, tieRights, tieTypes } from './schema.ts'

/** What a proposal is about: the facts of the tie, an agreement of it, one commitment. */
export const proposalSubjects = ['tie', 'agreement', 'commitment'] as const
export type ProposalSubject = (typeof proposalSubjects)[number]

/** The fields a proposal is made of: those of its subject; a commitment that is not there yet has its own. */
export type FieldSet = ProposalSubject | 'newCommitment'

/** Which fields a proposal is made of. */
export const fieldSetOf = (of: { subject: ProposalSubject; commitmentId: string | null }): FieldSet =>
  of.subject === 'commitment' && of.commitmentId === null ? 'newCommitment' : of.subject

/** How a field is typed and said. */
export type ProposableKind =
  | 'line'
  | 'text'
  | 'day'
  | 'year'
  | 'number'
  | 'amount'
  | 'currency'
  | 'yes'
  | 'choice'
  | 'choices'
  | 'goals'
  | 'languages'
  // by its place in the tie
  | 'party'

/** A field that binds all parties: it changes when each of them has said yes. */
export type ProposableField = {
  name: string
  kind: ProposableKind
  /** The closed list it is chosen from. */
  options?: readonly string[]
  most?: number
  needed?: boolean
}

/** Commitments are let go of by all parties; that one is done, its own side says. */
const agreedCommitmentStates = ['due', 'waived'] as const

const promiseFields: readonly ProposableField[] = [
  { name: 'kind', kind: 'choice', options: commitmentKinds, needed: true },
  { name: 'body', kind: 'text', most: 1000, needed: true },
  { name: 'amount', kind: 'amount' },
  { name: 'currency', kind: 'currency', needed: true },
  { name: 'quantity', kind: 'amount', most: 8 },
  { name: 'unit', kind: 'line', most: 40 },
  { name: 'dueOn', kind: 'day' },
]

/** What may be proposed of each subject, in the order it is read. */
export const proposableFields: Readonly<Record<FieldSet, readonly ProposableField[]>> = {
  tie: [
    { name: 'type', kind: 'choice', options: tieTypes, needed: true },
    { name: 'sinceYear', kind: 'year' },
    { name: 'openEnded', kind: 'yes' },
    { name: 'termYear', kind: 'year' },
    { name: 'themes', kind: 'choices', options: themes },
    { name: 'sdgs', kind: 'goals' },
    { name: 'rights', kind: 'choices', options: tieRights },
    { name: 'languages', kind: 'languages' },
  ],
  agreement: [
    { name: 'kind', kind: 'choice', options: agreementKinds, needed: true },
    { name: 'title', kind: 'line', most: 200, needed: true },
    { name: 'object', kind: 'text', most: 4000 },
    { name: 'legalBasis', kind: 'text', most: 1000 },
    { name: 'startsOn', kind: 'day' },
    { name: 'endsOn', kind: 'day' },
    { name: 'openEnded', kind: 'yes' },
    { name: 'renewal', kind: 'choice', options: renewalModes, needed: true },
    { name: 'noticeMonths', kind: 'number', most: 60 },
    { name: 'noticeClause', kind: 'text', most: 1000 },
    { name: 'languages', kind: 'languages' },
    { name: 'onePercent', kind: 'choices', options: onePercentServices },
  ],
  commitment: [...promiseFields, { name: 'state', kind: 'choice', options: agreedCommitmentStates, needed: true }],
  newCommitment: [{ name: 'party', kind: 'party', needed: true }, ...promiseFields],
}

/** The values of the fields of a subject, by name. */
export type Values = Readonly<Record<string, unknown>>

/** What a proposal changes: each field, what it says now and what it would say. */
export type Changes = Readonly<Record<string, { from: unknown; to: unknown }>>

/** A field that was not typed as it should be. */
export type FieldProblem = { reason: string; field: string }

type Typed = Readonly<Record<string, string | readonly string[] | undefined>>

const asText = (typed: string | readonly string[] | undefined) =>
  (typeof typed === 'string' ? typed : (typed?.[0] ?? '')).trim()
const asList = (typed: string | readonly string[] | undefined) =>
  [...new Set(typeof typed === 'string' ? typed.split(/[\s,;]+/) : (typed ?? []))].filter(Boolean)

// Answers the value, or undefined for what cannot be meant.
function readText({ kind, most, options }: ProposableField, text: string): unknown {
  if (kind === 'yes') return text === 'yes' ? true : text === 'no' ? false : undefined
  if (kind === 'choice') return options?.includes(text) ? text : undefined
  if (kind === 'day') return isDay(text) ? text : undefined
  if (kind === 'year')
    return /^\d{3,4}$/.test(text) && Number(text) >= 800 && Number(text) <= 2100 ? Number(text) : undefined
  if (kind === 'number') return /^\d{1,4}$/.test(text) && Number(text) <= (most ?? 9999) ? Number(text) : undefined
  if (kind === 'amount') return readAmount(text, most)
  if (kind === 'party') return /^\d{1,3}$/.test(text) ? Number(text) : undefined
  if (kind === 'currency') return /^[A-Z]{3}$/.test(text.toUpperCase()) ? text.toUpperCase() : undefined
  return text.length <= (most ?? 300) ? text.replace(/\r\n?/g, '\n') : undefined
}

// An exact decimal, as long as the column that keeps it lets it be.
function readAmount(text: string, most = 12): string | undefined {
  const amount = readDecimal(text)
  return amount !== null && amount.indexOf('.') <= most ? amount : undefined
}

function readList({ kind, options }: ProposableField, items: readonly string[]): unknown {
  if (kind === 'goals') {
    const goals = items.map(Number).toSorted((a, b) => a - b)
    return goals.every((goal) => Number.isInteger(goal) && goal >= 1 && goal <= 17) ? goals : undefined
  }
  if (kind === 'choices') return options?.filter((option) => items.includes(option))
  return items.every((item) => /^[a-z]{2,3}$/.test(item)) ? items : undefined
}

const lists: ReadonlySet<ProposableKind> = new Set(['choices', 'goals', 'languages'])
const blanks: Partial<Record<ProposableKind, unknown>> = { line: '', text: '' }

/** Reads what was typed in the form of a proposal; what the form did not ask for is left as it is. */
export function readWanted(subject: FieldSet, typed: Typed): { wanted: Values; problems: FieldProblem[] } {
  const wanted: Record<string, unknown> = {}
  const problems: FieldProblem[] = []
  for (const field of proposableFields[subject]) {
    // A list of boxes none of which is ticked is not sent: its form says that it asked.
    if (typed[field.name] === undefined && typed[`asked-${field.name}`] === undefined) continue
    const value = readOne(field, typed[field.name])
    if (value === undefined) problems.push({ reason: `word_${field.kind}_wrong`, field: field.name })
    else wanted[field.name] = value
  }
  if (typeof wanted.startsOn === 'string' && typeof wanted.endsOn === 'string' && wanted.endsOn <= wanted.startsOn)
    problems.push({ reason: 'word_end_before_start', field: 'endsOn' })
  return { wanted, problems }
}

function readOne(field: ProposableField, typed: string | readonly string[] | undefined): unknown {
  if (lists.has(field.kind)) return readList(field, asList(typed))
  const text = asText(typed)
  if (text !== '') return readText(field, text)
  return field.needed ? undefined : (blanks[field.kind] ?? null)
}

// Nothing said is nothing said, whether it is kept as an empty line or not at all; a list is what is in it, in any order.
const plain = (value: unknown) =>
  JSON.stringify(Array.isArray(value) ? value.map(String).toSorted() : value === '' ? null : (value ?? null))
const same = (a: unknown, b: unknown) => plain(a) === plain(b)

/** What would change: only the fields of the subject, and the amounts of an agreement, that are wanted otherwise than they are. */
export function compareWanted(subject: FieldSet, present: Values, wanted: Values): Changes {
  const names = proposableFields[subject].map(({ name }) => name)
  if (subject === 'agreement') names.push(...Object.keys(wanted).filter((name) => name.startsWith('amount.')))
  const changed = names.filter((name) => name in wanted && !same(present[name], wanted[name]))
  return Object.fromEntries(changed.map((name) => [name, { from: present[name] ?? null, to: wanted[name] ?? null }]))
}

/** The fields that no longer say what the proposal took them to say. */
export function staleFields(changes: Changes, present: Values): string[] {
  return Object.entries(changes).flatMap(([name, { from }]) => (same(from, present[name]) ? [] : [name]))
}
