/** The tiers of French authorities, from the smallest to the largest. */
export const frenchTiers = [
  'commune',
  'epci',
  'ept',
  'departement',
  'region',
  'overseasAuthority',
  'syndicat',
  'petr',
  'gip',
] as const

/** The tiers of authorities abroad, from the smallest to the largest. */
export const foreignAuthorityTiers = [
  'municipality',
  'intercommunality',
  'district',
  'county',
  'cercle',
  'department',
  'prefecture',
  'province',
  'governorate',
  'region-abroad',
  'state',
] as const

/** The tiers met abroad; `unknown` and `locality` where only a place name is known. */
export const foreignTiers = [...foreignAuthorityTiers, 'locality', 'unknown'] as const

/** Every tier a local authority can have here. */
export const tiers = [...frenchTiers, ...foreignTiers] as const
export type Tier = (typeof tiers)[number]

/** Bands of population, by which authorities of like size find each other. */
export const sizeBands = ['under2000', '2000to10000', '10000to50000', '50000to200000', 'over200000', 'unknown'] as const
export type SizeBand = (typeof sizeBands)[number]

/** How exact the point of an authority is, from its own place to the seat of its département. */
export const pointPrecisions = ['place', 'formerName', 'seat', 'members', 'epci', 'departement', 'given'] as const
export type PointPrecision = (typeof pointPrecisions)[number]

const legalForms = [
  'commune',
  'villeDeParis',
  'communauteDeCommunes',
  'communauteDAgglomeration',
  'communauteUrbaine',
  'metropole',
  'metropoleDeLyon',
  'etablissementPublicTerritorial',
  'departement',
  'collectiviteEuropeenneDAlsace',
  'region',
  'collectiviteDeCorse',
  'collectiviteTerritorialeUnique',
  'departementRegion',
  'collectiviteDOutreMer',
  'collectiviteSuiGeneris',
  'syndicat',
  'petr',
  'gip',
] as const
/** The legal form of a French authority: what the tier alone does not tell. */
export type LegalForm = (typeof legalForms)[number]

/** What acts beside local authorities: it has a seat and may propose, and no place on the map. */
export const bodyKinds = [
  'association',
  'advisoryCommittee',
  'network',
  'stateService',
  'embassy',
  'school',
  'university',
  'hospital',
  'business',
  'church',
  'funder',
  'internationalOrganisation',
  'otherBody',
] as const
export type BodyKind = (typeof bodyKinds)[number]
