import type { Ctx } from '../../../platform/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { requireRole } from '../../accounts/permissions.server.ts'

/** What somebody may add together: the authorities they hold a seat in, by key; whoever is not one of them is not there. */
export async function toIds(ctx: Ctx, organisationId: string, keys: readonly string[]): Promise<string[]> {
  if (keys.length === 0) return [organisationId]
  const found = await ctx.db
    .selectFrom('organisation')
    .select(['id', 'key'])
    .where('key', 'in', [...keys])
    .execute()
  if (found.length < keys.length) throw new AppError('not_found', 'organisation_not_yours')
  for (const { id } of found) await requireRole(ctx, id, 'reader')
  return [...new Set([organisationId, ...found.map(({ id }) => id)])]
}
