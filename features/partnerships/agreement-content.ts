import { monthsBefore } from './agreement-rules.ts'
import type { Agreement, AgreementContent } from './agreement-schema.ts'
import { type FieldProblem, readWanted } from './proposal-fields.ts'

/** What an agreement says before anybody has written anything of it. */
export const blankContent: AgreementContent = {
  kind: 'convention',
  title: '',
  object: '',
  legalBasis: '',
  startsOn: null,
  endsOn: null,
  openEnded: false,
  renewal: 'none',
  noticeMonths: null,
  noticeClause: '',
  languages: [],
  onePercent: [],
}

/** What an agreement says, without all that stands around it. */
export function contentOf(agreement: Agreement): AgreementContent {
  const names = Object.keys(blankContent) as (keyof AgreementContent)[]
  return Object.fromEntries(names.map((name) => [name, agreement[name]])) as AgreementContent
}

/** What is impossible of a text as a whole: an end before its beginning, or no end where one is needed and said not to be. */
export function contentProblems(content: AgreementContent): FieldProblem[] {
  const { kind, startsOn, endsOn, openEnded } = content
  if (startsOn !== null && endsOn !== null && endsOn <= startsOn)
    return [{ reason: 'agreement_end_before_start', field: 'endsOn' }]
  if (openEnded && kind !== 'oath') return [{ reason: 'agreement_open_only_oath', field: 'openEnded' }]
  if (openEnded && endsOn !== null) return [{ reason: 'agreement_open_with_end', field: 'endsOn' }]
  return []
}

type Typed = Readonly<Record<string, string | string[] | undefined>>

/** Reads the form of a draft over what it says now: what it would say, or every field there is to mend. */
export function readContent(
  typed: Typed,
  now: AgreementContent,
): { content: AgreementContent } | { problems: FieldProblem[] } {
  const { wanted, problems } = readWanted('agreement', typed)
  const content = { ...now, ...wanted, openEnded: wanted.openEnded === true } as AgreementContent
  const all = [
    ...problems.filter(({ reason }) => reason !== 'word_end_before_start'),
    ...(problems.length > 0 ? [] : contentProblems(content)),
    ...(problems.some(({ reason }) => reason === 'word_end_before_start') ? contentProblems(content) : []),
  ]
  return all.length > 0 ? { problems: all } : { content }
}

/** The fields of two states of a text that are not the same. */
export function changedFields(before: AgreementContent, after: AgreementContent): (keyof AgreementContent)[] {
  const names = Object.keys(blankContent) as (keyof AgreementContent)[]
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** What the agreement that follows another one says to begin with: the same, for as long, from the day after its end. */
export function contentToRenew(old: AgreementContent): AgreementContent {
  const { startsOn, endsOn } = old
  if (startsOn === null || endsOn === null) return { ...old, legalBasis: '' }
  const months = (Number(endsOn.slice(0, 4)) - Number(startsOn.slice(0, 4))) * 12
  const part = Number(dayAfter(endsOn, 1).slice(5, 7)) - Number(startsOn.slice(5, 7))
  const yearTurns = Number(dayAfter(endsOn, 1).slice(0, 4)) - Number(endsOn.slice(0, 4))
  const from = dayAfter(endsOn, 1)
  const until = dayAfter(monthsBefore(from, -(months + yearTurns * 12 + part)), -1)
  return { ...old, startsOn: from, endsOn: until > from ? until : null, legalBasis: '' }
}
