import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { changeOwn, insertOwn, keepOwn, type OwnRecord } from './own-record.server.ts'
import { type PositionFacts, type PositionKind, positionProblems } from './position-rules.ts'

/** A position, and the body whose assembly took it. */
export type PositionOf = { positionId: string; organisationId: string }

/** A position as the members of the body read it. */
export type Position = PositionFacts & {
  id: string
  organisationId: string
  partnershipId: string | null
  kind: PositionKind
  wantsPublic: boolean
  discreetSince: Date | null
  isPublic: boolean
}

/** A line of the list of positions. */
export type PositionLine = Pick<Position, 'id' | 'kind' | 'title' | 'votedOn' | 'isPublic'>

const isPublic = sql`exists (select from public_position p where p.id = a.id)`

const columns = sql<Position>`a.id, a.organisation_id as "organisationId", a.partnership_id as "partnershipId", a.kind, a.title,
  a.body, a.locale, a.voted_on as "votedOn", a.votes_for as "votesFor", a.votes_against as "votesAgainst", a.abstentions,
  a.legal_note as "legalNote", a.countries, a.wants_public as "wantsPublic", a.discreet_since as "discreetSince",
  ${isPublic} as "isPublic"`

/** The positions of a body: those not voted yet, then the latest first. */
export async function listPositions(ctx: Ctx, organisationId: string): Promise<PositionLine[]> {
  await requireRole(ctx, organisationId, 'reader')
  const { rows } = await inTransaction(ctx, ({ db }) =>
    sql<PositionLine>`select a.id, a.kind, a.title, a.voted_on as "votedOn", ${isPublic} as "isPublic"
      from assembly_position a where a.organisation_id = ${organisationId}
      order by a.voted_on desc nulls first, a.created_at desc, a.id`.execute(db),
  )
  return rows
}

async function read(ctx: Ctx, of: PositionOf): Promise<Position> {
  if (!isId(of.positionId)) throw new AppError('not_found', 'position_not_found')
  const { rows } = await sql<Position>`select ${columns} from assembly_position a
    where a.id = ${of.positionId} and a.organisation_id = ${of.organisationId}`.execute(ctx.db)
  const found = rows[0]
  if (!found) throw new AppError('not_found', 'position_not_found')
  return found
}

/** One position of a body, for its members. */
export async function getPosition(ctx: Ctx, of: PositionOf): Promise<Position> {
  await requireRole(ctx, of.organisationId, 'reader')
  return inTransaction(ctx, (inner) => read(inner, of))
}

function refuse(ctx: Ctx, facts: PositionFacts): void {
  const [first] = positionProblems(facts, ctx.now.toISOString().slice(0, 10))
  if (first) throw new AppError('invalid', first.reason)
}

// What the history tells, under the names its fields have there.
const told = ({ kind, body, locale, ...facts }: PositionFacts) => ({
  ...{ title: facts.title, positionKind: kind, positionText: body, languages: [locale], votedOn: facts.votedOn },
  ...{ votesFor: facts.votesFor, votesAgainst: facts.votesAgainst, abstentions: facts.abstentions },
  ...{ legalNote: facts.legalNote, countries: facts.countries },
})

const own = (of: PositionOf): OwnRecord => ({ kind: 'position', id: of.positionId, organisationId: of.organisationId })

const toRow = (facts: PositionFacts) => ({
  kind: facts.kind,
  title: facts.title,
  body: facts.body,
  locale: facts.locale,
  voted_on: facts.votedOn,
  votes_for: facts.votesFor,
  votes_against: facts.votesAgainst,
  abstentions: facts.abstentions,
  legal_note: facts.legalNote,
  countries: facts.countries,
})

/** Writes down a position, of one of the ties of the body where one is named. */
export async function createPosition(
  ctx: Ctx,
  organisationId: string,
  facts: PositionFacts,
  partnershipId: string | null,
): Promise<string> {
  await requireRole(ctx, organisationId, 'contributor')
  refuse(ctx, facts)
  return inTransaction(ctx, async (inner) => {
    const links = { partnershipId, projectId: null }
    const id = await insertOwn(inner, { kind: 'position', organisationId }, toRow(facts), links)
    await keepOwn(inner, { kind: 'position', id, organisationId }, 'created', null, told(facts))
    return id
  })
}

/** Writes a position anew: its text, its vote, what the law says of it. */
export async function updatePosition(ctx: Ctx, of: PositionOf, facts: PositionFacts): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  refuse(ctx, facts)
  await inTransaction(ctx, async (inner) => {
    const before = await read(inner, of)
    await changeOwn(inner, own(of), toRow(facts))
    await keepOwn(inner, own(of), 'changed', told(before), told(facts))
  })
}
