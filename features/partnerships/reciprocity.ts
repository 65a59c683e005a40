import { addDecimals, readDecimal } from '../../platform/decimals.ts'

/** What a side may give; never added to each other. */
export const ledgerKinds = ['money', 'days', 'inKind', 'volunteerTime'] as const
export type LedgerKind = (typeof ledgerKinds)[number]

/** How far a practice learned from the other side has come. */
export const transferStages = ['noticed', 'tested', 'adopted'] as const
export type TransferStage = (typeof transferStages)[number]

/** Kinds that are counted in a currency; the others in days or hours. */
export const isInCurrency = (kind: LedgerKind): boolean => kind === 'money' || kind === 'inKind'

/** What one side says it gave in a year: an exact amount of a currency, or so many days or hours. */
export type LedgerEntry = {
  id: string
  organisationId: string
  kind: LedgerKind
  year: number
  /** An exact decimal in a string. */
  value: string
  /** Null for days and hours. */
  currency: string | null
  note: string
  createdAt: Date
}

/** What one side says it learned, from whom, and how far it has come with it. */
export type PracticeTransfer = {
  id: string
  organisationId: string
  fromOrganisationId: string
  what: string
  stage: TransferStage
  department: string
  adoptedWhere: string
  sinceYear: number | null
  createdAt: Date
}

/** One measure of the drawing: what each side gave of one kind, in one currency, all years together. */
export type Measure = {
  kind: LedgerKind
  currency: string | null
  /** By party, in their order; null where nothing is written. */
  totals: (string | null)[]
  /** How long each party's line is, beside the longest of this measure: from 0 to 1. */
  shares: number[]
}

/** Weighs what is written, kind by kind and currency by currency, in the order of the parties. */
export function weighLedger(entries: readonly LedgerEntry[], parties: readonly string[]): Measure[] {
  const groups = Map.groupBy(entries, ({ kind, currency }) => `${ledgerKinds.indexOf(kind)} ${currency ?? ''}`)
  return [...groups]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .flatMap(([, found]) => {
      const [first] = found
      if (!first) return []
      const totals = parties.map((party) => {
        const own = found.filter(({ organisationId }) => organisationId === party)
        return own.length === 0 ? null : addDecimals(own.map(({ value }) => value))
      })
      // For the length of a line on a page a float is exact enough; figures are never made from it.
      const lengths = totals.map((total) => Number(total ?? 0))
      const longest = Math.max(...lengths)
      const shares = lengths.map((length) => (longest === 0 ? 0 : length / longest))
      return [{ kind: first.kind, currency: first.currency, totals, shares }]
    })
}

/** The years the ledger speaks of; null while it is empty. */
export function spanOfLedger(entries: readonly Pick<LedgerEntry, 'year'>[]): { from: number; to: number } | null {
  if (entries.length === 0) return null
  const years = entries.map(({ year }) => year)
  return { from: Math.min(...years), to: Math.max(...years) }
}

/** Something to mend in a form of the ledger. */
export type LedgerProblem = { field: string; reason: string }
type Typed = Readonly<Record<string, string>>
type Read<T> = { value: T } | { problems: LedgerProblem[] }

/** What is typed of a line of the ledger. */
export type LedgerFacts = Pick<LedgerEntry, 'kind' | 'year' | 'value' | 'currency' | 'note'>
/** What is typed of a practice learned. */
export type TransferFacts = Pick<
  PracticeTransfer,
  'fromOrganisationId' | 'what' | 'stage' | 'department' | 'adoptedWhere' | 'sinceYear'
>

const text = (typed: Typed, name: string) => (typed[name] ?? '').trim()

// What was given is given: a year that has begun at the latest.
function readYear(typed: string, thisYear: number): number | null {
  const year = Number(typed)
  return /^\d{4}$/.test(typed) && year >= 1950 && year <= thisYear ? year : null
}

/** Reads a line of the ledger as people type it, or says every field there is to mend. */
export function readLedgerEntry(typed: Typed, thisYear: number): Read<LedgerFacts> {
  const kind = ledgerKinds.find((one) => one === typed.kind)
  const year = readYear(text(typed, 'year'), thisYear)
  const value = readDecimal(text(typed, 'value'))
  const currency = kind && !isInCurrency(kind) ? null : text(typed, 'currency').toUpperCase() || 'EUR'
  const note = text(typed, 'note')
  const problems: LedgerProblem[] = []
  if (!kind) problems.push({ field: 'kind', reason: 'ledger_kind_missing' })
  if (year === null) problems.push({ field: 'year', reason: 'ledger_year_wrong' })
  if (value === null || Number(value) === 0 || (currency === null && Number(value) >= 1e8))
    problems.push({ field: 'value', reason: 'ledger_value_wrong' })
  if (currency !== null && !/^[A-Z]{3}$/.test(currency))
    problems.push({ field: 'currency', reason: 'ledger_currency_wrong' })
  if (note === '' || note.length > 500) problems.push({ field: 'note', reason: 'ledger_note_wrong' })
  if (problems.length > 0 || !kind || year === null || value === null) return { problems }
  return { value: { kind, year, value, currency, note } }
}

/** Reads a practice learned; `others` are the parties it may have been learned from. */
export function readTransfer(typed: Typed, others: readonly string[], thisYear: number): Read<TransferFacts> {
  const from = others.find((id) => id === typed.from)
  const stage = transferStages.find((one) => one === typed.stage)
  const what = text(typed, 'what')
  const year = text(typed, 'sinceYear')
  const sinceYear = readYear(year, thisYear)
  const [department, adoptedWhere] = [text(typed, 'department'), text(typed, 'adoptedWhere')]
  const problems: LedgerProblem[] = []
  if (!from) problems.push({ field: 'from', reason: 'transfer_from_wrong' })
  if (what === '' || what.length > 1000) problems.push({ field: 'what', reason: 'transfer_what_wrong' })
  if (!stage) problems.push({ field: 'stage', reason: 'transfer_stage_missing' })
  if (department.length > 200) problems.push({ field: 'department', reason: 'ledger_text_long' })
  if (adoptedWhere.length > 300) problems.push({ field: 'adoptedWhere', reason: 'ledger_text_long' })
  if (year !== '' && sinceYear === null) problems.push({ field: 'sinceYear', reason: 'ledger_year_wrong' })
  if (problems.length > 0 || !from || !stage) return { problems }
  return { value: { fromOrganisationId: from, what, stage, department, adoptedWhere, sinceYear } }
}
