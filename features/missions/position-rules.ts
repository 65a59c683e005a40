import { isDay } from '../../platform/days.ts'
import { paperLanguages } from '../partnerships/papers.ts'

/** The stands an assembly takes. */
export const positionKinds = ['wish', 'motion', 'declaration', 'campaign'] as const
export type PositionKind = (typeof positionKinds)[number]

/** How many countries one position may name. */
export const mostCountries = 10

/** What is said of a position; votes are counts, null where nobody counted. */
export type PositionFacts = {
  kind: string
  title: string
  body: string
  locale: string
  votedOn: string | null
  votesFor: number | null
  votesAgainst: number | null
  abstentions: number | null
  legalNote: string
  countries: string[]
}

/** A field of the form to mend, and the sentence (`errors.<reason>`) that says how. */
export type PositionProblem = { field: string; reason: string }

// As the column holds them.
const mostVotes = 32_767
const isCount = (value: number | null) =>
  value === null || (Number.isSafeInteger(value) && value >= 0 && value <= mostVotes)

/** What there is to mend in a position; nobody has voted tomorrow. */
export function positionProblems(facts: PositionFacts, today: string): PositionProblem[] {
  const { kind, title, locale, votedOn, countries } = facts
  const rules: [boolean, string, string][] = [
    [!positionKinds.includes(kind as never), 'kind', 'position_kind_missing'],
    [title === '' || title.length > 200, 'title', 'mission_title_missing'],
    [!paperLanguages.includes(locale as never), 'locale', 'position_language_missing'],
    [votedOn !== null && (!isDay(votedOn) || votedOn > today), 'votedOn', 'position_day_wrong'],
  ]
  for (const field of ['votesFor', 'votesAgainst', 'abstentions'] as const)
    rules.push([!isCount(facts[field]), field, 'position_votes_wrong'])
  countries.forEach((code, index) => {
    rules.push([!/^[A-Z]{2}$/.test(code), `country${index}`, 'mission_country_missing'])
  })
  return rules.filter(([broken]) => broken).map(([, field, reason]) => ({ field, reason }))
}

const text = (form: FormData, name: string, most: number) =>
  String(form.get(name) ?? '')
    .trim()
    .slice(0, most)

const count = (form: FormData, name: string) => {
  const said = text(form, name, 10).replace(/[\s\u00a0\u202f]/g, '')
  return said === '' ? null : /^\d+$/.test(said) ? Number(said) : Number.NaN
}

/** Reads a position from its form. */
export const readPosition = (form: FormData): PositionFacts => ({
  kind: text(form, 'kind', 20),
  title: text(form, 'title', 201),
  body: text(form, 'body', 8000),
  locale: text(form, 'locale', 3),
  votedOn: text(form, 'votedOn', 10) || null,
  votesFor: count(form, 'votesFor'),
  votesAgainst: count(form, 'votesAgainst'),
  abstentions: count(form, 'abstentions'),
  legalNote: text(form, 'legalNote', 4000),
  countries: [
    ...new Set(
      Array.from({ length: mostCountries }, (_, index) => text(form, `country${index}`, 2).toUpperCase()).filter(
        Boolean,
      ),
    ),
  ],
})
