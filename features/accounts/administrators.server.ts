import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { digestOf, newToken } from '../../platform/tokens.ts'
import { recordChange } from './audit.server.ts'
import { requireJob, requirePerson } from './permissions.server.ts'

const linkDays = 7

/** Makes a link with which one person may become administrator; answers its token, which is kept nowhere. */
export async function createAdministratorLink(ctx: Ctx): Promise<string> {
  requireJob(ctx, 'start', 'administratorLink')
  const token = newToken()
  // One link at a time: those of earlier starts, printed in some old log, open nothing any more.
  await ctx.db.updateTable('administrator_link').set({ expires_at: ctx.now }).where('used_at', 'is', null).execute()
  const expires = new Date(ctx.now.getTime() + linkDays * 86_400_000)
  await ctx.db
    .insertInto('administrator_link')
    .values({ token_digest: digestOf(token), created_at: ctx.now, expires_at: expires })
    .execute()
  return token
}

/** Whether anybody administers this instance yet. */
export async function hasAdministrator(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select exists (select from person where administrator) as yes`.execute(
    ctx.db,
  )
  return rows[0]?.yes ?? false
}

/** Uses the link, once: whoever is signed in administers the instance from now on. */
export async function becomeAdministrator(ctx: Ctx, token: string): Promise<void> {
  const { personId } = requirePerson(ctx)
  await inTransaction(ctx, async (inner) => {
    await asJob(inner, 'administratorLink', async ({ db, now }) => {
      const used = await db
        .updateTable('administrator_link')
        .set({ used_by: personId, used_at: now })
        .where('token_digest', '=', digestOf(token))
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning('token_digest')
        .executeTakeFirst()
      if (!used) throw new AppError('invalid', 'link_used')
      await db.updateTable('person').set({ administrator: true }).where('id', '=', personId).execute()
    })
    await recordChange(inner, {
      recordKind: 'person',
      recordId: personId,
      organisationId: null,
      action: 'becameAdministrator',
      before: { administrator: false },
      after: { administrator: true },
    })
  })
}
