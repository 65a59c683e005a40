/** Asks for a part of a selection, after a key of the order it is read in. */
export type PartReader<Row> = (after: string | null, limit: number) => Promise<Row[]>

/**
 * Reads a selection part by part in the order of its keys, so that it is never whole in memory and no connection is held
 * while a slow reader takes his time. Rows that change meanwhile are given as they stand when their part is read.
 */
export async function* readInParts<Row>(
  read: PartReader<Row>,
  keyOf: (row: Row) => string,
  size = 1000,
): AsyncGenerator<Row[]> {
  let after: string | null = null
  for (;;) {
    const rows: Row[] = await read(after, size)
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (rows.length < size || !last) return
    after = keyOf(last)
  }
}
