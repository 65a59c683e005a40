import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { noFilters } from '../../features/atlas/filters.ts'
import {
  countOrganisationRecords,
  findOrganisationRecord,
  listOrganisationAliases,
  listOrganisationRecords,
} from '../../features/opendata/organisation-rows.server.ts'
import { type Door, localeOf } from '../door.ts'
import { ProblemError } from '../problem.ts'
import { selfOf, toOrganisation, writerOf } from './objects.ts'
import {
  filterParameters,
  langParameter,
  organisationKeyParameter,
  pagingParameters,
  tieParameters,
} from './parameters.ts'
import { answerPartnerships } from './partnerships.ts'
import { addressWith, isKey, readCursor, readFilters, readLimit, strictQuery, toCursor } from './read-query.ts'
import { organisationDetailSchema, organisationListSchema, partnershipListSchema } from './schemas.ts'

const json = 'application/json'

const listRoute = createRoute({
  method: 'get',
  path: '/organisations',
  operationId: 'listOrganisations',
  tags: ['organisations'],
  request: { query: strictQuery({ ...filterParameters, ...pagingParameters, ...langParameter }) },
  responses: { 200: { description: '', content: { [json]: { schema: organisationListSchema } } } },
})

const getRoute = createRoute({
  method: 'get',
  path: '/organisations/{key}',
  operationId: 'getOrganisation',
  tags: ['organisations'],
  request: { params: organisationKeyParameter, query: strictQuery(langParameter) },
  responses: {
    200: { description: '', content: { [json]: { schema: organisationDetailSchema } } },
    308: { description: '' },
  },
})

const tiesRoute = createRoute({
  method: 'get',
  path: '/organisations/{key}/partnerships',
  operationId: 'listPartnershipsOfOrganisation',
  tags: ['organisations'],
  request: {
    params: organisationKeyParameter,
    query: strictQuery({ ...tieParameters, ...pagingParameters, ...langParameter }),
  },
  responses: {
    200: { description: '', content: { [json]: { schema: partnershipListSchema } } },
    308: { description: '' },
  },
})

async function findRecord(c: Context, door: Door, key: string) {
  const found = isKey(key) ? await findOrganisationRecord(door.ctx(localeOf(c)), key) : null
  if (!found) throw new ProblemError({ reason: 'organisation_not_found', values: { key: key.slice(0, 60) } })
  return found
}

function movedTo(c: Context, door: Door, path: string) {
  const query = new URL(c.req.url).search
  return c.redirect(`${selfOf(door, path)}${query}`, 308)
}

/** What the document says of this resource. */
export const organisationsRoutes = [listRoute, getRoute, tiesRoute]

/** Adds the list of authorities, one authority, and its ties. */
export function addOrganisations(app: OpenAPIHono, door: Door): void {
  app.openapi(listRoute, async (c) => {
    const locale = localeOf(c)
    const selection = { filters: readFilters(c) }
    const limit = readLimit(c)
    const after = readCursor(c, isKey)
    const ctx = door.ctx(locale)
    const [rows, total, words] = await Promise.all([
      listOrganisationRecords(ctx, selection, after, limit + 1),
      countOrganisationRecords(ctx, selection),
      door.words(locale),
    ])
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    const next = last ? addressWith(c, door.baseUrl, { cursor: toCursor(last.key) }) : null
    if (next) c.header('Link', `<${next}>; rel="next"`)
    const data = shown.map((row) => toOrganisation(row, writerOf(door, words)))
    return c.json({ data, page: { limit, returned: data.length, total, next } }, 200)
  })

  app.openapi(getRoute, async (c) => {
    const { record, movedTo: today } = await findRecord(c, door, c.req.valid('param').key)
    if (today) return movedTo(c, door, `organisations/${today}`)
    const locale = localeOf(c)
    const [otherNames, words] = await Promise.all([
      listOrganisationAliases(door.ctx(locale), record.id),
      door.words(locale),
    ])
    return c.json({ ...toOrganisation(record, writerOf(door, words)), otherNames }, 200)
  })

  app.openapi(tiesRoute, async (c) => {
    const { record, movedTo: today } = await findRecord(c, door, c.req.valid('param').key)
    if (today) return movedTo(c, door, `organisations/${today}/partnerships`)
    // All ties of an authority, with whomever: the scope of lists does not narrow its own page.
    const filters = { ...noFilters(), ...readFilters(c, Object.keys(tieParameters)), scope: 'all' as const }
    return c.json(await answerPartnerships(c, door, { filters, organisationId: record.id }), 200)
  })
}
