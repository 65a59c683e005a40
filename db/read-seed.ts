import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readCsv } from '../platform/csv.ts'
import { projectRoot } from '../platform/project-root.ts'

/** The rows of one of the project's own data files, by column name, and the digest of its content. */
export type Seed<C extends string> = { digest: string; rows: Record<C, string>[] }

/** The bytes of `db/seeds/<name>.csv` and their digest, for files that have a reader of their own. */
export async function readSeedFile(name: string): Promise<{ bytes: Uint8Array; digest: string }> {
  const bytes = await readFile(join(projectRoot, 'db/seeds', `${name}.csv`))
  return { bytes, digest: createHash('sha256').update(bytes).digest('hex') }
}

/**
 * Reads `db/seeds/<name>.csv`, whose header must be exactly `columns`; a line with another number of cells is a
 * mistake of ours and stops the program.
 */
export async function readSeed<const C extends string>(name: string, columns: readonly C[]): Promise<Seed<C>> {
  const { bytes, digest } = await readSeedFile(name)
  const [head, ...records] = [...readCsv(new TextDecoder().decode(bytes), ',')]
  if (head?.cells.join() !== columns.join()) throw new Error(`seed ${name}: header is not ${columns.join()}`)
  const rows = records.map((record) => {
    if (record.broken || record.cells.length !== columns.length)
      throw new Error(`seed ${name}, line ${record.line}: ${record.cells.length} cells for ${columns.length} columns`)
    return Object.fromEntries(columns.map((column, index) => [column, (record.cells[index] ?? '').trim()])) as Record<
      C,
      string
    >
  })
  return { digest, rows }
}

/** The values of a cell that holds a list written `a|b|c`. */
export function splitList(cell: string): string[] {
  return cell
    .split('|')
    .map((item) => item.trim())
    .filter(Boolean)
}
