import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { isId, newId } from '../../platform/ids.ts'
import { mailAddress } from '../../platform/mail/address.ts'
import type { MailLocale } from '../../platform/mail/letter.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { digestOf, newToken } from '../../platform/tokens.ts'
import { takeTurn } from '../../platform/turns.ts'
import { recordChange } from './audit.server.ts'
import { type InvitationState, invitationDays, invitationState, rolesToGiveGuests } from './invitations.ts'
import { invitationLetter } from './member-letters.ts'
import { requireRole } from './permissions.server.ts'
import { type Role, rolesToGive } from './rules.ts'
import { heldRole } from './seats.server.ts'

/** An invitation to make; without an address its link is handed over by whoever made it. */
export type NewInvitation = {
  organisationId: string
  role: Role
  email: string | null
  /** The language of the mail: both where the reader's is not known. */
  locale: MailLocale
  word: string
  /** The one tie a guest is invited to. */
  partnershipId: string | null
  linkTo: (token: string, locale: Locale) => string
}

/** Invites somebody; answers the token of the link, which is kept nowhere. */
export async function createInvitation(ctx: Ctx, given: NewInvitation): Promise<{ id: string; token: string }> {
  await requireRole(ctx, given.organisationId, 'manager')
  const held = await heldRole(ctx, given.organisationId)
  const allowed = given.partnershipId ? rolesToGiveGuests(held) : rolesToGive(held)
  if (!allowed.includes(given.role)) throw new AppError('invalid', 'role_not_to_give')
  const email = given.email ? mailAddress(given.email) : null
  return inTransaction(ctx, async (inner) => {
    await takeTurn(inner, `invitation ${given.organisationId}`, { most: 60, seconds: 86_400 })
    if (given.partnershipId) await requireOwnTie(inner, given.organisationId, given.partnershipId)
    if (email && !given.partnershipId) await refuseMember(inner, given.organisationId, email)
    if (email) await replaceOpen(inner, given.organisationId, email, given.partnershipId)
    const invitation = await insertInvitation(inner, given, email)
    if (email) await sendInvitation(inner, given, email, invitation.token)
    await recordChange(inner, {
      recordKind: 'invitation',
      recordId: invitation.id,
      organisationId: given.organisationId,
      action: 'invited',
      after: { role: given.role, partnershipId: given.partnershipId },
    })
    return invitation
  })
}

async function requireOwnTie(ctx: Ctx, organisationId: string, partnershipId: string): Promise<void> {
  const found = isId(partnershipId)
    ? await ctx.db
        .selectFrom('partnership_party')
        .select('position')
        .where('partnership_id', '=', partnershipId)
        .where('organisation_id', '=', organisationId)
        .executeTakeFirst()
    : null
  if (!found) throw new AppError('invalid', 'tie_not_yours')
}

async function refuseMember(ctx: Ctx, organisationId: string, email: string): Promise<void> {
  const found = await ctx.db
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select('m.id')
    .where('m.organisation_id', '=', organisationId)
    .where('m.ended_at', 'is', null)
    .where('m.partnership_id', 'is', null)
    .where('p.email', '=', email)
    .executeTakeFirst()
  if (found) throw new AppError('conflict', 'already_member')
}

// The latest invitation to an address is the one that counts.
async function replaceOpen(ctx: Ctx, organisationId: string, email: string, tie: string | null): Promise<void> {
  await sql`update invitation set revoked_at = ${ctx.now}
    where organisation_id = ${organisationId} and email = ${email} and partnership_id is not distinct from ${tie}::uuid
      and accepted_at is null and revoked_at is null`.execute(ctx.db)
}

async function insertInvitation(ctx: Ctx, given: NewInvitation, email: string | null) {
  const token = newToken()
  const id = newId()
  await ctx.db
    .insertInto('invitation')
    .values({
      id,
      organisation_id: given.organisationId,
      role: given.role,
      partnership_id: given.partnershipId,
      email,
      locale: given.locale,
      word: given.word.trim().slice(0, 1000),
      token_digest: digestOf(token),
      created_by: ctx.actor.kind === 'person' ? ctx.actor.personId : null,
      created_at: ctx.now,
      expires_at: new Date(ctx.now.getTime() + invitationDays * 86_400_000),
    })
    .execute()
  return { id, token }
}

async function sendInvitation(ctx: Ctx, given: NewInvitation, email: string, token: string): Promise<void> {
  const { rows } = await sql<{ organisation: string; inviter: string | null }>`
    select o.name as organisation, p.name as inviter from organisation o
    left join person p on p.id = ${ctx.actor.kind === 'person' ? ctx.actor.personId : null}::uuid
    where o.id = ${given.organisationId}`.execute(ctx.db)
  const { organisation = '', inviter = null } = rows[0] ?? {}
  const { role, word } = given
  await queueMail(ctx, {
    recipient: email,
    locale: given.locale,
    kind: 'invitation',
    organisationId: given.organisationId,
    letter: (t, locale) =>
      invitationLetter(t, { organisation, inviter: inviter ?? '', role, word, url: given.linkTo(token, locale) }),
  })
}

/** An invitation as the managers of the organisation see it. */
export type InvitationRow = {
  id: string
  role: Role
  email: string | null
  partnershipId: string | null
  state: InvitationState
  invitedBy: string
  acceptedBy: string
  createdAt: Date
  expiresAt: Date
  acceptedAt: Date | null
  revokedAt: Date | null
}

/** The invitations of an organisation, the latest first. */
export async function listInvitations(ctx: Ctx, organisationId: string): Promise<InvitationRow[]> {
  await requireRole(ctx, organisationId, 'manager')
  const { rows } = await sql<Omit<InvitationRow, 'state'>>`
    select i.id, i.role, i.email, i.partnership_id as "partnershipId", coalesce(p.name, '') as "invitedBy",
      coalesce(a.name, '') as "acceptedBy", i.created_at as "createdAt", i.expires_at as "expiresAt",
      i.accepted_at as "acceptedAt", i.revoked_at as "revokedAt"
    from invitation i left join person p on p.id = i.created_by left join person a on a.id = i.accepted_by
    where i.organisation_id = ${organisationId} order by i.created_at desc, i.id limit 200`.execute(ctx.db)
  return rows.map((row) => ({ ...row, state: invitationState(row, ctx.now) }))
}

/** Takes an invitation back: its link opens nothing any more. */
export async function revokeInvitation(ctx: Ctx, organisationId: string, invitationId: string): Promise<void> {
  await requireRole(ctx, organisationId, 'manager')
  const mine = rolesToGive(await heldRole(ctx, organisationId))
  await inTransaction(ctx, async (inner) => {
    const revoked = isId(invitationId)
      ? await inner.db
          .updateTable('invitation')
          .set({ revoked_at: inner.now })
          .where('id', '=', invitationId)
          .where('organisation_id', '=', organisationId)
          .where('role', 'in', mine)
          .where('accepted_at', 'is', null)
          .where('revoked_at', 'is', null)
          .returning('role')
          .executeTakeFirst()
      : undefined
    if (!revoked) throw new AppError('not_found', 'invitation_not_open')
    await recordChange(inner, {
      recordKind: 'invitation',
      recordId: invitationId,
      organisationId,
      action: 'revoked',
      before: { role: revoked.role },
    })
  })
}
