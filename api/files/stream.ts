import { ReadableStream as NodeStream } from 'node:stream/web'
import type { Context } from 'hono'
import type { Door } from '../door.ts'

function acceptsGzip(c: Context): boolean {
  const offers = (c.req.header('accept-encoding') ?? '').toLowerCase().split(',')
  return offers.some((offer) => /^\s*(gzip|\*)\s*(;\s*q=(1(\.0*)?|0?\.\d*[1-9]\d*))?\s*$/.test(offer))
}

function isKnown(c: Context, etag: string): boolean {
  const known = c.req.header('if-none-match')?.split(',') ?? []
  return known.some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag.replace(/^W\//, ''))
}

async function* encode(pieces: AsyncIterable<string>, onFailure: (error: unknown) => void) {
  const encoder = new TextEncoder()
  try {
    for await (const piece of pieces) yield encoder.encode(piece)
  } catch (error) {
    // The head is sent already: a file cut short is all a reader can be told.
    onFailure(error)
    throw error
  }
}

// A reader who leaves in the middle ends the iteration, and with it the reading of the database.
const toBytes = (pieces: AsyncIterable<string>, onFailure: (error: unknown) => void) =>
  NodeStream.from(encode(pieces, onFailure)) as unknown as ReadableStream<Uint8Array<ArrayBuffer>>

/**
 * Answers with a file written while it is sent, never whole in memory; 304 when the reader has the file of this data version.
 * What is sent begins only when it is read: a HEAD costs nothing.
 */
export function streamFile(
  c: Context,
  door: Door,
  file: { name: string; type: string; pieces: () => AsyncIterable<string> },
): Response {
  const etag = `W/"${door.build}.${door.dataVersion().version}"`
  const headers = new Headers({ ETag: etag, 'Cache-Control': 'public, no-cache', Vary: 'Accept-Encoding' })
  if (isKnown(c, etag)) return new Response(null, { status: 304, headers })
  headers.set('Content-Type', file.type)
  headers.set('Content-Disposition', `attachment; filename="${file.name}"`)
  headers.set('X-Content-Type-Options', 'nosniff')
  if (c.req.method === 'HEAD') return new Response(null, { headers })
  const bytes = toBytes(file.pieces(), (error) => door.report(error, c.req.path))
  if (!acceptsGzip(c)) return new Response(bytes, { headers })
  headers.set('Content-Encoding', 'gzip')
  return new Response(
    bytes.pipeThrough(
      new CompressionStream('gzip') as TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>,
    ),
    { headers },
  )
}
