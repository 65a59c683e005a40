import { asJob, type Ctx } from '../../platform/context.ts'
import { digestOf, newToken } from '../../platform/tokens.ts'

/** What was typed into a form, by the names of its fields. */
export type TypedValues = Record<string, string | string[]>

// A form holds what one person types, not a file; what is longer is no form of ours.
const mostLetters = 200_000

/** Keeps a form that was sent after its writer's session had ended; answers the token that gives it back, once. */
export async function keepForm(ctx: Ctx, path: string, values: TypedValues): Promise<string | null> {
  const content = JSON.stringify(values)
  if (content.length > mostLetters) return null
  const token = newToken()
  await asJob(ctx, 'keptForm', ({ db, now }) =>
    db
      .insertInto('kept_form')
      .values({ token_digest: digestOf(token), path, content, created_at: now })
      .execute(),
  )
  return token
}

/** Gives back a kept form to the page it was typed on, and forgets it. */
export async function takeKeptForm(ctx: Ctx, path: string, token: string): Promise<TypedValues | null> {
  const found = await asJob(ctx, 'keptForm', ({ db }) =>
    db
      .deleteFrom('kept_form')
      .where('token_digest', '=', digestOf(token))
      .where('path', '=', path)
      .returning('content')
      .executeTakeFirst(),
  )
  return (found?.content as TypedValues | undefined) ?? null
}
