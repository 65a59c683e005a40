import type { Locale } from '../../platform/i18n/locales.ts'
import { translator } from '../../platform/i18n/translator.ts'

/** A part of an OpenAPI document whose members are looked at by name. */
export type OpenApiNode = { [member: string]: unknown }

/** As much of an OpenAPI 3.1 document as the readable guide is made from. */
export type OpenApiDocument = {
  openapi: string
  info: OpenApiNode & { title: string; description: string }
  servers: { url: string }[]
  tags: { name: string; description: string }[]
  externalDocs: { description: string; url: string }
  paths: Record<string, Record<string, OpenApiNode>>
  components: { schemas: Record<string, OpenApiNode> }
}

/** One parameter as the guide shows it. */
export type GuideParameter = {
  name: string
  /** `path` or `query`. */
  place: string
  required: boolean
  description: string
  /** What may be given: a closed list of codes, or null. */
  values: string[] | null
  /** What holds when nothing is given. */
  usual: string | null
}

/** One operation as the guide shows it, with an address that works and an answer as it may come. */
export type GuideOperation = {
  id: string
  method: string
  path: string
  summary: string
  description: string
  parameters: GuideParameter[]
  exampleUrl: string
  exampleAnswer: string
}

/** One field of an object as the guide shows it. */
export type GuideField = { name: string; type: string; description: string }

/** The readable guide of the API: words first, then operations by group, then the objects they give. */
export type ApiGuide = {
  title: string
  introduction: string[]
  base: string
  documentUrl: string
  groups: { name: string; description: string; operations: GuideOperation[] }[]
  objects: { name: string; description: string; fields: GuideField[] }[]
}

function node(value: unknown): OpenApiNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as OpenApiNode) : {}
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

const strings = (value: unknown): string[] | null => (Array.isArray(value) ? value.map(String) : null)

function schemaName(schema: OpenApiNode): string | null {
  return typeof schema.$ref === 'string' ? (schema.$ref.split('/').at(-1) ?? null) : null
}

function toParameter(value: unknown): GuideParameter {
  const parameter = node(value)
  const schema = node(parameter.schema)
  return {
    name: String(parameter.name),
    place: String(parameter.in),
    required: parameter.required === true,
    description: String(parameter.description ?? ''),
    values: strings(schema.enum) ?? strings(node(schema.items).enum),
    usual: schema.default === undefined ? null : String(schema.default),
  }
}

function exampleOf(value: unknown): string {
  const { schema } = node(value)
  const example = node(schema).example
  return Array.isArray(example) ? example.map(String).join(',') : String(example ?? '')
}

// An address shows what is needed and, for lists, one filter: more would hide the point.
function exampleUrl(base: string, path: string, parameters: unknown[]): string {
  let filled = path
  for (const value of parameters) {
    const { name, in: place } = node(value)
    if (place === 'path') filled = filled.replace(`{${String(name)}}`, encodeURIComponent(exampleOf(value)))
  }
  const needed = parameters.filter((value) => node(value).in === 'query' && node(value).required === true)
  const country = parameters.filter((value) => node(value).name === 'country')
  const query = [...needed, ...(needed.length === 0 ? country : [])].map(
    (value) => `${String(node(value).name)}=${encodeURIComponent(exampleOf(value))}`,
  )
  return `${base}${filled}${query.length > 0 ? `?${query.join('&')}` : ''}`
}

function exampleFrom(schema: OpenApiNode, schemas: Record<string, OpenApiNode>): unknown {
  const name = schemaName(schema)
  const real = name === null ? schema : (schemas[name] ?? {})
  if (real.example !== undefined) return real.example
  if (Array.isArray(real.examples)) return real.examples[0]
  if (real.type === 'array') return [exampleFrom(node(real.items), schemas)]
  if (real.type === 'object')
    return Object.fromEntries(
      Object.entries(node(real.properties)).map(([key, value]) => [key, exampleFrom(node(value), schemas)]),
    )
  return Array.isArray(real.enum) ? real.enum[0] : real.type === 'integer' ? 1 : ''
}

function toOperation(path: string, method: string, operation: OpenApiNode, document: OpenApiDocument): GuideOperation {
  const parameters = list(operation.parameters)
  const content = node(node(node(node(operation.responses)['200']).content)['application/json'])
  return {
    id: String(operation.operationId),
    method: method.toUpperCase(),
    path,
    summary: String(operation.summary ?? ''),
    description: String(operation.description ?? ''),
    parameters: parameters.map(toParameter),
    exampleUrl: exampleUrl(document.servers[0]?.url ?? '', path, parameters),
    exampleAnswer: JSON.stringify(exampleFrom(node(content.schema), document.components.schemas), null, 2),
  }
}

function typeName(schema: OpenApiNode): string {
  const name = schemaName(schema)
  if (name) return name
  if (schema.type === 'array') return `${typeName(node(schema.items))}[]`
  const choices = list(schema.anyOf ?? schema.oneOf).map((one) => typeName(node(one)))
  if (choices.length > 0) return choices.join(' | ')
  const merged = list(schema.allOf).map((one) => typeName(node(one)))
  if (merged.length > 0) return merged.filter(Boolean).join(' & ')
  return Array.isArray(schema.type) ? schema.type.join(' | ') : String(schema.type ?? '')
}

function fieldsOf(schema: OpenApiNode, schemas: Record<string, OpenApiNode>): GuideField[] {
  const inherited = list(schema.allOf).flatMap((part) => {
    const name = schemaName(node(part))
    return fieldsOf(name ? (schemas[name] ?? {}) : node(part), schemas)
  })
  const own = Object.entries(node(schema.properties)).map(([name, value]) => ({
    name,
    type: typeName(node(value)),
    description: String(node(value).description ?? ''),
  }))
  return [...inherited, ...own]
}

/** The readable guide made from the OpenAPI document, whose sentences are already in the reader's language. */
export function apiGuide(document: OpenApiDocument, locale: Locale): ApiGuide {
  const t = translator(locale)
  const base = document.servers[0]?.url ?? ''
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      tag: String(list(operation.tags)[0]),
      operation: toOperation(path, method, operation, document),
    })),
  )
  return {
    title: t('api.guide.title'),
    introduction: document.info.description.split('\n\n'),
    base,
    documentUrl: `${base}/openapi.json`,
    groups: document.tags.map(({ name, description }) => ({
      name,
      description,
      operations: operations.filter(({ tag }) => tag === name).map(({ operation }) => operation),
    })),
    objects: Object.entries(document.components.schemas).map(([name, schema]) => ({
      name,
      description: String(schema.description ?? ''),
      fields: fieldsOf(schema, document.components.schemas),
    })),
  }
}
