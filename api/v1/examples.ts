// What the document shows: real names and codes, figures as an instance could give them. A test reads each against its schema.

const base = 'https://navette.example'
const api = `${base}/api/v1`

export const bothNames = { fr: 'Burkina Faso', en: 'Burkina Faso' }
export const pageOfChambery = {
  fr: `${base}/fr/collectivite/c73065/chambery`,
  en: `${base}/en/authority/c73065/chambery`,
}
const pageOfOuahigouya = {
  fr: `${base}/fr/pays/bf`,
  en: `${base}/en/country/bf`,
}
const tieId = '01939f5e-7a10-7c3e-9b7a-5d0c7f6a2b11'
const pageOfTie = {
  fr: `${base}/fr/lien/${tieId}/chambery-ouahigouya`,
  en: `${base}/en/tie/${tieId}/chambery-ouahigouya`,
}

export const namedCountry = { code: 'BF', name: bothNames }
const france = { code: 'FR', name: { fr: 'France', en: 'France' } }
export const territory = { key: 'r84', name: 'Auvergne-Rhône-Alpes' }
export const location = { lon: 5.9093, lat: 45.5822, precision: 'place' as const }
export const population = { inhabitants: 59856, year: 2023 }
export const stateCounts = { all: 6, active: 1, suspended: 0, ended: 1, unknown: 4 }
export const evidenceCounts = { bothParties: 0, oneParty: 2, officialSource: 30, thirdParty: 16 }
export const countryCounts = { all: 48, active: 12, suspended: 9, ended: 3, unknown: 24, byEvidence: evidenceCounts }
export const sourceRef = {
  code: 'starter-ties',
  name: 'Liens de départ de Navette',
  licence: 'CC0-1.0',
  attribution: 'Navette, faits relevés sur des pages publiques',
  url: null,
}

export const organisation = {
  key: 'c73065',
  name: 'Chambéry',
  tier: 'commune' as const,
  legalForm: null,
  status: 'inForce' as const,
  country: france,
  region: territory,
  departement: { key: 'd73', name: 'Savoie' },
  group: { key: 'e200069110', name: 'CA Grand Chambéry' },
  inseeCode: '73065',
  siren: '217300656',
  postalCodes: ['73000'],
  population,
  location,
  ties: stateCounts,
  partnerCountries: ['BF', 'DE', 'IT'],
  provenance: {
    source: {
      code: 'decoupage-administratif',
      name: 'Découpage administratif français',
      licence: 'etalab-2.0',
      attribution: 'Insee, DGCL, IGN — Etalab',
      url: 'https://www.data.gouv.fr/',
    },
  },
  freshness: 'fresh' as const,
  confirmedOn: '2026-09-14',
  confirmedBy: ['Chambéry'],
  updatedAt: '2026-11-20T09:00:00.000Z',
  url: pageOfChambery,
  self: `${api}/organisations/c73065`,
}
export const organisationDetail = {
  ...organisation,
  otherNames: [{ name: 'Chambéry-le-Vieux', reason: 'formerCommune' }],
}

export const party = {
  key: 'bf-ouahigouya',
  name: 'Ouahigouya',
  tier: 'municipality' as const,
  country: namedCountry,
  location: { lon: -2.4216, lat: 13.5828 },
  self: `${api}/organisations/bf-ouahigouya`,
}
const chambery = {
  key: 'c73065',
  name: 'Chambéry',
  tier: 'commune' as const,
  country: france,
  location: { lon: 5.9093, lat: 45.5822 },
  self: `${api}/organisations/c73065`,
}
export const partnershipProvenance = { sources: [sourceRef], licences: ['CC0-1.0'], attestedYear: 2016 }
export const partnership = {
  id: tieId,
  type: 'decentralisedCooperation' as const,
  state: 'unknown' as const,
  evidence: 'officialSource' as const,
  sinceYear: 1991,
  untilYear: null,
  themes: ['culture' as const, 'health' as const],
  parties: [chambery, party],
  provenance: partnershipProvenance,
  freshness: 'stale' as const,
  confirmedOn: null,
  confirmedBy: [],
  createdAt: '2026-11-20T09:00:00.000Z',
  updatedAt: '2026-11-20T09:00:00.000Z',
  url: pageOfTie,
  self: `${api}/partnerships/${tieId}`,
}
export const statement = {
  source: sourceRef,
  page: { title: 'Chambéry – Ouahigouya', url: 'https://www.chambery.example/ouahigouya' },
  licence: 'CC0-1.0',
  evidence: 'officialSource' as const,
  typeSaid: 'decentralisedCooperation' as const,
  stateSaid: 'active' as const,
  sinceYear: 1991,
  untilYear: null,
  attestedYear: 2016,
  themes: ['culture' as const, 'health' as const],
  themesSaid: 'festival Lafi Bala, pratique hospitalière',
  namesSaid: ['Chambéry', 'Ouahigouya'],
  recordedAt: '2026-11-20T09:00:00.000Z',
}
const ofOuahigouya = { party: 'bf-ouahigouya', name: 'Ouahigouya' }
export const partyText = {
  ...ofOuahigouya,
  locale: 'fr',
  body: 'Depuis le premier forage, nos deux conseils se retrouvent chaque année.',
}
export const historyStep = {
  ...ofOuahigouya,
  year: 1991,
  onDate: null,
  locale: 'fr',
  body: 'Premier accord entre les deux villes.',
  source: 'Délibération du conseil municipal',
}
export const commitment = {
  ...ofOuahigouya,
  kind: 'people' as const,
  body: 'Mettre une équipe à l’entretien des forages.',
  dueOn: '2027-06-30',
  state: 'due' as const,
  doneOn: null,
}
export const agreement = {
  kind: 'convention' as const,
  title: 'Convention de coopération 2026–2028',
  object: 'Eau potable et assainissement.',
  startsOn: '2026-01-01',
  endsOn: '2028-12-31',
  openEnded: false,
  state: 'inForce' as const,
  languages: ['fr'],
  commitments: [commitment],
}
export const partnershipDetail = {
  ...partnership,
  stateSinceYear: null,
  stateReason: null,
  languages: ['fr', 'mos'],
  sdgs: [6],
  rights: ['water' as const],
  texts: [partyText],
  history: [historyStep],
  agreements: [agreement],
  statements: [statement],
}

export const worldRegion = { m49: '011', name: { fr: 'Afrique occidentale', en: 'Western Africa' } }
export const country = {
  ...namedCountry,
  worldRegion,
  ties: countryCounts,
  url: pageOfOuahigouya,
  self: `${api}/countries/BF`,
}
export const tieCount = {
  type: 'decentralisedCooperation' as const,
  state: 'unknown' as const,
  evidence: 'officialSource' as const,
  ties: 17,
}
export const countryDetail = {
  code: 'BF',
  iso3: 'BFA',
  m49: '854',
  name: { fr: 'Burkina Faso', en: 'Burkina Faso', es: 'Burkina Faso', ar: 'بوركينا فاسو' },
  worldRegion,
  continent: { m49: '002', name: { fr: 'Afrique', en: 'Africa' } },
  incomeGroups: [{ year: 2024, incomeGroup: 'ldc', source: 'OECD DAC' }],
  disputedPlaces: [],
  counts: [tieCount],
  authorities: { here: 41, there: 44, toBeConfirmed: 30 },
  url: pageOfOuahigouya,
  self: `${api}/countries/BF`,
}
export const source = {
  ...sourceRef,
  publisher: 'Navette',
  retrievedOn: '2026-11-20',
  licenceName: { fr: 'Domaine public (CC0 1.0)', en: 'Public domain (CC0 1.0)' },
  licenceUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
  ties: 812,
}
export const panorama = {
  dataVersion: 12,
  changedAt: '2026-11-20T09:00:00.000Z',
  counts: [tieCount],
  themes: [{ theme: 'culture' as const, ties: 96 }],
  frenchAuthorities: { all: 36240, withTies: 702 },
  authoritiesAbroad: { withTies: 751, toBeConfirmed: 640, countries: 58 },
  sinceYears: { first: 1946, known: 210 },
  newest: [
    {
      id: tieId,
      parties: [
        { key: 'c73065', name: 'Chambéry', country: 'FR' },
        { key: 'bf-ouahigouya', name: 'Ouahigouya', country: 'BF' },
      ],
      url: pageOfTie,
      self: `${api}/partnerships/${tieId}`,
    },
  ],
  url: { fr: `${base}/fr`, en: `${base}/en` },
}
export const searchResult = {
  kind: 'organisation' as const,
  key: 'c73065',
  name: { fr: 'Chambéry', en: 'Chambéry' },
  tier: 'commune' as const,
  country: france,
  departementCode: '73',
  population: 59856,
  ties: 6,
  url: pageOfChambery,
  self: `${api}/organisations/c73065`,
}
export const page = {
  limit: 50,
  returned: 50,
  total: 812,
  next: `${api}/organisations?country=FR&ties=with&cursor=YzczMDY1`,
}
export const problem = {
  type: `${api}/problems/invalid_parameter`,
  title: 'A parameter has a value that cannot be used',
  status: 400,
  detail: '“limit” is “1000”, but it takes a whole number from 1 to 200.',
  instance: '/api/v1/organisations',
  reason: 'invalid_parameter',
  parameter: 'limit',
  value: '1000',
}
export const problemKind = {
  type: `${api}/problems/invalid_parameter`,
  reason: 'invalid_parameter',
  status: 400,
  title: { fr: 'Un paramètre a une valeur inutilisable', en: 'A parameter has a value that cannot be used' },
}
