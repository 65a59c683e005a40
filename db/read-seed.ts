import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCsv } from '../platform/csv.ts'
import { projectRoot } from '../platform/project-root.ts'

/** The rows of one of the project's own data files, by column name, and the digest of its content. */
export type Seed<C extends string> = { digest: string; rows: Record<C, string>[] }

/**
 * Reads `db/seeds/<name>.csv`, whose header must be exactly `columns`; a line with another number of cells is a
 * mistake of ours and stops the program.
 */
export async function readSeed<const C extends string>(name: string, columns: readonly C[]): Promise<Seed<C>> {
  const bytes = await readFile(join(projectRoot, 'db/seeds', `${name}.csv`))
  const [head, ...records] = [...readCsv(bytes.toString('utf8'), ',')]
  if (head?.cells.join() !== columns.join()) throw new Error(`seed ${name}: header is not ${columns.join()}`)
  const rows = records.map((record) => {
    if (record.broken || record.cells.length !== columns.length)
      throw new Error(`seed ${name}, line ${record.line}: ${record.cells.length} cells for ${columns.length} columns`)
    return Object.fromEntries(columns.map((column, index) => [column, (record.cells[index] ?? '').trim()])) as Record<
      C,
      string
    >
  })
  return { digest: createHash('sha256').update(bytes).digest('hex'), rows }
}

/** The values of a cell that holds a list written `a|b|c`. */
export function splitList(cell: string): string[] {
  return cell
    .split('|')
    .map((item) => item.trim())
    .filter(Boolean)
}
