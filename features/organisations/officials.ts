import { z } from 'zod'
import type { FieldProblem } from './profile.ts'

/** The kinds of persons an organisation names: those who were elected, and those who work for it. */
export const officialKinds = ['elected', 'officer'] as const
export type OfficialKind = (typeof officialKinds)[number]

/** What is said of a person by function. */
export type OfficialFacts = {
  name: string
  functionTitle: string
  kind: OfficialKind
  isPublic: boolean
  /** Last day in function. */
  until: string | null
}

/**
 * Whether a person is named on the public page unless the organisation says otherwise: in France those elected are public
 * by function, abroad only if their body chooses; officers never.
 */
export function isPublicByDefault(kind: OfficialKind, country: string): boolean {
  return kind === 'elected' && country === 'FR'
}

const blankAsNull = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? null : value)

const officialShape = z.object({
  name: z.string('official_name_wrong').trim().min(1, 'official_name_wrong').max(120, 'official_name_wrong'),
  functionTitle: z.string('official_function_long').trim().max(120, 'official_function_long'),
  kind: z.enum(officialKinds, 'profile_choice_unknown'),
  isPublic: z.boolean('profile_choice_unknown'),
  until: z.preprocess(blankAsNull, z.iso.date('profile_day_wrong').nullable()),
})

/** Reads what was typed of a person: the facts, or every field there is to mend. */
export function readOfficial(
  typed: Readonly<Record<string, unknown>>,
): { facts: OfficialFacts } | { problems: FieldProblem[] } {
  const parsed = officialShape.safeParse(typed)
  if (parsed.success) return { facts: parsed.data }
  return { problems: parsed.error.issues.map(({ path, message }) => ({ field: String(path[0]), reason: message })) }
}
