import type { Locale } from '../../platform/i18n/locales.ts'
import type { Translator } from '../../platform/i18n/translator.ts'
import type { CellValue } from './csv-text.ts'
import type { PageLinks } from './page-links.ts'

/** A name in both languages of the product. */
export type BothNames = Record<Locale, string>

/** Where facts come from, as files and answers for machines tell it. */
export type SourceFacts = {
  code: string
  name: string
  publisher: string | null
  url: string | null
  licence: string
  attribution: string
  retrievedOn: string | null
}

/** Names that stand beside codes: countries, regions, départements, groupings, sources. */
export type Names = {
  country(code: string): BothNames
  territory(key: string): string | null
  source(code: string): SourceFacts | null
}

/**
 * What a row needs to be written for a reader: the language, the names beside codes, the addresses of pages, and the day
 * freshness is judged on (`YYYY-MM-DD`, Paris).
 */
export type Words = { locale: Locale; t: Translator; names: Names; links: PageLinks; today: string }

/** What a column holds: text where nothing else is said. */
export type ColumnKind = 'text' | 'integer' | 'number' | 'day' | 'instant' | 'texts'

/**
 * One column of an open file. `name` is stable English in snake_case and never translated: programs rely on it; labels inside
 * follow the reader's language. The same columns make CSV, XLSX and the properties of GeoJSON.
 */
export type Column<Row> = { name: string; kind?: ColumnKind; value(row: Row, words: Words): CellValue }

/** The properties of a GeoJSON feature: every column under its name. */
export function toProperties<Row>(columns: readonly Column<Row>[], row: Row, words: Words): Record<string, CellValue> {
  return Object.fromEntries(columns.map((column) => [column.name, column.value(row, words)]))
}

/** The cells of a row in the order of the columns. */
export function toCells<Row>(columns: readonly Column<Row>[], row: Row, words: Words): CellValue[] {
  return columns.map((column) => column.value(row, words))
}

// In the words of OpenAPI 3.0: GDAL reads a plain type beside `nullable`, and no list of types.
const schemaOf: Record<ColumnKind, Record<string, unknown>> = {
  text: { type: 'string', nullable: true },
  integer: { type: 'integer', nullable: true },
  number: { type: 'number', nullable: true },
  day: { type: 'string', format: 'date', nullable: true },
  instant: { type: 'string', format: 'date-time' },
  texts: { type: 'array', items: { type: 'string' } },
}

/** The columns as properties of a JSON Schema, with the title each has for readers. */
export function toSchemaProperties<Row>(
  columns: readonly Column<Row>[],
  titleOf: (name: string) => string,
): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    columns.map(({ name, kind }) => [name, { title: titleOf(name), ...schemaOf[kind ?? 'text'] }]),
  )
}
