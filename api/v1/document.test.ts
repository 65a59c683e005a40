import type { z } from '@hono/zod-openapi'
import { describe, expect, it } from 'vitest'
import { apiGuide, type OpenApiNode } from '../../features/opendata/api-guide.ts'
import { locales } from '../../platform/i18n/locales.ts'
import { testBase } from '../../tests/api-world.ts'
import { budgetExample, budgetSchema } from './budget-schemas.ts'
import { apiDocument } from './document.ts'
import * as examples from './examples.ts'
import { projectDetail } from './project-examples.ts'
import { projectDetailSchema } from './project-schemas.ts'
import * as schemas from './schemas.ts'

const links = {
  organisation: () => testBase,
  country: () => testBase,
  partnership: () => testBase,
  project: () => testBase,
  budget: () => testBase,
  page: (locale: string, page: string) => `${testBase}/${locale}/${page}`,
}
const documentIn = (locale: 'fr' | 'en') => apiDocument({ baseUrl: testBase, links }, locale)

const isNode = (value: unknown): value is OpenApiNode => typeof value === 'object' && value !== null

// Every place of a schema a reader may ask “what is this?” of.
function* fields(schema: unknown, path: string): Generator<[string, unknown]> {
  if (!isNode(schema)) return
  if (isNode(schema.properties))
    for (const [name, field] of Object.entries(schema.properties)) {
      yield [`${path}.${name}`, isNode(field) ? field.description : '']
      yield* fields(field, `${path}.${name}`)
    }
  for (const inner of [schema.items, ...(['allOf', 'anyOf', 'oneOf'] as const).flatMap((name) => schema[name] ?? [])])
    yield* fields(inner, path)
}

describe.each(locales)('the OpenAPI document in %s', (locale) => {
  const document = documentIn(locale)

  it('is OpenAPI 3.1 and names where it is served', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(document.servers).toEqual([{ url: `${testBase}/api/v1` }])
  })

  it('tells every operation, parameter and answer in words', () => {
    const missing: string[] = []
    for (const [path, methods] of Object.entries(document.paths))
      for (const operation of Object.values(methods)) {
        if (!operation.summary || !operation.description) missing.push(path)
        for (const parameter of (operation.parameters ?? []) as OpenApiNode[])
          if (!parameter.description) missing.push(`${path}?${parameter.name}`)
        for (const [status, response] of Object.entries(operation.responses as Record<string, OpenApiNode>))
          if (!response.description) missing.push(`${path} ${status}`)
      }
    expect(missing).toEqual([])
  })

  it('tells every schema and every field in words', () => {
    const missing = Object.entries(document.components.schemas).flatMap(([name, schema]) => [
      ...(schema.description ? [] : [name]),
      ...[...fields(schema, name)].filter(([, description]) => !description).map(([path]) => path),
    ])
    expect(missing).toEqual([])
  })

  it('makes a guide in which every operation has an address and an answer', () => {
    const guide = apiGuide(document, locale)
    const operations = guide.groups.flatMap((group) => group.operations)
    expect(operations).toHaveLength(Object.keys(document.paths).length)
    for (const operation of operations) {
      expect(operation.exampleUrl).toMatch(/^https:\/\/navette\.test\/api\/v1\/[^{}]+$/)
      expect(Object.keys(JSON.parse(operation.exampleAnswer) as object).length).toBeGreaterThan(0)
    }
    expect(guide.objects.find((one) => one.name === 'Partnership')?.fields.map((field) => field.name)).toContain(
      'evidence',
    )
  })
})

describe('the document', () => {
  it('says the closed lists a filter takes', () => {
    const parameters = documentIn('en').paths['/partnerships']?.get?.parameters as {
      name: string
      schema: OpenApiNode
    }[]
    const state = parameters.find((parameter) => parameter.name === 'state')
    expect(state?.schema).toMatchObject({ type: 'array', items: { enum: ['active', 'suspended', 'ended', 'unknown'] } })
  })

  it('lets a field be null, never the object it refers to', () => {
    const { schemas: named } = documentIn('en').components
    expect(Object.entries(named).filter(([, schema]) => JSON.stringify(schema.type ?? '').includes('null'))).toEqual([])
    expect(named.Organisation?.properties).toHaveProperty('region.anyOf', [
      { $ref: '#/components/schemas/Territory' },
      { type: 'null' },
    ])
  })

  it('differs between languages only in its sentences', () => {
    const shape = ({ paths, components }: ReturnType<typeof documentIn>) =>
      JSON.stringify({ paths, components }, (name, value) =>
        name === 'description' || name === 'summary' ? '' : value,
      )
    expect(shape(documentIn('fr'))).toBe(shape(documentIn('en')))
    expect(documentIn('fr').info.title).not.toBe(documentIn('en').info.title)
  })

  it.each([
    ['organisationDetail', schemas.organisationDetailSchema, examples.organisationDetail],
    ['partnershipDetail', schemas.partnershipDetailSchema, examples.partnershipDetail],
    ['projectDetail', projectDetailSchema, projectDetail],
    ['budget', budgetSchema, budgetExample],
    ['country', schemas.countrySchema, examples.country],
    ['countryDetail', schemas.countryDetailSchema, examples.countryDetail],
    ['source', schemas.sourceSchema, examples.source],
    ['panorama', schemas.panoramaSchema, examples.panorama],
    ['searchResult', schemas.searchResultSchema, examples.searchResult],
    ['problem', schemas.problemSchema, examples.problem],
    ['problemKind', schemas.problemKindSchema, examples.problemKind],
  ] as [string, z.ZodType, unknown][])('shows an example of %s that is one', (_name, schema, example) => {
    expect(schema.safeParse(example).error).toBeUndefined()
  })
})
