import type { MessageKey } from '../../platform/i18n/messages.ts'
import type { Translator } from '../../platform/i18n/translator.ts'
import { nameKey } from '../organisations/names.ts'
import { themes } from '../partnerships/schema.ts'
import type { ProjectFacts } from './project-input.ts'
import { actionTypes } from './schema.ts'

/** What of a project a table holds that goes out and comes back. */
export type TableField = 'title' | 'summary' | 'objectives' | 'type' | 'themes' | 'sdgs' | 'startsOn' | 'endsOn'

/** A column of the table: how a value is written in it, and how it is read back; null where it is not understood. */
type TableColumn = {
  field: TableField
  write: (facts: ProjectFacts, t: Translator) => string
  read: (text: string, translators: readonly Translator[]) => string | string[] | number[] | null
}

const plain = (field: 'title' | 'summary' | 'objectives'): TableColumn => ({
  field,
  write: (facts) => facts[field],
  read: (text) => text,
})

// “3 mars 2027” is not guessed at: the day as the file writes it, or as it is typed here.
function readDay(text: string): string | null {
  const iso = /^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(text)
  if (iso) return iso[1] ?? null
  const typed = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text)
  return typed ? `${typed[3]}-${typed[2]?.padStart(2, '0')}-${typed[1]?.padStart(2, '0')}` : null
}

const day = (field: 'startsOn' | 'endsOn'): TableColumn => ({
  field,
  write: (facts) => facts[field] ?? '',
  read: readDay,
})

// A code, or its label in one of our languages.
function readCode(
  text: string,
  codes: readonly string[],
  area: string,
  translators: readonly Translator[],
): string | null {
  const wanted = nameKey(text)
  const isSaid = (code: string) =>
    nameKey(code) === wanted || translators.some((t) => nameKey(t(`${area}.${code}` as MessageKey)) === wanted)
  return codes.find(isSaid) ?? null
}

const listOf = (text: string) =>
  text
    .split(/[|;,\n]/)
    .map((one) => one.trim())
    .filter(Boolean)

/** The columns in the order of the table; the first of the file is the mark of the project. */
export const tableColumns: readonly TableColumn[] = [
  plain('title'),
  plain('summary'),
  plain('objectives'),
  {
    field: 'type',
    write: (facts, t) => t(`atlas.type.${facts.type}`),
    read: (text, translators) => readCode(text, actionTypes, 'atlas.type', translators),
  },
  {
    field: 'themes',
    write: (facts, t) => facts.themes.map((theme) => t(`atlas.theme.${theme}`)).join(' | '),
    read: (text, translators) => {
      const found = listOf(text).map((one) => readCode(one, themes, 'atlas.theme', translators))
      return found.includes(null) ? null : (found as string[])
    },
  },
  {
    field: 'sdgs',
    write: (facts) => facts.sdgs.join(' | '),
    read: (text) => {
      const found = listOf(text).map(Number)
      return found.every((goal) => Number.isInteger(goal) && goal >= 1 && goal <= 17) ? found : null
    },
  },
  day('startsOn'),
  day('endsOn'),
]

/** The heading of a column, in the reader's language. */
export const headingOf = (field: TableField | 'id' | 'state', t: Translator): string =>
  field === 'id' || field === 'state' ? t(`project.table.${field}`) : t(`project.field.${field}`)
