import { Parser, type Quad } from 'n3'
import { describe, expect, it } from 'vitest'
import { type GraphNode, prefixes, toJsonLd, toTurtle } from './graph.ts'

const nodes: GraphNode[] = [
  {
    id: 'https://x.test/a b"c',
    types: ['dcat:Dataset'],
    properties: [
      ['dct:title', { text: 'Une « ligne »\nun \\ et des "guillemets"', lang: 'fr' }],
      ['dct:title', { text: 'A line', lang: 'en' }],
      ['dct:modified', { text: '2026-11-20T09:00:00Z', datatype: 'xsd:dateTime' }],
      ['dct:spatial', { iri: '_:place' }],
      ['dcat:landingPage', { iri: 'https://x.test/page' }],
    ],
  },
  { id: '_:place', types: ['dct:Location'], properties: [['dct:identifier', { text: 'World' }]] },
]

type Value = { '@id'?: string; '@value'?: string; '@language'?: string; '@type'?: string }

const expand = (name: string) => {
  const [prefix = '', local = ''] = name.split(':')
  return `${prefixes[prefix as keyof typeof prefixes]}${local}`
}

// As much of JSON-LD expansion as our own documents need: every name is written with a prefix of the context.
function statementsOfJsonLd(document: Record<string, unknown>): string[] {
  return (document['@graph'] as Record<string, unknown>[]).flatMap(({ '@id': id, '@type': types, ...rest }) => [
    ...((types as string[] | undefined) ?? []).map((type) => `${id} type ${expand(type)}`),
    ...Object.entries(rest).flatMap(([predicate, values]) =>
      (values as Value[]).map(
        (value) =>
          `${id} ${expand(predicate)} ${value['@id'] ?? `${value['@value']}@${value['@language'] ?? ''}^${value['@type'] ? expand(value['@type']) : ''}`}`,
      ),
    ),
  ])
}

const plain = new Set([expand('xsd:string'), 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString'])

function statementsOfTurtle(text: string): string[] {
  return new Parser({ blankNodePrefix: '_:' }).parse(text).map(({ subject, predicate, object }: Quad) => {
    const name = (term: Quad['subject'] | Quad['object']) =>
      term.termType === 'BlankNode' ? `_:${term.value}` : term.value
    if (predicate.value.endsWith('#type')) return `${name(subject)} type ${object.value}`
    if (object.termType !== 'Literal') return `${name(subject)} ${predicate.value} ${name(object)}`
    const datatype = plain.has(object.datatype.value) ? '' : object.datatype.value
    return `${name(subject)} ${predicate.value} ${object.value}@${object.language}^${datatype}`
  })
}

describe('a graph', () => {
  it('says the same in Turtle and in JSON-LD', () => {
    const turtle = statementsOfTurtle(toTurtle(nodes)).sort()
    expect(turtle).toHaveLength(8)
    expect(turtle).toEqual(statementsOfJsonLd(toJsonLd(nodes)).sort())
  })

  it('keeps quotes, backslashes and line ends of a text', () => {
    expect(statementsOfTurtle(toTurtle(nodes)).join()).toContain('Une « ligne »\nun \\ et des "guillemets"@fr')
  })
})
