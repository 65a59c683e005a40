import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { dayOf } from '../freshness/rules.ts'
import { alertOf, type OdaAlert } from './oda-window.ts'

/** A yearly return to think of: its year, what to tell, the day that matters, and how many days that leaves. */
export type OdaDue = { year: number; alert: OdaAlert; on: string; days: number }

/**
 * The returns an organisation has to think of now: those it has not filed, of a year it has international lines of (or had
 * the year before), whose window opens soon, is open, or closed a short while ago.
 */
export async function odaDue(ctx: Ctx, organisationId: string): Promise<OdaDue[]> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'reader')
    const { rows } = await sql<{ year: number; opensOn: string; closesOn: string }>`
      select c.year, c.opens_on as "opensOn", c.closes_on as "closesOn" from oda_campaign c
      where exists (select from budget_line b where b.organisation_id = ${organisationId} and b.direction = 'expenditure'
          and b.year between c.year - 1 and c.year)
        and not exists (select from oda_return r where r.organisation_id = ${organisationId} and r.year = c.year and r.state = 'filed')
      order by c.year`.execute(inner.db)
    return rows.flatMap(({ year, ...window }) => {
      const told = alertOf(window, dayOf(inner.now))
      return told ? [{ year, ...told, on: told.alert === 'opens' ? window.opensOn : window.closesOn }] : []
    })
  })
}
