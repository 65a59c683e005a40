import {
  type AgreementKind,
  type AmountKind,
  agreementKinds,
  agreementStates,
  type PresentState,
  type RenewalMode,
} from '../partnerships/agreement-schema.ts'

/** A forecast amount of one party for one year; an exact decimal, of one kind and one currency. */
export type RegisterAmount = { party: string; year: number; kind: AmountKind; amount: string; currency: string }

/** An agreement as the register shows it. */
export type RegisterLine = {
  id: string
  tieId: string
  title: string
  /** All parties by name, in their order; the others beside the one that reads. */
  parties: string[]
  partners: string[]
  kind: AgreementKind
  object: string
  legalBasis: string
  startsOn: string | null
  endsOn: string | null
  openEnded: boolean
  renewal: RenewalMode
  inForceOn: string | null
  state: PresentState
  /** What assemblies decided: who, when, under which number. */
  deliberations: { party: string; on: string; reference: string }[]
  transmittedOn: string | null
  amounts: RegisterAmount[]
  commitments: { all: number; done: number; late: number }
  nextStep: { name: string; who: string } | null
}

/** The columns one may choose on the page; the title always stands first. */
export const registerColumns = [
  'parties',
  'kind',
  'object',
  'startsOn',
  'endsOn',
  'state',
  'inForceOn',
  'deliberations',
  'transmittedOn',
  'amounts',
  'commitments',
  'nextStep',
  'renewal',
] as const
export type RegisterColumn = (typeof registerColumns)[number]

const usualColumns: readonly RegisterColumn[] = [
  'parties',
  'kind',
  'endsOn',
  'state',
  'deliberations',
  'amounts',
  'commitments',
  'nextStep',
]

/** The states an agreement may be in today, in their order. */
export const presentStates: readonly PresentState[] = agreementStates.flatMap((state) =>
  state === 'inForce' ? [state, 'reviewDue' as const] : [state],
)

/** How a person reads the register: what narrows it, and with which columns. */
export type RegisterReading = {
  state: PresentState[]
  kind: AgreementKind[]
  tie: string | null
  year: number | null
  columns: RegisterColumn[]
}

/** Reads an address, or what was kept of one; whatever makes no sense is left out. */
export function parseRegisterReading(params: URLSearchParams): RegisterReading {
  const columns = registerColumns.filter((column) => params.getAll('columns').includes(column))
  const tie = params.get('tie') ?? ''
  const year = Number(params.get('year') ?? '')
  return {
    state: presentStates.filter((state) => params.getAll('state').includes(state)),
    kind: agreementKinds.filter((kind) => params.getAll('kind').includes(kind)),
    tie: /^[0-9a-f-]{36}$/.test(tie) ? tie : null,
    year: Number.isInteger(year) && year >= 1950 && year <= 2100 ? year : null,
    columns: columns.length > 0 ? columns : [...usualColumns],
  }
}

/** The address of a reading; what is usual goes without saying. */
export function formatRegisterReading({ state, kind, tie, year, columns }: RegisterReading): URLSearchParams {
  const params = new URLSearchParams()
  for (const one of state) params.append('state', one)
  for (const one of kind) params.append('kind', one)
  if (tie) params.set('tie', tie)
  if (year) params.set('year', String(year))
  if (columns.join() !== usualColumns.join()) for (const column of columns) params.append('columns', column)
  return params
}

/** How many filters are on. */
export const countRegisterFilters = ({ state, kind, tie, year }: RegisterReading): number =>
  state.length + kind.length + (tie ? 1 : 0) + (year ? 1 : 0)

// From its beginning to its end; what has neither is of no year.
const runsIn = ({ startsOn, endsOn, openEnded }: RegisterLine, year: number) =>
  startsOn !== null && startsOn <= `${year}-12-31` && (openEnded || (endsOn !== null && endsOn >= `${year}-01-01`))

/** The agreements a reading asks for. */
export function selectLines(lines: readonly RegisterLine[], reading: RegisterReading): RegisterLine[] {
  const { state, kind, tie, year } = reading
  return lines.filter(
    (line) =>
      (state.length === 0 || state.includes(line.state)) &&
      (kind.length === 0 || kind.includes(line.kind)) &&
      (tie === null || line.tieId === tie) &&
      (year === null || runsIn(line, year)),
  )
}
