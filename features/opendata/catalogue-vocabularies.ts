import type { GraphNode } from './graph.ts'
import { toLicence } from './licences.ts'

const europe = 'http://publications.europa.eu/resource/authority'
const iana = 'https://www.iana.org/assignments/media-types'

/** The addresses of shared vocabularies the catalogue points to. */
export const authorities = {
  french: `${europe}/language/FRA`,
  english: `${europe}/language/ENG`,
  csv: `${europe}/file-type/CSV`,
  xlsx: `${europe}/file-type/XLSX`,
  geojson: `${europe}/file-type/GEOJSON`,
  mediaCsv: `${iana}/text/csv`,
  mediaXlsx: `${iana}/application/vnd.openxmlformats-officedocument.spreadsheetml.sheet`,
  mediaGeojson: `${iana}/application/geo+json`,
  irregular: `${europe}/frequency/IRREG`,
  publicAccess: `${europe}/access-right/PUBLIC`,
  themes: `${europe}/data-theme`,
  themeGovernment: `${europe}/data-theme/GOVE`,
  themeInternational: `${europe}/data-theme/INTR`,
  openapi31: 'https://spec.openapis.org/oas/v3.1.0',
  openapi30: 'https://spec.openapis.org/oas/v3.0.3',
  ogcFeatures: 'http://www.opengis.net/doc/IS/ogcapi-features-1/1.0',
} as const

/** The node of a licence: the address of its text, or one of ours when it has none. */
export function licenceNode(baseUrl: string, code: string): string {
  const { url, slug } = toLicence(code)
  return url ?? `${baseUrl}/data/catalog#licence-${slug}`
}

function concept(id: string, fr: string, en: string): GraphNode {
  return {
    id,
    types: ['skos:Concept'],
    properties: [
      ['skos:prefLabel', { text: fr, lang: 'fr' }],
      ['skos:prefLabel', { text: en, lang: 'en' }],
      ['skos:inScheme', { iri: authorities.themes }],
    ],
  }
}

const typed = (id: string, type: string, label?: string): GraphNode => ({
  id,
  types: [type],
  properties: label ? [['rdfs:label', { text: label }]] : [],
})

/** What those addresses are, so that the catalogue can be checked without asking anybody. */
export const vocabularyNodes: readonly GraphNode[] = [
  typed(authorities.french, 'dct:LinguisticSystem'),
  typed(authorities.english, 'dct:LinguisticSystem'),
  typed(authorities.csv, 'dct:MediaTypeOrExtent'),
  typed(authorities.xlsx, 'dct:MediaTypeOrExtent'),
  typed(authorities.geojson, 'dct:MediaTypeOrExtent'),
  typed(authorities.mediaCsv, 'dct:MediaType'),
  typed(authorities.mediaXlsx, 'dct:MediaType'),
  typed(authorities.mediaGeojson, 'dct:MediaType'),
  typed(authorities.irregular, 'dct:Frequency'),
  typed(authorities.publicAccess, 'dct:RightsStatement'),
  typed(authorities.openapi31, 'dct:Standard', 'OpenAPI 3.1'),
  typed(authorities.openapi30, 'dct:Standard', 'OpenAPI 3.0'),
  typed(authorities.ogcFeatures, 'dct:Standard', 'OGC API – Features – Part 1: Core 1.0'),
  // Titles as the Publications Office of the European Union gives them.
  {
    id: authorities.themes,
    types: ['skos:ConceptScheme'],
    properties: [
      ['dct:title', { text: 'Thème de données', lang: 'fr' }],
      ['dct:title', { text: 'Data theme', lang: 'en' }],
    ],
  },
  concept(authorities.themeGovernment, 'Gouvernement et secteur public', 'Government and public sector'),
  concept(authorities.themeInternational, 'Questions internationales', 'International issues'),
]
