import type { Context } from 'hono'
import type { Translator } from '../../platform/i18n/translator.ts'
import type { Door } from '../door.ts'
import { addressWith } from '../v1/read-query.ts'
import type { Format } from './negotiate.ts'

/** A link as OGC API documents carry it. */
export type Link = { href: string; rel: string; type: string; title: string; hreflang?: string }

/** The media types of this door. */
export const media = {
  json: 'application/json',
  geojson: 'application/geo+json',
  html: 'text/html',
  schema: 'application/schema+json',
  openapi: 'application/vnd.oai.openapi+json;version=3.0',
} as const

/** An address of this door. */
export const ogcAddress = (door: Pick<Door, 'baseUrl'>, path = '') => `${door.baseUrl}/ogc${path}`

/** The links of a document to itself and to its other form. */
export function selfLinks(
  c: Context,
  door: Pick<Door, 'baseUrl'>,
  t: Translator,
  type: string = media.json,
  format: Format = 'json',
): Link[] {
  const address = (f: Format) => addressWith(c, door.baseUrl, { f })
  const json = { href: address('json'), type, title: t('data.ogc.asJson') }
  const html = { href: address('html'), type: media.html, title: t('data.ogc.asHtml') }
  return format === 'json'
    ? [
        { ...json, rel: 'self' },
        { ...html, rel: 'alternate' },
      ]
    : [
        { ...html, rel: 'self' },
        { ...json, rel: 'alternate' },
      ]
}
