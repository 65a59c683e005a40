import type { SheetContent } from './law-tables.ts'

/** A field of the ministry's sheet as the administrator keeps it. */
export type SheetField = {
  code: string
  label: string
  help: string
  content: SheetContent
  maxLength: number | null
}

/** A field with its text ready to be copied. */
export type FilledField = SheetField & { text: string; tooLong: boolean }

/** What a tie or a project has to say; a content it has no word on is empty, one it cannot have is not there. */
export type SheetFacts = Partial<Record<SheetContent, string>>

/** Fills the fields in their order; those the record cannot have are left out, a text too long says so and stays whole. */
export function fillSheet(fields: readonly SheetField[], facts: SheetFacts): FilledField[] {
  return fields.flatMap((field) => {
    const text = facts[field.content]
    if (text === undefined) return []
    return [{ ...field, text, tooLong: field.maxLength !== null && [...text].length > field.maxLength }]
  })
}
