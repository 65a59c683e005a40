import { type PolicyMarker, policyMarkers } from '../projects/schema.ts'
import { fromCents, toCents } from './exact.ts'
import { type OdaKind, odaKinds } from './schema.ts'

/** The income groups of the OECD list, and “notListed” for a country that is not on it. */
export type IncomeGroup = 'ldc' | 'otherLic' | 'lmic' | 'umic' | 'notListed'

/** Kinds that are in the return: every kind but “none”. */
export type DeclaredKind = Exclude<OdaKind, 'none'>
export const declaredKinds = odaKinds.filter((kind): kind is DeclaredKind => kind !== 'none')

/** Answers to the policy markers; one that is not there has not been answered, which is not 0. */
export type MarkerAnswers = Partial<Record<PolicyMarker, number>>

/** A line of expenditure or of staff time of the calendar year, as the return looks at it. */
export type OdaLine = {
  id: string
  label: string
  valuation: 'money' | 'staff'
  country: string | null
  /** The group of that country in that year, or else in the nearest year known, and which year that is. */
  group: IncomeGroup | null
  groupYear: number | null
  kind: OdaKind | null
  channel: string | null
  sector: string | null
  markers: MarkerAnswers
  paid: string | null
  executed: string | null
  cofunded: string | null
  /** Of staff: what it comes to at the average of the grade. */
  staffCost: string | null
  partners: string
}

/** What of a line counts, in exact decimals, and where the figure comes from. */
export type OdaAmount = {
  gross: string
  cofunded: string
  own: string
  from: 'paid' | 'executed' | 'grade'
  /** Others' money is said to be more than the amount itself: nothing of it is our own. */
  tooMuchCofunded: boolean
}

/** Own funds: what was paid in the year, or else executed, less the money of others; null where neither is known. */
export function amountOf(line: OdaLine): OdaAmount | null {
  const from = line.paid !== null ? 'paid' : line.executed !== null ? 'executed' : 'grade'
  const gross = line.paid ?? line.executed ?? (line.valuation === 'staff' ? line.staffCost : null)
  if (gross === null) return null
  const own = toCents(gross) - toCents(line.cofunded ?? '0')
  const tooMuchCofunded = line.cofunded !== null && toCents(line.cofunded) > 0n && own < 0n
  return {
    gross: fromCents(toCents(gross)),
    cofunded: fromCents(toCents(line.cofunded ?? '0')),
    own: tooMuchCofunded ? '0.00' : fromCents(own),
    from,
    tooMuchCofunded,
  }
}

/** Whether a country of a group may receive official development assistance; null where its group is not known. */
export const isEligible = (group: IncomeGroup | null): boolean | null => (group === null ? null : group !== 'notListed')

const abroad: ReadonlySet<DeclaredKind> = new Set(['cooperation', 'onePercent', 'associations', 'students'])

/** Whether a kind is declared country by country; what is spent in France, or given to an organisation, is not. */
export const needsCountry = (kind: DeclaredKind): boolean => abroad.has(kind)

/** What is missing or odd in a line, and what that means for the return. */
export const issueWeights = {
  noKind: 'leftOut',
  noAmount: 'leftOut',
  staffNotValued: 'leftOut',
  staffElsewhere: 'leftOut',
  noCountry: 'leftOut',
  countryNotEligible: 'leftOut',
  cofundedAbove: 'odd',
  countryPresumed: 'odd',
  channelOdd: 'odd',
  executedUsed: 'odd',
  noChannel: 'incomplete',
  noSector: 'incomplete',
  markersUnanswered: 'incomplete',
} as const
export type OdaIssueCode = keyof typeof issueWeights
export type OdaIssue = { code: OdaIssueCode; lineId: string }

const answered = (markers: MarkerAnswers) => policyMarkers.every((marker) => markers[marker] !== undefined)

function countryIssue(line: OdaLine, kind: DeclaredKind, year: number): OdaIssueCode[] {
  if (!needsCountry(kind)) return []
  if (line.country === null) return ['noCountry']
  if (!isEligible(line.group)) return ['countryNotEligible']
  return line.groupYear === year ? [] : ['countryPresumed']
}

function amountIssue(line: OdaLine): OdaIssueCode[] {
  const amount = amountOf(line)
  if (!amount) return [line.valuation === 'staff' ? 'staffNotValued' : 'noAmount']
  const codes: OdaIssueCode[] = []
  if (amount.tooMuchCofunded) codes.push('cofundedAbove')
  if (amount.from === 'executed' && line.valuation === 'money') codes.push('executedUsed')
  return codes
}

/** Everything that is missing or odd in a line; nothing where somebody said it is not in the return. */
export function issuesOf(line: OdaLine, year: number): OdaIssue[] {
  const { kind } = line
  if (kind === 'none') return []
  const codes: OdaIssueCode[] = []
  if (kind === null) codes.push('noKind')
  else {
    codes.push(...amountIssue(line), ...countryIssue(line, kind, year))
    if (line.valuation === 'staff' && kind !== 'runningCosts') codes.push('staffElsewhere')
    if (line.channel === null) codes.push('noChannel')
    else if (kind === 'multilateral' && !line.channel.startsWith('4')) codes.push('channelOdd')
    if (line.sector === null) codes.push('noSector')
    if (!answered(line.markers)) codes.push('markersUnanswered')
  }
  return codes.map((code) => ({ code, lineId: line.id }))
}

/** A line as a row is made of it: it leads back to it. */
export type RowLine = { id: string; label: string; amount: string }

/** One row of the return: a country, a channel, a sector, a kind and the markers, with what was paid of our own funds. */
export type OdaRow = {
  country: string | null
  kind: DeclaredKind
  valuation: 'money' | 'staff'
  channel: string | null
  sector: string | null
  markers: MarkerAnswers
  amount: string
  gross: string
  cofunded: string
  partners: string[]
  lines: RowLine[]
}

/** What makes two lines one row, in words that can be compared with those of another year or another day. */
export function rowKey(row: Pick<OdaRow, 'country' | 'kind' | 'valuation' | 'channel' | 'sector' | 'markers'>): string {
  const markers = policyMarkers.map((marker) => row.markers[marker] ?? '-').join('')
  return [row.kind, row.valuation, row.country ?? '', row.sector ?? '', row.channel ?? '', markers].join(' ')
}

const add = (one: string, other: string) => fromCents(toCents(one) + toCents(other))

/** Whether a line is in the return as it stands. */
export function isDeclared(line: OdaLine, year: number): line is OdaLine & { kind: DeclaredKind } {
  if (line.kind === null || line.kind === 'none') return false
  return !issuesOf(line, year).some(({ code }) => issueWeights[code] === 'leftOut')
}

/** The rows of the return, in the order of the kinds; each knows the lines it is made of. */
export function buildRows(lines: readonly OdaLine[], year: number): OdaRow[] {
  const rows = new Map<string, OdaRow>()
  for (const line of lines) {
    const amount = amountOf(line)
    if (!amount || !isDeclared(line, year)) continue
    const { kind, valuation, channel, sector, markers } = line
    const country = needsCountry(kind) || isEligible(line.group) ? line.country : null
    const head = { country, kind, valuation, channel, sector, markers }
    const known = rows.get(rowKey(head))
    const row = known ?? { ...head, amount: '0.00', gross: '0.00', cofunded: '0.00', partners: [], lines: [] }
    row.amount = add(row.amount, amount.own)
    row.gross = add(row.gross, amount.gross)
    row.cofunded = add(row.cofunded, amount.cofunded)
    row.lines.push({ id: line.id, label: line.label, amount: amount.own })
    if (line.partners && !row.partners.includes(line.partners)) row.partners.push(line.partners)
    if (!known) rows.set(rowKey(head), row)
  }
  const place = (row: OdaRow) => declaredKinds.indexOf(row.kind) * 2 + (row.valuation === 'staff' ? 1 : 0)
  return [...rows.values()].toSorted((a, b) => place(a) - place(b) || (rowKey(a) < rowKey(b) ? -1 : 1))
}

/** What a return comes to: money by kind and in all; staff valued apart, never added to it. */
export type OdaTotals = { kinds: { kind: DeclaredKind; amount: string; rows: number }[]; money: string; staff: string }

/** Adds up the rows, money and staff apart. */
export function totalsOf(rows: readonly OdaRow[]): OdaTotals {
  const sum = (some: readonly OdaRow[]) => some.reduce((total, { amount }) => add(total, amount), '0.00')
  const money = rows.filter(({ valuation }) => valuation === 'money')
  return {
    kinds: declaredKinds.flatMap((kind) => {
      const some = money.filter((row) => row.kind === kind)
      return some.length > 0 ? [{ kind, amount: sum(some), rows: some.length }] : []
    }),
    money: sum(money),
    staff: sum(rows.filter(({ valuation }) => valuation === 'staff')),
  }
}

/** The rows that are the return: those that were filed, or else as they stand now. */
export function rowsOfReturn(of: { kept: { filedRows: OdaRow[] | null } | null; rows: OdaRow[] }): OdaRow[] {
  return of.kept?.filedRows ?? of.rows
}
