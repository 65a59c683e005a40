import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type { z } from 'zod'
import { AppError } from '../../platform/errors.ts'
import { fullName } from './catalogue.ts'
import { type End, endName, endSchema, type Manifest, manifestName, manifestSchema } from './manifest.ts'
import { readTar, type TarEntry } from './tar.ts'

/** How a data file is called below its folder: by the digest of its content. */
export const dataFileName = /^[0-9a-f]{2}\/[0-9a-f]{64}$/

/** One thing a backup holds, in the order of the archive. */
export type BackupPart =
  | { kind: 'manifest'; manifest: Manifest }
  | { kind: 'rows'; table: string; text: Buffer }
  | { kind: 'file'; name: string; content: Buffer }
  | { kind: 'end'; end: End }

/** Reads the parts of a backup; a file that is none, or is damaged, is refused (`backup_not_readable`). */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const source = createReadStream(file)
  const text = createGunzip()
  source.once('error', (error) => text.destroy(error))
  source.pipe(text)
  try {
    for await (const entry of readTar(text)) yield partOf(entry)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const { message, code } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new AppError('not_found', 'file_not_found', { file }, { cause })
    throw new AppError('invalid', 'backup_not_readable', { file, detail: code ?? message }, { cause })
  } finally {
    source.destroy()
  }
}

function partOf({ name, content }: TarEntry): BackupPart {
  if (name === manifestName) return { kind: 'manifest', manifest: parse(manifestSchema, name, content) }
  if (name === endName) return { kind: 'end', end: parse(endSchema, name, content) }
  const [folder, ...rest] = name.split('/')
  const below = rest.join('/')
  if (folder === 'tables' && rest.length === 2) return { kind: 'rows', table: rest[0] ?? '', text: content }
  // Anything else could lead out of the folder.
  if (folder === 'files' && dataFileName.test(below)) return { kind: 'file', name: below, content }
  throw new Error(`unknown entry ${name}`)
}

function parse<T>(schema: z.ZodType<T>, name: string, content: Buffer): T {
  const read = schema.safeParse(JSON.parse(content.toString('utf8')))
  if (!read.success) throw new Error(name)
  return read.data
}

/** Reads a backup to its end without keeping anything: what it holds is whole, or this fails. */
export async function verifyBackup(file: string): Promise<Manifest> {
  const rows = new Map<string, number>()
  let files = 0
  let manifest: Manifest | null = null
  let end: End | null = null
  for await (const part of readBackup(file)) {
    if (part.kind === 'manifest') manifest = part.manifest
    if (part.kind === 'rows') rows.set(part.table, (rows.get(part.table) ?? 0) + countLines(part.text))
    if (part.kind === 'file') files++
    if (part.kind === 'end') end = part.end
  }
  if (!manifest || !end) throw damaged(file, 'end')
  if (end.files !== files) throw damaged(file, 'files')
  for (const table of manifest.tables) {
    const name = fullName(table)
    if ((end.rows[name] ?? 0) !== (rows.get(name) ?? 0)) throw damaged(file, name)
  }
  return manifest
}

const damaged = (file: string, detail: string) => new AppError('invalid', 'backup_not_readable', { file, detail })

// In COPY's text format a line feed inside a value is written `\n`: every line is a row.
function countLines(text: Buffer): number {
  let count = 0
  for (let at = text.indexOf(0x0a); at !== -1; at = text.indexOf(0x0a, at + 1)) count++
  return count
}
