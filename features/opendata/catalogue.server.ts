import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { getPublicBudgetFacts } from '../budgets/public-budgets.server.ts'
import type { CatalogueFacts } from './catalogue.ts'
import { getExtents, world } from './extents.server.ts'
import { listLicences } from './tie-rows.server.ts'

/** What the catalogue says of the data as they are now. */
export async function getCatalogueFacts(
  ctx: Ctx,
): Promise<Pick<CatalogueFacts, 'changedAt' | 'issuedAt' | 'licences' | 'extents' | 'budgetYears'>> {
  const [version, issued, licences, extents, budgets] = await Promise.all([
    ctx.db.selectFrom('data_version').select('changed_at').executeTakeFirstOrThrow(),
    sql<{ first: Date | null }>`select min(created_at) as first from source`.execute(ctx.db),
    listLicences(ctx),
    getExtents(ctx),
    getPublicBudgetFacts(ctx),
  ])
  return {
    changedAt: version.changed_at,
    issuedAt: issued.rows[0]?.first ?? version.changed_at,
    licences,
    extents: {
      organisations: extents.organisations.bbox,
      partnerships: extents.partnerships.bbox,
      projects: extents.projects.bbox,
      budgets: budgets.bbox ?? world,
    },
    budgetYears: budgets.firstYear === null || budgets.lastYear === null ? null : [budgets.firstYear, budgets.lastYear],
  }
}
