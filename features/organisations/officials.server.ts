import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { type OfficialFacts, readOfficial } from './officials.ts'
import { publishProfiles } from './publish-profile.server.ts'

/** A person an organisation names, as its members see them. */
export type Official = OfficialFacts & { id: string; discreetSince: Date | null }

const columns = sql.raw(
  'id, name, function_title as "functionTitle", kind, is_public as "isPublic", until, discreet_since as "discreetSince"',
)

/** The persons an organisation names, those elected first. */
export async function listOfficials(ctx: Ctx, organisationId: string): Promise<Official[]> {
  await requireRole(ctx, organisationId, 'reader')
  const { rows } = await sql<Official>`select ${columns} from official where organisation_id = ${organisationId}
    order by kind = 'officer', created_at, id`.execute(ctx.db)
  return rows
}

/** One of them. */
export async function getOfficial(ctx: Ctx, organisationId: string, id: string): Promise<Official> {
  await requireRole(ctx, organisationId, 'reader')
  const found = await findOfficial(ctx, organisationId, id)
  if (!found) throw new AppError('not_found', 'official_not_found')
  return found
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function findOfficial(ctx: Ctx, organisationId: string, id: string): Promise<Official | null> {
  if (!uuid.test(id)) return null
  const { rows } = await sql<Official>`select ${columns} from official
    where id = ${id} and organisation_id = ${organisationId}`.execute(ctx.db)
  return rows[0] ?? null
}

function checked(typed: OfficialFacts): OfficialFacts {
  const read = readOfficial(typed)
  if ('problems' in read) throw new AppError('invalid', read.problems[0]?.reason ?? 'profile_choice_unknown')
  return read.facts
}

const factsOf = ({ name, functionTitle, kind, isPublic, until }: OfficialFacts): OfficialFacts => ({
  name,
  functionTitle,
  kind,
  isPublic,
  until,
})

const toColumns = ({ name, functionTitle, kind, isPublic, until }: OfficialFacts) => ({
  name,
  function_title: functionTitle,
  kind,
  is_public: isPublic,
  until,
})

/** Names one more person; `id` is given where somebody who was taken off comes back. */
export async function addOfficial(
  ctx: Ctx,
  organisationId: string,
  typed: OfficialFacts,
  id: string = newId(),
): Promise<string> {
  await requireRole(ctx, organisationId, 'contributor')
  const facts = checked(typed)
  await inTransaction(ctx, async (inner) => {
    await inner.db
      .insertInto('official')
      .values({
        id,
        organisation_id: organisationId,
        ...toColumns(facts),
        created_at: inner.now,
        updated_at: inner.now,
      })
      .execute()
    await record(inner, organisationId, id, 'added', null, facts)
    await publishProfiles(inner, [organisationId])
  })
  return id
}

/** Changes what is said of a person. */
export async function changeOfficial(
  ctx: Ctx,
  organisationId: string,
  id: string,
  typed: OfficialFacts,
): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  const facts = checked(typed)
  await inTransaction(ctx, async (inner) => {
    const before = await getOfficial(inner, organisationId, id)
    if (JSON.stringify(factsOf(before)) === JSON.stringify(facts)) return
    await inner.db
      .updateTable('official')
      .set({ ...toColumns(facts), updated_at: inner.now })
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .execute()
    await record(inner, organisationId, id, 'changed', factsOf(before), facts)
    await publishProfiles(inner, [organisationId])
  })
}

/** Takes a person off the list. */
export async function removeOfficial(ctx: Ctx, organisationId: string, id: string): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await getOfficial(inner, organisationId, id)
    await inner.db.deleteFrom('official').where('id', '=', id).where('organisation_id', '=', organisationId).execute()
    await record(inner, organisationId, id, 'removed', factsOf(before), null)
    await publishProfiles(inner, [organisationId])
  })
}

/** Hides a person everywhere, at once, or lifts it. */
export async function setOfficialDiscreet(
  ctx: Ctx,
  organisationId: string,
  id: string,
  discreet: boolean,
): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await getOfficial(inner, organisationId, id)
    if ((before.discreetSince !== null) === discreet) return
    await inner.db
      .updateTable('official')
      .set({ discreet_since: discreet ? inner.now : null, updated_at: inner.now })
      .where('id', '=', id)
      .where('organisation_id', '=', organisationId)
      .execute()
    const action = discreet ? 'discreet' : 'notDiscreet'
    await record(inner, organisationId, id, action, { discreet: !discreet }, { discreet })
    await publishProfiles(inner, [organisationId])
  })
}

function record(
  ctx: Ctx,
  organisationId: string,
  recordId: string,
  action: string,
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
): Promise<void> {
  return recordChange(ctx, { recordKind: 'official', recordId, organisationId, action, before, after })
}
