import { monthsBefore } from '../partnerships/agreement-rules.ts'
import { addDays } from './due-rules.ts'

/** What people are told of before its day comes. */
export const alertSubjects = ['agreement', 'commitment', 'suspension', 'election'] as const
export type AlertSubject = (typeof alertSubjects)[number]

/** A moment at which people are told: so many months before, or 0 for the last one; the day it begins. */
export type AlertStage = { months: number; from: string }

const lastDays = 7

/**
 * When people are told of a day: an end twelve, six and three months before; a commitment a month and a week before; an action
 * planned near an election once, as soon as the months that count as near (`near`) have begun.
 */
export function stagesOf(subject: AlertSubject, on: string, near = 0): AlertStage[] {
  if (subject === 'agreement') return [12, 6, 3].map((months) => ({ months, from: monthsBefore(on, months) }))
  if (subject === 'election') return [{ months: 0, from: monthsBefore(on, near) }]
  if (subject === 'suspension') return [{ months: 0, from: on }]
  return [
    { months: 1, from: monthsBefore(on, 1) },
    { months: 0, from: addDays(on, -lastDays) },
  ]
}

// What nobody was told of in time, because nothing ran, is told of afterwards; later it stands on the board as late.
const caughtUp = 14

/**
 * The stage a subject has reached: the last one that has begun. Null before the first, and once it is over: an agreement and
 * an election with their day, the others two weeks after it.
 */
export function reachedStage(subject: AlertSubject, on: string, today: string, near = 0): AlertStage | null {
  const isOver = subject === 'agreement' || subject === 'election' ? on < today : addDays(on, caughtUp) < today
  return isOver ? null : (stagesOf(subject, on, near).findLast(({ from }) => from <= today) ?? null)
}

/** Whether the alert of a stage has left: one that left before the stage began was of another day, since moved. */
export const hasLeft = (stage: AlertStage, sentOn: string | null): boolean => sentOn !== null && sentOn >= stage.from
