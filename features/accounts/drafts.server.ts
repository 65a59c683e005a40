import type { Ctx } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import type { TypedValues } from './kept-forms.server.ts'
import { requirePerson } from './permissions.server.ts'

// As much as a form sent after its session had ended.
const mostLetters = 200_000

/** Saves what somebody is typing into the form of a page; what they typed there before is replaced. */
export async function saveDraft(ctx: Ctx, form: string, content: TypedValues): Promise<void> {
  const { personId } = requirePerson(ctx)
  const text = JSON.stringify(content)
  if (form.length > 200 || text.length > mostLetters) throw new AppError('invalid', 'draft_too_long')
  const row = { person_id: personId, form, content: text, saved_at: ctx.now }
  await ctx.db
    .insertInto('draft')
    .values(row)
    .onConflict((conflict) => conflict.columns(['person_id', 'form']).doUpdateSet(row))
    .execute()
}

/** What somebody was typing into the form of a page, or null. */
export async function findDraft(ctx: Ctx, form: string): Promise<TypedValues | null> {
  const { personId } = requirePerson(ctx)
  const found = await ctx.db
    .selectFrom('draft')
    .select('content')
    .where('person_id', '=', personId)
    .where('form', '=', form)
    .executeTakeFirst()
  return (found?.content as TypedValues | undefined) ?? null
}

/** Forgets a draft: its form was sent, or its writer begins anew. */
export async function dropDraft(ctx: Ctx, form: string): Promise<void> {
  const { personId } = requirePerson(ctx)
  await ctx.db.deleteFrom('draft').where('person_id', '=', personId).where('form', '=', form).execute()
}
