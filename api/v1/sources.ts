import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { licenceName, toLicence } from '../../features/opendata/licences.ts'
import { listSources } from '../../features/opendata/names.server.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { type Door, localeOf } from '../door.ts'
import { langParameter } from './parameters.ts'
import { strictQuery } from './read-query.ts'
import { sourceListSchema } from './schemas.ts'

const route = createRoute({
  method: 'get',
  path: '/sources',
  operationId: 'listSources',
  tags: ['atlas'],
  request: { query: strictQuery(langParameter) },
  responses: { 200: { description: '', content: { 'application/json': { schema: sourceListSchema } } } },
})

/** What the document says of this resource. */
export const sourcesRoutes = [route]

/** Adds the sources facts come from, with their licences. */
export function addSources(app: OpenAPIHono, door: Door): void {
  app.openapi(route, async (c) => {
    const sources = await listSources(door.ctx(localeOf(c)))
    const data = sources.map((source) => ({
      ...source,
      licenceName: {
        fr: licenceName(translator('fr'), source.licence),
        en: licenceName(translator('en'), source.licence),
      },
      licenceUrl: toLicence(source.licence).url,
    }))
    return c.json({ data }, 200)
  })
}
