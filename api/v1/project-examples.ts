import { namedCountry } from './examples.ts'

const base = 'https://navette.example'
const id = '019a9f5e-7a10-7c3e-9b7a-5d0c7f6a2b20'

/** A project as the document shows one. */
export const projectExample = {
  id,
  title: 'Raccorder six écoles de Ouahigouya à l’eau',
  summary: 'Six écoles, un réseau entretenu par la commune.',
  language: 'fr',
  type: 'decentralisedCooperation',
  operatingMode: 'projectBased',
  state: 'running',
  startsOn: '2026-01-01',
  endsOn: null,
  themes: ['waterSanitation'],
  sdgs: [6],
  rights: ['water'],
  dacSectors: ['14031'],
  lead: 'c73065',
  participants: [
    {
      key: 'c73065',
      name: 'Chambéry',
      country: { code: 'FR', name: { fr: 'France', en: 'France' } },
      role: 'lead',
      circle: 'elected',
      self: `${base}/api/v1/organisations/c73065`,
    },
  ],
  places: [
    {
      name: 'École du centre',
      territory: 'bf-ouahigouya',
      country: namedCountry,
      precision: 'locality',
      lon: -2.42,
      lat: 13.58,
    },
  ],
  countries: ['BF', 'FR'],
  partnership: null,
  licence: 'etalab-2.0',
  createdAt: '2026-01-10T09:00:00.000Z',
  updatedAt: '2026-03-02T09:00:00.000Z',
  url: { fr: `${base}/fr/projet/${id}`, en: `${base}/en/project/${id}` },
  self: `${base}/api/v1/projects/${id}`,
}

/** The same with what its page says. */
export const projectDetail = {
  ...projectExample,
  stateSince: '2026-01-10',
  objectives: 'De l’eau potable dans chaque école.',
  learned: null,
  disturbed: null,
  money: [
    {
      year: 2026,
      nature: 'money',
      source: 'ownFunds',
      funder: 'Chambéry',
      planned: '12000.00',
      spent: null,
      currency: 'EUR',
    },
  ],
}
