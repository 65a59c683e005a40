import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import type { CatalogueFacts } from './catalogue.ts'
import { getExtents } from './extents.server.ts'
import { listLicences } from './tie-rows.server.ts'

/** What the catalogue says of the data as they are now. */
export async function getCatalogueFacts(
  ctx: Ctx,
): Promise<Pick<CatalogueFacts, 'changedAt' | 'issuedAt' | 'licences' | 'extents'>> {
  const [version, issued, licences, extents] = await Promise.all([
    ctx.db.selectFrom('data_version').select('changed_at').executeTakeFirstOrThrow(),
    sql<{ first: Date | null }>`select min(created_at) as first from source`.execute(ctx.db),
    listLicences(ctx),
    getExtents(ctx),
  ])
  return {
    changedAt: version.changed_at,
    issuedAt: issued.rows[0]?.first ?? version.changed_at,
    licences,
    extents: {
      organisations: extents.organisations.bbox,
      partnerships: extents.partnerships.bbox,
      projects: extents.projects.bbox,
    },
  }
}
