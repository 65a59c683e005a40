import type { Context } from 'hono'
import { html } from 'hono/html'
import { type Extent, getExtents } from '../../features/opendata/extents.server.ts'
import { type Translator, translator } from '../../platform/i18n/translator.ts'
import type { Door } from '../door.ts'
import { ProblemError } from '../problem.ts'
import { filterNames } from '../v1/read-query.ts'
import { answerHtml, type Html, htmlPage } from './html.ts'
import { type Link, media, ogcAddress, selfLinks } from './links.ts'
import type { OgcEnv } from './negotiate.ts'

/** The collections there are. */
export const collectionIds = ['organisations', 'partnerships'] as const
export type CollectionId = (typeof collectionIds)[number]

const crs84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84'
const gregorian = 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian'

/** The filters of each collection that stand in the query beside those of the standard. */
export const collectionFilters: Record<CollectionId, readonly string[]> = {
  organisations: filterNames.filter((name) => name !== 'scope'),
  partnerships: filterNames.filter((name) => name !== 'ties'),
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

function toCollection(id: CollectionId, { bbox, interval }: Extent, door: Door, t: Translator): Collection {
  const path = `/collections/${id}`
  return {
    id,
    title: t(`data.collections.${id}.title`),
    description: t(`data.collections.${id}.description`),
    links: [
      { href: ogcAddress(door, `${path}?f=json`), rel: 'self', type: media.json, title: t('data.ogc.asJson') },
      { href: ogcAddress(door, `${path}?f=html`), rel: 'alternate', type: media.html, title: t('data.ogc.asHtml') },
      {
        href: ogcAddress(door, `${path}/items?f=json`),
        rel: 'items',
        type: media.geojson,
        title: t('data.ogc.itemsAsGeojson'),
      },
      {
        href: ogcAddress(door, `${path}/items?f=html`),
        rel: 'items',
        type: media.html,
        title: t('data.ogc.itemsAsHtml'),
      },
      // Relations are compared without regard to case (RFC 8288); GDAL 3.6 knows only this spelling.
      { href: ogcAddress(door, `${path}/schema`), rel: 'describedBy', type: media.schema, title: t('data.ogc.schema') },
      { href: `${door.baseUrl}/data/${id}.csv`, rel: 'enclosure', type: 'text/csv', title: t('data.ogc.wholeCsv') },
      {
        href: `${door.baseUrl}/data/${id}.geojson`,
        rel: 'enclosure',
        type: media.geojson,
        title: t('data.ogc.wholeGeojson'),
      },
      {
        href: `${door.baseUrl}/data/catalog.jsonld`,
        rel: 'license',
        type: 'application/ld+json',
        title: t('data.ogc.licences'),
      },
    ],
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

/** Both collections. */
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
