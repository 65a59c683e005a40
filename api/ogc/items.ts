import type { Context } from 'hono'
import {
  type OpenFeature,
  toOrganisationFeature,
  toProjectFeature,
  toTieFeature,
} from '../../features/opendata/features.ts'
import { parseBbox, parseDatetime, parseLimit, type Reading } from '../../features/opendata/ogc-parameters.ts'
import {
  countOrganisationRecords,
  findOrganisationRecord,
  listOrganisationRecords,
  type OrganisationRecord,
} from '../../features/opendata/organisation-rows.server.ts'
import type { Selection } from '../../features/opendata/selection-conditions.server.ts'
import {
  countTieRecords,
  findTieDetail,
  listTieRecords,
  type TieRecord,
} from '../../features/opendata/tie-rows.server.ts'
import {
  countPublicProjects,
  findPublicProject,
  listPublicProjects,
  type ProjectSelection,
} from '../../features/projects/public-projects.server.ts'
import type { PublicProject } from '../../features/projects/public-words.ts'
import { translator } from '../../platform/i18n/translator.ts'
import type { Door } from '../door.ts'
import { ProblemError } from '../problem.ts'
import { readProjectFilters, repeatableProjectFilters } from '../v1/project-filters.ts'
import {
  addressWith,
  checkParameters,
  invalidParameter,
  isId,
  isKey,
  readCursor,
  readFilters,
  repeatableNames,
  toCursor,
} from '../v1/read-query.ts'
import { type CollectionId, collectionFilters, readCollection } from './collections.ts'
import { answerFeatureHtml, answerItemsHtml, type ItemsPage } from './items-html.ts'
import { type Link, media, ogcAddress, selfLinks } from './links.ts'
import type { OgcEnv } from './negotiate.ts'

/** The most features one answer holds, and how many it holds when nothing is asked. */
export const itemLimits = { most: 1000, usual: 100 } as const

/** The parameters of the standard, and ours for form, language and paging. */
export const itemParameters = ['bbox', 'bbox-crs', 'datetime', 'limit', 'cursor', 'f', 'lang'] as const

const crs84 = /^\[?(http:\/\/www\.opengis\.net\/def\/crs\/OGC\/(1\.3\/CRS84|0\/CRS84h)|OGC:CRS84)\]?$/

function read<T>(c: Context, name: 'bbox' | 'datetime' | 'limit', parse: (text: string) => Reading<T>): T | null {
  const text = c.req.query(name)
  if (text === undefined) return null
  const reading = parse(text)
  if ('issue' in reading) throw invalidParameter(c, name, text, name === 'limit' ? 'positive' : name)
  return reading.value
}

// What every collection is asked: where, when, how much.
function readItems(c: Context, id: CollectionId) {
  const repeatable = id === 'projects' ? repeatableProjectFilters : repeatableNames
  checkParameters(c, [...collectionFilters[id], ...itemParameters], repeatable)
  const crs = c.req.query('bbox-crs')
  if (crs !== undefined && !crs84.test(crs)) throw invalidParameter(c, 'bbox-crs', crs, 'crs')
  return {
    boxes: read(c, 'bbox', parseBbox),
    period: read(c, 'datetime', parseDatetime),
    limit: read(c, 'limit', (text) => parseLimit(text, itemLimits.most)) ?? itemLimits.usual,
  }
}

function readSelection(c: Context, id: CollectionId): { selection: Selection; limit: number } {
  const { limit, ...placed } = readItems(c, id)
  // A collection is whole unless the reader narrows it: mapping software cannot ask for more than is there.
  const scope = c.req.query('scope') === 'french' ? 'french' : 'all'
  return {
    selection: { filters: { ...readFilters(c, collectionFilters[id]), scope }, ...placed },
    limit,
  }
}

function readProjectSelection(c: Context): { selection: ProjectSelection; limit: number } {
  const { limit, ...placed } = readItems(c, 'projects')
  return { selection: { filters: readProjectFilters(c), ...placed }, limit }
}

type Collection<Row, Asked = Selection> = {
  read: () => { selection: Asked; limit: number }
  isMark: (text: string) => boolean
  keyOf: (row: Row) => string
  list: (selection: Asked, after: string | null, limit: number) => Promise<Row[]>
  count: (selection: Asked) => Promise<number>
  toFeature: (row: Row) => OpenFeature
}

async function readPage<Row, Asked>(c: Context, door: Door, collection: Collection<Row, Asked>): Promise<ItemsPage> {
  const { selection, limit } = collection.read()
  const after = readCursor(c, collection.isMark)
  const [rows, matched] = await Promise.all([collection.list(selection, after, limit + 1), collection.count(selection)])
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const next = last ? addressWith(c, door.baseUrl, { cursor: toCursor(collection.keyOf(last)) }) : null
  return { features: shown.map(collection.toFeature), matched, next }
}

async function pageOf(c: Context<OgcEnv>, door: Door, id: CollectionId): Promise<ItemsPage> {
  const ctx = door.ctx(c.var.locale)
  const words = await door.words(c.var.locale)
  if (id === 'organisations')
    return readPage<OrganisationRecord, Selection>(c, door, {
      read: () => readSelection(c, id),
      isMark: isKey,
      keyOf: (row) => row.key,
      list: (selection, after, limit) => listOrganisationRecords(ctx, selection, after, limit),
      count: (selection) => countOrganisationRecords(ctx, selection),
      toFeature: (row) => toOrganisationFeature(row, words),
    })
  if (id === 'projects')
    return readPage<PublicProject, ProjectSelection>(c, door, {
      read: () => readProjectSelection(c),
      isMark: isId,
      keyOf: (row) => row.id,
      list: (selection, after, limit) => listPublicProjects(ctx, selection, { limit, after }),
      count: (selection) => countPublicProjects(ctx, selection),
      toFeature: (row) => toProjectFeature(row, words),
    })
  return readPage<TieRecord, Selection>(c, door, {
    read: () => readSelection(c, id),
    isMark: isId,
    keyOf: (row) => row.id,
    list: (selection, after, limit) => listTieRecords(ctx, selection, after, limit),
    count: (selection) => countTieRecords(ctx, selection),
    toFeature: (row) => toTieFeature(row, words),
  })
}

function geojson(value: unknown): Response {
  return new Response(JSON.stringify(value), { headers: { 'Content-Type': media.geojson } })
}

/** The features of a collection, page by page. */
export async function answerItems(c: Context<OgcEnv>, door: Door): Promise<Response> {
  const t = translator(c.var.locale)
  const id = readCollection(c)
  const page = await pageOf(c, door, id)
  if (c.var.format === 'html') return answerItemsHtml(c, door, id, page)
  const links: Link[] = [
    ...selfLinks(c, door, t, media.geojson),
    {
      href: ogcAddress(door, `/collections/${id}`),
      rel: 'collection',
      type: media.json,
      title: t(`data.collections.${id}.title`),
    },
  ]
  if (page.next) {
    links.push({ href: page.next, rel: 'next', type: media.geojson, title: t('data.ogc.next') })
    c.header('Link', `<${page.next}>; rel="next"; type="${media.geojson}"`)
  }
  return geojson({
    type: 'FeatureCollection',
    links,
    timeStamp: new Date().toISOString(),
    numberMatched: page.matched,
    numberReturned: page.features.length,
    features: page.features,
  })
}

async function findFeature(
  c: Context<OgcEnv>,
  door: Door,
  id: CollectionId,
  feature: string,
): Promise<OpenFeature | { movedTo: string } | null> {
  const ctx = door.ctx(c.var.locale)
  const words = await door.words(c.var.locale)
  if (id === 'partnerships') {
    const tie = isId(feature) ? await findTieDetail(ctx, feature.toLowerCase()) : null
    return tie && toTieFeature(tie, words)
  }
  if (id === 'projects') {
    const project = isId(feature) ? await findPublicProject(ctx, feature.toLowerCase()) : null
    return project && toProjectFeature(project, words)
  }
  const found = isKey(feature) ? await findOrganisationRecord(ctx, feature) : null
  if (!found) return null
  return found.movedTo ? { movedTo: found.movedTo } : toOrganisationFeature(found.record, words)
}

/** One feature. */
export async function answerItem(c: Context<OgcEnv>, door: Door): Promise<Response> {
  const t = translator(c.var.locale)
  const id = readCollection(c)
  checkParameters(c, ['f', 'lang'])
  const name = c.req.param('feature') ?? ''
  const found = await findFeature(c, door, id, name)
  if (!found) throw new ProblemError({ reason: 'feature_not_found', values: { feature: name.slice(0, 60) } })
  const path = `/collections/${id}`
  if ('movedTo' in found)
    return c.redirect(`${ogcAddress(door, `${path}/items/${found.movedTo}`)}${new URL(c.req.url).search}`, 308)
  if (c.var.format === 'html') return answerFeatureHtml(c, door, id, found)
  const links: Link[] = [
    ...selfLinks(c, door, t, media.geojson),
    { href: ogcAddress(door, path), rel: 'collection', type: media.json, title: t(`data.collections.${id}.title`) },
    { href: String(found.properties?.url), rel: 'canonical', type: media.html, title: t('data.ogc.publicPage') },
  ]
  return geojson({ ...found, links })
}
