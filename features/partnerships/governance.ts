import { z } from 'zod'
import type { FieldProblem } from './proposal-fields.ts'

/** What becomes of a meeting. */
export const meetingStates = ['planned', 'held', 'cancelled'] as const
export type MeetingState = (typeof meetingStates)[number]

/** Somebody who sits in a committee, by name and by the body they sit for. */
export type CommitteeMember = {
  id: string
  organisationId: string
  organisationName: string
  name: string
  functionTitle: string
  until: string | null
}

/** A committee that steers a tie, or one agreement of it. */
export type Committee = {
  id: string
  agreementId: string | null
  agreementTitle: string | null
  organisationId: string
  name: string
  rule: string
  meetsPerYear: number | null
  endedOn: string | null
  members: CommitteeMember[]
}

/** A meeting, to come or held. */
export type Meeting = MeetingFacts & {
  id: string
  organisationId: string
  organisationName: string
  bodyName: string | null
  document: { id: string; title: string } | null
}

/** What is said of a meeting. */
export type MeetingFacts = {
  bodyId: string | null
  onDate: string
  place: string
  agenda: string
  minutes: string
  decisions: string
  state: MeetingState
}

const text = (most: number) => z.string('governance_text_long').trim().max(most, 'governance_text_long').default('')
const blank = (value: unknown) => (value === '' || value === undefined ? null : value)

const committeeShape = z.object({
  name: z.string('governance_name_missing').trim().min(1, 'governance_name_missing').max(200, 'governance_text_long'),
  rule: text(2000),
  meetsPerYear: z.preprocess(
    blank,
    z.coerce
      .number('governance_number_wrong')
      .int('governance_number_wrong')
      .min(1, 'governance_number_wrong')
      .max(52, 'governance_number_wrong')
      .nullable(),
  ),
  agreementId: z.preprocess(blank, z.uuid('governance_choice_wrong').nullable()),
})
/** What is said of a committee. */
export type CommitteeFacts = z.infer<typeof committeeShape>

const memberShape = z.object({
  name: z
    .string('governance_person_missing')
    .trim()
    .min(1, 'governance_person_missing')
    .max(120, 'governance_text_long'),
  functionTitle: text(120),
  organisationId: z.uuid('governance_choice_wrong'),
})
/** What is said of somebody who sits in a committee. */
export type MemberFacts = z.infer<typeof memberShape>

const meetingShape = z.object({
  bodyId: z.preprocess(blank, z.uuid('governance_choice_wrong').nullable()),
  onDate: z.iso.date('agreement_day_wrong'),
  place: text(200),
  agenda: text(4000),
  minutes: text(8000),
  decisions: text(4000),
  state: z.enum(meetingStates, 'governance_choice_wrong'),
})

type Read<T> = { facts: T } | { problems: FieldProblem[] }

function read<T>(shape: z.ZodType<T>, typed: unknown): Read<T> {
  const parsed = shape.safeParse(typed)
  if (parsed.success) return { facts: parsed.data }
  return { problems: parsed.error.issues.map(({ path, message }) => ({ field: String(path[0]), reason: message })) }
}

/** Reads what was typed of a committee. */
export const readCommittee = (typed: unknown): Read<CommitteeFacts> => read(committeeShape, typed)

/** Reads what was typed of somebody who sits in one. */
export const readMember = (typed: unknown): Read<MemberFacts> => read(memberShape, typed)

/** Reads what was typed of a meeting; one that was held cannot be on a day to come. */
export function readMeeting(typed: unknown, today: string): Read<MeetingFacts> {
  const found = read(meetingShape, typed)
  if ('facts' in found && found.facts.state === 'held' && found.facts.onDate > today)
    return { problems: [{ field: 'onDate', reason: 'governance_held_in_future' }] }
  return found
}
