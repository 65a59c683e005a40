import { isDay } from '../../platform/days.ts'
/** What somebody gives their time by. */
export const volunteerSchemes = [
  'vsi',
  'civicService',
  'europeanSolidarityCorps',
  'reciprocity',
  'leave',
  'other',
] as const

/** Which way young people travel, seen from the body that says it. */
export const mobilityDirections = ['outgoing', 'incoming'] as const

/** What came together, and how many took part; numbers nobody counted are null. */
export type EventFacts = {
  title: string
  onDate: string
  untilDate: string | null
  place: string
  participants: number | null
  women: number | null
  young: number | null
  note: string
}

/** Somebody who gives their time; the name is for the parties only. */
export type AssignmentFacts = {
  name: string
  scheme: string
  host: string
  task: string
  startsOn: string
  endsOn: string | null
}

/** Young people who travel: numbers and ages, never names. */
export type MobilityFacts = {
  direction: string
  startsOn: string
  endsOn: string | null
  youngPeople: number
  companions: number
  ageFrom: number | null
  ageTo: number | null
  activity: string
}

/** A field of the form to mend, and the sentence (`errors.<reason>`) that says how. */
export type LifeProblem = { field: string; reason: string }

const isCount = (value: number | null, least = 0) =>
  value === null || (Number.isInteger(value) && value >= least && value <= 1_000_000)

type Rule = readonly [broken: boolean, field: string, reason: string]
const found = (rules: readonly Rule[]): LifeProblem[] =>
  rules.filter(([broken]) => broken).map(([, field, reason]) => ({ field, reason }))

const daysOf = (from: string, to: string | null, [fromField, toField]: readonly [string, string]): Rule[] => [
  [!isDay(from), fromField, 'life_day_wrong'],
  [to !== null && (!isDay(to) || to < from), toField, 'life_end_wrong'],
]

/** What there is to mend in an event: no part of those who came is above the whole. */
export function eventProblems(facts: EventFacts): LifeProblem[] {
  const { title, onDate, untilDate, participants, women, young } = facts
  const above = (part: number | null) => part !== null && part > (participants ?? 0)
  return found([
    [title === '' || title.length > 200, 'title', 'life_title_missing'],
    ...daysOf(onDate, untilDate, ['onDate', 'untilDate']),
    [!isCount(participants), 'participants', 'life_count_wrong'],
    [!isCount(women), 'women', 'life_count_wrong'],
    [!isCount(young), 'young', 'life_count_wrong'],
    [isCount(women) && above(women), 'women', 'life_part_above'],
    [isCount(young) && above(young), 'young', 'life_part_above'],
  ])
}

/** What there is to mend in an assignment. */
export function assignmentProblems({ scheme, startsOn, endsOn }: AssignmentFacts): LifeProblem[] {
  return found([
    [!volunteerSchemes.includes(scheme as never), 'scheme', 'life_choice_missing'],
    ...daysOf(startsOn, endsOn, ['startsOn', 'endsOn']),
  ])
}

/** What there is to mend in a journey of young people. */
export function mobilityProblems(facts: MobilityFacts): LifeProblem[] {
  const { direction, startsOn, endsOn, youngPeople, companions, ageFrom, ageTo } = facts
  const isAge = (age: number | null) => age === null || (Number.isInteger(age) && age >= 3 && age <= 35)
  return found([
    [!mobilityDirections.includes(direction as never), 'direction', 'life_choice_missing'],
    ...daysOf(startsOn, endsOn, ['startsOn', 'endsOn']),
    [!isCount(youngPeople, 1), 'youngPeople', 'life_count_wrong'],
    [!isCount(companions), 'companions', 'life_count_wrong'],
    [!isAge(ageFrom), 'ageFrom', 'life_age_wrong'],
    [!isAge(ageTo) || (ageFrom !== null && ageTo !== null && ageTo < ageFrom), 'ageTo', 'life_age_wrong'],
  ])
}

const text = (form: FormData, name: string, most: number) =>
  String(form.get(name) ?? '')
    .trim()
    .slice(0, most)
// What is no number is NaN, and told at its field.
const count = (form: FormData, name: string) => {
  const typed = text(form, name, 12).replace(/[\s\u00a0\u202f]/g, '')
  return typed === '' ? null : Number(typed)
}

/** Reads the form of an event. */
export const readEvent = (form: FormData): EventFacts => ({
  title: text(form, 'title', 201),
  onDate: text(form, 'onDate', 10),
  untilDate: text(form, 'untilDate', 10) || null,
  place: text(form, 'place', 200),
  participants: count(form, 'participants'),
  women: count(form, 'women'),
  young: count(form, 'young'),
  note: text(form, 'note', 1000),
})

/** Reads the form of an assignment. */
export const readAssignment = (form: FormData): AssignmentFacts => ({
  name: text(form, 'name', 120),
  scheme: text(form, 'scheme', 30),
  host: text(form, 'host', 200),
  task: text(form, 'task', 1000),
  startsOn: text(form, 'startsOn', 10),
  endsOn: text(form, 'endsOn', 10) || null,
})

/** Reads the form of a journey of young people. */
export const readMobility = (form: FormData): MobilityFacts => ({
  direction: text(form, 'direction', 20),
  startsOn: text(form, 'startsOn', 10),
  endsOn: text(form, 'endsOn', 10) || null,
  youngPeople: count(form, 'youngPeople') ?? 0,
  companions: count(form, 'companions') ?? 0,
  ageFrom: count(form, 'ageFrom'),
  ageTo: count(form, 'ageTo'),
  activity: text(form, 'activity', 500),
})
