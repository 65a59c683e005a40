import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { requirePerson, requireRole } from './permissions.server.ts'

/** What waits for somebody in one of their organisations. */
export type Waiting = {
  organisationId: string
  /** People who say they act for it, to be decided by its owners. */
  claims: number
  corrections: number
  /** Public ties nobody of it has confirmed in the last twelve months. */
  tiesToConfirm: number
}

/** What waits in each organisation one has a seat in; what one may not decide is not counted. */
export async function listWaiting(ctx: Ctx): Promise<Waiting[]> {
  const { personId } = requirePerson(ctx)
  const { rows } = await sql<Waiting>`
    select m.organisation_id as "organisationId",
      case when m.role = 'owner' then (select count(*) from claim c
        where c.organisation_id = m.organisation_id and c.state = 'waiting') else 0 end as claims,
      case when m.role <> 'reader' then (select count(*) from correction c
        where c.organisation_id = m.organisation_id and c.state = 'waiting') else 0 end as corrections,
      case when m.role <> 'reader' then (select count(*) from partnership_party p
        where p.organisation_id = m.organisation_id and not exists (select from confirmation c
          where c.record_kind = 'partnership' and c.record_id = p.partnership_id
            and c.organisation_id = m.organisation_id
            and c.confirmed_at > ${ctx.now}::timestamptz - interval '12 months')) else 0 end as "tiesToConfirm"
    from membership m
    where m.person_id = ${personId} and m.ended_at is null and m.partnership_id is null`.execute(ctx.db)
  return rows
}

/** How many proposed corrections wait for an organisation. */
export async function countWaitingCorrections(ctx: Ctx, organisationId: string): Promise<number> {
  await requireRole(ctx, organisationId, 'reader')
  const { rows } = await sql<{ count: number }>`select count(*) as count from correction
    where organisation_id = ${organisationId} and state = 'waiting'`.execute(ctx.db)
  return rows[0]?.count ?? 0
}
