import type { Context } from 'hono'
import { budgetExportColumns, budgetPartExportColumns } from '../../features/budgets/export.ts'
import {
  countPublicBudgetParts,
  countPublicBudgets,
  listAllPublicBudgetParts,
  listAllPublicBudgets,
  markOfPart,
  type PublicBudgetPartRow,
  type PublicBudgetYear,
} from '../../features/budgets/public-budgets.server.ts'
import { readInParts } from '../../features/opendata/batches.ts'
import type { Words } from '../../features/opendata/columns.ts'
import type { Ctx } from '../../platform/context.ts'
import { checkParameters } from '../v1/read-query.ts'
import { type FileRows, toFileRows } from './datasets.ts'

/** The files of published budgets: years, and what each year is made of. */
export const budgetFiles = ['budgets', 'budget-parts'] as const
export type BudgetFileName = (typeof budgetFiles)[number]

/** Refuses what stands in an address of these files beside the language. */
export function checkBudgetAddress(c: Context): void {
  checkParameters(c, ['lang'])
}

/** Every published year of every authority, or every part of each. */
export function budgetFile(ctx: Ctx, words: Words, name: BudgetFileName): FileRows {
  if (name === 'budgets')
    return toFileRows(
      {
        dictionary: 'budgets',
        columns: budgetExportColumns,
        read: () =>
          readInParts(
            (after, limit) => listAllPublicBudgets(ctx, { after, limit }),
            ({ organisationKey, year, stage }: PublicBudgetYear) => `${organisationKey} ${year} ${stage}`,
          ),
        count: () => countPublicBudgets(ctx, {}),
        toFeature: null,
      },
      words,
    )
  return toFileRows(
    {
      dictionary: 'budgetParts',
      columns: budgetPartExportColumns,
      read: () =>
        readInParts(
          (after, limit) => listAllPublicBudgetParts(ctx, { after, limit }),
          (part: PublicBudgetPartRow) => markOfPart(part),
        ),
      count: () => countPublicBudgetParts(ctx),
      toFeature: null,
    },
    words,
  )
}
