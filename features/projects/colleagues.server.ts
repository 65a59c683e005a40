import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requirePerson } from '../accounts/permissions.server.ts'

/** The members of the body one acts for who have a name: whom a task may be given to. */
export async function listMembers(ctx: Ctx, organisationId: string): Promise<{ id: string; name: string }[]> {
  requirePerson(ctx)
  return inTransaction(ctx, async (inner) => {
    const { rows } = await sql<{ id: string; name: string }>`
      select distinct p.id, p.name from membership m join person p on p.id = m.person_id
      where m.organisation_id = ${organisationId} and m.ended_at is null and m.partnership_id is null and p.name <> ''
      order by p.name, p.id`.execute(inner.db)
    return rows
  })
}
