import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Context } from 'hono'
import { listEditions } from '../../features/freshness/editions.server.ts'
import { filePath } from '../../platform/files/store.server.ts'
import type { Door } from '../door.ts'
import { ProblemError } from '../problem.ts'

/** Answers with a frozen edition; its digest is its ETag, for it never changes. */
export async function answerEdition(c: Context, door: Door, name: string): Promise<Response> {
  const edition = (await listEditions(door.ctx('fr'))).find((one) => one.fileName === name)
  const path = edition && door.filesFolder ? filePath(door.filesFolder, edition.sha256) : null
  const isThere =
    path !== null &&
    (await access(path).then(
      () => true,
      () => false,
    ))
  if (!edition || !path || !isThere)
    throw new ProblemError({ reason: 'file_not_found', values: { file: name.slice(0, 80) } })
  const headers = new Headers({
    ETag: `"${edition.sha256}"`,
    'Cache-Control': 'public, max-age=86400, immutable',
    'Content-Type': 'application/gzip',
    'Content-Length': String(edition.size),
    'Content-Disposition': `attachment; filename="${edition.fileName}"`,
    'X-Content-Type-Options': 'nosniff',
  })
  if (c.req.header('if-none-match')?.includes(edition.sha256)) {
    headers.delete('Content-Length')
    return new Response(null, { status: 304, headers })
  }
  if (c.req.method === 'HEAD') return new Response(null, { headers })
  return new Response(Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array<ArrayBuffer>>, { headers })
}
