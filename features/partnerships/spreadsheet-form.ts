import { type Columns, isSheetField, type SheetField, sheetFields } from './spreadsheet/fields.ts'

/** The fields a column may be given by hand. */
export const fieldsToChoose = sheetFields

/** So many lines are shown at once. */
export const linesPerPage = 25

/** Which lines of a preview can be looked at. */
export const shownLines = ['all', 'changes', 'questions', 'errors'] as const
export type ShownLines = (typeof shownLines)[number]

/** The lines an address asks for; all of them where it names none. */
export function readShown(text: string | null): ShownLines {
  return shownLines.find((show) => show === text) ?? 'all'
}

// More columns than a sheet is read to.
const mostColumns = 200

/** What a form says each column holds: `column-0`, `column-1`… */
export function readColumns(form: FormData): Columns {
  const columns: (SheetField | null)[] = []
  for (let column = 0; column < mostColumns && form.has(`column-${column}`); column++) {
    const field = form.get(`column-${column}`)
    columns.push(isSheetField(field) ? field : null)
  }
  return columns
}

/** Whom a form says names stand for: the name as written in `key-0`, its answer in `choice-0`…; unanswered ones are left. */
export function readChoices(form: FormData): Record<string, string> {
  const choices: Record<string, string> = {}
  for (let index = 0; form.has(`key-${index}`); index++) {
    const choice = form.get(`choice-${index}`)
    if (typeof choice === 'string' && choice !== '') choices[String(form.get(`key-${index}`))] = choice
  }
  return choices
}
