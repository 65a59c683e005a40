import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { getPanorama } from '../../features/atlas/panorama.server.ts'
import { type Door, localeOf } from '../door.ts'
import { toPartnershipRef, writerOf } from './objects.ts'
import { langParameter } from './parameters.ts'
import { strictQuery } from './read-query.ts'
import { panoramaSchema } from './schemas.ts'

const route = createRoute({
  method: 'get',
  path: '/panorama',
  operationId: 'getPanorama',
  tags: ['atlas'],
  request: { query: strictQuery(langParameter) },
  responses: { 200: { description: '', content: { 'application/json': { schema: panoramaSchema } } } },
})

/** What the document says of this resource. */
export const panoramaRoutes = [route]

/** Adds the figures of the whole atlas. */
export function addPanorama(app: OpenAPIHono, door: Door): void {
  app.openapi(route, async (c) => {
    const locale = localeOf(c)
    const [panorama, words] = await Promise.all([getPanorama(door.ctx(locale)), door.words(locale)])
    const { version, changedAt, counts, themes, french, abroad, sinceYears, newest } = panorama
    const home = (of: 'fr' | 'en') => words.links.page(of, 'home')
    return c.json(
      {
        dataVersion: version,
        changedAt: changedAt.toISOString(),
        counts,
        themes,
        frenchAuthorities: { all: french.authorities, withTies: french.withTies },
        authoritiesAbroad: {
          withTies: abroad.authorities,
          toBeConfirmed: abroad.toBeConfirmed,
          countries: abroad.countries,
        },
        sinceYears,
        newest: newest.map((tie) => toPartnershipRef(tie, writerOf(door, words))),
        url: { fr: home('fr'), en: home('en') },
      },
      200,
    )
  })
}
