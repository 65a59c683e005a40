import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { takeTurn } from '../../platform/turns.ts'
import { keepForm, takeKeptForm } from '../accounts/kept-forms.server.ts'
import { type ContactMessage, contactLetter, readContactMessage, verifyContactLetter } from './contact.ts'

/** An authority one can write to from its public page. */
export type Contact = { key: string; name: string }

/** The authority of a key that takes messages; null for one that does not, or is not public. */
export async function findContact(ctx: Ctx, key: string): Promise<Contact | null> {
  const { rows } = await sql<Contact>`select o.key, o.name from public_organisation o
    join public_profile p on p.organisation_id = o.id and p.has_contact where o.key = ${key}`.execute(ctx.db)
  return rows[0] ?? null
}

async function requireContact(ctx: Ctx, key: string): Promise<Contact> {
  const contact = await findContact(ctx, key)
  if (!contact) throw new AppError('not_found', 'contact_closed')
  return contact
}

// Where the message waits; no page has this address.
const keptUnder = (key: string) => `contact ${key}`

/**
 * Keeps a message until its writer has shown that the address is theirs, and sends them the link that passes it on. Whoever
 * writes too often, from one machine or address or to one authority, has to wait.
 */
export async function askToWrite(
  ctx: Ctx,
  key: string,
  typed: ContactMessage,
  { client, linkTo }: { client: string; linkTo: (token: string) => string },
): Promise<void> {
  const contact = await requireContact(ctx, key)
  const read = readContactMessage(typed)
  if ('problems' in read) throw new AppError('invalid', read.problems[0]?.reason ?? 'contact_message_wrong')
  const { message } = read
  await inTransaction(ctx, async (inner) => {
    await takeTurn(inner, `contact from ${client}`, { most: 5, seconds: 3600 })
    await takeTurn(inner, `contact by ${message.email}`, { most: 3, seconds: 3600 })
    await takeTurn(inner, `contact to ${contact.key}`, { most: 30, seconds: 86_400 })
    const token = await keepForm(inner, keptUnder(contact.key), message)
    if (!token) throw new AppError('invalid', 'contact_message_wrong')
    await queueMail(inner, {
      recipient: message.email,
      locale: ctx.locale,
      kind: 'contactVerify',
      letter: verifyContactLetter(contact.name, linkTo(token)),
    })
  })
}

/** Passes the message of a link on, once; the answer goes to its writer. */
export async function sendContactMessage(ctx: Ctx, key: string, token: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    const contact = await requireContact(inner, key)
    const kept = await takeKeptForm(inner, keptUnder(contact.key), token)
    const read = kept && readContactMessage(kept)
    if (!read || 'problems' in read) throw new AppError('invalid', 'link_used')
    const { rows } = await sql<{ id: string; email: string }>`
      select o.id, p.contact_email as email from organisation o join organisation_profile p on p.organisation_id = o.id
      where o.key = ${contact.key} and p.contact_email is not null and p.public_since is not null`.execute(inner.db)
    const [to] = rows
    if (!to) throw new AppError('not_found', 'contact_closed')
    await queueMail(inner, {
      recipient: to.email,
      organisationId: to.id,
      // Nobody knows in which language the mailbox is read.
      locale: 'both',
      kind: 'contactMessage',
      letter: contactLetter(contact.name, read.message),
      replyTo: read.message.email,
    })
  })
}
