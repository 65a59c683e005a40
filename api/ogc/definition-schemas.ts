// The shapes of OGC API – Features 1.0 documents in the words of OpenAPI 3.0, as far as this door writes them.

const text = { type: 'string' }
const links = { type: 'array', items: { $ref: '#/components/schemas/link' } }
const list = (name: string) => ({ type: 'array', items: { $ref: `#/components/schemas/${name}` } })

const link = {
  type: 'object',
  required: ['href', 'rel'],
  properties: { href: text, rel: text, type: text, hreflang: text, title: text },
}

const extent = {
  type: 'object',
  properties: {
    spatial: {
      type: 'object',
      properties: { bbox: { type: 'array', items: { type: 'array', items: { type: 'number' } } }, crs: text },
    },
    temporal: {
      type: 'object',
      properties: {
        interval: {
          type: 'array',
          items: { type: 'array', items: { type: 'string', format: 'date-time', nullable: true } },
        },
        trs: text,
      },
    },
  },
}

const geometry = {
  type: 'object',
  nullable: true,
  required: ['type', 'coordinates'],
  properties: {
    type: { type: 'string', enum: ['Point', 'MultiPoint', 'LineString', 'MultiLineString'] },
    coordinates: { type: 'array', items: {} },
  },
}

const feature = {
  type: 'object',
  required: ['type', 'geometry', 'properties'],
  properties: {
    type: { type: 'string', enum: ['Feature'] },
    id: text,
    geometry: { $ref: '#/components/schemas/geometryGeoJSON' },
    properties: { type: 'object', nullable: true },
    links,
  },
}

/** The schemas the definition refers to. */
export const schemas = {
  link,
  extent,
  landingPage: { type: 'object', required: ['links'], properties: { title: text, description: text, links } },
  confClasses: {
    type: 'object',
    required: ['conformsTo'],
    properties: { conformsTo: { type: 'array', items: text }, links },
  },
  collection: {
    type: 'object',
    required: ['id', 'links'],
    properties: {
      id: text,
      title: text,
      description: text,
      links,
      extent: { $ref: '#/components/schemas/extent' },
      itemType: text,
      crs: { type: 'array', items: text },
    },
  },
  collections: {
    type: 'object',
    required: ['links', 'collections'],
    properties: { links, collections: list('collection') },
  },
  geometryGeoJSON: geometry,
  featureGeoJSON: feature,
  featureCollectionGeoJSON: {
    type: 'object',
    required: ['type', 'features'],
    properties: {
      type: { type: 'string', enum: ['FeatureCollection'] },
      features: list('featureGeoJSON'),
      links,
      timeStamp: { type: 'string', format: 'date-time' },
      numberMatched: { type: 'integer', minimum: 0 },
      numberReturned: { type: 'integer', minimum: 0 },
    },
  },
  exception: {
    type: 'object',
    required: ['code'],
    properties: {
      code: text,
      description: text,
      type: text,
      title: text,
      status: { type: 'integer' },
      detail: text,
      instance: text,
    },
  },
}
