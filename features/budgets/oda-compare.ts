import { fromCents, toCents } from './exact.ts'
import type { OdaRow } from './oda-rules.ts'
import { rowKey } from './oda-rules.ts'

/** A row that is new, gone, or of another amount than it was. */
export type RowChange = { change: 'new' | 'gone' | 'amount'; row: OdaRow; before: string | null; now: string | null }

/** What differs between the rows as they were and as they are now; nothing where nothing does. */
export function compareRows(before: readonly OdaRow[], now: readonly OdaRow[]): RowChange[] {
  const old = new Map(before.map((row) => [rowKey(row), row]))
  const current = new Map(now.map((row) => [rowKey(row), row]))
  const changed = now.flatMap((row): RowChange[] => {
    const was = old.get(rowKey(row))
    if (!was) return [{ change: 'new', row, before: null, now: row.amount }]
    return was.amount === row.amount ? [] : [{ change: 'amount', row, before: was.amount, now: row.amount }]
  })
  const gone = before
    .filter((row) => !current.has(rowKey(row)))
    .map((row): RowChange => ({ change: 'gone', row, before: row.amount, now: null }))
  return [...changed, ...gone]
}

/** What a country received in two years, in money of our own; null where it has no row. */
export type CountryChange = { country: string | null; before: string | null; now: string | null }

const byCountry = (rows: readonly OdaRow[]): Map<string, bigint> => {
  const sums = new Map<string, bigint>()
  for (const { country, amount, valuation } of rows)
    if (valuation === 'money') sums.set(country ?? '', (sums.get(country ?? '') ?? 0n) + toCents(amount))
  return sums
}

/** Country by country, last year beside this one; a country that is gone has nothing now. */
export function compareCountries(before: readonly OdaRow[], now: readonly OdaRow[]): CountryChange[] {
  const [old, current] = [byCountry(before), byCountry(now)]
  const text = (cents: bigint | undefined) => (cents === undefined ? null : fromCents(cents))
  return [...new Set([...old.keys(), ...current.keys()])]
    .toSorted()
    .map((country) => ({ country: country || null, before: text(old.get(country)), now: text(current.get(country)) }))
}
