import type { Context } from 'hono'
import { html } from 'hono/html'
import type { OpenFeature } from '../../features/opendata/features.ts'
import { type Translator, translator } from '../../platform/i18n/translator.ts'
import type { Door } from '../door.ts'
import type { CollectionId } from './collections.ts'
import { answerHtml, definitionList, htmlPage } from './html.ts'
import { ogcAddress } from './links.ts'
import type { OgcEnv } from './negotiate.ts'

/** A part of a collection: its features, how many match in all, and where the next part begins. */
export type ItemsPage = { features: OpenFeature[]; matched: number; next: string | null }

// What a row of the table shows; the page of a feature shows every property.
const shownColumns: Record<CollectionId, readonly string[]> = {
  organisations: ['name', 'tier_label', 'country_name', 'region_name', 'population', 'ties'],
  projects: ['title', 'carried_by', 'state_label', 'country_names', 'starts_on', 'theme_labels'],
  partnerships: ['party_1_name', 'party_2_name', 'type_label', 'state_label', 'evidence_label', 'since_year'],
}

function columnTitle(t: Translator, id: CollectionId, column: string): string {
  const key = `data.columns.${id}.${column}`
  return t.has(key) ? t(key) : column
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '—'
  if (value instanceof Date) return value.toISOString()
  return Array.isArray(value) ? value.join(', ') : String(value)
}

function crumbsTo(door: Door, t: Translator, id: CollectionId) {
  return [
    { href: ogcAddress(door), title: t('data.ogc.title') },
    { href: ogcAddress(door, '/collections'), title: t('data.ogc.collections') },
    { href: ogcAddress(door, `/collections/${id}`), title: t(`data.collections.${id}.title`) },
  ]
}

/** A part of a collection as a table. */
export function answerItemsHtml(c: Context<OgcEnv>, door: Door, id: CollectionId, page: ItemsPage): Promise<Response> {
  const t = translator(c.var.locale)
  const columns = shownColumns[id]
  const item = (feature: OpenFeature) => ogcAddress(door, `/collections/${id}/items/${feature.id}`)
  const rows = page.features.map(
    (feature) =>
      html`<tr>${columns.map((column, i) => {
        const text = shown(feature.properties?.[column])
        return i === 0 ? html`<th scope="row"><a href="${item(feature)}">${text}</a></th>` : html`<td>${text}</td>`
      })}</tr>`,
  )
  const next = page.next ? html`<p><a rel="next" href="${page.next}">${t('data.ogc.next')}</a></p>` : ''
  const title = t('data.ogc.itemsTitle', { collection: t(`data.collections.${id}.title`) })
  const body = html`<p>${t('data.ogc.matched', { returned: page.features.length, matched: page.matched })}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table>
<thead><tr>${columns.map((column) => html`<th scope="col">${columnTitle(t, id, column)}</th>`)}</tr></thead>
<tbody>${rows}</tbody></table></div>${next}`
  return answerHtml(c, htmlPage(c, door, c.var.locale, { title, crumbs: crumbsTo(door, t, id), body }))
}

/** One feature with all its properties. */
export function answerFeatureHtml(
  c: Context<OgcEnv>,
  door: Door,
  id: CollectionId,
  feature: OpenFeature,
): Promise<Response> {
  const t = translator(c.var.locale)
  const properties = feature.properties ?? {}
  const title =
    id === 'organisations'
      ? shown(properties.name)
      : `${shown(properties.party_1_name)} – ${shown(properties.party_2_name)}`
  const entries = Object.entries(properties).map(([name, value]) => [columnTitle(t, id, name), shown(value)] as const)
  const body = html`<p><a rel="canonical" href="${shown(properties.url)}">${t('data.ogc.publicPage')}</a></p>
${definitionList([...entries, [t('data.ogc.geometry'), html`<code>${JSON.stringify(feature.geometry)}</code>`]])}`
  return answerHtml(c, htmlPage(c, door, c.var.locale, { title, crumbs: crumbsTo(door, t, id), body }))
}
