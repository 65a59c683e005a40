import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { nameKey } from '../organisations/names.ts'
import { keepChange, requireId } from './keep.server.ts'
import { type BodyOfProject, requireInProject } from './members.server.ts'
import { creditOf } from './rules.ts'
import { type Circle, circles, type ParticipantRole, participantRoles } from './schema.ts'

/** Somebody who takes part in a project: a body of the register, or one that is named only. */
export type Participant = {
  id: string
  organisationId: string | null
  key: string | null
  name: string
  country: string | null
  isAuthority: boolean
  role: ParticipantRole
  circle: Circle
  creditOrder: number
  consent: 'asked' | 'yes' | 'no'
  consentAt: Date | null
  discreetSince: Date | null
}

const columns = sql<Participant>`i.id, i.organisation_id as "organisationId", o.key, coalesce(o.name, i.name) as name, o.country,
  coalesce(o.kind = 'localAuthority', false) as "isAuthority", i.role, i.circle, i.credit_order as "creditOrder", i.consent,
  i.consent_at as "consentAt", i.discreet_since as "discreetSince"`

async function read(ctx: Ctx, of: BodyOfProject, chosen: RawBuilder<boolean>): Promise<Participant[]> {
  const { rows } = await sql<Participant>`select ${columns} from project_participant i
    left join organisation o on o.id = i.organisation_id
    where i.project_id = ${of.projectId} and ${chosen}
    order by i.role = 'funder', i.credit_order, i.id`.execute(ctx.db)
  return rows
}

/** Who takes part in a project, in the order of credit: who carried it before who paid. */
export async function listParticipants(ctx: Ctx, of: BodyOfProject): Promise<Participant[]> {
  await requireInProject(ctx, of, 'reader')
  return inTransaction(ctx, (inner) => read(inner, of, sql<boolean>`true`))
}

/** What is typed of a participant: `key` of the register, or else a name. */
export type ParticipantInput = { key: string; name: string; role: string; circle: string }

function checkChoices({ role, circle }: Pick<ParticipantInput, 'role' | 'circle'>) {
  if (!(participantRoles as readonly string[]).includes(role)) throw new AppError('invalid', 'project_choice_unknown')
  if (!(circles as readonly string[]).includes(circle)) throw new AppError('invalid', 'project_choice_unknown')
}

async function findBody(ctx: Ctx, key: string): Promise<{ id: string; name: string } | null> {
  if (key === '') return null
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from organisation where key = ${key} and merged_into is null`.execute(ctx.db)
  if (!rows[0]) throw new AppError('invalid', 'project_body_unknown')
  return rows[0]
}

/** Adds a participant, at the end of those of its kind; the lead is there from the beginning and is one. */
export async function addParticipant(ctx: Ctx, of: BodyOfProject, typed: ParticipantInput): Promise<string> {
  await requireInProject(ctx, of, 'contributor')
  checkChoices(typed)
  if (typed.role === 'lead') throw new AppError('invalid', 'project_one_lead')
  return inTransaction(ctx, async (inner) => {
    const body = await findBody(inner, typed.key.trim())
    const name = typed.name.trim().slice(0, 200)
    if (!body && name === '') throw new AppError('invalid', 'project_body_missing')
    if (body && (await read(inner, of, sql<boolean>`i.organisation_id = ${body.id}`)).length > 0)
      throw new AppError('conflict', 'project_body_twice')
    const id = newId()
    await sql`insert into project_participant (id, project_id, organisation_id, name, role, circle, credit_order)
      select ${id}::uuid, ${of.projectId}::uuid, ${body?.id ?? null}::uuid, ${body ? '' : name}, ${typed.role}, ${typed.circle},
        greatest(${creditOf(typed.role as ParticipantRole)}, coalesce(max(credit_order) + 1, 1))
      from project_participant where project_id = ${of.projectId}`.execute(inner.db)
    const after = { participant: body?.name ?? name, role: typed.role }
    await keepChange(inner, of, 'participantAdded', null, after)
    return id
  })
}

/** Changes the role, the circle and the place in the order of credit of a participant. */
export async function changeParticipant(
  ctx: Ctx,
  of: BodyOfProject,
  id: string,
  typed: { role: string; circle: string; creditOrder: number },
): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  requireId(id)
  checkChoices(typed)
  if (!Number.isInteger(typed.creditOrder) || typed.creditOrder < 1 || typed.creditOrder > 999)
    throw new AppError('invalid', 'project_order_wrong')
  await inTransaction(ctx, async (inner) => {
    const before = await one(inner, of, id)
    if ((before.role === 'lead') !== (typed.role === 'lead')) throw new AppError('invalid', 'project_one_lead')
    await inner.db
      .updateTable('project_participant')
      .set({ role: typed.role, circle: typed.circle, credit_order: typed.creditOrder })
      .where('id', '=', id)
      .where('project_id', '=', of.projectId)
      .execute()
    const { name: participant, role, circle, creditOrder } = before
    await keepChange(
      inner,
      of,
      'participantChanged',
      { participant, role, circle, creditOrder },
      { participant, ...typed },
    )
  })
}

/** Takes a participant out; the lead stays. */
export async function removeParticipant(ctx: Ctx, of: BodyOfProject, id: string): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  requireId(id)
  await inTransaction(ctx, async (inner) => {
    const before = await one(inner, of, id)
    if (before.role === 'lead') throw new AppError('invalid', 'project_one_lead')
    // Whoever said no would be published by being left out.
    const keepsOut = before.consent === 'no' || before.discreetSince !== null
    if (keepsOut && before.organisationId !== of.organisationId) throw new AppError('forbidden', 'project_said_no')
    await inner.db
      .deleteFrom('project_participant')
      .where('id', '=', id)
      .where('project_id', '=', of.projectId)
      .execute()
    await keepChange(inner, of, 'participantRemoved', { participant: before.name, role: before.role }, null)
  })
}

async function one(ctx: Ctx, of: BodyOfProject, id: string): Promise<Participant> {
  const [found] = await read(ctx, of, sql<boolean>`i.id = ${id}`)
  if (!found) throw new AppError('not_found', 'record_not_found')
  return found
}

/** A body of the register that a name may mean. */
export type BodyFound = { key: string; name: string; country: string; kind: string }

/** Bodies of the register whose name begins so or that have this key, those called exactly so first; at most ten. */
export async function searchBodies(ctx: Ctx, text: string): Promise<BodyFound[]> {
  const key = nameKey(text)
  if (key.length < 2) return []
  const { rows } = await sql<BodyFound>`select key, name, country, kind from organisation
    where merged_into is null and (key = ${text.trim()} or name_key = ${key} or (name_key >= ${key} and name_key < ${`${key}~`}))
    order by name_key <> ${key}, population desc nulls last, key limit 10`.execute(ctx.db)
  return rows
}
