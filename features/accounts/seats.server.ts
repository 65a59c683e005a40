import { sql } from 'kysely'
import type { Ctx } from '../../platform/context.ts'
import { advisoryLocks } from '../../platform/db/locks.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { higherRole } from './invitations.ts'
import { isAdministrator, listSeats } from './permissions.server.ts'
import { type Role, roleIn } from './rules.ts'

/** The role whoever acts holds in an organisation; the administrator and the operator stand as its owner. */
export async function heldRole(ctx: Ctx, organisationId: string): Promise<Role | null> {
  if (await isAdministrator(ctx)) return 'owner'
  return roleIn(await listSeats(ctx), organisationId)
}

/** One change at a time to who sits in an organisation: two owners cannot each end the other's seat. */
export async function lockSeats(ctx: Ctx, organisationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${advisoryLocks.seats}, hashtext(${organisationId}))`.execute(ctx.db)
}

/** Refuses to leave an organisation without an owner (`last_owner`); `exceptId` is the seat about to change. */
export async function requireAnotherOwner(ctx: Ctx, organisationId: string, exceptId: string): Promise<void> {
  const { rows } = await sql<{ yes: boolean }>`select exists (select from membership
    where organisation_id = ${organisationId} and role = 'owner' and partnership_id is null and ended_at is null
      and id <> ${exceptId}) as yes`.execute(ctx.db)
  if (!rows[0]?.yes) throw new AppError('conflict', 'last_owner')
}

/** Whether an organisation has an owner; asked as a job, for strangers do not see who sits there. */
export async function hasOwner(ctx: Ctx, organisationId: string): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`select exists (select from membership
    where organisation_id = ${organisationId} and role = 'owner' and partnership_id is null and ended_at is null) as yes`.execute(
    ctx.db,
  )
  return rows[0]?.yes ?? false
}

/** A seat to give: with `partnershipId` a guest's, for that tie only. */
export type SeatToGive = {
  organisationId: string
  personId: string
  role: Role
  partnershipId?: string | null
  functionTitle?: string
  givenBy: string | null
}

/** What giving a seat changed: the seat, and the role before and after. */
export type SeatGiven = { id: string; before: Role | null; after: Role }

/** Gives somebody a seat, or raises the one they have: what is given never takes anything away. Run as a job. */
export async function giveSeat(ctx: Ctx, seat: SeatToGive): Promise<SeatGiven> {
  await lockSeats(ctx, seat.organisationId)
  const present = await ctx.db
    .selectFrom('membership')
    .select(['id', 'role', 'partnership_id'])
    .where('person_id', '=', seat.personId)
    .where('organisation_id', '=', seat.organisationId)
    .where('ended_at', 'is', null)
    .execute()
  const whole = present.find((row) => row.partnership_id === null)
  const like = whole ?? present.find((row) => row.partnership_id === (seat.partnershipId ?? null))
  if (!like) return insertSeat(ctx, seat)
  const before = like.role as Role
  // Somebody who sits in the organisation as a whole needs no guest's seat.
  const after = like.partnership_id === (seat.partnershipId ?? null) ? higherRole(before, seat.role) : before
  const title = seat.functionTitle ? { function_title: seat.functionTitle } : {}
  if (after !== before || seat.functionTitle)
    await ctx.db
      .updateTable('membership')
      .set({ role: after, ...title })
      .where('id', '=', like.id)
      .execute()
  return { id: like.id, before, after }
}

async function insertSeat(ctx: Ctx, seat: SeatToGive): Promise<SeatGiven> {
  const id = newId()
  await ctx.db
    .insertInto('membership')
    .values({
      id,
      organisation_id: seat.organisationId,
      person_id: seat.personId,
      role: seat.role,
      partnership_id: seat.partnershipId ?? null,
      function_title: seat.functionTitle ?? '',
      created_by: seat.givenBy,
      created_at: ctx.now,
    })
    .execute()
  return { id, before: null, after: seat.role }
}
