import type { Context } from 'hono'
import { html } from 'hono/html'
import { translator } from '../../platform/i18n/translator.ts'
import type { Door } from '../door.ts'
import { answerHtml, htmlPage } from './html.ts'
import { type Link, media, ogcAddress, selfLinks } from './links.ts'
import type { OgcEnv } from './negotiate.ts'

/** The classes of OGC API – Features 1.0 this door conforms to. */
export const conformanceClasses = ['core', 'geojson', 'oas30', 'html'].map(
  (name) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`,
)

/** The landing page: what is here and where. */
export async function answerLanding(c: Context<OgcEnv>, door: Door): Promise<Response> {
  const t = translator(c.var.locale)
  const links: Link[] = [
    ...selfLinks(c, door, t),
    {
      href: ogcAddress(door, '/api?f=json'),
      rel: 'service-desc',
      type: media.openapi,
      title: t('data.ogc.definition'),
    },
    { href: ogcAddress(door, '/api?f=html'), rel: 'service-doc', type: media.html, title: t('data.ogc.documentation') },
    { href: ogcAddress(door, '/conformance'), rel: 'conformance', type: media.json, title: t('data.ogc.conformance') },
    { href: ogcAddress(door, '/collections'), rel: 'data', type: media.json, title: t('data.ogc.collections') },
    { href: door.links.page(c.var.locale, 'data'), rel: 'license', type: media.html, title: t('data.ogc.licences') },
  ]
  if (c.var.format === 'json')
    return c.json({ title: t('data.ogc.title'), description: t('data.ogc.description'), links })
  const shown = links.filter((link) => link.rel !== 'self' && link.rel !== 'alternate')
  const body = html`<p>${t('data.ogc.description')}</p>
<p>${t('data.ogc.howTo')}</p>
<p><code>ogr2ogr -f GPKG navette.gpkg OAPIF:${ogcAddress(door)} -oo PAGE_SIZE=1000</code></p>
<ul>${shown.map((link) => html`<li><a href="${link.href}">${link.title}</a></li>`)}</ul>`
  return answerHtml(c, htmlPage(c, door, c.var.locale, { title: t('data.ogc.title'), crumbs: [], body }))
}

/** The classes this door conforms to. */
export async function answerConformance(c: Context<OgcEnv>, door: Door): Promise<Response> {
  const t = translator(c.var.locale)
  if (c.var.format === 'json') return c.json({ links: selfLinks(c, door, t), conformsTo: conformanceClasses })
  const crumbs = [{ href: ogcAddress(door), title: t('data.ogc.title') }]
  const body = html`<ul>${conformanceClasses.map((uri) => html`<li><code>${uri}</code></li>`)}</ul>`
  return answerHtml(c, htmlPage(c, door, c.var.locale, { title: t('data.ogc.conformance'), crumbs, body }))
}
