import { type RawBuilder, sql } from 'kysely'
import { type Ctx, inTransaction, type JobName, type PersonActor } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { type Role, reaches, type Seat } from './rules.ts'

/** The person who acts; `sign_in_needed` when nobody known does. */
export function requirePerson(ctx: Ctx): PersonActor {
  if (ctx.actor.kind !== 'person') throw new AppError('unauthenticated', 'sign_in_needed')
  return ctx.actor
}

// Who acts is known to the database inside a transaction only.
async function ask<Row>(ctx: Ctx, question: RawBuilder<Row>): Promise<Row[]> {
  return inTransaction(ctx, async ({ db }) => (await question.execute(db)).rows)
}

/** The seats of whoever acts; none for the operator and for jobs, which need none. */
export async function listSeats(ctx: Ctx): Promise<Seat[]> {
  if (ctx.actor.kind !== 'person') return []
  return ask(
    ctx,
    sql<Seat>`
      select organisation_id as "organisationId", role, partnership_id as "partnershipId"
      from membership where person_id = ${ctx.actor.personId} and ended_at is null`,
  )
}

/** Whether whoever acts administers this instance; the operator at the command line does. */
export async function isAdministrator(ctx: Ctx): Promise<boolean> {
  if (ctx.actor.kind === 'operator') return true
  if (ctx.actor.kind !== 'person') return false
  const [answer] = await ask(ctx, sql<{ yes: boolean }>`select is_administrator() as yes`)
  return answer?.yes ?? false
}

/** Lets the administrator pass, and nobody else. */
export async function requireAdministrator(ctx: Ctx): Promise<void> {
  if (ctx.actor.kind === 'operator') return
  requirePerson(ctx)
  if (!(await isAdministrator(ctx))) throw new AppError('forbidden', 'administrator_needed')
}

/**
 * Lets pass who acts for an organisation and holds at least this role there; the administrator and the operator pass too.
 * A member who acts for another organisation now is told to change sides (`acting_for_another`).
 */
export async function requireRole(ctx: Ctx, organisationId: string, lowest: Role): Promise<void> {
  if (ctx.actor.kind === 'operator') return
  const person = requirePerson(ctx)
  const [answer] = await ask(
    ctx,
    sql<{ role: Role | null; administrator: boolean }>`
      select is_administrator() as administrator, (select role from membership
        where person_id = ${person.personId} and organisation_id = ${organisationId}
          and partnership_id is null and ended_at is null) as role`,
  )
  const { role = null, administrator = false } = answer ?? {}
  if (administrator) return
  if (!reaches(role, lowest)) throw new AppError('forbidden', role ? 'role_too_low' : 'not_a_member', { role: lowest })
  if (lowest !== 'reader' && person.organisationId !== organisationId)
    throw new AppError('forbidden', 'acting_for_another')
}

/** Lets pass the administrator, and managers of an organisation the administrator trusts who act for it now. */
export async function requireTrusted(ctx: Ctx): Promise<void> {
  if (ctx.actor.kind === 'operator') return
  requirePerson(ctx)
  const [answer] = await ask(ctx, sql<{ yes: boolean }>`select is_administrator() or acts_trusted() as yes`)
  if (!answer?.yes) throw new AppError('forbidden', 'trusted_needed')
}

/** Lets pass one of the named jobs, the operator, and nobody else. */
export function requireJob(ctx: Ctx, ...names: JobName[]): void {
  if (ctx.actor.kind === 'operator' || (ctx.actor.kind === 'job' && names.includes(ctx.actor.name))) return
  throw new AppError('forbidden', 'job_only')
}
