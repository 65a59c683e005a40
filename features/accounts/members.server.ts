import { sql } from 'kysely'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import type { Locale } from '../../platform/i18n/locales.ts'
import { isId } from '../../platform/ids.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { recordChange } from './audit.server.ts'
import { rolesToGiveGuests } from './invitations.ts'
import { seatLetter } from './member-letters.ts'
import { requirePerson, requireRole } from './permissions.server.ts'
import { canChangeSeat, type Role, rolesToGive } from './rules.ts'
import { heldRole, lockSeats, requireAnotherOwner } from './seats.server.ts'

/** A seat in an organisation as its members see it; the address is shown to its managers only. */
export type MemberRow = {
  id: string
  personId: string
  name: string
  email: string | null
  role: Role
  functionTitle: string
  /** The one tie a guest sees, with the names of its parties. */
  partnershipId: string | null
  tie: string[] | null
  createdAt: Date
  endedAt: Date | null
}

const memberColumns = sql`m.id, m.person_id as "personId", coalesce(p.name, '') as name, p.email, m.role,
  m.function_title as "functionTitle", m.partnership_id as "partnershipId", m.created_at as "createdAt", m.ended_at as "endedAt",
  (select array_agg(o.name order by pp.position) from partnership_party pp join organisation o on o.id = pp.organisation_id
    where pp.partnership_id = m.partnership_id) as tie`

/** The seats of an organisation: present ones first, the highest roles before the others; ended ones are kept. */
export async function listMembers(ctx: Ctx, organisationId: string): Promise<MemberRow[]> {
  await requireRole(ctx, organisationId, 'reader')
  const { rows } = await sql<MemberRow>`
    select ${memberColumns} from membership m left join person p on p.id = m.person_id
    where m.organisation_id = ${organisationId}
    order by m.ended_at desc nulls first, role_rank(m.role) desc, m.created_at, m.id limit 500`.execute(ctx.db)
  const mayWrite = rolesToGive(await heldRole(ctx, organisationId)).length > 0
  return mayWrite ? rows : rows.map((row) => ({ ...row, email: null }))
}

/** One present seat of an organisation; `seat_unknown` when it is another's, or has ended. */
export async function getSeat(ctx: Ctx, organisationId: string, membershipId: string): Promise<MemberRow> {
  await requireRole(ctx, organisationId, 'manager')
  return findSeat(ctx, organisationId, membershipId)
}

async function findSeat(ctx: Ctx, organisationId: string, membershipId: string): Promise<MemberRow> {
  const { rows } = isId(membershipId)
    ? await sql<MemberRow>`select ${memberColumns} from membership m left join person p on p.id = m.person_id
        where m.id = ${membershipId} and m.organisation_id = ${organisationId} and m.ended_at is null`.execute(ctx.db)
    : { rows: [] }
  const [seat] = rows
  if (!seat) throw new AppError('not_found', 'seat_unknown')
  return seat
}

/** Which seat of which organisation, and where its holder reads of the change. */
export type SeatChange = { organisationId: string; membershipId: string; linkTo: (locale: Locale) => string }

/** Gives a seat another role, and says what its holder does there; an organisation keeps an owner. */
export async function changeSeat(ctx: Ctx, change: SeatChange & { role: Role; functionTitle: string }): Promise<void> {
  const { organisationId, membershipId } = change
  await requireRole(ctx, organisationId, 'manager')
  await inTransaction(ctx, async (inner) => {
    await lockSeats(inner, organisationId)
    const seat = await findSeat(inner, organisationId, membershipId)
    const held = await heldRole(inner, organisationId)
    if (change.role !== seat.role) await requireMayChange(inner, organisationId, seat, change.role, held)
    const after = { role: change.role, function_title: change.functionTitle.trim().slice(0, 120) }
    await writeSeat(inner, seat, after)
    if (after.role !== seat.role) await tellHolder(inner, organisationId, seat, after.role, change.linkTo)
  })
}

async function requireMayChange(ctx: Ctx, organisationId: string, seat: MemberRow, role: Role, held: Role | null) {
  const allowed = seat.partnershipId ? rolesToGiveGuests(held) : rolesToGive(held)
  if (!canChangeSeat(held, seat.role)) throw new AppError('forbidden', 'role_too_low')
  if (!allowed.includes(role)) throw new AppError('invalid', 'role_not_to_give')
  if (seat.role === 'owner') await requireAnotherOwner(ctx, organisationId, seat.id)
  await revokeWhatTheyMayNotGive(ctx, organisationId, seat, rolesToGive(role))
}

// Links made by somebody who may give such a role no longer would let it in by the back.
async function revokeWhatTheyMayNotGive(ctx: Ctx, organisationId: string, seat: MemberRow, kept: readonly Role[]) {
  await sql`update invitation set revoked_at = ${ctx.now} where organisation_id = ${organisationId}
    and created_by = ${seat.personId} and accepted_at is null and revoked_at is null
    and not role = any(${[...kept]})`.execute(ctx.db)
}

async function writeSeat(ctx: Ctx, seat: MemberRow, after: { role: Role; function_title: string }): Promise<void> {
  const written = await ctx.db
    .updateTable('membership')
    .set(after)
    .where('id', '=', seat.id)
    .returning('organisation_id')
    .executeTakeFirstOrThrow()
  await recordChange(ctx, {
    recordKind: 'membership',
    recordId: seat.id,
    organisationId: written.organisation_id,
    action: 'changed',
    before: { role: seat.role, functionTitle: seat.functionTitle },
    after: { role: after.role, functionTitle: after.function_title },
  })
}

/** Ends the seat of somebody else; it is kept as ended, with what its holder did. */
export async function endSeat(ctx: Ctx, change: SeatChange): Promise<void> {
  const { organisationId, membershipId } = change
  await requireRole(ctx, organisationId, 'manager')
  await inTransaction(ctx, async (inner) => {
    await lockSeats(inner, organisationId)
    const seat = await findSeat(inner, organisationId, membershipId)
    if (!canChangeSeat(await heldRole(inner, organisationId), seat.role))
      throw new AppError('forbidden', 'role_too_low')
    await close(inner, organisationId, seat)
    await tellHolder(inner, organisationId, seat, null, change.linkTo)
  })
}

/** Leaves an organisation oneself; its last owner first gives the role to somebody. */
export async function leaveOrganisation(ctx: Ctx, organisationId: string): Promise<void> {
  await requireRole(ctx, organisationId, 'reader')
  const { personId } = requirePerson(ctx)
  await inTransaction(ctx, async (inner) => {
    await lockSeats(inner, organisationId)
    const { rows } = await sql<{ id: string }>`select id from membership where organisation_id = ${organisationId}
      and person_id = ${personId} and partnership_id is null and ended_at is null`.execute(inner.db)
    await close(inner, organisationId, await findSeat(inner, organisationId, rows[0]?.id ?? ''))
  })
}

async function close(ctx: Ctx, organisationId: string, seat: MemberRow): Promise<void> {
  if (seat.role === 'owner' && !seat.partnershipId) await requireAnotherOwner(ctx, organisationId, seat.id)
  await asJob(ctx, 'invitation', (job) => revokeWhatTheyMayNotGive(job, organisationId, seat, []))
  // Written down first: whoever has left no longer reads of the organisation.
  await recordChange(ctx, {
    recordKind: 'membership',
    recordId: seat.id,
    organisationId,
    action: 'ended',
    before: { role: seat.role, personId: seat.personId },
  })
  await ctx.db
    .updateTable('membership')
    .set({ ended_at: ctx.now })
    .where('id', '=', seat.id)
    .where('organisation_id', '=', organisationId)
    .execute()
}

/** Says what one does in an organisation, in one's own words. */
export async function saveOwnFunction(ctx: Ctx, organisationId: string, functionTitle: string): Promise<void> {
  await requireRole(ctx, organisationId, 'reader')
  const { personId } = requirePerson(ctx)
  await asJob(ctx, 'invitation', ({ db }) =>
    db
      .updateTable('membership')
      .set({ function_title: functionTitle.trim().slice(0, 120) })
      .where('organisation_id', '=', organisationId)
      .where('person_id', '=', personId)
      .where('partnership_id', 'is', null)
      .where('ended_at', 'is', null)
      .execute(),
  )
}

async function tellHolder(
  ctx: Ctx,
  organisationId: string,
  seat: MemberRow,
  role: Role | null,
  linkTo: SeatChange['linkTo'],
): Promise<void> {
  const isSelf = ctx.actor.kind === 'person' && ctx.actor.personId === seat.personId
  if (isSelf || !seat.email) return
  const { rows } = await sql<{ name: string; locale: Locale }>`
    select o.name, p.locale from organisation o, person p where o.id = ${organisationId} and p.id = ${seat.personId}`.execute(
    ctx.db,
  )
  const [found] = rows
  if (!found) return
  await queueMail(ctx, {
    recipient: seat.email,
    locale: found.locale,
    kind: 'seatChanged',
    personId: seat.personId,
    organisationId,
    letter: (t, locale) => seatLetter(t, { organisation: found.name, role, url: linkTo(locale) }),
  })
}

/** The ties of an organisation, by which a guest's rights can be narrowed. */
export async function listTiesToShare(ctx: Ctx, organisationId: string): Promise<{ id: string; partners: string[] }[]> {
  await requireRole(ctx, organisationId, 'manager')
  const { rows } = await sql<{ id: string; partners: string[] }>`
    select mine.partnership_id as id, array_agg(o.name order by pp.position) as partners
    from partnership_party mine
    join partnership_party pp on pp.partnership_id = mine.partnership_id and pp.organisation_id <> mine.organisation_id
    join organisation o on o.id = pp.organisation_id
    where mine.organisation_id = ${organisationId} group by 1 order by min(o.name_key), 1`.execute(ctx.db)
  return rows
}
