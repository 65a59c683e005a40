import { createRoute, type OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  countTieRecords,
  findTieDetail,
  listTieRecords,
  type TieSelection,
} from '../../features/opendata/tie-rows.server.ts'
import { findTieContent } from '../../features/partnerships/public-content.server.ts'
import { type Door, localeOf } from '../door.ts'
import { ProblemError } from '../problem.ts'
import { toPartnership, toPartnershipDetail, writerOf } from './objects.ts'
import { filterParameters, langParameter, pagingParameters, partnershipIdParameter } from './parameters.ts'
import { addressWith, isId, readCursor, readFilters, readLimit, strictQuery, toCursor } from './read-query.ts'
import { partnershipDetailSchema, partnershipListSchema } from './schemas.ts'

const json = 'application/json'

// A tie is always there to be counted: the filter on authorities with or without ties says nothing of it.
const { ties: _, ...tieListParameters } = filterParameters

const listRoute = createRoute({
  method: 'get',
  path: '/partnerships',
  operationId: 'listPartnerships',
  tags: ['partnerships'],
  request: { query: strictQuery({ ...tieListParameters, ...pagingParameters, ...langParameter }) },
  responses: { 200: { description: '', content: { [json]: { schema: partnershipListSchema } } } },
})

const getRoute = createRoute({
  method: 'get',
  path: '/partnerships/{id}',
  operationId: 'getPartnership',
  tags: ['partnerships'],
  request: { params: partnershipIdParameter, query: strictQuery(langParameter) },
  responses: { 200: { description: '', content: { [json]: { schema: partnershipDetailSchema } } } },
})

/** A page of the selected ties, with the address of the next one also in `Link`. */
export async function answerPartnerships(
  c: Context,
  door: Door,
  selection: TieSelection,
): Promise<z.infer<typeof partnershipListSchema>> {
  const locale = localeOf(c)
  const limit = readLimit(c)
  const after = readCursor(c, isId)
  const ctx = door.ctx(locale)
  const [rows, total, words] = await Promise.all([
    listTieRecords(ctx, selection, after, limit + 1),
    countTieRecords(ctx, selection),
    door.words(locale),
  ])
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  const next = last ? addressWith(c, door.baseUrl, { cursor: toCursor(last.id) }) : null
  if (next) c.header('Link', `<${next}>; rel="next"`)
  const data = shown.map((row) => toPartnership(row, writerOf(door, words)))
  return { data, page: { limit, returned: data.length, total, next } }
}

/** What the document says of this resource. */
export const partnershipsRoutes = [listRoute, getRoute]

/** Adds the list of ties, and one tie with what each source said of it. */
export function addPartnerships(app: OpenAPIHono, door: Door): void {
  app.openapi(listRoute, async (c) => c.json(await answerPartnerships(c, door, { filters: readFilters(c) }), 200))

  app.openapi(getRoute, async (c) => {
    const { id } = c.req.valid('param')
    const locale = localeOf(c)
    const found = isId(id) ? await findTieDetail(door.ctx(locale), id.toLowerCase()) : null
    if (!found) throw new ProblemError({ reason: 'partnership_not_found', values: { id: id.slice(0, 60) } })
    const content = await findTieContent(door.ctx(locale), found.id)
    return c.json(toPartnershipDetail(found, content, writerOf(door, await door.words(locale))), 200)
  })
}
