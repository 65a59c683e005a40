import { type TieEvidence, type TieState, type TieType, tieEvidences } from './schema.ts'

/** What one source said of a tie. */
export type Statement = {
  evidence: TieEvidence
  type: TieType
  state: TieState
  sinceYear: number | null
  untilYear: number | null
  attestedYear: number | null
  /** A correction of one fact, accepted by whoever decides on the tie: of that fact it goes before what lists say. */
  decided?: boolean
  /** When it was said here; of two words of parties in one year, the later one counts. */
  recordedAt?: Date | undefined
  /** An act of a party (suspension, resumption, ending): it counts from when it was recorded, whenever it took effect. */
  act?: boolean
}

/** What a tie is taken to be, from all that was said of it. */
export type TieFacts = {
  type: TieType
  state: TieState
  stateSinceYear: number | null
  evidence: TieEvidence
  sinceYear: number | null
  untilYear: number | null
}

function rankOf(evidence: TieEvidence): number {
  return tieEvidences.indexOf(evidence)
}

function isParty(statement: Statement): boolean {
  return statement.evidence === 'bothParties' || statement.evidence === 'oneParty'
}

const isTyped = (statement: Statement) => statement.type !== 'unknown'

/** A page says when it saw the tie; one without a year comes before all that have one. */
function yearSaid(statement: Statement): number {
  return statement.attestedYear ?? statement.untilYear ?? 0
}

// An act of last year recorded today is today's word.
function yearOfWord(statement: Statement): number {
  const recorded = statement.act ? statement.recordedAt?.getUTCFullYear() : undefined
  return recorded ?? yearSaid(statement)
}

/** How much later one word of a party is than another: by year, then by when it was recorded here. */
const compareWords = (a: Statement, b: Statement): number =>
  yearOfWord(a) - yearOfWord(b) || (a.recordedAt?.getTime() ?? 0) - (b.recordedAt?.getTime() ?? 0)

/** Where a correction was accepted of a fact, the latest word on it of a correction or a party; null where none was. */
function settled(statements: readonly Statement[], speaks: (statement: Statement) => boolean): Statement | null {
  const weighty = statements.filter((statement) => (statement.decided || isParty(statement)) && speaks(statement))
  if (!weighty.some((statement) => statement.decided)) return null
  return weighty.reduce((latest, next) => (compareWords(next, latest) >= 0 ? next : latest))
}

type Present = Pick<TieFacts, 'state' | 'stateSinceYear'>

// The present state is the parties' to say. Before they do, a page makes a tie suspended or ended, never active:
// having been seen alive once does not make it alive today.
function presentState(statements: readonly Statement[]): Present {
  const speaking = statements.filter((statement) => statement.state !== 'unknown')
  const party = speaking.filter(isParty)
  const latest =
    settled(statements, (statement) => statement.state !== 'unknown') ??
    (party.length > 0
      ? party.toSorted((a, b) => compareWords(b, a))
      : speaking.toSorted((a, b) => yearSaid(b) - yearSaid(a)))[0]
  if (!latest || (latest.state === 'active' && !isParty(latest) && !latest.decided))
    return { state: 'unknown', stateSinceYear: null }
  const year = latest.state === 'ended' ? (latest.untilYear ?? latest.attestedYear) : latest.attestedYear
  return { state: latest.state, stateSinceYear: latest.state === 'active' ? null : year }
}

/** Sums up statements: the surest evidence, the type said most surely, the earliest beginning, the latest word on its state. */
export function summariseTie(statements: readonly Statement[]): TieFacts {
  const surest = statements.toSorted((a, b) => rankOf(a.evidence) - rankOf(b.evidence) || yearSaid(b) - yearSaid(a))
  const years = statements.map((statement) => statement.sinceYear).filter((year) => year !== null)
  const earliest = years.length > 0 ? Math.min(...years) : null
  const sinceYear = settled(statements, (statement) => statement.sinceYear !== null)?.sinceYear ?? earliest
  const present = presentState(statements)
  const ends = statements.map((statement) => statement.untilYear).filter((year) => year !== null)
  const latest = ends.length > 0 ? Math.max(...ends) : null
  const lastYear = settled(statements, (statement) => statement.untilYear !== null)?.untilYear ?? latest
  const untilYear = present.state === 'ended' ? lastYear : null
  return {
    type: (settled(statements, isTyped) ?? surest.find(isTyped))?.type ?? 'unknown',
    ...present,
    evidence: surest[0]?.evidence ?? 'thirdParty',
    sinceYear,
    untilYear: untilYear !== null && sinceYear !== null && untilYear < sinceYear ? null : untilYear,
  }
}
