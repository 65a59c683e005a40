import type { Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { getOdaYear, requireYear } from './oda.server.ts'
import { loadOdaCampaigns } from './oda-campaigns.server.ts'
import { makeOdaFile, type OdaFile, readOdaFormat } from './oda-file.server.ts'
import { readYear } from './oda-form.ts'
import { rowsOfReturn, totalsOf } from './oda-rules.ts'

/** Makes the return of an authority found by its SIREN as a file, and says how many rows and how much it holds. */
export async function exportOda(
  ctx: Ctx,
  asked: { siren: string; year: string | undefined; format: string },
): Promise<OdaFile & { rows: number; money: string }> {
  const { siren } = asked
  const year = requireYear(readYear(asked.year))
  const format = readOdaFormat(asked.format)
  const found = await ctx.db.selectFrom('organisation').select('id').where('siren', '=', siren).executeTakeFirst()
  if (!found) throw new AppError('not_found', 'oda_organisation_unknown', { siren })
  // An instance may be asked by its operator before its server has ever begun.
  await loadOdaCampaigns(ctx)
  const rows = rowsOfReturn(await getOdaYear(ctx, found.id, year))
  const file = await makeOdaFile(ctx, found.id, year, format)
  return { ...file, rows: rows.length, money: totalsOf(rows).money }
}
