import { type Kysely, sql } from 'kysely'
import { type Ctx, inTransaction } from '../context.ts'
import { advisoryLocks } from '../db/locks.ts'
import type { Database } from '../db/tables.ts'
import { frameMail, type Sender } from './frame.ts'
import { kindsForNow } from './kinds.ts'
import type { MailLocale } from './letter.ts'
import { retryMinutes, whenToSend } from './timing.ts'
import { MailFailure, type MailTransport } from './transport.ts'

/** What one round over the queue did, in mails as they are received: several that waited count as one. */
export type SendingResult = {
  sent: number
  failed: number
  postponed: number
  putInOutbox: number
  /** Whether more may be due: another round is to follow, with the clock as it then is. */
  more: boolean
}

type Due = { id: string; recipient: string; forNow: boolean }
type Waiting = {
  id: string
  kind: string
  locale: MailLocale
  subject: string
  text: string
  html: string
  replyTo: string | null
}

// A sign-in link queued during a campaign waits for no more than this many mails.
const roundLength = 20

/**
 * Sends a number of mails that are due, those somebody waits for first; without a way out they are put in the outbox. A
 * mail is handed over before its row says so: a crash in between sends it twice rather than never.
 */
export async function sendQueuedMail(
  ctx: Ctx,
  transport: MailTransport | null,
  sender: Sender,
): Promise<SendingResult> {
  const result: SendingResult = { sent: 0, failed: 0, postponed: 0, putInOutbox: 0, more: false }
  if (!transport) return { ...result, putInOutbox: await putInOutbox(ctx) }
  const due = await inTransaction(ctx, listDue)
  for (const one of due) {
    const step = await inTransaction(ctx, (inner) => sendOne(inner, one, transport, sender))
    if (step === 'serverDown') return { ...result, failed: result.failed + 1 }
    if (step !== 'nothing') result[step]++
  }
  return { ...result, more: due.length > 0 }
}

async function putInOutbox(ctx: Ctx): Promise<number> {
  const done = await inTransaction(ctx, ({ db }) =>
    db.updateTable('mail').set({ state: 'outbox' }).where('state', '=', 'queued').executeTakeFirst(),
  )
  return Number(done.numUpdatedRows)
}

type Step = 'sent' | 'failed' | 'postponed' | 'serverDown' | 'nothing'

async function sendOne(ctx: Ctx, due: Due, transport: MailTransport, sender: Sender): Promise<Step> {
  if (!due.forNow && (await postpone(ctx, due.recipient))) return 'postponed'
  const waiting = await takeWaiting(ctx.db, due)
  if (waiting.length === 0) return 'nothing'
  try {
    const replyTo = waiting.length === 1 ? (waiting[0]?.replyTo ?? null) : null
    await transport.deliver({ ...frameMail(waiting, sender), id: due.id, recipient: due.recipient, replyTo })
    await markSent(ctx, waiting)
    return 'sent'
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error
    await markFailure(ctx, waiting, error.message)
    return error.serverDown ? 'serverDown' : 'failed'
  }
}

const forNow = sql<boolean>`kind = any(${kindsForNow})`

// For what waits for one mail of the week, one row stands for all of its reader.
async function listDue({ db, now }: Ctx): Promise<Due[]> {
  const { rows } = await sql<Due>`
    select id, recipient, ${forNow} as "forNow" from mail where state = 'queued' and send_after <= ${now}
    order by ${forNow} desc, send_after limit ${roundLength} for update skip locked`.execute(db)
  const readers = new Set<string>()
  return rows.filter(({ recipient, forNow }) => forNow || (!readers.has(recipient) && readers.add(recipient)))
}

/** Lets somebody's week end before they are written to again; tells whether they have to wait. */
async function postpone({ db, now }: Ctx, recipient: string): Promise<boolean> {
  // Two workers would each find that nothing was sent yet.
  await sql`select pg_advisory_xact_lock(${advisoryLocks.digest}, hashtext(${recipient}))`.execute(db)
  const { rows } = await sql<{ last: Date | null }>`
    select max(sent_at) as last from mail
    where recipient = ${recipient} and state = 'sent' and not ${forNow}`.execute(db)
  const earliest = whenToSend(now, rows[0]?.last ?? null)
  if (earliest <= now) return false
  await sql`update mail set send_after = ${earliest}
    where recipient = ${recipient} and state = 'queued' and not ${forNow}`.execute(db)
  return true
}

// What is not asked for leaves with all else that waits for the same reader, due or not; another worker may have been
// faster.
async function takeWaiting(db: Kysely<Database>, due: Due): Promise<Waiting[]> {
  const which = due.forNow
    ? sql`id = ${due.id} and state = 'queued'`
    : sql`recipient = ${due.recipient} and state = 'queued' and not ${forNow}`
  const { rows } = await sql<Waiting>`
    select id, kind, locale, subject, text_body as text, html_body as html, reply_to as "replyTo"
    from mail where ${which} order by created_at, id for update skip locked`.execute(db)
  return rows
}

async function markSent({ db, now }: Ctx, mails: readonly Waiting[]): Promise<void> {
  const ids = mails.map(({ id }) => id)
  await sql`update mail set state = 'sent', sent_at = ${now}, attempts = attempts + 1, last_error = null
    where id = any(${ids})`.execute(db)
}

async function markFailure({ db, now }: Ctx, mails: readonly Waiting[], reason: string): Promise<void> {
  const ids = mails.map(({ id }) => id)
  const pause = sql`(${[...retryMinutes]}::integer[])[attempts + 1]`
  await sql`update mail set attempts = attempts + 1, last_error = ${reason},
      send_after = coalesce(${now}::timestamptz + ${pause} * interval '1 minute', send_after),
      state = case when ${pause} is null then 'failed' else 'queued' end
    where id = any(${ids})`.execute(db)
}
