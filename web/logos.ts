import { type Context, Hono } from 'hono'
import { isPublicLogo } from '../features/organisations/public-profile.server.ts'
import type { WebOptions } from './options.ts'
import { readImage } from './stored-image.ts'
import { visitorContext } from './visitor.ts'

/** The logos of the sheets that are public, by their digest: one that no public sheet shows any more is not there. */
export function logos(options: Pick<WebOptions, 'database' | 'filesFolder'>): Hono {
  const app = new Hono()
  const missing = (c: Context) => c.body(null, 404, { 'Cache-Control': 'no-store' })
  app.get('/logo/:sha256{[0-9a-f]+}', async (c) => {
    const { sha256 } = c.req.param()
    if (sha256.length !== 64 || !(await isPublicLogo(visitorContext(options, 'fr'), sha256))) return missing(c)
    const image = await readImage(options.filesFolder, sha256)
    if (!image) return missing(c)
    return c.body(image.bytes, 200, { 'Content-Type': image.type, 'X-Content-Type-Options': 'nosniff' })
  })
  return app
}
