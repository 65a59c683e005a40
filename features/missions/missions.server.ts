import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { changeOwn, insertOwn, keepOwn, type OwnRecord } from './own-record.server.ts'
import {
  type CostFacts,
  costProblems,
  type Links,
  type MissionFacts,
  type MissionParticipantFacts,
  type MissionProblem,
  type MissionState,
  missionProblems,
  participantProblems,
} from './rules.ts'

/** A mission, and the body that goes or receives. */
export type MissionOf = { missionId: string; organisationId: string }

/** A mission as the members of the body read it. */
export type Mission = MissionFacts & {
  id: string
  organisationId: string
  partnershipId: string | null
  projectId: string | null
  state: MissionState
  wantsPublic: boolean
  discreetSince: Date | null
  isPublic: boolean
  participants: (MissionParticipantFacts & { id: string })[]
  costs: (CostFacts & { id: string })[]
}

/** A line of the list of missions. */
export type MissionLine = Pick<
  Mission,
  'id' | 'title' | 'country' | 'place' | 'startsOn' | 'endsOn' | 'state' | 'direction'
>

const columns = sql<Omit<Mission, 'participants' | 'costs'>>`m.id, m.organisation_id as "organisationId",
  m.partnership_id as "partnershipId", m.project_id as "projectId", m.direction, m.title, m.purpose, m.country, m.place, m.starts_on as "startsOn",
  m.ends_on as "endsOn", m.mandate_voted_on as "mandateVotedOn", m.mandate_reference as "mandateReference",
  m.embassy_asked_on as "embassyAskedOn", m.embassy_answer as "embassyAnswer", m.security_advice as "securityAdvice",
  m.security_source as "securitySource", m.security_checked_on as "securityCheckedOn", m.programme, m.report, m.followed, m.state,
  m.wants_public as "wantsPublic", m.discreet_since as "discreetSince",
  exists (select from public_mission p where p.id = m.id) as "isPublic"`

/** The missions of a body, the next first. */
export async function listMissions(ctx: Ctx, organisationId: string): Promise<MissionLine[]> {
  await requireRole(ctx, organisationId, 'reader')
  const { rows } = await inTransaction(ctx, ({ db }) =>
    sql<MissionLine>`select m.id, m.title, m.country, m.place, m.starts_on as "startsOn", m.ends_on as "endsOn", m.state, m.direction
      from mission m where m.organisation_id = ${organisationId} order by m.state <> 'prepared', m.starts_on desc, m.id`.execute(
      db,
    ),
  )
  return rows
}

async function read(ctx: Ctx, of: MissionOf): Promise<Mission> {
  if (!isId(of.missionId)) throw new AppError('not_found', 'mission_not_found')
  const { rows } = await sql<Omit<Mission, 'participants' | 'costs'>>`
    select ${columns} from mission m where m.id = ${of.missionId} and m.organisation_id = ${of.organisationId}`.execute(
    ctx.db,
  )
  const found = rows[0]
  if (!found) throw new AppError('not_found', 'mission_not_found')
  const participants = await sql<MissionParticipantFacts & { id: string }>`
    select id, name, function_title as "functionTitle", kind, is_public as "isPublic" from mission_participant
    where mission_id = ${of.missionId} order by kind <> 'elected', name, id`.execute(ctx.db)
  const costs = await sql<CostFacts & { id: string }>`
    select id, nature, planned::text, spent::text, currency, paid_by as "paidBy" from mission_cost
    where mission_id = ${of.missionId} order by currency, nature, id`.execute(ctx.db)
  return { ...found, participants: participants.rows, costs: costs.rows }
}

/** One mission of a body, for its members. */
export async function getMission(ctx: Ctx, of: MissionOf): Promise<Mission> {
  await requireRole(ctx, of.organisationId, 'reader')
  return inTransaction(ctx, (inner) => read(inner, of))
}

function refuse(problems: readonly MissionProblem[]): void {
  const [first] = problems
  if (first) throw new AppError('invalid', first.reason)
}

const own = (of: MissionOf): OwnRecord => ({ kind: 'mission', id: of.missionId, organisationId: of.organisationId })

const toRow = (facts: MissionFacts) => ({
  direction: facts.direction,
  title: facts.title,
  purpose: facts.purpose,
  country: facts.country,
  place: facts.place,
  starts_on: facts.startsOn,
  ends_on: facts.endsOn,
  mandate_voted_on: facts.mandateVotedOn,
  mandate_reference: facts.mandateReference,
  embassy_asked_on: facts.embassyAskedOn,
  embassy_answer: facts.embassyAnswer,
  security_advice: facts.securityAdvice,
  security_source: facts.securitySource,
  security_checked_on: facts.securityCheckedOn,
  programme: facts.programme,
  report: facts.report,
  followed: facts.followed,
})

/** Prepares a mission, of one of the ties and projects of the body where one is named. */
export async function createMission(
  ctx: Ctx,
  organisationId: string,
  facts: MissionFacts,
  links: Links,
): Promise<string> {
  await requireRole(ctx, organisationId, 'contributor')
  refuse(missionProblems(facts))
  return inTransaction(ctx, async (inner) => {
    const id = await insertOwn(inner, { kind: 'mission', organisationId }, toRow(facts), links)
    const told = { title: facts.title, startsOn: facts.startsOn }
    await keepOwn(inner, { kind: 'mission', id, organisationId }, 'created', null, told)
    return id
  })
}

/** Writes the sheet of a mission anew: before it leaves, and the report after it. */
export async function updateMission(ctx: Ctx, of: MissionOf, facts: MissionFacts): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  refuse(missionProblems(facts))
  await inTransaction(ctx, async (inner) => {
    const before = await read(inner, of)
    await changeOwn(inner, own(of), toRow(facts))
    const words = Object.fromEntries(Object.keys(facts).map((name) => [name, before[name as keyof MissionFacts]]))
    await keepOwn(inner, own(of), 'changed', words, facts)
  })
}

/** Says that a mission took place, or that it will not; said once. */
export async function closeMission(ctx: Ctx, of: MissionOf, state: 'done' | 'cancelled'): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await read(inner, of)
    if (before.state !== 'prepared') throw new AppError('conflict', 'mission_closed')
    if (state === 'done' && before.startsOn > inner.now.toISOString().slice(0, 10))
      throw new AppError('invalid', 'mission_not_left')
    await changeOwn(inner, own(of), { state })
    await keepOwn(inner, own(of), state === 'done' ? 'missionDone' : 'missionCancelled')
  })
}

/** Adds somebody who goes; named to everybody only where they agree. */
export async function addMissionParticipant(ctx: Ctx, of: MissionOf, facts: MissionParticipantFacts): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  refuse(participantProblems(facts))
  await inTransaction(ctx, async (inner) => {
    await read(inner, of)
    const { name, functionTitle, kind, isPublic } = facts
    await inner.db
      .insertInto('mission_participant')
      .values({ id: newId(), mission_id: of.missionId, name, function_title: functionTitle, kind, is_public: isPublic })
      .execute()
    await keepOwn(inner, own(of), 'participantAdded', null, { functionTitle })
  })
}

/** Adds a line of cost. */
export async function addMissionCost(ctx: Ctx, of: MissionOf, facts: CostFacts): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  refuse(costProblems(facts))
  await inTransaction(ctx, async (inner) => {
    await read(inner, of)
    const { nature, planned, spent, currency, paidBy } = facts
    await inner.db
      .insertInto('mission_cost')
      .values({ id: newId(), mission_id: of.missionId, nature, planned, spent, currency, paid_by: paidBy })
      .execute()
    await keepOwn(inner, own(of), 'costAdded', null, { planned, spent, currency })
  })
}

const parts = { participant: 'mission_participant', cost: 'mission_cost' } as const

/** Takes somebody or a line of cost out. */
export async function removeFromMission(ctx: Ctx, of: MissionOf, part: keyof typeof parts, id: string): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    await read(inner, of)
    const gone = isId(id)
      ? await inner.db
          .deleteFrom(parts[part])
          .where('id', '=', id)
          .where('mission_id', '=', of.missionId)
          .executeTakeFirst()
      : null
    if (!gone || gone.numDeletedRows === 0n) throw new AppError('not_found', 'record_not_found')
    await keepOwn(inner, own(of), `${part}Removed`)
  })
}
