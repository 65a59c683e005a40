import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { type PartToPublish, publishBudgets, readPublication, type YearToPublish } from './publish-budgets.server.ts'

/** What an organisation lets everybody see of its budget, and what that comes to. */
export type BudgetPublication = {
  wantsPublic: boolean
  showsLens: boolean
  fromYear: number | null
  toYear: number | null
  changedAt: Date | null
  /** What is public, or would be. */
  years: YearToPublish[]
  parts: PartToPublish[]
}

/** What is public of the budget of an organisation, or would be, for its members. */
export async function getPublication(ctx: Ctx, organisationId: string): Promise<BudgetPublication> {
  await requireRole(ctx, organisationId, 'reader')
  return inTransaction(ctx, async (inner) => {
    const found = await inner.db
      .selectFrom('budget_publication')
      .selectAll()
      .where('organisation_id', '=', organisationId)
      .executeTakeFirst()
    // As the public will read it: the same reading, by the same job.
    const preview = await asJob(inner, 'publish', (job) =>
      readPublication({ ...job, actor: { kind: 'job', name: 'publish' } }, organisationId),
    )
    return {
      wantsPublic: found?.wants_public ?? false,
      showsLens: found?.shows_lens ?? false,
      fromYear: found?.from_year ?? null,
      toYear: found?.to_year ?? null,
      changedAt: found?.changed_at ?? null,
      ...preview,
    }
  })
}

/** What is typed of a publication; years as text, empty for no limit. */
export type PublicationInput = { wantsPublic: boolean; showsLens: boolean; fromYear: string; toYear: string }

function readYear(typed: string): number | null {
  if (typed.trim() === '') return null
  const year = Number(typed)
  if (!Number.isInteger(year) || year < 1990 || year > 2100) throw new AppError('invalid', 'budget_publication_year')
  return year
}

/** Says what everybody may read of the budget, and brings it about at once: what is taken back is gone with this command. */
export async function setPublication(ctx: Ctx, organisationId: string, typed: PublicationInput): Promise<void> {
  await requireRole(ctx, organisationId, 'manager')
  const [from_year, to_year] = [readYear(typed.fromYear), readYear(typed.toYear)]
  if (from_year !== null && to_year !== null && from_year > to_year)
    throw new AppError('invalid', 'budget_publication_order')
  await inTransaction(ctx, async (inner) => {
    const before = await inner.db
      .selectFrom('budget_publication')
      .select(['wants_public', 'shows_lens', 'from_year', 'to_year'])
      .where('organisation_id', '=', organisationId)
      .executeTakeFirst()
    const after = { wants_public: typed.wantsPublic, shows_lens: typed.showsLens, from_year, to_year }
    const changed = {
      changed_by: inner.actor.kind === 'person' ? inner.actor.personId : null,
      changed_at: inner.now,
    }
    await inner.db
      .insertInto('budget_publication')
      .values({ organisation_id: organisationId, ...after, ...changed })
      .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet({ ...after, ...changed }))
      .execute()
    await recordChange(inner, {
      recordKind: 'organisation',
      recordId: organisationId,
      organisationId,
      action: 'budgetPublication',
      before: before ?? null,
      after,
    })
    if (await publishBudgets(inner, [organisationId])) await raiseDataVersion(inner)
  })
}
