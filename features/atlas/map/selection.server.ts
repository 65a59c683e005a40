import { sql } from 'kysely'
import type { Ctx } from '../../../platform/context.ts'
import type { AtlasFilters } from '../filters.ts'
import { textCondition } from '../organisation-conditions.server.ts'

/** The keys of the authorities with a tie that the search text finds; null when nothing is searched. */
export async function findNamedKeys(ctx: Ctx, { q }: Pick<AtlasFilters, 'q'>): Promise<ReadonlySet<string> | null> {
  if (!q) return null
  const { rows } = await sql<{ key: string }>`
    select o.key from public_organisation o where o.tie_count > 0 and ${textCondition(q, 'words')}`.execute(ctx.db)
  return new Set(rows.map(({ key }) => key))
}
