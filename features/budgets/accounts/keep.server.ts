import { sql } from 'kysely'
import type { Budget } from '../../../packages/totem/types.ts'
import type { Ctx } from '../../../platform/context.ts'
import { copyRows } from '../../../platform/db/copy.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import type { AccountDocument, AccountState } from './documents.server.ts'
import { type AccountIssue, gatherIssues } from './issues.ts'
import type { AccountFile } from './read-file.server.ts'
import { findOddities, grantColumns, type KeptLine, lineColumns, toGrantRow, toLineRow } from './rows.ts'

/** What is kept of one budget of what was brought, with its lines. */
export type BroughtBudget = Pick<
  AccountDocument,
  | 'fileName'
  | 'sha256'
  | 'format'
  | 'siret'
  | 'label'
  | 'budgetType'
  | 'nomenclature'
  | 'stage'
  | 'year'
  | 'decidedOn'
  | 'population'
  | 'calculatedCount'
> & {
  issues: readonly AccountIssue[]
  lines: readonly KeptLine[]
  grants: Budget['grants']
}

/** One budget that was brought: as what it is kept, and where it was there already. */
export type BroughtDocument = { id: string; known: AccountState | null }

/** The budgets of a TOTEM file as they are kept; those of bodies attached to the authority as annexed ones. */
export function toBrought(file: AccountFile, siren: string): BroughtBudget[] {
  return file.budgets.map((budget, at) => ({
    fileName: file.fileName,
    sha256: file.sha256,
    format: 'totem',
    siret: budget.header.siret,
    label: budget.header.label.slice(0, 200),
    budgetType: budget.header.siret.startsWith(siren) ? budget.header.budgetType : 'annexed',
    nomenclature: budget.header.nomenclature.slice(0, 60),
    stage: budget.header.stage,
    year: budget.header.year,
    decidedOn: budget.header.decidedOn,
    population: budget.header.population,
    calculatedCount: budget.calculatedLines,
    issues: [...gatherIssues(file.issues, at, file.budgets.length > 1), ...findOddities(budget)],
    lines: budget.lines,
    grants: budget.grants,
  }))
}

/** Keeps a budget that was brought, to be looked at; the same one of the same file is found again instead. */
export async function keepBudget(ctx: Ctx, organisationId: string, budget: BroughtBudget): Promise<BroughtDocument> {
  if (budget.year < 1990 || budget.year > 2100)
    throw new AppError('invalid', 'accounts_year_out', { file: budget.fileName, year: String(budget.year) })
  const known = await findKnown(ctx, organisationId, budget)
  if (known) return known
  const id = newId()
  await insertDocument(ctx, organisationId, id, budget)
  await copyRows(
    ctx.db,
    'account_line',
    lineColumns,
    budget.lines.map((line) => toLineRow(id, line)),
  )
  if (budget.grants.length > 0)
    await copyRows(
      ctx.db,
      'account_grant',
      grantColumns,
      budget.grants.map((grant) => toGrantRow(id, grant)),
    )
  return { id, known: null }
}

// A file that was replaced by a later one which still counts has nothing more to say; one that was taken back may be
// brought again.
async function findKnown(ctx: Ctx, organisationId: string, budget: BroughtBudget): Promise<BroughtDocument | null> {
  const { rows } = await sql<{ id: string; known: AccountState }>`
    select d.id, d.state as known from account_document d
    left join account_document later on later.id = d.superseded_by and later.state = 'live'
    where d.organisation_id = ${organisationId} and d.sha256 = ${budget.sha256} and d.siret = ${budget.siret}
      and d.label = ${budget.label} and d.stage = ${budget.stage} and d.year = ${budget.year}
      and (d.state in ('waiting', 'live') or (d.state = 'superseded' and later.id is not null))
    order by d.state limit 1`.execute(ctx.db)
  return rows[0] ?? null
}

async function insertDocument(ctx: Ctx, organisationId: string, id: string, budget: BroughtBudget): Promise<void> {
  await ctx.db
    .insertInto('account_document')
    .values({
      id,
      organisation_id: organisationId,
      file_name: budget.fileName.slice(-200) || '—',
      sha256: budget.sha256,
      format: budget.format,
      siret: budget.siret,
      label: budget.label,
      budget_type: budget.budgetType,
      nomenclature: budget.nomenclature,
      stage: budget.stage,
      year: budget.year,
      decided_on: budget.decidedOn,
      population: budget.population,
      line_count: budget.lines.length,
      grant_count: budget.grants.length,
      calculated_count: budget.calculatedCount,
      issues: JSON.stringify(budget.issues),
      imported_by: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
      imported_at: ctx.now,
    })
    .execute()
}
