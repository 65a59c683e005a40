/** What a reminder may stand beside. */
export const reminderSubjects = ['partnership', 'agreement', 'project', 'mission', 'position'] as const
export type ReminderSubject = (typeof reminderSubjects)[number]

/** When a reminder is shown. */
export const reminderConditions = [
  'always',
  'frenchParty',
  'abroad',
  'foreignState',
  'association',
  'grantAbove23000',
  'travel',
  'beforeElection',
  'partnerElection',
  'politicalConflict',
] as const
export type ReminderCondition = (typeof reminderConditions)[number]

/** A reminder as it is kept: what it says, where it comes from, when it is shown. Never a verdict. */
export type Reminder = {
  id: string
  code: string
  /** The network whose own it is; null for one of the instance. */
  network: string | null
  subjects: ReminderSubject[]
  condition: ReminderCondition
  months: number
  text: string
  sourceName: string
  sourceUrl: string | null
  sourceDate: string | null
  checkedOn: string
}

/** An election, or the end of a mandate: a day, a month or a year, as surely as it is known. */
export type ElectionFact = {
  /** Of a French party, or of a partner abroad. */
  here: boolean
  name: string
  onDate: string
  precision: 'day' | 'month' | 'year'
}

/** What is known of the thing a reminder stands beside. */
export type ReminderFacts = {
  frenchParty: boolean
  abroad: boolean
  /** A party abroad that is a State, one of its services, or of a kind nobody has said. */
  foreignState: boolean
  association: boolean
  grantAbove23000: boolean
  travel: boolean
  politicalConflict: boolean
  elections: readonly ElectionFact[]
  /** How many months before a partner’s election the instance wants an action thought over again. */
  electionMonths: number
  /** The days the action takes place; today where none is said. */
  from: string
  to: string
}

/** A reminder that is due, and the elections that brought it, if some did. */
export type DueReminder = Reminder & {
  because: { name: string; onDate: string; precision: ElectionFact['precision'] }[]
}

// How near a partner's election is too near, the instance says once for all its own reminders; a network says it of its own.
const monthsOf = ({ condition, network, months }: Reminder, { electionMonths }: ReminderFacts): number =>
  condition === 'partnerElection' && network === null ? electionMonths : months

const monthIndex = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

/**
 * Whether days fall in the months before an election, the month (or for a vague date, the year) of the election included:
 * counted from the first day of the month that many months before, as the French electoral code counts.
 */
export function isNear(election: ElectionFact, { from, to }: { from: string; to: string }, months: number): boolean {
  const first = election.precision === 'year' ? `${election.onDate.slice(0, 4)}-01-01` : election.onDate
  const last = election.precision === 'year' ? `${election.onDate.slice(0, 4)}-12-31` : election.onDate
  const lastDay = election.precision === 'day' ? election.onDate : null
  const after = lastDay ? from > lastDay : monthIndex(from) > monthIndex(last)
  return !after && monthIndex(to) >= monthIndex(first) - months
}

/** The reminders to show beside a thing, given what is known of it, in the order they were given. */
export function remindersFor(
  subject: ReminderSubject,
  reminders: readonly Reminder[],
  facts: ReminderFacts,
): DueReminder[] {
  return reminders.flatMap((reminder) => {
    if (!reminder.subjects.includes(subject)) return []
    const { condition } = reminder
    const months = monthsOf(reminder, facts)
    if (condition === 'beforeElection' || condition === 'partnerElection') {
      const here = condition === 'beforeElection'
      const because = facts.elections.filter((election) => election.here === here && isNear(election, facts, months))
      return because.length > 0
        ? [{ ...reminder, months, because: because.map(({ here: _, ...election }) => election) }]
        : []
    }
    return condition === 'always' || facts[condition] ? [{ ...reminder, months, because: [] }] : []
  })
}
