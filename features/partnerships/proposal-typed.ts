import { readWantedAmounts } from './proposal-amounts.ts'
import { type FieldProblem, type FieldSet, readWanted, type Values } from './proposal-fields.ts'

type Typed = Readonly<Record<string, string | readonly string[] | undefined>>

/** Reads the form of a proposal, the forecast amounts of an agreement included; what it did not ask for is left as it is. */
export function readProposed(fields: FieldSet, typed: Typed): { wanted: Values; problems: FieldProblem[] } {
  const read = readWanted(fields, typed)
  if (fields === 'newCommitment' && (read.wanted.amount ?? null) === null) {
    const { currency: _, ...wanted } = read.wanted
    return { wanted, problems: read.problems.filter(({ field }) => field !== 'currency') }
  }
  if (fields !== 'agreement') return read
  const amounts = readWantedAmounts(typed)
  return { wanted: { ...read.wanted, ...amounts.wanted }, problems: [...read.problems, ...amounts.problems] }
}
