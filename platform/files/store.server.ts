import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { officeTypeOf } from './archive.ts'
import { headLength, isArchive, type MediaType, mediaTypeOf } from './media-types.ts'

/** Whose file it is (null: only its sender's), which kinds are taken, and how large one may be. */
export type FileRules = { organisationId: string | null; accept: readonly MediaType[]; mostBytes: number }

/** A file as it is given back. */
export type OpenFile = { name: string; mediaType: string; size: number; body: ReadableStream<Uint8Array> }

/** Where the content with this digest lies, under the folder of files. */
export const filePath = (filesFolder: string, sha256: string) => join(filesFolder, sha256.slice(0, 2), sha256)

/** The file a form brought under a name; null when it brought none. */
export function fileOf(form: FormData, name: string): File | null {
  const value = form.get(name)
  return value instanceof File && value.size > 0 ? value : null
}

/**
 * Keeps a file by its content, as a row that waits (`pending`) until what it belongs to is saved (`keepFile`). What it is
 * is read from its first bytes; one that is too large, or of another kind, leaves nothing behind.
 */
export async function storeFile(
  ctx: Ctx,
  filesFolder: string,
  file: File,
  rules: FileRules,
): Promise<{ id: string; sha256: string }> {
  const arriving = join(filesFolder, 'arriving', randomUUID())
  await mkdir(dirname(arriving), { recursive: true, mode: 0o700 })
  try {
    const { sha256, size, mediaType } = await writeChecked(file, arriving, rules)
    const id = newId()
    await ctx.db
      .insertInto('stored_file')
      .values({
        id,
        sha256,
        size,
        media_type: mediaType,
        name: tidyName(file.name),
        organisation_id: rules.organisationId,
        created_by: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
        created_at: ctx.now,
      })
      .execute()
    const target = filePath(filesFolder, sha256)
    await mkdir(dirname(target), { recursive: true, mode: 0o700 })
    // The same content may lie there already: putting it anew makes it young, and no sweep takes it away meanwhile.
    await rename(arriving, target)
    return { id, sha256 }
  } finally {
    await rm(arriving, { force: true })
  }
}

type Written = { sha256: string; size: number; mediaType: MediaType }

async function writeChecked(file: File, path: string, { accept, mostBytes }: FileRules): Promise<Written> {
  const hash = createHash('sha256')
  let size = 0
  let head = new Uint8Array()
  const check = async function* (source: AsyncIterable<Uint8Array>) {
    for await (const chunk of source) {
      size += chunk.length
      if (size > mostBytes)
        throw new AppError('invalid', 'file_too_large', { megabytes: Math.floor(mostBytes / 1_000_000) })
      if (head.length < headLength) head = Buffer.concat([head, chunk]).subarray(0, headLength)
      hash.update(chunk)
      yield chunk
    }
  }
  await pipeline(chunksOf(file), check, createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }))
  const mediaType = mediaTypeOf(head) ?? (isArchive(head) ? await officeTypeOf(path) : null)
  if (!mediaType || !accept.includes(mediaType)) throw new AppError('invalid', 'file_kind')
  return { sha256: hash.digest('hex'), size, mediaType }
}

async function* chunksOf(file: File): AsyncGenerator<Uint8Array> {
  const reader = file.stream().getReader()
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value
}

// A name is shown and proposed for saving: no path, nothing that cannot be read.
function tidyName(name: string): string {
  const last =
    name
      .replace(/[\p{Cc}\p{Cf}]/gu, '')
      .split(/[\\/]/)
      .at(-1)
      ?.trim() ?? ''
  return [...last].slice(-120).join('').slice(-200) || 'file'
}

/** Says that what the file belongs to is saved: no sweep takes it away any more. */
export async function keepFile(ctx: Ctx, id: string): Promise<void> {
  const kept = await ctx.db
    .updateTable('stored_file')
    .set({ state: 'kept' })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!kept) throw new AppError('not_found', 'file_not_there')
}

/** Opens a file whoever acts may see; whether they may is asked before, and once more by row-level security. */
export async function openFile(ctx: Ctx, filesFolder: string, id: string): Promise<OpenFile> {
  const row = await ctx.db
    .selectFrom('stored_file')
    .select(['sha256', 'size', 'media_type', 'name'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new AppError('not_found', 'file_not_there')
  const path = filePath(filesFolder, row.sha256)
  const lies = await stat(path).then(
    (found) => found.size === row.size,
    () => false,
  )
  if (!lies) throw new AppError('not_found', 'file_not_there')
  const body = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
  return { name: row.name, mediaType: row.media_type, size: row.size, body }
}
