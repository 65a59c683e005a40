import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { keepChange, requireId } from './keep.server.ts'
import { type BodyOfProject, requireInProject } from './members.server.ts'

/** A milestone or a task of a project, and who sees to it. */
export type Task = {
  id: string
  kind: 'milestone' | 'task'
  title: string
  dueOn: string | null
  doneOn: string | null
  /** The body that sees to it, and, of one's own body, the person. */
  organisation: { id: string; key: string | null; name: string } | null
  personId: string | null
  personName: string | null
}

const columns = sql<Task>`k.id, k.kind, k.title, k.due_on as "dueOn", k.done_on as "doneOn",
  case when k.organisation_id is not null then json_build_object('id', k.organisation_id, 'key', o.key, 'name', coalesce(o.name, '')) end
    as organisation, k.person_id as "personId", nullif(p.name, '') as "personName"`

async function read(ctx: Ctx, of: BodyOfProject, chosen: RawBuilder<boolean>): Promise<Task[]> {
  const { rows } = await sql<Task>`select ${columns} from project_task k
    left join organisation o on o.id = k.organisation_id left join person p on p.id = k.person_id
    where k.project_id = ${of.projectId} and ${chosen}
    order by k.done_on is not null, k.due_on nulls last, k.position, k.id`.execute(ctx.db)
  return rows
}

/** The milestones and tasks of a project: what is to do first, in the order of its days. */
export async function listTasks(ctx: Ctx, of: BodyOfProject): Promise<Task[]> {
  await requireInProject(ctx, of, 'reader')
  return inTransaction(ctx, (inner) => read(inner, of, sql<boolean>`true`))
}

/** What is typed of a task: `organisation` is the key of a body in the project, `personId` somebody of one's own body. */
export type TaskInput = { kind: string; title: string; dueOn: string; organisation: string; personId: string }

type Kept = {
  kind: string
  title: string
  due_on: string | null
  organisation_id: string | null
  person_id: string | null
}

async function toKept(ctx: Ctx, of: BodyOfProject, typed: TaskInput, before: Task | null): Promise<Kept> {
  if (typed.kind !== 'milestone' && typed.kind !== 'task') throw new AppError('invalid', 'project_choice_unknown')
  const title = typed.title.trim().slice(0, 200)
  if (title === '') throw new AppError('invalid', 'project_title_missing')
  if (typed.dueOn !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(typed.dueOn)) throw new AppError('invalid', 'project_day_wrong')
  const { rows } = await sql<{ organisation: string | null; person: string | null }>`
    select (select o.id from organisation o where o.key = ${typed.organisation} and is_in_project(${of.projectId}, o.id)) as organisation,
      (select m.person_id from membership m where m.person_id::text = ${typed.personId} and m.organisation_id = ${of.organisationId}
        and m.ended_at is null limit 1) as person`.execute(ctx.db)
  const found = rows[0]
  if (typed.organisation !== '' && !found?.organisation) throw new AppError('invalid', 'project_body_unknown')
  // Somebody of another body stays on a task that its colleagues of the project change.
  const person = typed.personId !== '' && typed.personId === before?.personId ? before.personId : found?.person
  if (typed.personId !== '' && !person) throw new AppError('invalid', 'project_person_unknown')
  return {
    kind: typed.kind,
    title,
    due_on: typed.dueOn || null,
    organisation_id: found?.organisation ?? null,
    person_id: person ?? null,
  }
}

/** Adds a milestone or a task. */
export async function addTask(ctx: Ctx, of: BodyOfProject, typed: TaskInput): Promise<string> {
  await requireInProject(ctx, of, 'contributor')
  return inTransaction(ctx, async (inner) => {
    const kept = await toKept(inner, of, typed, null)
    const id = newId()
    await inner.db
      .insertInto('project_task')
      .values({ id, project_id: of.projectId, ...kept })
      .execute()
    await keepChange(inner, of, 'taskAdded', null, { task: kept.title, dueOn: kept.due_on })
    return id
  })
}

/** Changes what a task is, by when and who sees to it; anybody who takes part may. */
export async function changeTask(ctx: Ctx, of: BodyOfProject, id: string, typed: TaskInput): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await one(inner, of, id)
    const kept = await toKept(inner, of, typed, before)
    await inner.db
      .updateTable('project_task')
      .set(kept)
      .where('id', '=', id)
      .where('project_id', '=', of.projectId)
      .execute()
    const told = { task: before.title, dueOn: before.dueOn }
    await keepChange(inner, of, 'taskChanged', told, { task: kept.title, dueOn: kept.due_on })
  })
}

/** Says that a task is done, today unless another day is given, or that it is not. */
export async function setTaskDone(ctx: Ctx, of: BodyOfProject, id: string, doneOn: string | null): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await one(inner, of, id)
    await inner.db
      .updateTable('project_task')
      .set({ done_on: doneOn })
      .where('id', '=', id)
      .where('project_id', '=', of.projectId)
      .execute()
    await keepChange(
      inner,
      of,
      'taskChanged',
      { task: before.title, doneOn: before.doneOn },
      { task: before.title, doneOn },
    )
  })
}

/** Takes a task out. */
export async function removeTask(ctx: Ctx, of: BodyOfProject, id: string): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await one(inner, of, id)
    await inner.db.deleteFrom('project_task').where('id', '=', id).where('project_id', '=', of.projectId).execute()
    await keepChange(inner, of, 'taskRemoved', { task: before.title, dueOn: before.dueOn }, null)
  })
}

async function one(ctx: Ctx, of: BodyOfProject, id: string): Promise<Task> {
  requireId(id)
  const [found] = await read(ctx, of, sql<boolean>`k.id = ${id}`)
  if (!found) throw new AppError('not_found', 'record_not_found')
  return found
}
