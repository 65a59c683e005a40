import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../context.ts'
import { newId } from '../ids.ts'
import { mailAddress, mailSubject } from './address.ts'
import type { MailKind } from './kinds.ts'
import { type MailLocale, renderLetter, type WriteLetter } from './letter.ts'

/** The channel on which the worker hears that a mail was queued. */
export const mailChannel = 'navette_mail'

/** A mail to send: to whom, in which language, what about, and who writes it in each language. */
export type MailToQueue = {
  recipient: string
  locale: MailLocale
  kind: MailKind
  letter: WriteLetter
  personId?: string
  organisationId?: string
  replyTo?: string
}

/**
 * Queues a mail in the transaction of the change it tells of, so that neither goes without the other; answers its id.
 * An address or subject that could write a header of its own is refused.
 */
export function queueMail(ctx: Ctx, mail: MailToQueue): Promise<string> {
  return inTransaction(ctx, async (inner) => {
    // Row-level security asks who acts: without an account it is the job that goes on, or this one for this row.
    if (inner.actor.kind !== 'anonymous' || (await actsAsJob(inner))) return insertMail(inner, mail)
    await setJob(inner, 'mail')
    const id = await insertMail(inner, mail)
    await setJob(inner, '')
    return id
  })
}

async function actsAsJob({ db }: Ctx): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select acting_job() is not null as yes`.execute(db)
  return rows[0]?.yes ?? false
}

async function setJob({ db }: Ctx, name: string): Promise<void> {
  await sql`select set_config('navette.job', ${name}, true)`.execute(db)
}

async function insertMail(ctx: Ctx, mail: MailToQueue): Promise<string> {
  const written = renderLetter(mail.locale, mail.letter)
  const id = newId()
  await ctx.db
    .insertInto('mail')
    .values({
      id,
      recipient: mailAddress(mail.recipient),
      person_id: mail.personId ?? null,
      organisation_id: mail.organisationId ?? null,
      kind: mail.kind,
      locale: mail.locale,
      subject: mailSubject(written.subject),
      text_body: written.text,
      html_body: written.html,
      reply_to: mail.replyTo === undefined ? null : mailAddress(mail.replyTo),
      created_at: ctx.now,
      send_after: ctx.now,
    })
    .execute()
  await sql`select pg_notify(${mailChannel}, '')`.execute(ctx.db)
  return id
}
