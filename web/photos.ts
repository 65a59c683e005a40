import { type Context, Hono } from 'hono'
import { isPublicPhoto } from '../features/partnerships/publish-photos.server.ts'
import { readSmall } from '../platform/files/small-picture.server.ts'
import type { WebOptions } from './options.ts'
import { visitorContext } from './visitor.ts'

/** The photos of public ties and projects, by their digest, small enough for a slow line: one that no public page shows any more is not there. */
export function photos(options: Pick<WebOptions, 'database' | 'filesFolder'>): Hono {
  const app = new Hono()
  const missing = (c: Context) => c.body(null, 404, { 'Cache-Control': 'no-store' })
  app.get('/photo/:sha256{[0-9a-f]+}', async (c) => {
    const { sha256 } = c.req.param()
    if (sha256.length !== 64 || !(await isPublicPhoto(visitorContext(options, 'fr'), sha256))) return missing(c)
    const small = await readSmall(options.filesFolder, sha256)
    if (!small) return missing(c)
    return c.body(small, 200, { 'Content-Type': 'image/webp', 'X-Content-Type-Options': 'nosniff' })
  })
  return app
}
