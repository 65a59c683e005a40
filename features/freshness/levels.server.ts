import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { requireJob } from '../accounts/permissions.server.ts'
import { dayOf, judgeOrganisation, judgeTie, type OrganisationDates, type TieDates } from './rules.ts'

// Records alike in all the rule looks at are judged once.
async function hasCrossed(ctx: Ctx, from: string, to: string): Promise<boolean> {
  const ties = await sql<TieDates>`select distinct confirmed_on as "confirmedOn", attested_year as "attestedYear"
    from public_tie`.execute(ctx.db)
  if (ties.rows.some((dates) => judgeTie(dates, from).level !== judgeTie(dates, to).level)) return true
  const organisations = await sql<OrganisationDates>`
    select distinct confirmed_on as "confirmedOn", status, register_on as "registerOn" from public_organisation`.execute(
    ctx.db,
  )
  return organisations.rows.some((dates) => judgeOrganisation(dates, from).level !== judgeOrganisation(dates, to).level)
}

/**
 * Raises the data version when time alone has made a public record less fresh since the version was last raised: what is
 * kept of pages, files and answers then shows the level of today. Answers whether it did.
 */
export function raiseWhenLevelsChange(ctx: Ctx): Promise<boolean> {
  return inTransaction(ctx, async (inner) => {
    requireJob(inner, 'freshness')
    const { changed_at: changedAt } = await inner.db
      .selectFrom('data_version')
      .select('changed_at')
      .executeTakeFirstOrThrow()
    const [from, to] = [dayOf(changedAt), dayOf(inner.now)]
    if (from >= to || !(await hasCrossed(inner, from, to))) return false
    await raiseDataVersion(inner)
    return true
  })
}
