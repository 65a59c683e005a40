import { z } from 'zod'
import { workingLanguages } from '../organisations/profile.ts'
import type { FactProblem } from './tie-facts.ts'

/** A dated step of a tie's history, as one side tells it. */
export type StepFacts = { year: number; onDate: string | null; locale: string; body: string; sourceSaid: string }

const locale = z.string().refine((code) => workingLanguages.includes(code), 'tie_language_wrong')
const trimmed = (most: number, reason: string) => z.string(reason).trim().max(most, reason)

const textShape = z.object({ locale, body: trimmed(8000, 'tie_text_long') })

type Read<T> = { value: T } | { problems: FactProblem[] }

function read<T>(shape: z.ZodType<T>, typed: unknown): Read<T> {
  const parsed = shape.safeParse(typed)
  if (parsed.success) return { value: parsed.data }
  return { problems: parsed.error.issues.map((one) => ({ field: String(one.path[0]), reason: one.message })) }
}

/** Reads what one side writes of a tie in one language; an empty text takes what was there away. */
export function readTieText(typed: Readonly<Record<string, unknown>>): Read<{ locale: string; body: string }> {
  return read(textShape, typed)
}

const stepShape = z
  .object({
    when: z
      .string('tie_step_when_wrong')
      .trim()
      .regex(/^\d{4}(-\d{2}-\d{2})?$/, 'tie_step_when_wrong'),
    locale,
    body: trimmed(1000, 'tie_step_long').min(1, 'tie_step_empty'),
    sourceSaid: trimmed(300, 'tie_step_source_long'),
  })
  .transform(({ when, ...rest }, issue): StepFacts => {
    const year = Number(when.slice(0, 4))
    const onDate = when.length === 10 ? when : null
    if (year < 800 || year > 2100 || (onDate && !z.iso.date().safeParse(onDate).success))
      issue.addIssue({ code: 'custom', path: ['when'], message: 'tie_step_when_wrong' })
    return { ...rest, year, onDate }
  })

/** Reads a step: a year or a day (`2007`, `2007-05-12`), what happened, and where it is written. */
export function readTieStep(typed: Readonly<Record<string, unknown>>): Read<StepFacts> {
  return read(stepShape, { sourceSaid: '', ...typed })
}
