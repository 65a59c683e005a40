import type { Locale } from '../../platform/i18n/locales.ts'
import type { MessageKey } from '../../platform/i18n/messages.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { authorities, licenceNode, vocabularyNodes } from './catalogue-vocabularies.ts'
import type { GraphNode, Term } from './graph.ts'
import { licenceName, toLicence } from './licences.ts'
import type { PageLinks } from './page-links.ts'

/** What the catalogue is made from. */
export type CatalogueFacts = {
  baseUrl: string
  links: PageLinks
  contact: string | null
  /** When public data last changed. */
  changedAt: Date
  /** When the first source was recorded. */
  issuedAt: Date
  /** Under which licences something is public, and of which dataset. */
  licences: { licence: string; organisations: number; statements: number }[]
  extents: Record<DatasetId, [number, number, number, number]>
  /** The first and the last year of the published budgets; null where nobody publishes one. */
  budgetYears: [number, number] | null
}

/** The datasets. */
export const datasetIds = ['organisations', 'partnerships', 'projects', 'budgets'] as const
export type DatasetId = (typeof datasetIds)[number]

type Property = GraphNode['properties'][number]

const formats = {
  csv: { format: authorities.csv, media: authorities.mediaCsv, name: 'CSV' },
  xlsx: { format: authorities.xlsx, media: authorities.mediaXlsx, name: 'XLSX' },
  geojson: { format: authorities.geojson, media: authorities.mediaGeojson, name: 'GeoJSON' },
} as const
type FormatId = keyof typeof formats

// What parties publish of their projects and budgets is open data of theirs: one licence, nothing to cut.
const ownLicence = 'etalab-2.0'
const isOwn = (dataset: DatasetId) => dataset === 'projects' || dataset === 'budgets'

// Budgets have no place on a map, and a second table: what each year is made of.
const wholeFiles: Record<DatasetId, readonly (readonly [file: string, format: FormatId])[]> = {
  organisations: [
    ['organisations', 'csv'],
    ['organisations', 'xlsx'],
    ['organisations', 'geojson'],
  ],
  partnerships: [
    ['partnerships', 'csv'],
    ['partnerships', 'xlsx'],
    ['partnerships', 'geojson'],
  ],
  projects: [
    ['projects', 'csv'],
    ['projects', 'xlsx'],
    ['projects', 'geojson'],
  ],
  budgets: [
    ['budgets', 'csv'],
    ['budgets', 'xlsx'],
    ['budget-parts', 'csv'],
    ['budget-parts', 'xlsx'],
  ],
}

const iri = (value: string): Term => ({ iri: value })

const instant = (value: Date): Term => ({ text: value.toISOString(), datatype: 'xsd:dateTime' })

const both = (predicate: string, text: (locale: Locale) => string): Property[] => [
  [predicate, { text: text('fr'), lang: 'fr' }],
  [predicate, { text: text('en'), lang: 'en' }],
]

const said = (predicate: string, key: MessageKey) => both(predicate, (locale) => translator(locale)(key))

const languages: Property[] = [
  ['dct:language', iri(authorities.french)],
  ['dct:language', iri(authorities.english)],
]

type Made = CatalogueFacts & { at: (path: string) => string; publisher: string; contactNode: string }

function distributionProperties(made: Made, path: string, format: FormatId): Property[] {
  return [
    ['dcat:accessURL', iri(made.at(path))],
    ['dcat:downloadURL', iri(made.at(path))],
    ['dct:format', iri(formats[format].format)],
    ['dcat:mediaType', iri(formats[format].media)],
    ['dct:modified', instant(made.changedAt)],
    ...languages,
  ]
}

// Everything in one file: but for what parties publish themselves, rows of several licences, so that none can stand for the whole.
function wholeDistribution(made: Made, dataset: DatasetId, file: string, format: FormatId): GraphNode {
  const path = `/data/${file}.${format}${dataset === 'partnerships' ? '?scope=all' : ''}`
  return {
    id: made.at(`/data/catalog#${file}-${format}`),
    types: ['dcat:Distribution'],
    properties: [
      ...both('dct:title', (locale) => {
        const t = translator(locale)
        const key = isOwn(dataset) ? 'wholeOf' : 'whole'
        return t(`data.catalogue.distribution.${key}`, {
          licence: licenceName(t, ownLicence),
          title: t(`data.catalogue.${file === 'budget-parts' ? 'budgetParts' : dataset}.title`),
          format: formats[format].name,
        })
      }),
      ...distributionProperties(made, path, format),
      isOwn(dataset)
        ? ['dct:license', iri(licenceNode(made.baseUrl, ownLicence))]
        : ['dct:rights', iri(made.at('/data/catalog#rights'))],
    ],
  }
}

function licenceDistribution(made: Made, dataset: DatasetId, code: string): GraphNode {
  const { slug } = toLicence(code)
  return {
    id: made.at(`/data/catalog#${dataset}-${slug}`),
    types: ['dcat:Distribution'],
    properties: [
      ...both('dct:title', (locale) => {
        const t = translator(locale)
        return t('data.catalogue.distribution.csvOf', {
          title: t(`data.catalogue.${dataset}.title`),
          licence: licenceName(t, code),
        })
      }),
      ...distributionProperties(made, `/data/${dataset}-${slug}.csv`, 'csv'),
      ['dct:license', iri(licenceNode(made.baseUrl, code))],
    ],
  }
}

function placeNode(id: string, [west, south, east, north]: [number, number, number, number]): GraphNode {
  const ring = `${west} ${south}, ${east} ${south}, ${east} ${north}, ${west} ${north}, ${west} ${south}`
  const box: Property = ['dcat:bbox', { text: `POLYGON((${ring}))`, datatype: 'geo:wktLiteral' }]
  return { id, types: ['dct:Location'], properties: [box] }
}

function periodNode(id: string, [first, last]: [number, number]): GraphNode {
  const day = (text: string): Term => ({ text, datatype: 'xsd:date' })
  return {
    id,
    types: ['dct:PeriodOfTime'],
    properties: [
      ['dcat:startDate', day(`${first}-01-01`)],
      ['dcat:endDate', day(`${last}-12-31`)],
    ],
  }
}

const subjects: Property[] = [
  ['dcat:theme', iri(authorities.themeGovernment)],
  ['dcat:theme', iri(authorities.themeInternational)],
  ...(['twinning', 'cooperation', 'authorities', 'international'] as const).flatMap((word) =>
    said('dcat:keyword', `data.catalogue.keywords.${word}`),
  ),
]

function datasetNodes(made: Made, dataset: DatasetId): GraphNode[] {
  const place = `_:${dataset}-place`
  const period = dataset === 'budgets' && made.budgetYears ? periodNode('_:budgets-period', made.budgetYears) : null
  const cut = made.licences.filter(
    (one) => !isOwn(dataset) && (dataset === 'organisations' ? one.organisations : one.statements) > 0,
  )
  const distributions = [
    ...cut.map(({ licence }) => licenceDistribution(made, dataset, licence)),
    ...wholeFiles[dataset].map(([file, format]) => wholeDistribution(made, dataset, file, format)),
  ]
  const properties: Property[] = [
    ...said('dct:title', `data.catalogue.${dataset}.title`),
    ...said('dct:description', `data.catalogue.${dataset}.description`),
    ['dct:identifier', { text: made.at(`/data/catalog#${dataset}`) }],
    ['dct:publisher', iri(made.publisher)],
    ['dcat:contactPoint', iri(made.contactNode)],
    ['dct:issued', instant(made.issuedAt)],
    ['dct:modified', instant(made.changedAt)],
    ['dct:accrualPeriodicity', iri(authorities.irregular)],
    ['dct:accessRights', iri(authorities.publicAccess)],
    ['dct:spatial', iri(place)],
    ...(period ? [['dct:temporal', iri(period.id)] satisfies Property] : []),
    ['dcat:landingPage', iri(made.links.page('fr', 'data'))],
    ['foaf:page', iri(made.links.page('en', 'methods'))],
    ...languages,
    ...subjects,
    ...(dataset === 'budgets' ? said('dcat:keyword', 'data.catalogue.keywords.budget') : []),
    ...distributions.map((one): Property => ['dcat:distribution', iri(one.id)]),
  ]
  const node = { id: made.at(`/data/catalog#${dataset}`), types: ['dcat:Dataset'], properties }
  return [node, placeNode(place, made.extents[dataset]), ...(period ? [period] : []), ...distributions]
}

const services = {
  api: {
    endpoint: '/api/v1',
    description: '/api/v1/openapi.json',
    standards: [authorities.openapi31],
    serves: datasetIds,
  },
  ogc: {
    endpoint: '/ogc',
    description: '/ogc/api?f=json',
    standards: [authorities.ogcFeatures, authorities.openapi30],
    serves: ['organisations', 'partnerships', 'projects'],
  },
} as const

function serviceNode(made: Made, name: keyof typeof services): GraphNode {
  const { endpoint, description, standards, serves } = services[name]
  return {
    id: made.at(`/data/catalog#service-${name}`),
    types: ['dcat:DataService'],
    properties: [
      ...said('dct:title', `data.catalogue.services.${name}`),
      ['dcat:endpointURL', iri(made.at(endpoint))],
      ['dcat:endpointDescription', iri(made.at(description))],
      ['dct:publisher', iri(made.publisher)],
      ['dcat:contactPoint', iri(made.contactNode)],
      ['dct:accessRights', iri(authorities.publicAccess)],
      ['foaf:page', iri(made.links.page('en', 'api'))],
      ...standards.map((standard): Property => ['dct:conformsTo', iri(standard)]),
      ...serves.map((id): Property => ['dcat:servesDataset', iri(made.at(`/data/catalog#${id}`))]),
    ],
  }
}

function agentNodes(made: Made): GraphNode[] {
  const reach: Property = made.contact
    ? ['vcard:hasEmail', iri(`mailto:${made.contact}`)]
    : ['vcard:hasURL', iri(made.links.page('fr', 'legal'))]
  return [
    {
      id: made.publisher,
      types: ['foaf:Agent'],
      properties: [
        ...said('foaf:name', 'data.catalogue.publisher'),
        ['foaf:homepage', iri(made.links.page('fr', 'home'))],
      ],
    },
    { id: made.contactNode, types: ['vcard:Kind'], properties: [...said('vcard:fn', 'data.catalogue.contact'), reach] },
    {
      id: made.at('/data/catalog#rights'),
      types: ['dct:RightsStatement'],
      properties: said('rdfs:label', 'data.catalogue.severalLicences'),
    },
  ]
}

function documentNodes(made: Made): GraphNode[] {
  const pages = [
    made.links.page('fr', 'home'),
    made.links.page('fr', 'data'),
    made.links.page('en', 'methods'),
    made.links.page('en', 'api'),
  ]
  const endpoints = Object.values(services).flatMap((service) => [
    made.at(service.endpoint),
    made.at(service.description),
  ])
  return [
    ...pages.map((page) => ({ id: page, types: ['foaf:Document'], properties: [] })),
    ...endpoints.map((address) => ({ id: address, types: ['rdfs:Resource'], properties: [] })),
  ]
}

/** The DCAT-AP 3 catalogue of everything that can be downloaded or asked here: one distribution for each licence, and the services. */
export function toCatalogue(facts: CatalogueFacts): GraphNode[] {
  const at = (path: string) => `${facts.baseUrl}${path}`
  const made: Made = {
    ...facts,
    at,
    publisher: at('/data/catalog#publisher'),
    contactNode: at('/data/catalog#contact'),
  }
  const offered = [serviceNode(made, 'api'), serviceNode(made, 'ogc')]
  const catalogue: GraphNode = {
    id: at('/data/catalog'),
    types: ['dcat:Catalog'],
    properties: [
      ...said('dct:title', 'data.catalogue.title'),
      ...said('dct:description', 'data.catalogue.description'),
      ['dct:publisher', iri(made.publisher)],
      ['foaf:homepage', iri(facts.links.page('fr', 'data'))],
      ['dct:issued', instant(facts.issuedAt)],
      ['dct:modified', instant(facts.changedAt)],
      ['dcat:themeTaxonomy', iri(authorities.themes)],
      ...languages,
      ...datasetIds.map((id): Property => ['dcat:dataset', iri(at(`/data/catalog#${id}`))]),
      ...offered.map((service): Property => ['dcat:service', iri(service.id)]),
    ],
  }
  return [
    catalogue,
    ...datasetIds.flatMap((id) => datasetNodes(made, id)),
    ...offered,
    ...agentNodes(made),
    ...documentNodes(made),
    ...[...new Set([...facts.licences.map(({ licence }) => licence), ownLicence])].map((licence) =>
      licenceNodes(facts.baseUrl, licence),
    ),
    ...vocabularyNodes,
  ]
}

function licenceNodes(baseUrl: string, code: string): GraphNode {
  return {
    id: licenceNode(baseUrl, code),
    types: ['dct:LicenseDocument'],
    properties: [
      ...both('dct:title', (locale) => licenceName(translator(locale), code)),
      ['dct:identifier', { text: code }],
    ],
  }
}
