/** What a tie is (domain: `actionType`), plus what a list may only call an agreement, or not say. */
export const tieTypes = [
  'twinning',
  'decentralisedCooperation',
  'agreement',
  'supportToLocalInitiatives',
  'globalCitizenshipEducation',
  'economicPromotion',
  'territorialDiplomacy',
  'europeanCooperation',
  'networkParticipation',
  'humanitarianEmergency',
  'unknown',
] as const
export type TieType = (typeof tieTypes)[number]

/** The present state of a tie; `unknown` until a party or an official page says more. */
export const tieStates = ['active', 'suspended', 'ended', 'unknown'] as const
export type TieState = (typeof tieStates)[number]

/** How surely a tie is known, from the surest to the least sure; never summed into one headline. */
export const tieEvidences = ['bothParties', 'oneParty', 'officialSource', 'thirdParty'] as const
export type TieEvidence = (typeof tieEvidences)[number]

/** What a tie is about: a closed list, so that it can be counted and filtered. */
export const themes = [
  'waterSanitation',
  'waste',
  'energy',
  'environment',
  'agriculture',
  'health',
  'education',
  'youth',
  'universities',
  'culture',
  'heritage',
  'sport',
  'tourism',
  'economy',
  'training',
  'urbanPlanning',
  'transport',
  'governance',
  'solidarity',
  'peace',
  'remembrance',
  'gender',
  'migration',
  'digital',
  'emergency',
] as const
export type Theme = (typeof themes)[number]

/** Rights a tie or a project works for: an axis beside the Sustainable Development Goals. */
export const tieRights = [
  'water',
  'health',
  'education',
  'housing',
  'food',
  'work',
  'culture',
  'healthyEnvironment',
  'genderEquality',
  'childhood',
  'disability',
  'migrants',
  'participation',
  'information',
  'security',
  'peace',
] as const
export type TieRight = (typeof tieRights)[number]

/** What of a tie is published part by part, each only where every party has said yes. */
export const publicationParts = ['presentation', 'agreements', 'projects', 'photos', 'money'] as const
export type PublicationPart = (typeof publicationParts)[number]
