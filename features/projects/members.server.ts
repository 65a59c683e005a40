import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { requirePerson } from '../accounts/permissions.server.ts'
import { type Role, reaches } from '../accounts/rules.ts'

/** A project, and the body in it that acts. */
export type BodyOfProject = { projectId: string; organisationId: string }

/**
 * Lets pass who acts for a body that leads the project, takes part in it or is a party of its tie, and holds at least this
 * role there; a guest of the tie too. To everybody else the project is not there (`record_not_found`).
 */
export async function requireInProject(ctx: Ctx, of: BodyOfProject, lowest: Role): Promise<void> {
  const person = requirePerson(ctx)
  if (!isId(of.projectId)) throw new AppError('not_found', 'record_not_found')
  const role = await inTransaction(ctx, async ({ db }) => {
    const { rows } = await sql<{ role: Role }>`
      select m.role from membership m
      where m.person_id = ${person.personId} and m.organisation_id = ${of.organisationId} and m.ended_at is null
        and (m.partnership_id is null or m.partnership_id = tie_of_project(${of.projectId}))
        and sees_project(${of.projectId}) and is_in_project(${of.projectId}, ${of.organisationId})
      order by role_rank(m.role) desc limit 1`.execute(db)
    return rows[0]?.role ?? null
  })
  if (!role) throw new AppError('not_found', 'record_not_found')
  if (!reaches(role, lowest)) throw new AppError('forbidden', 'role_too_low', { role: lowest })
  if (lowest !== 'reader' && person.organisationId !== of.organisationId)
    throw new AppError('forbidden', 'acting_for_another')
}

/** The tie an address is about, by itself or by the project it names; null when it names none. */
export async function findTieInAddress(
  ctx: Ctx,
  { tie, project }: Readonly<{ tie?: string | undefined; project?: string | undefined }>,
): Promise<string | null> {
  if (tie || !project || !isId(project)) return tie ?? null
  const { rows } = await sql<{ id: string | null }>`select tie_of_project(${project}) as id`.execute(ctx.db)
  return rows[0]?.id ?? null
}
