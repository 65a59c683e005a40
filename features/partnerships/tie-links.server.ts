import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { isId, newId } from '../../platform/ids.ts'
import { mailAddress } from '../../platform/mail/address.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { digestOf, newToken } from '../../platform/tokens.ts'
import { takeTurn } from '../../platform/turns.ts'
import { type PartyOfTie, requireParty } from './parties.server.ts'
import { speakerOf } from './speaker.server.ts'
import { mostLinkDays } from './tie-links.ts'
import { linkLetter, type WordLinks } from './word-letters.ts'
import { recordWord } from './word-trail.server.ts'

/** A link to make: for which party, in which language, to whom it is handed. */
export type NewTieLink = {
  /** The party its holder answers for. */
  organisationId: string
  agreementId: string | null
  addressee: string
  /** Without an address, the link is handed over by whoever made it. */
  email: string | null
  locale: Locale
  days: number
}

/** Makes a link with which somebody of another party reads and answers without an account; its token is kept nowhere. */
export async function makeTieLink(
  ctx: Ctx,
  of: PartyOfTie,
  given: NewTieLink,
  links: WordLinks,
): Promise<{ id: string; token: string }> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    await checkLink(inner, of, given)
    await takeTurn(inner, `tie link ${of.organisationId}`, { most: 60, seconds: 86_400 })
    const email = given.email ? mailAddress(given.email).toLowerCase() : null
    const [id, token] = [newId(), newToken()]
    const until = new Date(inner.now.getTime() + given.days * 86_400_000)
    const speaker = await speakerOf(inner, of)
    await inner.db
      .insertInto('tie_link')
      .values({
        id,
        partnership_id: of.partnershipId,
        organisation_id: given.organisationId,
        agreement_id: given.agreementId,
        addressee: given.addressee.trim().slice(0, 120),
        email,
        locale: given.locale,
        token_digest: digestOf(token),
        made_for: of.organisationId,
        created_by: speaker.personId,
        created_at: inner.now,
        expires_at: until,
      })
      .execute()
    if (email) await sendLink(inner, of, { ...given, email, until }, (locale) => links.answer(locale, token))
    await recordWord(inner, speaker, 'linkMade')
    return { id, token }
  })
}

async function checkLink(ctx: Ctx, of: PartyOfTie, given: NewTieLink): Promise<void> {
  const { organisationId: party, agreementId, days } = given
  if (!Number.isInteger(days) || days < 1 || days > mostLinkDays) throw new AppError('invalid', 'tie_link_days_wrong')
  const { rows } =
    isId(party) && (agreementId === null || isId(agreementId))
      ? await sql<{ agreement: boolean }>`
          select ${agreementId}::uuid is null or exists (select from agreement a
            where a.id = ${agreementId} and a.partnership_id = p.partnership_id) as agreement
          from partnership_party p where p.partnership_id = ${of.partnershipId} and p.organisation_id = ${party}
            and p.organisation_id <> ${of.organisationId}`.execute(ctx.db)
      : { rows: [] }
  if (!rows[0]) throw new AppError('invalid', 'tie_link_party_wrong')
  if (!rows[0].agreement) throw new AppError('not_found', 'agreement_not_found')
}

async function sendLink(
  ctx: Ctx,
  of: PartyOfTie,
  given: NewTieLink & { email: string; until: Date },
  url: (locale: Locale) => string,
): Promise<void> {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from organisation where id in (${of.organisationId}, ${given.organisationId})`.execute(ctx.db)
  const nameOf = (id: string) => rows.find((row) => row.id === id)?.name ?? ''
  const facts = {
    by: nameOf(of.organisationId),
    party: nameOf(given.organisationId),
    addressee: given.addressee.trim(),
  }
  await queueMail(ctx, {
    recipient: given.email,
    locale: given.locale,
    kind: 'tieLink',
    organisationId: of.organisationId,
    letter: linkLetter({ ...facts, until: given.until }, () => url(given.locale)),
  })
}

/** What has become of a link. */
export type TieLinkState = 'open' | 'expired' | 'revoked'

/** A link, as the parties of its tie see it. */
export type TieLinkRow = {
  id: string
  partyName: string
  agreementTitle: string | null
  addressee: string
  email: string | null
  locale: Locale
  madeFor: string
  madeForName: string
  madeBy: string
  createdAt: Date
  expiresAt: Date
  revokedAt: Date | null
  /** How many answers came by it. */
  answers: number
  state: TieLinkState
}

/** The links made for a tie, the latest first. */
export async function listTieLinks(ctx: Ctx, of: PartyOfTie): Promise<TieLinkRow[]> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    const { rows } = await sql<Omit<TieLinkRow, 'state'>>`
      select l.id, o.name as "partyName", a.title as "agreementTitle", l.addressee, l.locale, l.made_for as "madeFor",
        case when l.made_for = ${of.organisationId} then l.email end as email, f.name as "madeForName",
        coalesce(p.name, '') as "madeBy", l.created_at as "createdAt", l.expires_at as "expiresAt",
        l.revoked_at as "revokedAt", (select count(*)::int from proposal_answer w where w.link_id = l.id)
          + (select count(*)::int from tie_act_answer w where w.link_id = l.id) as answers
      from tie_link l join organisation o on o.id = l.organisation_id join organisation f on f.id = l.made_for
      left join agreement a on a.id = l.agreement_id left join person p on p.id = l.created_by
      where l.partnership_id = ${of.partnershipId} order by l.created_at desc, l.id limit 200`.execute(inner.db)
    return rows.map((row) => ({ ...row, state: stateOf(row, inner.now) }))
  })
}

function stateOf(row: { revokedAt: Date | null; expiresAt: Date }, now: Date): TieLinkState {
  if (row.revokedAt) return 'revoked'
  return row.expiresAt <= now ? 'expired' : 'open'
}

/** Takes a link back: from now on it opens nothing. What was answered by it stays. */
export async function revokeTieLink(ctx: Ctx, of: PartyOfTie, linkId: string): Promise<void> {
  await inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    const { numAffectedRows } = isId(linkId)
      ? await sql`update tie_link set revoked_at = ${inner.now}
          where id = ${linkId} and partnership_id = ${of.partnershipId} and made_for = ${of.organisationId}
            and revoked_at is null`.execute(inner.db)
      : { numAffectedRows: 0n }
    if (!numAffectedRows) throw new AppError('not_found', 'tie_link_not_open')
    await recordWord(inner, await speakerOf(inner, of), 'linkRevoked')
  })
}

/** The link just made for a tie by its token, to show it to whoever made it; null once it opens nothing. */
export async function findMadeLink(
  ctx: Ctx,
  of: PartyOfTie,
  token: string,
): Promise<{ partyName: string; locale: Locale } | null> {
  return inTransaction(ctx, async (inner) => {
    await requireParty(inner, of, 'contributor')
    const { rows } = await sql<{ partyName: string; locale: Locale }>`
      select o.name as "partyName", l.locale from tie_link l join organisation o on o.id = l.organisation_id
      where l.token_digest = ${digestOf(token)} and l.partnership_id = ${of.partnershipId}
        and l.made_for = ${of.organisationId} and l.revoked_at is null and l.expires_at > ${inner.now}`.execute(
      inner.db,
    )
    return rows[0] ?? null
  })
}
