import { type FactProblem, readSharedFacts, type SharedFacts } from './tie-facts.ts'

/** What is said of a new tie: those it is between besides who makes it, what it is, since when, until when. */
export type NewTie = Pick<SharedFacts, 'type' | 'sinceYear' | 'openEnded' | 'termYear'> & {
  /** The keys of the other parties. */
  partners: string[]
  /** Kept from the public from the first day. */
  discreet: boolean
}

/** So many parties one tie may have. */
export const mostParties = 12

/** Reads the form of a new tie, or every field there is to mend. */
export function readNewTie(
  typed: Readonly<Record<string, unknown>>,
  thisYear: number,
): { tie: NewTie } | { problems: FactProblem[] } {
  const partners = [...new Set(Array.isArray(typed.partner) ? typed.partner.map(String).filter(Boolean) : [])]
  const read = readSharedFacts(typed, thisYear)
  const problems: FactProblem[] = 'problems' in read ? [...read.problems] : []
  if (partners.length === 0) problems.unshift({ field: 'partner', reason: 'tie_partner_needed' })
  if (partners.length >= mostParties) problems.unshift({ field: 'partner', reason: 'tie_partners_many' })
  if (problems.length > 0 || 'problems' in read) return { problems }
  const { type, sinceYear, openEnded, termYear } = read.facts
  return { tie: { type, sinceYear, openEnded, termYear, partners, discreet: typed.discreet === 'yes' } }
}
