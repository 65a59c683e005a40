import type { Context } from 'hono'
import { html } from 'hono/html'
import { type Extent, getExtents } from '../../features/opendata/extents.server.ts'
import { type Translator, translator } from '../../platform/i18n/translator.ts'
import type { Door } from '../door.ts'
import { ProblemError } from '../problem.ts'
import { projectFilterNames } from '../v1/project-filters.ts'
import { filterNames } from '../v1/read-query.ts'
import { answerHtml, type Html, htmlPage } from './html.ts'
import { type Link, media, ogcAddress, selfLinks } from './links.ts'
import type { OgcEnv } from './negotiate.ts'

/** The collections there are. */
export const collectionIds = ['organisations', 'partnerships', 'projects'] as const
export type CollectionId = (typeof collectionIds)[number]

const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
const gregorian = 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian'

/** The filters of each collection that stand in the query beside those of the standard. */
export const collectionFilters: Record<CollectionId, readonly string[]> = {
  organisations: filterNames.filter((name) => name !== 'scope'),
  partnerships: filterNames.filter((name) => name !== 'ties'),
  projects: projectFilterNames,
}

/** The collection a path names; any other word is a problem. */
export function readCollection(c: Context): CollectionId {
  const name = c.req.param('collection') ?? ''
  const found = collectionIds.find((id) => id === name)
  if (!found) throw new ProblemError({ reason: 'collection_not_found', values: { collection: name.slice(0, 60) } })
  return found
}

type Collection = {
  id: CollectionId
  title: string
  description: string
  links: Link[]
  extent: { spatial: { bbox: number[][]; crs: string }; temporal: { interval: (string | null)[][]; trs: string } }
  itemType: 'feature'
  crs: string[]
}

function collectionLinks(id: CollectionId, door: Door, t: Translator): Link[] {
  const path = `/collections/${id}`
  const whole = (form: string) => `${door.baseUrl}/data/${id}.${form}${id === 'partnerships' ? '?scope=all' : ''}`
  const link = (rel: string, href: string, type: string, title: string): Link => ({ href, rel, type, title })
  return [
    link('self', ogcAddress(door, `${path}?f=json`), media.json, t('data.ogc.asJson')),
    link('alternate', ogcAddress(door, `${path}?f=html`), media.html, t('data.ogc.asHtml')),
    link('items', ogcAddress(door, `${path}/items?f=json`), media.geojson, t('data.ogc.itemsAsGeojson')),
    link('items', ogcAddress(door, `${path}/items?f=html`), media.html, t('data.ogc.itemsAsHtml')),
    // Relations are compared without regard to case (RFC 8288); GDAL 3.6 knows only this spelling.
    link('describedBy', ogcAddress(door, `${path}/schema`), media.schema, t('data.ogc.schema')),
    link('enclosure', whole('csv'), 'text/csv', t('data.ogc.wholeCsv')),
    link('enclosure', whole('geojson'), media.geojson, t('data.ogc.wholeGeojson')),
    link('license', `${door.baseUrl}/data/catalog.jsonld`, 'application/ld+json', t('data.ogc.licences')),
  ]
}

function toCollection(id: CollectionId, { bbox, interval }: Extent, door: Door, t: Translator): Collection {
  return {
    id,
    title: t(`data.collections.${id}.title`),
    description: t(`data.collections.${id}.description`),
    links: collectionLinks(id, door, t),
    extent: { spatial: { bbox: [bbox], crs: crs84 }, temporal: { interval: [interval], trs: gregorian } },
    itemType: 'feature',
    crs: [crs84],
  }
}

function collectionHtml(collection: Collection, t: Translator): Html {
  const shown = collection.links.filter((link) => link.rel !== 'self' && link.rel !== 'alternate')
  return html`<p>${collection.description}</p>
<ul>${shown.map((link) => html`<li><a href="${link.href}">${link.title}</a></li>`)}</ul>
<p>${t('data.ogc.extent')} <code>${collection.extent.spatial.bbox[0]?.join(', ')}</code></p>`
}

/** Every collection. */
export async function answerCollections(c: Context<OgcEnv>, door: Door): Promise<Response> {
  const t = translator(c.var.locale)
  const extents = await getExtents(door.ctx(c.var.locale))
  const collections = collectionIds.map((id) => toCollection(id, extents[id], door, t))
  if (c.var.format === 'json') return c.json({ links: selfLinks(c, door, t), collections })
  const crumbs = [{ href: ogcAddress(door), title: t('data.ogc.title') }]
  const body = html`${collections.map(
    (collection) =>
      html`<section><h2><a href="${ogcAddress(door, `/collections/${collection.id}`)}">${collection.title}</a></h2>${collectionHtml(collection, t)}</section>`,
  )}`
  return answerHtml(c, htmlPage(c, door, c.var.locale, { title: t('data.ogc.collections'), crumbs, body }))
}

/** One collection. */
export async function answerCollection(c: Context<OgcEnv>, door: Door): Promise<Response> {
  const t = translator(c.var.locale)
  const id = readCollection(c)
  const collection = toCollection(id, (await getExtents(door.ctx(c.var.locale)))[id], door, t)
  if (c.var.format === 'json') return c.json(collection)
  const crumbs = [
    { href: ogcAddress(door), title: t('data.ogc.title') },
    { href: ogcAddress(door, '/collections'), title: t('data.ogc.collections') },
  ]
  const body = collectionHtml(collection, t)
  return answerHtml(c, htmlPage(c, door, c.var.locale, { title: collection.title, crumbs, body }))
}
