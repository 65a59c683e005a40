import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { isId, newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { publishMissions } from '../partnerships/publish-missions.server.ts'
import { publishPositions } from '../partnerships/publish-positions.server.ts'
import type { Links } from './rules.ts'

// A mission and a position are alike in whose they are: one body keeps them, says who reads them and what they hang on.

const kinds = {
  mission: { table: 'mission', publish: publishMissions },
  position: { table: 'assembly_position', publish: publishPositions },
} as const

/** A mission or a position, and the body it is of. */
export type OwnRecord = { kind: keyof typeof kinds; id: string; organisationId: string }

type Stored = { title: string; wantsPublic: boolean; discreetSince: Date | null } & Links
type Fields = Record<string, unknown> | null

async function read(ctx: Ctx, { kind, id, organisationId }: OwnRecord): Promise<Stored> {
  const project = kind === 'mission' ? sql`r.project_id` : sql`null::uuid`
  const { rows } = isId(id)
    ? await sql<Stored>`select r.title, r.wants_public as "wantsPublic", r.discreet_since as "discreetSince",
        r.partnership_id as "partnershipId", ${project} as "projectId"
      from ${sql.table(kinds[kind].table)} r where r.id = ${id} and r.organisation_id = ${organisationId}`.execute(
        ctx.db,
      )
    : { rows: [] }
  const [found] = rows
  if (!found) throw new AppError('not_found', `${kind}_not_found`)
  return found
}

/** Writes down what a body changed of it, and shows the public what it may read of it now. */
export async function keepOwn(
  ctx: Ctx,
  { kind, id, organisationId }: OwnRecord,
  action: string,
  before: Fields = null,
  after: Fields = null,
): Promise<void> {
  await recordChange(ctx, { recordKind: kind, recordId: id, organisationId, action, before, after })
  await asJob(ctx, 'publish', async (inner) => {
    if (await kinds[kind].publish(inner, [id])) await raiseDataVersion(inner)
  })
}

/** Sets columns of it; what is not this body's stays as it is. */
export async function changeOwn(
  ctx: Ctx,
  { kind, id, organisationId }: OwnRecord,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  await ctx.db
    .updateTable(kinds[kind].table as 'mission')
    .set({ ...values, updated_at: ctx.now })
    .where('id', '=', id)
    .where('organisation_id', '=', organisationId)
    .execute()
}

/** Writes a new one down, with what it hangs on; answers its id. */
export async function insertOwn(
  ctx: Ctx,
  { kind, organisationId }: Omit<OwnRecord, 'id'>,
  values: Readonly<Record<string, unknown>>,
  links: Links,
): Promise<string> {
  const id = newId()
  const row = {
    id,
    organisation_id: organisationId,
    ...values,
    ...toColumns(kind, await requireLinks(ctx, organisationId, links)),
    created_by: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
    created_at: ctx.now,
    updated_at: ctx.now,
  }
  // Which columns there are follows from the kind; its own command has written them.
  await ctx.db
    .insertInto(kinds[kind].table as 'mission')
    .values(row as never)
    .execute()
  return id
}

const toColumns = (kind: OwnRecord['kind'], { partnershipId, projectId }: Links) =>
  kind === 'mission' ? { partnership_id: partnershipId, project_id: projectId } : { partnership_id: partnershipId }

// A tie the body is a party of, a project it is in; a project under a tie brings its tie along.
async function requireLinks(ctx: Ctx, organisationId: string, links: Links): Promise<Links> {
  const [tie, project] = [links.partnershipId, links.projectId]
  if ((tie !== null && !isId(tie)) || (project !== null && !isId(project)))
    throw new AppError('not_found', 'record_not_found')
  const { rows } = await sql<{ mayTie: boolean; mayProject: boolean; ofTie: string | null }>`
    select ${tie}::uuid is null or coalesce(is_tie_party(${tie}::uuid, ${organisationId}), false) as "mayTie",
      ${project}::uuid is null or coalesce(sees_project(${project}::uuid) and is_in_project(${project}::uuid, ${organisationId}), false)
        as "mayProject", tie_of_project(${project}::uuid) as "ofTie"`.execute(ctx.db)
  const found = rows[0]
  if (!found?.mayTie || !found.mayProject) throw new AppError('not_found', 'record_not_found')
  if (tie !== null && found.ofTie !== null && found.ofTie !== tie)
    throw new AppError('invalid', 'mission_project_other_tie')
  return { partnershipId: tie ?? found.ofTie, projectId: project }
}

/** Says of which tie and project it is, or of none. */
export async function linkOwn(ctx: Ctx, of: OwnRecord, links: Links): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const { partnershipId, projectId } = await read(inner, of)
    const after = await requireLinks(inner, of.organisationId, links)
    if (partnershipId === after.partnershipId && projectId === after.projectId) return
    await changeOwn(inner, of, toColumns(of.kind, after))
    await keepOwn(
      inner,
      of,
      'linked',
      await toldLinks(inner, { partnershipId, projectId }),
      await toldLinks(inner, after),
    )
  })
}

// The history tells names, not ids.
async function toldLinks(ctx: Ctx, { partnershipId, projectId }: Links): Promise<Fields> {
  const { rows } = await sql<{ tieNames: string | null; projectTitle: string | null }>`
    select (select string_agg(o.name, ', ' order by p.position) from partnership_party p join organisation o on o.id = p.organisation_id
        where p.partnership_id = ${partnershipId}) as "tieNames",
      (select j.title from project j where j.id = ${projectId}) as "projectTitle"`.execute(ctx.db)
  return rows[0] ?? null
}

/** Says whether everybody may read it, once it is done or voted. */
export async function setOwnPublic(ctx: Ctx, of: OwnRecord, wanted: boolean): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await read(inner, of)
    if (before.wantsPublic === wanted) return
    await changeOwn(inner, of, { wants_public: wanted })
    await keepOwn(inner, of, wanted ? 'published' : 'unpublished')
  })
}

/** Puts it in discreet mode at once, or lifts it. */
export async function setOwnDiscreet(ctx: Ctx, of: OwnRecord, discreet: boolean): Promise<void> {
  await requireRole(ctx, of.organisationId, 'contributor')
  await inTransaction(ctx, async (inner) => {
    const before = await read(inner, of)
    if ((before.discreetSince !== null) === discreet) return
    await changeOwn(inner, of, { discreet_since: discreet ? inner.now : null })
    await keepOwn(inner, of, discreet ? 'discreet' : 'notDiscreet')
  })
}

/** What a mission or a position of a body may hang on. */
export type LinkChoices = {
  /** With the names of the other parties; those that ended too, for what is told afterwards. */
  ties: { id: string; names: string[]; ended: boolean }[]
  projects: { id: string; title: string }[]
}

/** Lists the ties of a body and the projects it is in. */
export async function listLinkChoices(ctx: Ctx, organisationId: string): Promise<LinkChoices> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async ({ db }) => {
    const ties = await sql<LinkChoices['ties'][number]>`
      select t.id, array_agg(o.name order by p.position) as names, t.state = 'ended' as ended
      from partnership_party mine join partnership t on t.id = mine.partnership_id
      join partnership_party p on p.partnership_id = t.id and p.organisation_id <> mine.organisation_id
      join organisation o on o.id = p.organisation_id
      where mine.organisation_id = ${organisationId} group by t.id order by t.state = 'ended', min(o.name)`.execute(db)
    const projects = await sql<LinkChoices['projects'][number]>`
      select j.id, j.title from project j where is_in_project(j.id, ${organisationId}) and sees_project(j.id)
      order by j.state in ('finished', 'abandoned'), lower(j.title), j.id`.execute(db)
    return { ties: ties.rows, projects: projects.rows }
  })
}
