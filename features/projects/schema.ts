import { type TieRight, tieRights, tieTypes } from '../partnerships/schema.ts'

/** What a project does (domain: `actionType`). */
export const actionTypes = tieTypes.filter((type) => type !== 'agreement' && type !== 'unknown')
export type ActionType = Exclude<(typeof tieTypes)[number], 'agreement' | 'unknown'>

/** Why it is done (référentiel): weights that sum to 100. */
export const purposeFrames = ['solidarity', 'mutualInterest', 'ownInterest', 'influence', 'attractiveness'] as const
export type PurposeFrame = (typeof purposeFrames)[number]

/** How it is done. */
export const operatingModes = ['institutionalSupport', 'projectBased', 'grantWindow', 'network', 'pooled'] as const
export type OperatingMode = (typeof operatingModes)[number]

/** Where a project stands. */
export const projectStates = ['idea', 'prepared', 'running', 'suspended', 'finished', 'abandoned'] as const
export type ProjectState = (typeof projectStates)[number]

/** What a body does in a project; who carried it stands before who paid. */
export const participantRoles = ['lead', 'coLead', 'carrier', 'partner', 'expert', 'host', 'support', 'funder'] as const
export type ParticipantRole = (typeof participantRoles)[number]

/** The circles of actors around a project, the opposition included among the elected. */
export const circles = ['elected', 'departments', 'civilSociety', 'otherAuthorities', 'state', 'funders'] as const
export type Circle = (typeof circles)[number]

/** How near the public may come to a place. */
export const placePrecisions = ['exact', 'locality', 'authority', 'country'] as const
export type PlacePrecision = (typeof placePrecisions)[number]

/** The policy markers of the OECD, each 0 (not targeted), 1 (significant) or 2 (principal). */
export const policyMarkers = [
  'gender',
  'environment',
  'biodiversity',
  'climateMitigation',
  'climateAdaptation',
  'desertification',
  'nutrition',
  'inclusion',
  'governance',
  'disasterRisk',
  'childHealth',
] as const
export type PolicyMarker = (typeof policyMarkers)[number]

/** Rights a project works for: those of ties. */
export const rights = tieRights
export type Right = TieRight

/** Where the money of a project comes from. */
export const fundingSources = [
  'ownFunds',
  'otherAuthority',
  'state',
  'agency',
  'waterAgency',
  'europeanUnion',
  'partnerState',
  'foundation',
  'sponsor',
  'other',
] as const
export type FundingSource = (typeof fundingSources)[number]

/** What is given: money, in kind, the time of volunteers; never added to each other. */
export const moneyNatures = ['money', 'inKind', 'volunteerTime'] as const
export type MoneyNature = (typeof moneyNatures)[number]
