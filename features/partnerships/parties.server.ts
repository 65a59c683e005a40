import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { requirePerson } from '../accounts/permissions.server.ts'
import { type Role, reaches } from '../accounts/rules.ts'

/** A tie, and the party of it that acts. */
export type PartyOfTie = { partnershipId: string; organisationId: string }

/**
 * Lets pass who acts for a party of the tie and holds at least this role there, as a member or as a guest of this very tie.
 * To everybody else the tie is not there (`record_not_found`), the administrator of the instance included.
 */
export async function requireParty(ctx: Ctx, of: PartyOfTie, lowest: Role): Promise<void> {
  const person = requirePerson(ctx)
  if (!isId(of.partnershipId)) throw new AppError('not_found', 'record_not_found')
  const role = await inTransaction(ctx, async ({ db }) => {
    const { rows } = await sql<{ role: Role }>`
      select m.role from membership m
      join partnership_party p on p.partnership_id = ${of.partnershipId} and p.organisation_id = m.organisation_id
      where m.person_id = ${person.personId} and m.organisation_id = ${of.organisationId} and m.ended_at is null
        and (m.partnership_id is null or m.partnership_id = p.partnership_id)
      order by role_rank(m.role) desc limit 1`.execute(db)
    return rows[0]?.role ?? null
  })
  if (!role) throw new AppError('not_found', 'record_not_found')
  if (!reaches(role, lowest)) throw new AppError('forbidden', 'role_too_low', { role: lowest })
  if (lowest !== 'reader' && person.organisationId !== of.organisationId)
    throw new AppError('forbidden', 'acting_for_another')
}
