import type { Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { requireRole } from '../accounts/permissions.server.ts'
import { getOrganisationOfSiren } from './import-accounts.server.ts'
import { getOdaYear } from './oda.server.ts'
import { loadOdaCampaigns } from './oda-campaigns.server.ts'
import { makeOdaFile, type OdaFile, readOdaFormat } from './oda-file.server.ts'
import { readYear } from './oda-form.ts'
import { rowsOfReturn, totalsOf } from './oda-rules.ts'

// Of a year that has begun, a return may be prepared; of one to come nothing can have been paid.
function requireBegunYear(typed: string | undefined, now: Date): number {
  if (!typed) throw new AppError('invalid', 'oda_export_year_missing')
  const year = readYear(typed)
  if (year === null) throw new AppError('invalid', 'oda_export_year_wrong', { typed })
  if (year > now.getUTCFullYear()) throw new AppError('invalid', 'oda_export_year_to_come', { year: String(year) })
  return year
}

/**
 * Makes the return of an authority found by its SIREN as a file, and says how many rows and how much it holds. A return
 * without a row is told, not written.
 */
export async function exportOda(
  ctx: Ctx,
  asked: { siren: string; year: string | undefined; format: string },
): Promise<OdaFile & { rows: number; money: string }> {
  const year = requireBegunYear(asked.year, ctx.now)
  const format = readOdaFormat(asked.format)
  const { id, name } = await getOrganisationOfSiren(ctx, asked.siren)
  await requireRole(ctx, id, 'reader')
  // An instance may be asked by its operator before its server has ever begun.
  await loadOdaCampaigns(ctx)
  const rows = rowsOfReturn(await getOdaYear(ctx, id, year))
  if (rows.length === 0) throw new AppError('not_found', 'oda_export_nothing', { name, year: String(year) })
  const file = await makeOdaFile(ctx, id, year, format)
  return { ...file, rows: rows.length, money: totalsOf(rows).money }
}
