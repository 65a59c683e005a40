import type { Context } from 'hono'
import { html } from 'hono/html'
import { toSchemaProperties } from '../../features/opendata/columns.ts'
import { organisationExportColumns } from '../../features/organisations/export.ts'
import { tieExportColumns } from '../../features/partnerships/export.ts'
import { projectExportColumns } from '../../features/projects/export.ts'
import type { MessageKey } from '../../platform/i18n/messages.ts'
import { type Translator, translator } from '../../platform/i18n/translator.ts'
import type { Door } from '../door.ts'
import { type CollectionId, readCollection } from './collections.ts'
import { answerHtml, htmlPage } from './html.ts'
import { media, ogcAddress } from './links.ts'
import type { OgcEnv } from './negotiate.ts'

function propertiesOf(id: CollectionId, t: Translator) {
  const titleOf = (name: string) => t(`data.columns.${id}.${name}` as MessageKey)
  if (id === 'organisations') return toSchemaProperties(organisationExportColumns, titleOf)
  if (id === 'projects') return toSchemaProperties(projectExportColumns, titleOf)
  return toSchemaProperties(tieExportColumns, titleOf)
}

/** What the properties of a collection are, as JSON Schema or as a table. */
export async function answerSchema(c: Context<OgcEnv>, door: Door): Promise<Response> {
  const t = translator(c.var.locale)
  const id = readCollection(c)
  const title = t(`data.collections.${id}.title`)
  const properties = propertiesOf(id, t)
  const path = `/collections/${id}`
  if (c.var.format === 'html') {
    const crumbs = [
      { href: ogcAddress(door), title: t('data.ogc.title') },
      { href: ogcAddress(door, '/collections'), title: t('data.ogc.collections') },
      { href: ogcAddress(door, path), title },
    ]
    const entries = Object.entries(properties)
    const body = html`<dl>${entries.map(([name, one]) => html`<dt><code>${name}</code></dt><dd>${one.title}</dd>`)}</dl>`
    return answerHtml(c, htmlPage(c, door, c.var.locale, { title: t('data.ogc.schema'), crumbs, body }))
  }
  const schema = {
    $id: ogcAddress(door, `${path}/schema`),
    title,
    description: t(`data.collections.${id}.description`),
    type: 'object',
    required: ['type', 'id', 'geometry', 'properties'],
    properties: {
      type: { const: 'Feature' },
      id: { type: 'string' },
      geometry: { type: 'object', nullable: true },
      properties: { type: 'object', properties },
    },
  }
  return new Response(JSON.stringify(schema), { headers: { 'Content-Type': media.schema } })
}
