import { monthsBefore } from '../partnerships/agreement-rules.ts'
import { addDays } from './due-rules.ts'

/** What people are told of before its day comes. */
export const alertSubjects = ['agreement', 'commitment', 'suspension', 'election', 'odaReturn', 'floor'] as const
export type AlertSubject = (typeof alertSubjects)[number]

/**
 * A moment at which people are told, and the day it begins. `months` names it among those of its subject: so many months
 * before, 0 the last one; of a return its place counted back from the last, of a floor the year it is not met in.
 */
export type AlertStage = { months: number; from: string }

/** What else tells when an alert begins: how many months before an election count as near; when the window of a return opens. */
export type AlertTiming = { near?: number; opensOn?: string }

const lastDays = 7

/** How many days before its window opens people are first told of a return. */
export const firstReturnAlert = 30

// A letter that can wait leaves once a week: told two weeks before, a return can still be filed in time.
const lastReturnDays = 14

function returnStages(closesOn: string, opensOn: string): AlertStage[] {
  const last = addDays(closesOn, -lastReturnDays)
  return [
    { months: 3, from: addDays(opensOn, -firstReturnAlert) },
    { months: 2, from: addDays(opensOn, -lastDays) },
    { months: 1, from: opensOn },
    { months: 0, from: last < opensOn ? opensOn : last },
  ]
}

/**
 * When people are told of a day: an end twelve, six and three months before; a commitment a month and a week before; an action
 * planned near an election once, as soon as the months that count as near have begun; a return a month and a week before its
 * window opens, when it opens, and two weeks before it closes; a floor once a year.
 */
export function stagesOf(
  subject: AlertSubject,
  on: string,
  { near = 0, opensOn = on }: AlertTiming = {},
): AlertStage[] {
  if (subject === 'agreement') return [12, 6, 3].map((months) => ({ months, from: monthsBefore(on, months) }))
  if (subject === 'election') return [{ months: 0, from: monthsBefore(on, near) }]
  if (subject === 'suspension') return [{ months: 0, from: on }]
  if (subject === 'odaReturn') return returnStages(on, opensOn)
  if (subject === 'floor') return [{ months: Number(on.slice(0, 4)), from: `${on.slice(0, 4)}-01-01` }]
  return [
    { months: 1, from: monthsBefore(on, 1) },
    { months: 0, from: addDays(on, -lastDays) },
  ]
}

// What nobody was told of in time, because nothing ran, is told of afterwards; later it stands on the board as late.
const caughtUp = 14
// The account of a year is voted in the middle of the next: a floor is told of until that one ends.
const accountDays = 365

// For how many days after its day something is still told of.
const toldAfter: Record<AlertSubject, number> = {
  agreement: 0,
  election: 0,
  odaReturn: 0,
  commitment: caughtUp,
  suspension: caughtUp,
  floor: accountDays,
}

/** The stage a subject has reached: the last one that has begun. Null before the first, and once its day is over or long past. */
export function reachedStage(
  subject: AlertSubject,
  on: string,
  today: string,
  timing: AlertTiming = {},
): AlertStage | null {
  const isOver = addDays(on, toldAfter[subject]) < today
  return isOver ? null : (stagesOf(subject, on, timing).findLast(({ from }) => from <= today) ?? null)
}

/** Whether the alert of a stage has left: one that left before the stage began was of another day, since moved. */
export const hasLeft = (stage: AlertStage, sentOn: string | null): boolean => sentOn !== null && sentOn >= stage.from
