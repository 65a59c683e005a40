import { Hono } from 'hono'
import { html } from 'hono/html'
import { translator } from '../../platform/i18n/translator.ts'
import { type Door, localeOf } from '../door.ts'
import { ProblemError, problemOf, problemResponse } from '../problem.ts'
import { checkParameters } from '../v1/read-query.ts'
import { answerCollection, answerCollections } from './collections.ts'
import { answerDefinition } from './definition.ts'
import { answerHtml, htmlPage, styleSheet } from './html.ts'
import { answerItem, answerItems } from './items.ts'
import { answerConformance, answerLanding } from './landing.ts'
import { ogcAddress } from './links.ts'
import { formatOf, negotiate, type OgcEnv } from './negotiate.ts'
import { answerSchema } from './schema.ts'

/** OGC API – Features 1.0 (core, GeoJSON, OpenAPI 3.0, HTML) over authorities and ties, without its prefix. */
export function createOgc(door: Door): Hono<OgcEnv> {
  const app = new Hono<OgcEnv>()
  app.onError(async (error, c) => {
    const problem = problemOf(c, door, error)
    // The standard's own words for an error stand beside those of RFC 9457.
    if (formatOf(c) === 'json')
      return problemResponse(c, { ...problem, code: problem.reason, description: problem.detail })
    const locale = localeOf(c)
    const crumbs = [{ href: ogcAddress(door), title: translator(locale)('data.ogc.title') }]
    return answerHtml(
      c,
      htmlPage(c, door, locale, { title: problem.title, crumbs, body: html`<p>${problem.detail}</p>` }),
      problem.status,
    )
  })
  app.get('/style.css', (c) =>
    c.body(styleSheet, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=3600' }),
  )
  app.use('*', negotiate(door))
  const simple =
    (answer: (c: Parameters<typeof answerLanding>[0], door: Door) => Promise<Response>) =>
    (c: Parameters<typeof answerLanding>[0]) => {
      checkParameters(c, ['f', 'lang'])
      return answer(c, door)
    }
  app.get('/', simple(answerLanding))
  app.get('/conformance', simple(answerConformance))
  app.get('/api', simple(answerDefinition))
  app.get('/collections', simple(answerCollections))
  app.get('/collections/:collection', simple(answerCollection))
  app.get('/collections/:collection/schema', simple(answerSchema))
  app.get('/collections/:collection/items', (c) => answerItems(c, door))
  app.get('/collections/:collection/items/:feature', (c) => answerItem(c, door))
  app.all('*', () => {
    throw new ProblemError({ reason: 'not_found' })
  })
  return app
}
