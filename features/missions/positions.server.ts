import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { publishPositions } from '../partnerships/publish-positions.server.ts'
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

type Fields = Record<string, unknown> | null

async function keep(ctx: Ctx, of: PositionOf, action: string, before: Fields = null, after: Fields = null) {
  await recordChange(ctx, {
    recordKind: 'position',
    recordId: of.positionId,
    organisationId: of.organisationId,
    action,
    before,
    after,
  })
  await asJob(ctx, 'publish', async (inner) => {
    if (await publishPositions(inner, [of.positionId])) await raiseDataVersion(inner)
  })
}

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
    if (partnershipId !== null) {
      const tie = isId(partnershipId) ? partnershipId : null
      const { rows } = await sql<{ yes: boolean | null }>`
        select is_tie_party(${tie}::uuid, ${organisationId}) as yes`.execute(inner.db)
      if (!rows[0]?.yes) throw new AppError('not_found', 'record_not_found')
    }
    const id = newId()
    await inner.db
      .insertInto('assembly_position')
      .values({
        id,
        organisation_id: organisationId,
        partnership_id: partnershipId,
        ...toRow(facts),
        created_by: inner.actor.kind === 'person' ? inner.actor.personId : null,
        created_at: inner.now,
        updated_at: inner.now,
      })
      .execute()
    await keep(inner, { positionId: id, organisationId }, 'created', null, told(facts))
    return id
  })
}

async function change(ctx: Ctx, of: PositionOf, values: object): Promise<void> {
  await ctx.db
    .updateTable('assembly_position')
    .set({ ...values, updated_at: ctx.now })
    .where('id', '=', of.positionId)
    .where('organisation_id', '=', of.organisationId)
    .execute()
}

/** Writes a position anew: its text, its vote, what the law says of it. */
export async function updatePosition(ctx: Ctx, of: PositionOf, facts: PositionFacts): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  refuse(ctx, facts)
  await inTransaction(ctx, async (inner) => {
    const before = await read(inner, of)
    await change(inner, of, toRow(facts))
    await keep(inner, of, 'changed', told(before), told(facts))
  })
}

/** Says whether everybody may read a position once it is voted. */
export async function setPositionPublic(ctx: Ctx, of: PositionOf, wanted: boolean): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await read(inner, of)
    if (before.wantsPublic === wanted) return
    await change(inner, of, { wants_public: wanted })
    await keep(inner, of, wanted ? 'published' : 'unpublished')
  })
}

/** Puts a position in discreet mode at once, or lifts it. */
export async function setPositionDiscreet(ctx: Ctx, of: PositionOf, discreet: boolean): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await read(inner, of)
    if ((before.discreetSince !== null) === discreet) return
    await change(inner, of, { discreet_since: discreet ? inner.now : null })
    await keep(inner, of, discreet ? 'discreet' : 'notDiscreet')
  })
}
