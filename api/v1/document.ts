import { OpenAPIHono } from '@hono/zod-openapi'
import type { OpenApiDocument, OpenApiNode } from '../../features/opendata/api-guide.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { type Translator, translator } from '../../platform/i18n/translator.ts'
import type { Door } from '../door.ts'
import { budgetsRoutes } from './budgets.ts'
import { countriesRoutes } from './countries.ts'
import { organisationsRoutes } from './organisations.ts'
import { panoramaRoutes } from './panorama.ts'
import { partnershipsRoutes } from './partnerships.ts'
import { problemsRoutes } from './problems.ts'
import { projectsRoutes } from './projects.ts'
import { checkParameters } from './read-query.ts'
import { problemSchema } from './schemas.ts'
import { searchRoutes } from './search.ts'
import { sourcesRoutes } from './sources.ts'

const tags = ['organisations', 'partnerships', 'projects', 'budgets', 'countries', 'atlas'] as const

function isNode(value: unknown): value is OpenApiNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sentence(t: Translator, key: string): string {
  return t.has(key) ? t(key) : ''
}

// Every field says what it holds, wherever it stands in a schema; a word of several senses has one sentence for each owner.
function describeFields(schema: unknown, owner: string, t: Translator): void {
  if (!isNode(schema)) return
  for (const part of ['items', 'allOf', 'anyOf', 'oneOf'] as const) {
    const inner = schema[part]
    if (Array.isArray(inner)) for (const one of inner) describeFields(one, owner, t)
    else describeFields(inner, owner, t)
  }
  if (!isNode(schema.properties)) return
  for (const [name, field] of Object.entries(schema.properties)) {
    if (!isNode(field)) continue
    describeFields(field, owner, t)
    const own = `api.fields.${owner}_${name}`
    field.description = sentence(t, t.has(own) ? own : `api.fields.${name}`)
  }
}

function describeOperation(operation: OpenApiNode, t: Translator): void {
  const id = String(operation.operationId)
  operation.summary = sentence(t, `api.operations.${id}.summary`)
  operation.description = sentence(t, `api.operations.${id}.description`)
  for (const parameter of Array.isArray(operation.parameters) ? operation.parameters : []) {
    const name = String(parameter.name)
    const own = `api.parameters.${id}_${name}`
    parameter.description = sentence(t, t.has(own) ? own : `api.parameters.${name}`)
  }
  const responses = operation.responses as Record<string, OpenApiNode>
  for (const [status, response] of Object.entries(responses))
    response.description = sentence(t, status === '200' ? `api.operations.${id}.answer` : `api.responses.${status}`)
  if (responses['200'])
    responses['200'].headers = {
      ETag: { description: t('api.headers.etag'), schema: { type: 'string' } },
      ...(id.startsWith('listOrg') || id.startsWith('listPart') || id === 'listProjects' || id === 'listBudgets'
        ? { Link: { description: t('api.headers.link'), schema: { type: 'string' } } }
        : {}),
    }
  responses['304'] = { description: t('api.responses.304') }
  responses.default = {
    description: t('api.responses.default'),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  }
}

function bareDocument(): OpenApiNode {
  const declared = new OpenAPIHono()
  const all = [
    ...organisationsRoutes,
    ...partnershipsRoutes,
    ...projectsRoutes,
    ...budgetsRoutes,
    ...countriesRoutes,
    ...panoramaRoutes,
    ...searchRoutes,
    ...sourcesRoutes,
    ...problemsRoutes,
  ]
  for (const route of all) declared.openAPIRegistry.registerPath(route)
  declared.openAPIRegistry.register('Problem', problemSchema)
  const made = declared.getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '1' } })
  // The library gives away its own objects: a copy is ours to write in.
  return structuredClone(made) as unknown as OpenApiNode
}

/** The OpenAPI 3.1 document of the API, its sentences in one language. */
export function apiDocument({ baseUrl, links }: Pick<Door, 'baseUrl' | 'links'>, locale: Locale): OpenApiDocument {
  const t = translator(locale)
  const document = bareDocument() as unknown as OpenApiDocument
  for (const path of Object.values(document.paths))
    for (const operation of Object.values(path)) describeOperation(operation, t)
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    describeFields(schema, name, t)
    schema.description = sentence(t, `api.schemas.${name}`)
  }
  return {
    ...document,
    info: {
      title: t('api.title'),
      version: '1',
      summary: t('api.summary'),
      description: t('api.description'),
      license: { name: t('api.licence'), url: links.page(locale, 'data') },
    },
    servers: [{ url: `${baseUrl}/api/v1` }],
    tags: tags.map((name) => ({ name, description: t(`api.tags.${name}`) })),
    externalDocs: { description: t('api.guide.title'), url: links.page(locale, 'api') },
  }
}

/** Adds the document, in English unless another language is asked by `lang`. */
export function addDocument(app: OpenAPIHono, door: Door): void {
  app.get('/', (c) => {
    checkParameters(c, ['lang'])
    return c.json({
      title: translator('en')('api.title'),
      openapi: `${door.baseUrl}/api/v1/openapi.json`,
      documentation: { fr: door.links.page('fr', 'api'), en: door.links.page('en', 'api') },
      features: `${door.baseUrl}/ogc`,
      catalogue: `${door.baseUrl}/data/catalog.jsonld`,
    })
  })
  app.get('/openapi.json', (c) => {
    checkParameters(c, ['lang'])
    return c.json(apiDocument(door, c.req.query('lang') === 'fr' ? 'fr' : 'en'))
  })
}
