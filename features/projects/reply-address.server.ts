import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { digestOf } from '../../platform/tokens.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requirePerson } from '../accounts/permissions.server.ts'
import { replyAddressOf } from './field-mail.ts'
import { type BodyOfProject, requireInProject } from './members.server.ts'

/** How long an address may be answered to. */
const replyDays = 400

/** Until when somebody's address for a project may be answered to; null where they have none. */
export async function findReplyUntil(ctx: Ctx, of: BodyOfProject): Promise<Date | null> {
  await requireInProject(ctx, of, 'reader')
  const person = requirePerson(ctx)
  const { rows } = await inTransaction(ctx, ({ db, now }) =>
    sql<{ until: Date | null }>`select max(expires_at) as until from reply_address
      where person_id = ${person.personId} and project_id = ${of.projectId} and organisation_id = ${of.organisationId}
        and expires_at > ${now}`.execute(db),
  )
  return rows[0]?.until ?? null
}

/** Who an address is for, and where its mails become news. */
export type ReplyOf = { personId: string; organisationId: string } & ({ projectId: string } | { partnershipId: string })

/** Makes an address whose mails become news, for so many days; those of this person that are over go. */
export async function makeReplyAddress(
  { db, now }: Ctx,
  { personId, organisationId, ...home }: ReplyOf,
  domain: string,
  days: number,
): Promise<{ address: string; until: Date }> {
  // Lower case letters and digits only: some mail programs write addresses small.
  const token = randomBytes(20).toString('hex')
  const until = new Date(now.getTime() + days * 24 * 3600_000)
  await db.deleteFrom('reply_address').where('person_id', '=', personId).where('expires_at', '<', now).execute()
  await db
    .insertInto('reply_address')
    .values({
      token_digest: digestOf(token),
      person_id: personId,
      organisation_id: organisationId,
      project_id: 'projectId' in home ? home.projectId : null,
      partnership_id: 'projectId' in home ? null : home.partnershipId,
      created_at: now,
      expires_at: until,
    })
    .execute()
  return { address: replyAddressOf(token, domain), until }
}

/**
 * Makes a personal address whose mails become news of the project, and sends it to whoever asked, who need only answer.
 * The one before ends.
 */
export async function askReplyAddress(ctx: Ctx, of: BodyOfProject, domain: string | null): Promise<void> {
  await requireInProject(ctx, of, 'contributor')
  if (domain === null) throw new AppError('unavailable', 'reply_address_off')
  const { personId } = requirePerson(ctx)
  await inTransaction(ctx, async (inner) => {
    const { rows } = await sql<{ email: string | null; locale: 'fr' | 'en'; title: string }>`
      select p.email, p.locale, j.title from person p, project j where p.id = ${personId} and j.id = ${of.projectId}`.execute(
      inner.db,
    )
    const found = rows[0]
    if (!found?.email) throw new AppError('invalid', 'mail_address_invalid')
    await inner.db
      .deleteFrom('reply_address')
      .where('person_id', '=', personId)
      .where('project_id', '=', of.projectId)
      .where('organisation_id', '=', of.organisationId)
      .execute()
    const { address, until } = await makeReplyAddress(inner, { ...of, personId }, domain, replyDays)
    await queueMail(inner, {
      recipient: found.email,
      locale: found.locale,
      kind: 'replyAddress',
      personId,
      organisationId: of.organisationId,
      replyTo: address,
      letter: (t) => ({
        subject: t('field.letter.subject', { title: found.title }),
        paragraphs: [
          t('field.letter.text', { title: found.title }),
          t('field.letter.photos'),
          t('field.letter.address', { address, day: until }),
        ],
        foot: t('field.letter.foot'),
      }),
    })
    await recordChange(inner, {
      recordKind: 'project',
      recordId: of.projectId,
      organisationId: of.organisationId,
      action: 'replyAddressMade',
    })
  })
}
