import type { Commitment } from './agreement-schema.ts'
import { type FieldProblem, readWanted } from './proposal-fields.ts'

/** What a side promises, as it is typed. */
export type CommitmentFacts = Pick<Commitment, 'kind' | 'body' | 'amount' | 'currency' | 'quantity' | 'unit' | 'dueOn'>

type Typed = Readonly<Record<string, string | string[] | undefined>>

/** Reads the form of a commitment: what is promised, or every field there is to mend. */
export function readCommitment(typed: Typed): { facts: CommitmentFacts } | { problems: FieldProblem[] } {
  const { wanted, problems } = readWanted('commitment', { ...typed, state: 'due' })
  const currency = String(wanted.currency ?? '').toUpperCase() || 'EUR'
  const all = [
    ...problems,
    ...(wanted.body === undefined && !problems.some(({ field }) => field === 'body')
      ? [{ reason: 'word_text_wrong', field: 'body' }]
      : []),
    ...(/^[A-Z]{3}$/.test(currency) ? [] : [{ reason: 'agreement_currency_wrong', field: 'currency' }]),
  ]
  if (all.length > 0) return { problems: all }
  const { kind, body, amount = null, quantity = null, unit = '', dueOn = null } = wanted
  return { facts: { kind, body, amount, currency, quantity, unit, dueOn } as CommitmentFacts }
}

/** The columns that hold what a commitment says. */
export const commitmentColumns = ({ kind, body, amount, currency, quantity, unit, dueOn }: CommitmentFacts) => ({
  ...{ kind, body, amount, currency, quantity, unit },
  due_on: dueOn,
})
