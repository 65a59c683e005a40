import { type Column, toCells, type Words } from './columns.ts'
import { toCsvLine } from './csv-text.ts'
import type { OpenFeature } from './features.ts'

/** Rows as they come, part by part. */
export type Parts<Row> = AsyncIterable<readonly Row[]>

/** A CSV file in pieces: the names of the columns, then the rows. */
export async function* csvPieces<Row>(
  columns: readonly Column<Row>[],
  parts: Parts<Row>,
  words: Words,
): AsyncGenerator<string> {
  yield toCsvLine(columns.map((column) => column.name))
  for await (const rows of parts) yield rows.map((row) => toCsvLine(toCells(columns, row, words))).join('')
}

/** A GeoJSON file (RFC 7946) in pieces, one feature a line. */
export async function* geojsonPieces<Row>(
  toFeature: (row: Row) => OpenFeature,
  parts: Parts<Row>,
): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":['
  let separator = '\n'
  for await (const rows of parts) {
    if (rows.length === 0) continue
    yield separator + rows.map((row) => JSON.stringify(toFeature(row))).join(',\n')
    separator = ',\n'
  }
  yield '\n]}\n'
}
