import { readDecimal } from '../../platform/decimals.ts'
import { type AmountKind, amountKinds } from './agreement-schema.ts'
import type { Changes, FieldProblem, Values } from './proposal-fields.ts'

/** Which forecast amount of an agreement is meant: of which party, by its place in the tie, for which year, of which kind. */
export type AmountOf = { position: number; year: number; kind: AmountKind; currency: string }

const pattern = new RegExp(`^amount\\.(\\d{1,3})\\.(\\d{4})\\.(${amountKinds.join('|')})\\.([A-Z]{3})$`)

/** The name under which a proposal changes a forecast amount; null stands for no such amount. */
export const amountName = ({ position, year, kind, currency }: AmountOf): string =>
  `amount.${position}.${year}.${kind}.${currency}`

/** The forecast amount a name stands for; null for any other name. */
export function amountNamed(name: string): AmountOf | null {
  const [, position, year, kind, currency] = pattern.exec(name) ?? []
  if (!position || !year || !kind || !currency) return null
  const found = { position: Number(position), year: Number(year), kind: kind as AmountKind, currency }
  return found.year >= 1950 && found.year <= 2100 ? found : null
}

/** How many forecast amounts one form adds. */
export const newAmounts = 3

type Typed = Readonly<Record<string, string | readonly string[] | undefined>>

const textIn = (typed: Typed, name: string): string => {
  const value = typed[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
}

/** The name of a field of the form that adds the nth forecast amount. */
export const newAmountField = (place: number, field: 'party' | 'year' | 'kind' | 'amount' | 'currency'): string =>
  `newAmount-${place}-${field}`

/** Reads the forecast amounts of a form: those there are, changed or emptied to take them off, and those it adds. */
export function readWantedAmounts(typed: Typed): { wanted: Values; problems: FieldProblem[] } {
  const wanted: Record<string, unknown> = {}
  const problems: FieldProblem[] = []
  for (const name of Object.keys(typed)) {
    if (!amountNamed(name)) continue
    const text = textIn(typed, name)
    const value = text === '' ? null : readDecimal(text)
    if (value === null && text !== '') problems.push({ reason: 'word_amount_wrong', field: name })
    else wanted[name] = value
  }
  for (let place = 1; place <= newAmounts; place++) {
    const read = readNew(typed, place)
    if (!read) continue
    if ('reason' in read) problems.push(read)
    else if (read.name in wanted)
      problems.push({ reason: 'agreement_amount_there', field: newAmountField(place, 'amount') })
    else wanted[read.name] = read.amount
  }
  return { wanted, problems }
}

function readNew(typed: Typed, place: number): { name: string; amount: string } | FieldProblem | null {
  const said = (field: 'party' | 'year' | 'kind' | 'amount' | 'currency') => textIn(typed, newAmountField(place, field))
  if (said('amount') === '') return null
  const amount = readDecimal(said('amount'))
  if (amount === null) return { reason: 'word_amount_wrong', field: newAmountField(place, 'amount') }
  const currency = said('currency').toUpperCase() || 'EUR'
  if (!/^[A-Z]{3}$/.test(currency))
    return { reason: 'agreement_currency_wrong', field: newAmountField(place, 'currency') }
  const name = `amount.${said('party')}.${said('year')}.${said('kind')}.${currency}`
  return amountNamed(name) ? { name, amount } : { reason: 'word_year_wrong', field: newAmountField(place, 'year') }
}

/** Whether a proposal leaves a convention without any forecast amount, which the law wants it to state. */
export function leavesNoAmount(present: Values, changes: Changes): boolean {
  const names = new Set([...Object.keys(present), ...Object.keys(changes)].filter((name) => amountNamed(name)))
  if (![...names].some((name) => name in changes)) return false
  const kind = changes.kind?.to ?? present.kind
  const left = [...names].filter((name) => (name in changes ? changes[name]?.to : present[name]) !== null)
  return kind === 'convention' && left.length === 0
}
