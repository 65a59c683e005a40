import { type Context, Hono } from 'hono'
import { getShareImage, type ShareKind, shareKinds } from '../features/atlas/share-image.server.ts'
import { isAppError } from '../platform/errors.ts'
import type { Locale } from '../platform/i18n/locales.ts'
import type { WebOptions } from './options.ts'
import { visitorContext } from './visitor.ts'

function isKind(word: string): word is ShareKind {
  return shareKinds.includes(word as ShareKind)
}

function readName(file: string): { key: string; locale: Locale } {
  const name = file.replace(/\.png$/, '')
  return name.endsWith('.en') ? { key: name.slice(0, -3), locale: 'en' } : { key: name, locale: 'fr' }
}

/** The cards shown where an address of ours is shared, drawn from the data. */
export function shareImages(options: Pick<WebOptions, 'database'>): Hono {
  const app = new Hono()
  const missing = (c: Context) => c.body(null, 404, { 'Cache-Control': 'no-store' })
  app.get('/og/:kind/:file{.+\\.png}', async (c) => {
    const { kind, file } = c.req.param()
    if (!isKind(kind)) return missing(c)
    const { key, locale } = readName(file)
    try {
      const bytes = await getShareImage(visitorContext(options, locale), kind, key)
      return c.body(bytes as Uint8Array<ArrayBuffer>, 200, { 'Content-Type': 'image/png' })
    } catch (error) {
      if (isAppError(error) && error.code === 'not_found') return missing(c)
      throw error
    }
  })
  return app
}
