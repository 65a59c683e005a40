import { sql } from 'kysely'
import type { Ctx } from '../context.ts'

/** How many mails wait for the worker, lie in the outbox, or could not be sent. */
export type MailCounts = { queued: number; outbox: number; failed: number }

/** Counts the mails that have not been sent; asked as the owner of the database. */
export async function countMails({ db }: Pick<Ctx, 'db'>): Promise<MailCounts> {
  const { rows } = await sql<MailCounts>`
    select count(*) filter (where state = 'queued') as queued, count(*) filter (where state = 'outbox') as outbox,
      count(*) filter (where state = 'failed') as failed
    from mail where state <> 'sent'`.execute(db)
  return rows[0] ?? { queued: 0, outbox: 0, failed: 0 }
}
