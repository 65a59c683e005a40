import type { Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'

/** The paper that proves a step or a commitment: one filed with this tie that whoever acts may read; null where none is named. */
export async function requireDocument(
  ctx: Ctx,
  partnershipId: string,
  documentId: string | null,
): Promise<string | null> {
  if (!documentId) return null
  if (!isId(documentId)) throw new AppError('invalid', 'agreement_document_unknown')
  const found = await ctx.db
    .selectFrom('document')
    .select('id')
    .where('id', '=', documentId)
    .where('partnership_id', '=', partnershipId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  if (!found) throw new AppError('invalid', 'agreement_document_unknown')
  return found.id
}
