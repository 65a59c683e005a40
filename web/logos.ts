import { open } from 'node:fs/promises'
import { type Context, Hono } from 'hono'
import { isPublicLogo } from '../features/organisations/public-profile.server.ts'
import { headLength, mediaTypeOf } from '../platform/files/media-types.ts'
import { filePath } from '../platform/files/store.server.ts'
import type { WebOptions } from './options.ts'
import { visitorContext } from './visitor.ts'

/** Reads an image of the store, and what it is by its first bytes; null where it does not lie there. */
async function readImage(path: string): Promise<{ type: string; bytes: Buffer<ArrayBuffer> } | null> {
  const file = await open(path).catch(() => null)
  if (!file) return null
  try {
    const bytes = (await file.readFile()) as Buffer<ArrayBuffer>
    const type = mediaTypeOf(bytes.subarray(0, headLength))
    return type?.startsWith('image/') ? { type, bytes } : null
  } finally {
    await file.close()
  }
}

/** The logos of the sheets that are public, by their digest: one that no public sheet shows any more is not there. */
export function logos(options: Pick<WebOptions, 'database' | 'filesFolder'>): Hono {
  const app = new Hono()
  const missing = (c: Context) => c.body(null, 404, { 'Cache-Control': 'no-store' })
  app.get('/logo/:sha256{[0-9a-f]+}', async (c) => {
    const { sha256 } = c.req.param()
    if (sha256.length !== 64 || !(await isPublicLogo(visitorContext(options, 'fr'), sha256))) return missing(c)
    const image = await readImage(filePath(options.filesFolder, sha256))
    if (!image) return missing(c)
    return c.body(image.bytes, 200, { 'Content-Type': image.type, 'X-Content-Type-Options': 'nosniff' })
  })
  return app
}
