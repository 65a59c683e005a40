import { sql } from 'kysely'
import { z } from 'zod'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { nameKey } from './names.ts'

const shape = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  population: z.number().int().min(0).nullable().optional(),
  populationYear: z.number().int().min(1800).max(2100).nullable().optional(),
})

/** Writes facts of an organisation back as they were before a correction changed them. */
export async function restoreFacts(ctx: Ctx, organisationId: string, typed: Record<string, unknown>): Promise<void> {
  await requireRole(ctx, organisationId, 'contributor')
  const parsed = shape.safeParse(typed)
  if (!parsed.success) throw new AppError('invalid', 'history_not_restorable')
  await inTransaction(ctx, async (inner) => {
    const { rows } = await sql<{ name: string; population: number | null; populationYear: number | null }>`
      select name, population, population_year as "populationYear" from organisation
      where id = ${organisationId} for update`.execute(inner.db)
    const [before] = rows
    if (!before) throw new AppError('not_found', 'organisation_not_yours')
    const { name = before.name, population = before.population, populationYear = before.populationYear } = parsed.data
    const after = { name, population, populationYear }
    if ((after.population === null) !== (after.populationYear === null))
      throw new AppError('invalid', 'history_not_restorable')
    await inner.db
      .updateTable('organisation')
      .set({
        name: after.name,
        name_key: nameKey(after.name),
        population: after.population,
        population_year: after.populationYear,
        updated_at: inner.now,
      })
      .where('id', '=', organisationId)
      .execute()
    const change = { recordKind: 'organisation', recordId: organisationId, organisationId, action: 'restored' }
    await recordChange(inner, { ...change, before, after })
    await publish(inner, organisationId)
  })
}

// A name stands on every tie of its organisation.
function publish(ctx: Ctx, organisationId: string): Promise<void> {
  return asJob(ctx, 'publish', async (inner) => {
    const { rows } = await sql<{ id: string }>`select partnership_id as id from partnership_party
      where organisation_id = ${organisationId}`.execute(inner.db)
    await publishTies(inner, { ids: rows.map((row) => row.id), organisationIds: [organisationId] })
    await raiseDataVersion(inner)
  })
}
