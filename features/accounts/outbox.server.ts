import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { mailChannel } from '../../platform/mail/queue.server.ts'
import { recordChange } from './audit.server.ts'
import { requireAdministrator } from './permissions.server.ts'
import { instanceRecord } from './settings.server.ts'

/** Where a mail that has not been sent stands: waiting for the worker, kept for want of a mail server, or given up. */
export type OutboxState = 'queued' | 'outbox' | 'failed'

/** A mail that has not been sent, as a list shows it. */
export type OutboxRow = {
  id: string
  recipient: string
  kind: string
  subject: string
  state: OutboxState
  createdAt: Date
  attempts: number
  lastError: string | null
}

/** A mail that has not been sent, with its two bodies as written: without signature, `html` a fragment. */
export type OutboxMail = OutboxRow & { locale: string; replyTo: string | null; text: string; html: string }

const pageSize = 50

/** The mails that have not been sent, newest first, a page at a time; for the administrator. */
export async function listOutbox(ctx: Ctx, { page }: { page: number }): Promise<{ rows: OutboxRow[]; total: number }> {
  await requireAdministrator(ctx)
  const unsent = ctx.db.selectFrom('mail').where('state', 'in', ['queued', 'outbox', 'failed'])
  const { total } = await unsent.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await unsent
    .select([...listed])
    .$narrowType<{ state: OutboxState }>()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset((Math.max(page, 1) - 1) * pageSize)
    .execute()
  return { rows, total }
}

/** One mail that has not been sent, with what it says; for the administrator. */
export async function getOutboxMail(ctx: Ctx, id: string): Promise<OutboxMail> {
  await requireAdministrator(ctx)
  const found = await ctx.db
    .selectFrom('mail')
    .select([...listed, 'locale', 'reply_to as replyTo', 'text_body as text', 'html_body as html'])
    .$narrowType<{ state: OutboxState }>()
    .where('id', '=', id)
    .where('state', 'in', ['queued', 'outbox', 'failed'])
    .executeTakeFirst()
  if (!found) throw new AppError('not_found', 'mail_not_found')
  return found
}

// By then the link in it opens nothing any more: it is kept for the administrator to read, not sent.
const linkHours = 24

/**
 * Hands every mail that has not left to the worker again, as if it were new; those whose link to sign in is past its time
 * stay. Answers how many it is given. What waits for its reader's one mail of the week goes on waiting.
 */
export async function sendOutboxAgain(ctx: Ctx): Promise<number> {
  await requireAdministrator(ctx)
  return inTransaction(ctx, async (inner) => {
    const tooOld = new Date(ctx.now.getTime() - linkHours * 3_600_000)
    const { numAffectedRows } = await sql`
      update mail set state = 'queued', attempts = 0, last_error = null, send_after = ${ctx.now}
      where (state in ('outbox', 'failed') or (state = 'queued' and attempts > 0))
        and not (kind = 'signIn' and created_at < ${tooOld})`.execute(inner.db)
    const count = Number(numAffectedRows ?? 0)
    if (count === 0) return 0
    await recordChange(inner, { ...instanceRecord, action: 'outboxSentAgain', after: { count } })
    await sql`select pg_notify(${mailChannel}, '')`.execute(inner.db)
    return count
  })
}

const listed = [
  'id',
  'recipient',
  'kind',
  'subject',
  'state',
  'created_at as createdAt',
  'attempts',
  'last_error as lastError',
] as const
