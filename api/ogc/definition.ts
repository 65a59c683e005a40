import type { Context } from 'hono'
import { html } from 'hono/html'
import type { MessageKey } from '../../platform/i18n/messages.ts'
import { type Translator, translator } from '../../platform/i18n/translator.ts'
import type { Door } from '../door.ts'
import { closedLists } from '../v1/parameters.ts'
import { projectLists } from '../v1/project-filters.ts'
import { type CollectionId, collectionFilters, collectionIds } from './collections.ts'
import { schemas } from './definition-schemas.ts'
import { answerHtml, htmlPage } from './html.ts'
import { itemLimits } from './items.ts'
import { media, ogcAddress } from './links.ts'
import type { OgcEnv } from './negotiate.ts'

type Json = { [member: string]: unknown }

const ref = (kind: 'schemas' | 'parameters', name: string) => ({ $ref: `#/components/${kind}/${name}` })

function answer(description: string, schema: string, type: string = media.json): Json {
  return {
    200: {
      description,
      content: { [type]: { schema: ref('schemas', schema) }, [media.html]: { schema: { type: 'string' } } },
    },
    default: {
      description: 'error',
      content: {
        'application/problem+json': { schema: ref('schemas', 'exception') },
        [media.html]: { schema: { type: 'string' } },
      },
    },
  }
}

function standardParameters(t: Translator): Record<string, Json> {
  const query = (name: string, schema: Json, explode = false): Json => ({
    name,
    in: 'query',
    required: false,
    description: t(`data.ogc.parameters.${name}` as MessageKey),
    schema,
    style: 'form',
    explode,
  })
  const numbers = { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } }
  return {
    bbox: query('bbox', numbers),
    'bbox-crs': query('bbox-crs', {
      type: 'string',
      format: 'uri',
      default: 'http://www.opengis.net/def/crs/OGC/1.3/CRS84',
    }),
    datetime: query('datetime', { type: 'string' }),
    limit: query('limit', { type: 'integer', minimum: 1, maximum: itemLimits.most, default: itemLimits.usual }),
    cursor: query('cursor', { type: 'string' }),
    f: query('f', { type: 'string', enum: ['json', 'html'] }),
    lang: query('lang', { type: 'string', enum: ['fr', 'en'] }),
  }
}

// A project stands elsewhere than a tie: the same word in the address takes other values.
const stateOfProject = 'project_state'

function filterParameters(t: Translator): Record<string, Json> {
  const names = [...new Set([...Object.values(collectionFilters).flat(), stateOfProject])]
  return Object.fromEntries(
    names.map((component) => {
      const name = component === stateOfProject ? 'state' : component
      const codes = component === stateOfProject ? projectLists.state : (closedLists[name] ?? projectLists[name])
      const single = ['q', 'ties', 'scope'].includes(name)
      const item = codes ? { type: 'string', enum: [...codes] } : { type: 'string' }
      const description = t(name === 'scope' ? 'data.ogc.parameters.scope' : (`api.parameters.${name}` as MessageKey))
      return [
        component,
        {
          name,
          in: 'query',
          required: false,
          description,
          schema: single ? item : { type: 'array', items: item },
          style: 'form',
          explode: !single,
        },
      ]
    }),
  )
}

function collectionPaths(id: CollectionId, t: Translator): Json {
  const path = `/collections/${id}`
  const title = t(`data.collections.${id}.title`)
  const forms = [ref('parameters', 'f'), ref('parameters', 'lang')]
  const asked = ['bbox', 'bbox-crs', 'datetime', 'limit', 'cursor', ...collectionFilters[id]].map((name) =>
    ref('parameters', id === 'projects' && name === 'state' ? stateOfProject : name),
  )
  const featureId = { name: 'featureId', in: 'path', required: true, schema: { type: 'string' } }
  return {
    [path]: {
      get: {
        operationId: `describe_${id}`,
        tags: [id],
        summary: title,
        parameters: forms,
        responses: answer(title, 'collection'),
      },
    },
    [`${path}/items`]: {
      get: {
        operationId: `get_${id}`,
        tags: [id],
        summary: t('data.ogc.itemsTitle', { collection: title }),
        description: t(`data.collections.${id}.description`),
        parameters: [...asked, ...forms],
        responses: answer(title, 'featureCollectionGeoJSON', media.geojson),
      },
    },
    [`${path}/items/{featureId}`]: {
      get: {
        operationId: `get_${id}_feature`,
        tags: [id],
        summary: t('data.ogc.oneFeature', { collection: title }),
        parameters: [featureId, ...forms],
        responses: answer(title, 'featureGeoJSON', media.geojson),
      },
    },
  }
}

/** The OpenAPI 3.0 definition of this door. */
export function ogcDefinition(door: Pick<Door, 'baseUrl' | 'links'>, t: Translator): Json {
  const forms = [ref('parameters', 'f'), ref('parameters', 'lang')]
  const simple = (operationId: string, summary: string, schema: string) => ({
    get: { operationId, tags: ['capabilities'], summary, parameters: forms, responses: answer(summary, schema) },
  })
  return {
    openapi: '3.0.3',
    info: { title: t('data.ogc.title'), version: '1.0.0', description: t('data.ogc.description') },
    servers: [{ url: ogcAddress(door) }],
    tags: [{ name: 'capabilities' }, ...collectionIds.map((name) => ({ name }))],
    paths: {
      '/': simple('getLandingPage', t('data.ogc.title'), 'landingPage'),
      '/conformance': simple('getConformance', t('data.ogc.conformance'), 'confClasses'),
      '/collections': simple('getCollections', t('data.ogc.collections'), 'collections'),
      ...collectionPaths('organisations', t),
      ...collectionPaths('partnerships', t),
      ...collectionPaths('projects', t),
    },
    components: { parameters: { ...standardParameters(t), ...filterParameters(t) }, schemas },
  }
}

/** The definition of this door for programs, or in a few words for people. */
export async function answerDefinition(c: Context<OgcEnv>, door: Door): Promise<Response> {
  const t = translator(c.var.locale)
  if (c.var.format === 'json')
    return new Response(JSON.stringify(ogcDefinition(door, t)), { headers: { 'Content-Type': media.openapi } })
  const parameters = { ...standardParameters(t), ...filterParameters(t) }
  const paths = Object.keys(ogcDefinition(door, t).paths as Json)
  const crumbs = [{ href: ogcAddress(door), title: t('data.ogc.title') }]
  const body = html`<p>${t('data.ogc.description')}</p>
<h2>${t('data.ogc.paths')}</h2><ul>${paths.map((path) => html`<li><code>${path}</code></li>`)}</ul>
<h2>${t('api.guide.parameters')}</h2>
<dl>${Object.values(parameters).map((one) => html`<dt><code>${one.name}</code></dt><dd>${one.description}</dd>`)}</dl>
<p><a href="${ogcAddress(door, '/api?f=json')}">${t('data.ogc.definition')}</a></p>`
  return answerHtml(c, htmlPage(c, door, c.var.locale, { title: t('data.ogc.documentation'), crumbs, body }))
}
