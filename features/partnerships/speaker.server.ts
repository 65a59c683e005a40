import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { requirePerson } from '../accounts/permissions.server.ts'
import type { PartyOfTie } from './parties.server.ts'

/** Whose word it is: a person by name, for a party; signed in, or by a link. Never the signature of an authority. */
export type Speaker = PartyOfTie & {
  personId: string | null
  linkId: string | null
  name: string
  functionTitle: string
}

/** Whoever acts, by the name and function they go by in the party they act for; nobody speaks without a name. */
export async function speakerOf(ctx: Ctx, of: PartyOfTie): Promise<Speaker> {
  const { personId } = requirePerson(ctx)
  const { rows } = await sql<{ name: string; functionTitle: string }>`
    select p.name, coalesce((select m.function_title from membership m
      where m.person_id = p.id and m.organisation_id = ${of.organisationId} and m.ended_at is null
        and (m.partnership_id is null or m.partnership_id = ${of.partnershipId})
      order by m.partnership_id nulls first limit 1), '') as "functionTitle"
    from person p where p.id = ${personId}`.execute(ctx.db)
  const { name = '', functionTitle = '' } = rows[0] ?? {}
  if (name.trim() === '') throw new AppError('invalid', 'word_name_needed')
  return { ...of, personId, linkId: null, name, functionTitle }
}
