import type { PolicyMarker } from '../projects/schema.ts'
import { policyMarkers } from '../projects/schema.ts'
import { isEligible, type MarkerAnswers, type OdaLine } from './oda-rules.ts'
import type { OdaKind } from './schema.ts'

/** What else is known around a line: its tie, its project, who was paid, and how the same line was classified last year. */
export type OdaAround = {
  onePercent: string | null
  actionType: string | null
  counterpartKind: string | null
  /** The foreign countries of its tie, or of the tie of its project. */
  tieCountries: readonly string[]
  eligibleCountries: readonly string[]
  projectSectors: readonly string[]
  projectMarkers: MarkerAnswers
  lastYear: {
    kind: OdaKind | null
    channel: string | null
    sector: string | null
    country: string | null
    markers: MarkerAnswers
  } | null
}

/** From where a proposal comes. */
export type ProposalSource =
  | 'lastYear'
  | 'project'
  | 'tie'
  | 'onePercent'
  | 'actionType'
  | 'counterpart'
  | 'kind'
  | 'staff'

/** Something missing, with a value to accept or not: nothing is ever filled in by itself. */
export type OdaProposal = { lineId: string; source: ProposalSource } & (
  | { attribute: 'kind'; value: OdaKind }
  | { attribute: 'country' | 'channel' | 'sector'; value: string }
  | { attribute: 'markers'; value: MarkerAnswers }
)

type Found<T> = { value: T; source: ProposalSource } | null

const sectorOfKind: Partial<Record<OdaKind, string>> = {
  runningCosts: '91010',
  refugees: '93010',
  awareness: '99820',
  students: '11420',
}
const channelOfKind: Partial<Record<OdaKind, string>> = { runningCosts: '11002' }

// A supplier is paid by the authority itself: it is the authority that acts.
const channelOfCounterpart: Readonly<Record<string, string>> = {
  partnerAuthority: '12002',
  localActor: '23000',
  frenchAuthority: '11002',
  frenchActor: '22000',
  supplier: '11002',
  staff: '11002',
}

function kindOf(line: OdaLine, around: OdaAround): Found<OdaKind> {
  if (around.lastYear?.kind) return { value: around.lastYear.kind, source: 'lastYear' }
  if (line.valuation === 'staff') return { value: 'runningCosts', source: 'staff' }
  if (around.onePercent) return { value: 'onePercent', source: 'onePercent' }
  if (around.actionType === 'globalCitizenshipEducation') return { value: 'awareness', source: 'actionType' }
  if (around.counterpartKind === 'multilateral') return { value: 'multilateral', source: 'counterpart' }
  const there = line.country ? isEligible(line.group) : around.eligibleCountries.length > 0
  if (!there) return null
  if (around.counterpartKind === 'frenchActor') return { value: 'associations', source: 'counterpart' }
  if (around.actionType === 'twinning' || around.actionType === 'decentralisedCooperation')
    return { value: 'cooperation', source: 'actionType' }
  return around.tieCountries.length > 0 ? { value: 'cooperation', source: 'tie' } : null
}

function countryOf(kind: OdaKind | null, around: OdaAround): Found<string> {
  if (kind === 'runningCosts' || kind === 'refugees' || kind === 'awareness' || kind === 'multilateral') return null
  if (around.lastYear?.country) return { value: around.lastYear.country, source: 'lastYear' }
  const [only] = around.tieCountries
  // Of a tie with several countries, a person says which.
  return only && around.tieCountries.length === 1 ? { value: only, source: 'tie' } : null
}

function channelOf(kind: OdaKind | null, around: OdaAround): Found<string> {
  if (around.lastYear?.channel) return { value: around.lastYear.channel, source: 'lastYear' }
  const paid = around.counterpartKind ? channelOfCounterpart[around.counterpartKind] : undefined
  if (paid) return { value: paid, source: 'counterpart' }
  const usual = kind ? channelOfKind[kind] : undefined
  return usual ? { value: usual, source: 'kind' } : null
}

function sectorOf(kind: OdaKind | null, around: OdaAround): Found<string> {
  if (around.lastYear?.sector) return { value: around.lastYear.sector, source: 'lastYear' }
  const usual = kind ? sectorOfKind[kind] : undefined
  if (usual) return { value: usual, source: 'kind' }
  const [only] = around.projectSectors
  return only && around.projectSectors.length === 1 ? { value: only, source: 'project' } : null
}

function markersOf(line: OdaLine, around: OdaAround): Found<MarkerAnswers> {
  const given = (from: MarkerAnswers) =>
    policyMarkers.flatMap((marker): [PolicyMarker, number][] => {
      const value = from[marker]
      return line.markers[marker] === undefined && value !== undefined ? [[marker, value]] : []
    })
  const [project, last] = [given(around.projectMarkers), given(around.lastYear?.markers ?? {})]
  if (project.length > 0) return { value: Object.fromEntries(project), source: 'project' }
  return last.length > 0 ? { value: Object.fromEntries(last), source: 'lastYear' } : null
}

/** What could be filled in for a line out of what is known around it; nothing for a line said not to be in the return. */
export function proposalsOf(line: OdaLine, around: OdaAround): OdaProposal[] {
  if (line.kind === 'none') return []
  const kind = line.kind === null ? kindOf(line, around) : null
  const as = line.kind ?? kind?.value ?? null
  const proposals: OdaProposal[] = []
  const { id: lineId } = line
  if (kind) proposals.push({ lineId, attribute: 'kind', ...kind })
  if (as === null || as === 'none') return proposals
  const country = line.country === null ? countryOf(as, around) : null
  if (country) proposals.push({ lineId, attribute: 'country', ...country })
  const channel = line.channel === null ? channelOf(as, around) : null
  if (channel) proposals.push({ lineId, attribute: 'channel', ...channel })
  const sector = line.sector === null ? sectorOf(as, around) : null
  if (sector) proposals.push({ lineId, attribute: 'sector', ...sector })
  const markers = markersOf(line, around)
  if (markers) proposals.push({ lineId, attribute: 'markers', ...markers })
  return proposals
}

/** How the form names a proposal. */
export const proposalName = ({ lineId, attribute }: Pick<OdaProposal, 'lineId' | 'attribute'>): string =>
  `${lineId} ${attribute}`
