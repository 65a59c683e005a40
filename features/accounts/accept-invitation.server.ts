import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isLocale, type Locale } from '../../platform/i18n/locales.ts'
import { digestOf } from '../../platform/tokens.ts'
import { recordChange } from './audit.server.ts'
import { type InvitationState, invitationState } from './invitations.ts'
import { requirePerson, requireRole } from './permissions.server.ts'
import type { Role } from './rules.ts'
import { giveSeat } from './seats.server.ts'

/** What the page of an invitation's link says: who invites, to what. */
export type InvitationToRead = {
  state: InvitationState
  organisation: { key: string; name: string; country: string }
  role: Role
  /** The names of the parties, where a guest is invited to one tie only. */
  tie: string[] | null
  inviter: string
  word: string
  expiresAt: Date
  /** Whether whoever reads accepted it. */
  acceptedByReader: boolean
}

type Found = Omit<InvitationToRead, 'state' | 'acceptedByReader' | 'organisation'> & {
  id: string
  organisationId: string
  partnershipId: string | null
  key: string
  name: string
  country: string
  acceptedAt: Date | null
  acceptedBy: string | null
  revokedAt: Date | null
  createdBy: string | null
  sentTo: string | null
}

async function findByToken(ctx: Ctx, token: string): Promise<Found> {
  const { rows } = await sql<Found>`
    select i.id, i.organisation_id as "organisationId", i.partnership_id as "partnershipId", o.key, o.name, o.country,
      i.role, i.word, coalesce(p.name, '') as inviter, i.expires_at as "expiresAt", i.accepted_at as "acceptedAt",
      i.accepted_by as "acceptedBy", i.revoked_at as "revokedAt", i.created_by as "createdBy", i.email as "sentTo",
      (select array_agg(party.name order by pp.position) from partnership_party pp
        join organisation party on party.id = pp.organisation_id where pp.partnership_id = i.partnership_id) as tie
    from invitation i join organisation o on o.id = i.organisation_id left join person p on p.id = i.created_by
    where i.token_digest = ${digestOf(token)}`.execute(ctx.db)
  const [found] = rows
  if (!found) throw new AppError('not_found', 'invitation_unknown')
  return found
}

/** Reads an invitation by its link; whoever holds the link may, signed in or not. */
export async function readInvitation(ctx: Ctx, token: string): Promise<InvitationToRead> {
  const found = await asJob(ctx, 'invitation', (inner) => findByToken(inner, token))
  const reader = ctx.actor.kind === 'person' ? ctx.actor.personId : null
  return {
    state: invitationState(found, ctx.now),
    organisation: { key: found.key, name: found.name, country: found.country },
    role: found.role,
    tie: found.tie,
    inviter: found.inviter,
    word: found.word,
    expiresAt: found.expiresAt,
    acceptedByReader: reader !== null && found.acceptedBy === reader,
  }
}

/** Accepts an invitation, once: whoever holds the link and has signed in takes the seat. */
export async function acceptInvitation(
  ctx: Ctx,
  token: string,
  functionTitle = '',
): Promise<{ key: string; partnershipId: string | null }> {
  const { personId } = requirePerson(ctx)
  return inTransaction(ctx, async (inner) => {
    const { found, seat, sameAddress } = await asJob(inner, 'invitation', (job) =>
      take(job, token, personId, functionTitle),
    )
    await recordChange(inner, {
      recordKind: 'membership',
      recordId: seat.id,
      organisationId: found.organisationId,
      action: 'invitationAccepted',
      before: seat.before ? { role: seat.before } : null,
      after: { role: seat.after, personId, partnershipId: found.partnershipId, addressProven: sameAddress },
    })
    return { key: found.key, partnershipId: found.partnershipId }
  })
}

async function take(ctx: Ctx, token: string, personId: string, functionTitle: string) {
  const found = await findByToken(ctx, token)
  const state = invitationState(found, ctx.now)
  if (state !== 'open') throw new AppError('conflict', `invitation_${state}`)
  // Of two who press the button at the same moment, one is second.
  const taken = await ctx.db
    .updateTable('invitation')
    .set({ accepted_at: ctx.now, accepted_by: personId })
    .where('id', '=', found.id)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!taken) throw new AppError('conflict', 'invitation_accepted')
  const seat = await giveSeat(ctx, {
    organisationId: found.organisationId,
    personId,
    role: found.role,
    partnershipId: found.partnershipId,
    functionTitle: functionTitle.trim().slice(0, 120),
    givenBy: found.createdBy,
  })
  const person = await ctx.db.selectFrom('person').select('email').where('id', '=', personId).executeTakeFirst()
  // A forwarded link proves nothing about the address it was first sent to.
  return { found, seat, sameAddress: found.sentTo !== null && person?.email === found.sentTo }
}

/** An open invitation to hand over, found again by its token for whoever has just made it; null when it is none. */
export async function findShownInvitation(
  ctx: Ctx,
  organisationId: string,
  token: string,
): Promise<{ role: Role; locale: Locale } | null> {
  await requireRole(ctx, organisationId, 'manager')
  const { rows } = await sql<{ role: Role; locale: string }>`
    select role, locale from invitation where token_digest = ${digestOf(token)} and organisation_id = ${organisationId}
      and email is null and accepted_at is null and revoked_at is null and expires_at > ${ctx.now}`.execute(ctx.db)
  const [found] = rows
  return found ? { role: found.role, locale: isLocale(found.locale) ? found.locale : ctx.locale } : null
}
