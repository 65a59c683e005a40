import { z } from 'zod'
import { goals, workingLanguages } from '../organisations/profile.ts'
import { type Theme, type TieRight, type TieType, themes, tieRights, tieTypes } from './schema.ts'

/** What binds all parties of a tie beside its state: changed by a proposal once another side is there to answer. */
export type SharedFacts = {
  type: TieType
  sinceYear: number | null
  /** Null where nobody has said whether an end was agreed. */
  openEnded: boolean | null
  termYear: number | null
  themes: Theme[]
  sdgs: number[]
  rights: TieRight[]
  languages: string[]
}
export type SharedFact = keyof SharedFacts

/** The shared facts in the order they are shown. */
export const sharedFacts = [
  'type',
  'sinceYear',
  'openEnded',
  'termYear',
  'themes',
  'sdgs',
  'rights',
  'languages',
] as const satisfies readonly SharedFact[]

/** A change of shared facts, field by field, as a proposal carries it. */
export type FactChanges = Partial<Record<SharedFact, { from: unknown; to: unknown }>>

/** A field to mend, and the sentence (`errors.<reason>`) that says how. */
export type FactProblem = { field: string; reason: string }

/** Whether what binds all has to be answered: somebody keeps another side of the tie here. */
export function needsAnswer(parties: readonly { lookedAfter: boolean; isOurs: boolean }[]): boolean {
  return parties.some((party) => !party.isOurs && party.lookedAfter)
}

const year = (reason: string, from: number, to: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.trim() : value),
    z
      .string()
      .regex(/^(\d{3,4})?$/, reason)
      .transform((text) => (text === '' ? null : Number(text)))
      .refine((number) => number === null || (number >= from && number <= to), reason),
  )
const several = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (Array.isArray(value) ? value.filter((one) => one !== '') : []), z.array(item))

const isOneOf = <T extends string>(list: readonly T[], reason: string) =>
  z.string(reason).refine((value): value is T => (list as readonly string[]).includes(value), reason)

const shape = z
  .object({
    type: isOneOf<TieType>(tieTypes, 'tie_type_wrong'),
    sinceYear: year('tie_since_wrong', 800, 2100),
    term: z.enum(['open', 'year', 'unsaid']).catch('unsaid'),
    termYear: year('tie_term_wrong', 1950, 2150),
    themes: several(isOneOf<Theme>(themes, 'tie_choice_wrong')),
    sdgs: several(z.coerce.number().refine((goal) => goals.includes(goal), 'tie_choice_wrong')),
    rights: several(isOneOf<TieRight>(tieRights, 'tie_choice_wrong')),
    languages: several(isOneOf(workingLanguages, 'tie_choice_wrong')),
  })
  .superRefine((said, issue) => {
    if (said.term === 'year' && said.termYear === null)
      issue.addIssue({ code: 'custom', path: ['termYear'], message: 'tie_term_needed' })
    if (said.term === 'year' && said.termYear !== null && said.sinceYear !== null && said.termYear < said.sinceYear)
      issue.addIssue({ code: 'custom', path: ['termYear'], message: 'tie_term_before' })
  })

/** Reads the shared facts of a form: the facts, or every field there is to mend. */
export function readSharedFacts(
  typed: Readonly<Record<string, unknown>>,
  thisYear: number,
): { facts: SharedFacts } | { problems: FactProblem[] } {
  const parsed = shape.safeParse({ sinceYear: '', termYear: '', ...typed })
  if (!parsed.success)
    return { problems: parsed.error.issues.map((one) => ({ field: String(one.path[0]), reason: one.message })) }
  const { term, termYear, ...facts } = parsed.data
  if (facts.sinceYear !== null && facts.sinceYear > thisYear + 1)
    return { problems: [{ field: 'sinceYear', reason: 'tie_since_wrong' }] }
  const openEnded = term === 'unsaid' ? null : term === 'open'
  return { facts: { ...facts, openEnded, termYear: term === 'year' ? termYear : null } }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

// A list is what is in it, in whatever order it was ticked.
const plain = (value: unknown) => (Array.isArray(value) ? value.toSorted() : value)

/** The facts that differ, from and to. */
export function compareSharedFacts(before: SharedFacts, after: SharedFacts): FactChanges {
  const changes: FactChanges = {}
  for (const fact of sharedFacts)
    if (!same(plain(before[fact]), plain(after[fact]))) changes[fact] = { from: before[fact], to: after[fact] }
  return changes
}

/** The facts once the changes are made; what a change does not name stays. */
export function applyFactChanges(before: SharedFacts, changes: FactChanges): SharedFacts {
  const after: Record<string, unknown> = { ...before }
  for (const fact of sharedFacts) if (changes[fact]) after[fact] = changes[fact].to
  return after as SharedFacts
}
