import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { keepChange, requireId } from './keep.server.ts'
import {
  type AssignmentFacts,
  assignmentProblems,
  type EventFacts,
  eventProblems,
  type LifeProblem,
  type MobilityFacts,
  mobilityProblems,
} from './life.ts'
import { type BodyOfProject, requireInProject } from './members.server.ts'

type Said<Facts> = Facts & { id: string; organisationId: string; organisationName: string }

/** What happens around a project: what was counted, who gives their time, which young people travel. */
export type ProjectLife = {
  events: Said<EventFacts>[]
  assignments: Said<AssignmentFacts>[]
  mobilities: Said<MobilityFacts>[]
}

/** Reads it for a body in the project; the names of volunteers are for them alone. */
export async function getProjectLife(ctx: Ctx, of: BodyOfProject): Promise<ProjectLife> {
  await requireInProject(ctx, of, 'reader')
  const who = sql`x.id, x.organisation_id as "organisationId", coalesce(o.name, '') as "organisationName"`
  return inTransaction(ctx, async ({ db }) => {
    const events = await sql<
      Said<EventFacts>
    >`select ${who}, x.title, x.on_date as "onDate", x.until_date as "untilDate", x.place,
        x.participants, x.women, x.young, x.note
      from project_event x left join organisation o on o.id = x.organisation_id
      where x.project_id = ${of.projectId} order by x.on_date desc, x.id desc`.execute(db)
    const assignments = await sql<Said<AssignmentFacts>>`select ${who}, x.name, x.scheme, x.host, x.task,
        x.starts_on as "startsOn", x.ends_on as "endsOn"
      from volunteer_assignment x left join organisation o on o.id = x.organisation_id
      where x.project_id = ${of.projectId} order by x.starts_on desc, x.id desc`.execute(db)
    const mobilities = await sql<
      Said<MobilityFacts>
    >`select ${who}, x.direction, x.starts_on as "startsOn", x.ends_on as "endsOn",
        x.young_people as "youngPeople", x.companions, x.age_from as "ageFrom", x.age_to as "ageTo", x.activity
      from youth_mobility x left join organisation o on o.id = x.organisation_id
      where x.project_id = ${of.projectId} order by x.starts_on desc, x.id desc`.execute(db)
    return { events: events.rows, assignments: assignments.rows, mobilities: mobilities.rows }
  })
}

function refuse(problems: readonly LifeProblem[]): void {
  const [first] = problems
  if (first) throw new AppError('invalid', first.reason)
}

/** Adds an event with what was counted. */
export async function addEvent(ctx: Ctx, of: BodyOfProject, facts: EventFacts): Promise<string> {
  await requireInProject(ctx, of, 'contributor')
  refuse(eventProblems(facts))
  return inTransaction(ctx, async (inner) => {
    const id = newId()
    const { onDate, untilDate, ...rest } = facts
    await inner.db
      .insertInto('project_event')
      .values({
        id,
        project_id: of.projectId,
        organisation_id: of.organisationId,
        on_date: onDate,
        until_date: untilDate,
        ...rest,
      })
      .execute()
    await keepChange(inner, of, 'eventAdded', null, { event: facts.title, onDate })
    return id
  })
}

/** Adds somebody who gives their time. The history says which way, never who. */
export async function addAssignment(ctx: Ctx, of: BodyOfProject, facts: AssignmentFacts): Promise<string> {
  await requireInProject(ctx, of, 'contributor')
  refuse(assignmentProblems(facts))
  return inTransaction(ctx, async (inner) => {
    const id = newId()
    const { startsOn, endsOn, ...rest } = facts
    await inner.db
      .insertInto('volunteer_assignment')
      .values({
        id,
        project_id: of.projectId,
        organisation_id: of.organisationId,
        starts_on: startsOn,
        ends_on: endsOn,
        ...rest,
      })
      .execute()
    await keepChange(inner, of, 'volunteerAdded', null, { startsOn })
    return id
  })
}

/** Adds a journey of young people: how many, how old, never who. */
export async function addMobility(ctx: Ctx, of: BodyOfProject, facts: MobilityFacts): Promise<string> {
  await requireInProject(ctx, of, 'contributor')
  refuse(mobilityProblems(facts))
  return inTransaction(ctx, async (inner) => {
    const id = newId()
    await inner.db
      .insertInto('youth_mobility')
      .values({
        id,
        project_id: of.projectId,
        organisation_id: of.organisationId,
        direction: facts.direction,
        starts_on: facts.startsOn,
        ends_on: facts.endsOn,
        young_people: facts.youngPeople,
        companions: facts.companions,
        age_from: facts.ageFrom,
        age_to: facts.ageTo,
        activity: facts.activity,
      })
      .execute()
    await keepChange(inner, of, 'mobilityAdded', null, { youngPeople: facts.youngPeople, startsOn: facts.startsOn })
    return id
  })
}

const tables = { event: 'project_event', assignment: 'volunteer_assignment', mobility: 'youth_mobility' } as const
export type LifeKind = keyof typeof tables

/** Takes one of these out again; the body that said it alone can. */
export async function removeFromLife(ctx: Ctx, of: BodyOfProject, kind: LifeKind, id: string): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  requireId(id)
  await inTransaction(ctx, async (inner) => {
    const gone = await inner.db
      .deleteFrom(tables[kind])
      .where('id', '=', id)
      .where('project_id', '=', of.projectId)
      .where('organisation_id', '=', of.organisationId)
      .executeTakeFirst()
    if (gone.numDeletedRows === 0n) throw new AppError('not_found', 'record_not_found')
    await keepChange(inner, of, `${kind}Removed`, null, null)
  })
}
