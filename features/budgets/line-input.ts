import { MEANS, type Means } from '../../packages/totem/means.ts'
import { readDecimal } from '../../platform/decimals.ts'
import { isId } from '../../platform/ids.ts'
import { type Theme, themes } from '../partnerships/schema.ts'
import {
  type ActionType,
  actionTypes,
  type OperatingMode,
  operatingModes,
  type PolicyMarker,
  type PurposeFrame,
  policyMarkers,
  purposeFrames,
} from '../projects/schema.ts'
import {
  type CounterpartKind,
  counterpartKinds,
  type Direction,
  directions,
  type FundingSource,
  fundingSources,
  type OdaKind,
  type OnePercentMechanism,
  odaKinds,
  onePercentMechanisms,
  type Section,
  sections,
  type Valuation,
  valuations,
} from './schema.ts'

/** What a line is about: what may be said of many at once. */
export type LineAttributes = {
  partnershipId: string | null
  projectId: string | null
  country: string | null
  actionType: ActionType | null
  theme: Theme | null
  purposeFrame: PurposeFrame | null
  operatingMode: OperatingMode | null
  /** By what means, where somebody says it; else the account does. */
  means: Means | null
  department: string
}

/** What of the yearly return a line says. */
export type LineOda = {
  odaKind: OdaKind | null
  odaChannel: string | null
  dacSector: string | null
  odaMarkers: Partial<Record<PolicyMarker, 0 | 1 | 2>>
}

/** The amounts of a line by what they are; null where nothing is said. */
export type LineAmounts = {
  planned: string | null
  voted: string | null
  opened: string | null
  executed: string | null
  carriedOver: string | null
}

/** Everything somebody may say of a line. */
export type LineFacts = LineAttributes &
  LineOda & {
    label: string
    year: number
    direction: Direction
    section: Section
    valuation: Valuation
    amounts: LineAmounts
    paid: string | null
    cofunded: string | null
    commitmentId: string | null
    fundingSource: FundingSource | null
    /** The key of a body of the register, or else a name. */
    counterpartKey: string
    counterpartName: string
    /** A SIREN, a SIRET or a name to look for in the register; it comes before the others. */
    counterpartSearch: string
    counterpartKind: CounterpartKind | null
    isInternal: boolean
    onePercent: OnePercentMechanism | null
    toldPartner: boolean
    note: string
  }

/** Gives what was typed in a field; '' where nothing was. */
export type Typed = (name: string) => string
type Problem = { reason: string; field: string }

const oneOf = <Value extends string>(known: readonly Value[], typed: string): Value | null =>
  known.find((one) => one === typed) ?? null

const idOrNull = (typed: string): string | null => (isId(typed) ? typed : null)

/** Reads what a line is about; what is not understood is left unsaid: each is chosen from a list. */
export function readAttributes(typed: Typed): LineAttributes {
  const country = typed('country').toUpperCase()
  return {
    partnershipId: idOrNull(typed('tie')),
    projectId: idOrNull(typed('project')),
    country: /^[A-Z]{2}$/.test(country) ? country : null,
    actionType: oneOf(actionTypes, typed('actionType')),
    theme: oneOf(themes, typed('theme')),
    purposeFrame: oneOf(purposeFrames, typed('purposeFrame')),
    operatingMode: oneOf(operatingModes, typed('operatingMode')),
    means: oneOf(MEANS, typed('means')),
    department: typed('department').slice(0, 120),
  }
}

/** An amount as people type it, also below zero where an account has such lines. */
export function readSigned(typed: string): string | null {
  const plain = typed.trim()
  const found = readDecimal(plain.replace(/^[-−]/, ''))
  return found !== null && /^[-−]/.test(plain) && found !== '0.00' ? `-${found}` : found
}

const amountFields = ['planned', 'voted', 'opened', 'executed', 'carriedOver', 'paid', 'cofunded'] as const

/** Reads the sheet of a line, and says what there is to mend; `drawn`: its amounts, year and way come from an account. */
export function readLineFacts(
  typed: Typed,
  { drawn, computed }: { drawn: boolean; computed: boolean },
): { facts: LineFacts } | { problems: Problem[] } {
  const problems: Problem[] = []
  const label = typed('label').trim().slice(0, 300)
  if (!label) problems.push({ reason: 'budget_label_missing', field: 'label' })
  const year = Number(typed('year'))
  if (!drawn && (!Number.isInteger(year) || year < 1990 || year > 2100))
    problems.push({ reason: 'budget_year_wrong', field: 'year' })
  const amounts: Record<string, string | null> = {}
  for (const field of amountFields) {
    const text = typed(field)
    const read = field === 'cofunded' ? readDecimal(text) : readSigned(text)
    if (text && read === null) problems.push({ reason: 'budget_amount_wrong', field })
    amounts[field] = text ? read : null
  }
  const { paid = null, cofunded = null, planned = null, voted = null, opened = null, executed = null } = amounts
  const carriedOver = amounts.carriedOver ?? null
  if (!drawn && !computed && [planned, voted, executed].every((one) => one === null) && problems.length === 0)
    problems.push({ reason: 'budget_amount_missing', field: 'executed' })
  const valuation = oneOf(valuations, typed('valuation')) ?? 'money'
  const direction = oneOf(directions, typed('direction')) ?? 'expenditure'
  if (valuation === 'staff' && direction === 'receipt')
    problems.push({ reason: 'budget_staff_receipt', field: 'direction' })
  const counterpartKind = oneOf(counterpartKinds, typed('counterpartKind'))
  const toldPartner = typed('toldPartner') === 'yes'
  if (toldPartner && (counterpartKind !== 'partnerAuthority' || !(typed('counterpart') || typed('counterpartSearch'))))
    problems.push({ reason: 'budget_told_nobody', field: 'toldPartner' })
  if (toldPartner && direction === 'receipt') problems.push({ reason: 'budget_told_receipt', field: 'toldPartner' })
  const oda = readOda(typed)
  if (typed('dacSector') && !oda.dacSector) problems.push({ reason: 'project_sector_wrong', field: 'dacSector' })
  if (problems.length > 0) return { problems }
  return {
    facts: {
      ...readAttributes(typed),
      ...oda,
      label,
      year,
      direction,
      section: oneOf(sections, typed('section')) ?? 'running',
      valuation,
      amounts: { planned, voted, opened, executed, carriedOver },
      paid,
      cofunded,
      commitmentId: idOrNull(typed('commitment')),
      fundingSource: direction === 'receipt' ? oneOf(fundingSources, typed('fundingSource')) : null,
      counterpartKey: typed('counterpart'),
      // Nobody reads the name of a private person here.
      counterpartName: counterpartKind === 'person' ? '' : typed('counterpartName').slice(0, 200),
      counterpartSearch: counterpartKind === 'person' ? '' : typed('counterpartSearch').slice(0, 200),
      counterpartKind,
      isInternal: typed('isInternal') === 'yes',
      onePercent: oneOf(onePercentMechanisms, typed('onePercent')),
      toldPartner,
      note: typed('note').slice(0, 1000),
    },
  }
}

// A code of the OECD, alone or with its name behind it.
const codeOf = (typed: string): string | null => /^\d{5}\b/.exec(typed)?.[0] ?? null

function readOda(typed: Typed): LineOda {
  const odaMarkers: LineOda['odaMarkers'] = {}
  for (const marker of policyMarkers) {
    const value = typed(`marker.${marker}`)
    if (value === '0' || value === '1' || value === '2') odaMarkers[marker] = Number(value) as 0 | 1 | 2
  }
  return {
    odaKind: oneOf(odaKinds, typed('odaKind')),
    odaChannel: codeOf(typed('odaChannel')),
    dacSector: codeOf(typed('dacSector')),
    odaMarkers,
  }
}

/** What a tie says of the lines that are of it. */
export type OfTie = { type: string; themes: readonly string[]; countries: readonly string[] }

/** What a project says of the lines that are of it. */
export type OfProject = {
  partnershipId: string | null
  type: string
  themes: readonly string[]
  operatingMode: string | null
  dacSectors: readonly string[]
  frames: readonly { frame: string; weight: number }[]
  countries: readonly string[]
}

type Proposed = LineAttributes & { dacSector: string | null }

const only = (values: readonly string[] | undefined): string => (values?.length === 1 ? (values[0] ?? '') : '')

/** Fills what is not said of a line from its project, then from its tie; what was said stays. */
export function proposeAttributes<Given extends Proposed>(
  given: Given,
  tie: OfTie | null,
  project: OfProject | null,
): Given {
  const heaviest = project?.frames.toSorted((a, b) => b.weight - a.weight)[0]?.frame ?? ''
  return {
    ...given,
    partnershipId: given.partnershipId ?? project?.partnershipId ?? null,
    country: given.country ?? (only(project?.countries) || only(tie?.countries) || null),
    actionType: given.actionType ?? oneOf(actionTypes, project?.type ?? '') ?? oneOf(actionTypes, tie?.type ?? ''),
    theme: given.theme ?? oneOf(themes, only(project?.themes)) ?? oneOf(themes, only(tie?.themes)),
    purposeFrame: given.purposeFrame ?? oneOf(purposeFrames, heaviest),
    operatingMode: given.operatingMode ?? oneOf(operatingModes, project?.operatingMode ?? ''),
    dacSector: given.dacSector ?? (only(project?.dacSectors) || null),
  }
}
