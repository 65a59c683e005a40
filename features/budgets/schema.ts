/** Which way a euro goes; kept apart everywhere, with the net beside them. */
export const directions = ['expenditure', 'receipt'] as const
export type Direction = (typeof directions)[number]

/** The two sections of a French budget: running (fonctionnement) and investment (investissement). */
export const sections = ['running', 'investment'] as const
export type Section = (typeof sections)[number]

/** Money that moves, and what is valued apart and never added to it. */
export const valuations = ['money', 'staff', 'inKind', 'volunteerTime'] as const
export type Valuation = (typeof valuations)[number]

/** What an accounting document is: voted before the year, changed during it, or what was done. */
export const stages = ['primitive', 'amending', 'supplementary', 'administrativeAccount', 'singleAccount'] as const
export type Stage = (typeof stages)[number]

/** The states of an amount that are never mixed: asked for, voted, executed. */
export const measures = ['planned', 'voted', 'executed'] as const
export type Measure = (typeof measures)[number]

/** Whose money a receipt is. */
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

/** Who was paid: the last body the euro is known to have reached. */
export const counterpartKinds = [
  'partnerAuthority',
  'localActor',
  'frenchAuthority',
  'frenchActor',
  'multilateral',
  'supplier',
  'staff',
  'person',
] as const
export type CounterpartKind = (typeof counterpartKinds)[number]

/** The four 1 % mechanisms. */
export const onePercentMechanisms = ['water', 'energy', 'waste', 'mobility'] as const
export type OnePercentMechanism = (typeof onePercentMechanisms)[number]

/** What the yearly return asks for, in its own cutting. */
export const odaKinds = [
  'cooperation',
  'onePercent',
  'associations',
  'awareness',
  'refugees',
  'students',
  'runningCosts',
  'multilateral',
  'none',
] as const
export type OdaKind = (typeof odaKinds)[number]
