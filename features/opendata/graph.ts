/** A value of a property: another node or a page by its IRI, a text in a language, or a typed literal. */
export type Term = { iri: string } | { text: string; lang?: string } | { text: string; datatype: string }

/** One node of a small RDF graph; types, predicates and datatypes are written with the prefixes below. */
export type GraphNode = {
  id: string
  types: readonly string[]
  properties: readonly (readonly [predicate: string, value: Term])[]
}

/** The prefixes our graphs use. */
export const prefixes = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  geo: 'http://www.opengis.net/ont/geosparql#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

// What Turtle does not allow inside < >, and JSON-LD would not resolve, is percent-encoded.
function cleanIri(iri: string): string {
  return iri.replace(
    /[\p{Cc} <>"{}|^`\\]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function turtleText(text: string): string {
  return `"${text.replace(/[\\"\n\r\t]/g, (sign) => escapes[sign] ?? sign)}"`
}

function turtleTerm(term: Term): string {
  if ('iri' in term) return term.iri.startsWith('_:') ? term.iri : `<${cleanIri(term.iri)}>`
  const text = turtleText(term.text)
  if ('datatype' in term) return `${text}^^${term.datatype}`
  return term.lang ? `${text}@${term.lang}` : text
}

/** The graph as Turtle 1.1. */
export function toTurtle(nodes: readonly GraphNode[]): string {
  const head = Object.entries(prefixes).map(([name, iri]) => `@prefix ${name}: <${iri}> .\n`)
  const blocks = nodes.map(({ id, types, properties }) => {
    const lines = [
      ...(types.length > 0 ? [`a ${types.join(', ')}`] : []),
      ...properties.map(([predicate, value]) => `${predicate} ${turtleTerm(value)}`),
    ]
    return `${turtleTerm({ iri: id })} ${lines.join(' ;\n  ')} .\n`
  })
  return `${head.join('')}\n${blocks.join('\n')}`
}

function jsonTerm(term: Term): Record<string, string> {
  if ('iri' in term) return { '@id': term.iri.startsWith('_:') ? term.iri : cleanIri(term.iri) }
  if ('datatype' in term) return { '@value': term.text, '@type': term.datatype }
  return term.lang ? { '@value': term.text, '@language': term.lang } : { '@value': term.text }
}

/** The graph as JSON-LD 1.1, with its own context: nothing has to be fetched to read it. */
export function toJsonLd(nodes: readonly GraphNode[]): Record<string, unknown> {
  const graph = nodes.map(({ id, types, properties }) => {
    const node: Record<string, unknown> = { ...jsonTerm({ iri: id }) }
    if (types.length > 0) node['@type'] = types
    for (const [predicate, value] of properties) {
      const values = (node[predicate] as Record<string, string>[] | undefined) ?? []
      node[predicate] = [...values, jsonTerm(value)]
    }
    return node
  })
  return { '@context': prefixes, '@graph': graph }
}
