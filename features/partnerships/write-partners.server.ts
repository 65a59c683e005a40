import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { takeTurn } from '../../platform/turns.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requirePerson, requireRole } from '../accounts/permissions.server.ts'
import { partnerLetter, readPartnerMessage } from './partner-message.ts'

/** A partner, and whether a message can reach it: the address itself is shown to nobody. */
export type Reachable = { key: string; name: string; country: string; reachable: boolean }

type Partner = { id: string; key: string; name: string; country: string; email: string | null }

// Ended ties are no reason to write; a partner stands here once, however many ties there are.
async function readPartners(ctx: Ctx, organisationId: string): Promise<Partner[]> {
  return asJob(ctx, 'publish', async ({ db }) => {
    const { rows } = await sql<Partner>`
      select o.id, o.key, o.name, o.country, max(f.contact_email) as email
      from partnership_party mine join partnership t on t.id = mine.partnership_id and t.state <> 'ended'
      join partnership_party theirs on theirs.partnership_id = t.id and theirs.organisation_id <> mine.organisation_id
      join organisation o on o.id = theirs.organisation_id
      left join organisation_profile f on f.organisation_id = o.id
      where mine.organisation_id = ${organisationId} group by o.id order by o.country, o.name_key, o.key`.execute(db)
    return rows
  })
}

/** The partners of an organisation's living ties, and which of them have a contact address. */
export async function listReachablePartners(ctx: Ctx, organisationId: string): Promise<Reachable[]> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'reader')
    const partners = await readPartners(inner, organisationId)
    return partners.map(({ key, name, country, email }) => ({ key, name, country, reachable: email !== null }))
  })
}

/**
 * Writes one message to all partners that have a contact address, each in a mail of its own: nobody sees who else was
 * written to. A copy stands in the organisation's history. Answers how many were written to.
 */
export async function writeToPartners(
  ctx: Ctx,
  organisationId: string,
  typed: Readonly<Record<string, unknown>>,
): Promise<number> {
  return inTransaction(ctx, async (inner) => {
    await requireRole(inner, organisationId, 'contributor')
    const { personId } = requirePerson(inner)
    const read = readPartnerMessage(typed)
    if ('problems' in read) throw new AppError('invalid', read.problems[0]?.reason ?? 'partners_message_wrong')
    const partners = (await readPartners(inner, organisationId)).filter(({ email }) => email !== null)
    if (partners.length === 0) throw new AppError('invalid', 'partners_none_reachable')
    await takeTurn(inner, `partners of ${organisationId}`, { most: 3, seconds: 86_400 })
    const { rows } = await sql<{ organisation: string; person: string }>`
      select o.name as organisation, p.name as person from organisation o, person p
      where o.id = ${organisationId} and p.id = ${personId}`.execute(inner.db)
    const [from] = rows
    if (!from) throw new AppError('not_found', 'record_not_found')
    const letter = partnerLetter(from, read.message)
    for (const { id, email } of partners)
      if (email)
        await asJob(inner, 'publish', (job) =>
          queueMail(job, {
            recipient: email,
            organisationId: id,
            // Nobody knows in which language the mailbox is read.
            locale: 'both',
            kind: 'partnerMessage',
            letter,
            replyTo: read.message.replyTo,
          }),
        )
    await recordChange(inner, {
      recordKind: 'organisation',
      recordId: organisationId,
      organisationId,
      action: 'wroteToPartners',
      after: { partners: partners.map(({ name }) => name).join(', ') },
      note: `${read.message.subject} — ${read.message.message}`,
    })
    return partners.length
  })
}
