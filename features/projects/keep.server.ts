import { sql } from 'kysely'
import { asJob, type Ctx } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { publishProjects } from '../partnerships/publish-projects.server.ts'
import type { BodyOfProject } from './members.server.ts'

type Fields = Readonly<Record<string, unknown>> | null

/** Writes down what a body changed of a project, and shows the public what it may see of it now. */
export async function keepChange(
  ctx: Ctx,
  of: BodyOfProject,
  action: string,
  before: Fields,
  after: Fields,
): Promise<void> {
  await recordChange(ctx, {
    recordKind: 'project',
    recordId: of.projectId,
    organisationId: of.organisationId,
    action,
    before,
    after,
  })
  await sql`update project set updated_at = ${ctx.now} where id = ${of.projectId}`.execute(ctx.db)
  await showAnew(ctx, [of.projectId])
}

/** Shows the public what it may see of these projects now. */
export async function showAnew(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await asJob(ctx, 'publish', async (inner) => {
    if (await publishProjects(inner, ids)) await raiseDataVersion(inner)
  })
}

/** Refuses what is not the id of a record (`record_not_found`), before the database is asked. */
export function requireId(id: string): void {
  if (!isId(id)) throw new AppError('not_found', 'record_not_found')
}

/** Lets pass the body that leads the project (`lead_only`). */
export async function requireLead(ctx: Ctx, of: BodyOfProject): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from project
    where id = ${of.projectId} and organisation_id = ${of.organisationId}`.execute(ctx.db)
  if (rows.length === 0) throw new AppError('forbidden', 'project_lead_only')
}
