import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { asActor, asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { digestOf } from '../../platform/tokens.ts'
import { photoTypes } from '../partnerships/papers.ts'
import { addPhoto } from '../partnerships/photos.server.ts'
import { isAutomatic, mostMailBytes, mostMailPhotos, plainText, replyText, tokenIn } from './field-mail.ts'
import { addFieldUpdate, type NewsHome } from './news.server.ts'
import { writtenAt } from './news.ts'

/** A mail as it came: its text whole, to whom, and from whom the server that brought it says (`''`: a notice of failure). */
export type ReceivedMail = { raw: Buffer; to: readonly string[]; from: string | null }

type Reply = {
  digest: string
  personId: string
  organisationId: string
  projectId: string | null
  partnershipId: string | null
  email: string | null
  locale: Locale
  name: string
}

/** Finds whose address this is, while it may be answered to; others are refused (`field_mail_unknown`). */
export function requireReplyAddress(ctx: Ctx, addresses: readonly string[]): Promise<Reply> {
  const digests = addresses.flatMap((address) => tokenIn(address) ?? []).map(digestOf)
  return inTransaction(ctx, (outer) =>
    asJob(outer, 'fieldMail', async ({ db, now }) => {
      const { rows } = await sql<Reply>`
        select r.token_digest as digest, r.person_id as "personId", r.organisation_id as "organisationId",
          r.project_id as "projectId", r.partnership_id as "partnershipId", p.email, p.locale, p.name
        from reply_address r join person p on p.id = r.person_id
        where r.token_digest = any(${digests}::text[]) and r.expires_at > ${now}`.execute(db)
      const found = rows[0]
      if (!found) throw new AppError('not_found', 'field_mail_unknown')
      return found
    }),
  )
}

const homeOf = ({ projectId, partnershipId, organisationId }: Reply): NewsHome =>
  projectId === null ? { partnershipId: partnershipId ?? '', organisationId } : { projectId, organisationId }

// The same mail brought twice is kept once: its id follows from its own and from the address it came to.
function idOf(messageId: string, raw: Buffer, digest: string): string {
  const hex = createHash('sha256')
    .update(messageId || raw)
    .update(digest)
    .digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Makes a mail that answers to a personal address news of its project or tie, in its writer's name: the words of the reply, and
 * photos nobody was asked about, which are not public. What a machine wrote is passed over; what cannot be taken is
 * refused with its reason.
 */
export async function receiveFieldMail(
  ctx: Ctx,
  { raw, to, from }: ReceivedMail,
  filesFolder: string,
): Promise<'kept' | 'again' | 'ignored'> {
  if (raw.length > mostMailBytes)
    throw new AppError('invalid', 'field_mail_large', { megabytes: Math.floor(mostMailBytes / 1_000_000) })
  const reply = await requireReplyAddress(ctx, to)
  // Loaded only where a mail has come.
  const { default: PostalMime } = await import('postal-mime')
  const mail = await PostalMime.parse(raw)
  if (isAutomatic(mail, from)) return 'ignored'
  if (!reply.email || mail.from?.address?.toLowerCase() !== reply.email.toLowerCase())
    throw new AppError('forbidden', 'field_mail_sender')
  // Pictures set into the text are those of a signature more often than not.
  const photos = mail.attachments
    .filter(({ mimeType, related }) => !related && photoTypes.includes(mimeType as never))
    .slice(0, mostMailPhotos)
  const words = replyText(mail.text?.trim() ? mail.text : plainText(mail.html ?? ''))
  const t = translator(reply.locale)
  const body = words || (photos.length > 0 ? t('field.mail.photosOnly') : '')
  if (!body) throw new AppError('invalid', 'field_mail_empty')
  const { organisationId, personId } = reply
  const id = idOf(mail.messageId ?? '', raw, reply.digest)
  const at = writtenAt(mail.date ?? '', ctx.now)
  const facts = { body, onDate: at.toISOString().slice(0, 10), locale: reply.locale, figures: [], wantsPublic: false }
  return inTransaction({ ...ctx, locale: reply.locale }, (outer) =>
    // As the person, so that all that holds for them on the page holds here.
    asActor(outer, { kind: 'person', personId, organisationId }, async (inner) => {
      const of = homeOf(reply)
      const isNew = await addFieldUpdate(inner, of, id, facts, { via: 'mail', writtenAt: at })
      if (!isNew) return 'again'
      for (const photo of photos) {
        const bytes =
          typeof photo.content === 'string' ? Buffer.from(photo.content, 'base64') : new Uint8Array(photo.content)
        const file = new File([Uint8Array.from(bytes)], photo.filename ?? 'photo', { type: photo.mimeType })
        const said = { caption: '', description: t('field.mail.photo'), credit: reply.name || t('field.mail.credit') }
        const home = { fieldUpdateId: id, organisationId }
        await addPhoto(
          inner,
          home,
          { ...said, takenOn: null, consent: 'notAsked', wantsPublic: false },
          file,
          filesFolder,
        )
      }
      return 'kept'
    }),
  )
}
