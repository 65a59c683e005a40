import { type AtlasFilters, noFilters } from '../../features/atlas/filters.ts'
import type { Column, Words } from '../../features/opendata/columns.ts'
import type { CellValue } from '../../features/opendata/csv-text.ts'
import { type OpenFeature, toOrganisationFeature, toTieFeature } from '../../features/opendata/features.ts'
import { csvPieces, geojsonPieces, type Parts } from '../../features/opendata/file-text.ts'
import { toLicence } from '../../features/opendata/licences.ts'
import { countOrganisationRecords, readOrganisationRecords } from '../../features/opendata/organisation-rows.server.ts'
import {
  countTieRecords,
  listLicences,
  readStatements,
  readTieRecords,
} from '../../features/opendata/tie-rows.server.ts'
import { organisationExportColumns } from '../../features/organisations/export.ts'
import { statementExportColumns, tieExportColumns } from '../../features/partnerships/export.ts'
import type { Ctx } from '../../platform/context.ts'

/** A selection that can be written in every form; nothing is read before it is written. */
export type FileRows = {
  columns: readonly string[]
  /** The list of `data.columns` that says what the columns hold. */
  dictionary: 'organisations' | 'partnerships' | 'statements' | 'projects' | 'budgets' | 'budgetParts'
  count: () => Promise<number>
  csv: () => AsyncGenerator<string>
  geojson: (() => AsyncGenerator<string>) | null
  cells: () => AsyncGenerator<CellValue[][]>
}

type Source<Row> = {
  dictionary: FileRows['dictionary']
  columns: readonly Column<Row>[]
  read: () => Parts<Row>
  count: () => Promise<number>
  toFeature: ((row: Row, words: Words) => OpenFeature) | null
}

/** What reads, names and draws rows, made into every form of file. */
export function toFileRows<Row>({ dictionary, columns, read, count, toFeature }: Source<Row>, words: Words): FileRows {
  async function* cells() {
    for await (const rows of read()) yield rows.map((row) => columns.map((column) => column.value(row, words)))
  }
  return {
    columns: columns.map((column) => column.name),
    dictionary,
    count,
    csv: () => csvPieces(columns, read(), words),
    geojson: toFeature && (() => geojsonPieces((row: Row) => toFeature(row, words), read())),
    cells,
  }
}

/** Authorities that answer the filters, or only those of these sources. */
export function organisationFile(
  ctx: Ctx,
  words: Words,
  filters: AtlasFilters,
  sourceIds?: readonly string[],
): FileRows {
  const selection = { filters, ...(sourceIds ? { sourceIds } : {}) }
  return toFileRows(
    {
      dictionary: 'organisations',
      columns: organisationExportColumns,
      read: () => readOrganisationRecords(ctx, selection),
      count: () => countOrganisationRecords(ctx, selection),
      toFeature: toOrganisationFeature,
    },
    words,
  )
}

/** Ties that answer the filters. */
export function tieFile(ctx: Ctx, words: Words, filters: AtlasFilters): FileRows {
  return toFileRows(
    {
      dictionary: 'partnerships',
      columns: tieExportColumns,
      read: () => readTieRecords(ctx, { filters }),
      count: () => countTieRecords(ctx, { filters }),
      toFeature: toTieFeature,
    },
    words,
  )
}

/** Everything under one licence, whole: authorities, or what was said of ties; null when nothing is. */
export async function licenceFile(
  ctx: Ctx,
  words: Words,
  name: 'organisations' | 'partnerships',
  slug: string,
): Promise<FileRows | null> {
  const found = (await listLicences(ctx)).find((one) => toLicence(one.licence).slug === slug)
  if (!found) return null
  if (name === 'organisations')
    return found.organisations > 0 ? organisationFile(ctx, words, noFilters(), found.sourceIds) : null
  if (found.statements === 0) return null
  return toFileRows(
    {
      dictionary: 'statements',
      columns: statementExportColumns,
      read: () => readStatements(ctx, found.licence),
      count: () => Promise.resolve(found.statements),
      toFeature: null,
    },
    words,
  )
}
