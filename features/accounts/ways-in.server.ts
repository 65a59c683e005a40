import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { digestOf } from '../../platform/tokens.ts'
import { requirePerson } from './permissions.server.ts'
import { signInLimits } from './sign-in/limits.ts'

// What lies in sign-in's own schema and belongs to whoever acts: every function here takes a context on the connections
// of sign-in (`SignIn.inside`), and finds nothing of anybody else's.

/** A session of the person who acts. */
export type OpenSession = { id: string; userAgent: string; since: Date; lastSeen: Date }

/** The sessions of whoever acts, the last seen first. */
export async function listSessions(ctx: Ctx): Promise<OpenSession[]> {
  const { personId } = requirePerson(ctx)
  const { rows } = await sql<OpenSession>`
    select id, coalesce("userAgent", '') as "userAgent", "createdAt" as since, "updatedAt" as "lastSeen"
    from auth.session where "userId" = ${personId} and "expiresAt" > ${ctx.now}
    order by "updatedAt" desc, id`.execute(ctx.db)
  return rows
}

/** Ends one session of whoever acts, at once. */
export async function endSession(ctx: Ctx, id: string): Promise<void> {
  const { personId } = requirePerson(ctx)
  await sql`delete from auth.session where id = ${id} and "userId" = ${personId}`.execute(ctx.db)
}

/** Ends every session of whoever acts but one. */
export async function endOtherSessions(ctx: Ctx, keptId: string): Promise<void> {
  const { personId } = requirePerson(ctx)
  await sql`delete from auth.session where id <> ${keptId} and "userId" = ${personId}`.execute(ctx.db)
}

/** A passkey of the person who acts; the name is theirs. */
export type Passkey = { id: string; name: string; addedAt: Date | null }

/** The passkeys of whoever acts, the oldest first. */
export async function listPasskeys(ctx: Ctx): Promise<Passkey[]> {
  const { personId } = requirePerson(ctx)
  const { rows } = await sql<Passkey>`select id, coalesce(name, '') as name, "createdAt" as "addedAt"
    from auth.passkey where "userId" = ${personId} order by "createdAt", id`.execute(ctx.db)
  return rows
}

/** Gives a passkey of whoever acts another name. */
export async function renamePasskey(ctx: Ctx, id: string, name: string): Promise<void> {
  const { personId } = requirePerson(ctx)
  await sql`update auth.passkey set name = ${name.slice(0, 60)} where id = ${id} and "userId" = ${personId}`.execute(
    ctx.db,
  )
}

/** Removes a passkey of whoever acts; false when there was none. */
export async function removePasskey(ctx: Ctx, id: string): Promise<boolean> {
  const { personId } = requirePerson(ctx)
  const removed = await sql`delete from auth.passkey where id = ${id} and "userId" = ${personId}`.execute(ctx.db)
  return (removed.numAffectedRows ?? 0n) > 0n
}

/** How far the password of whoever acts is: none, waiting for its second factor, or in use. */
export type PasswordState = 'none' | 'begun' | 'set'

/** Says how far it is. */
export async function readPasswordState(ctx: Ctx): Promise<PasswordState> {
  const { personId } = requirePerson(ctx)
  const { rows } = await sql<{ state: PasswordState }>`select case when not exists (
      select from auth.account where "userId" = u.id and "providerId" = 'credential' and password is not null) then 'none'
      when u."twoFactorEnabled" then 'set' else 'begun' end as state
    from auth."user" u where id = ${personId}`.execute(ctx.db)
  return rows[0]?.state ?? 'none'
}

/** Removes password and second factor together: neither is of use alone. False when there was none. */
export function removePassword(ctx: Ctx): Promise<boolean> {
  const { personId } = requirePerson(ctx)
  return inTransaction(ctx, async ({ db }) => {
    await sql`delete from auth."twoFactor" where "userId" = ${personId}`.execute(db)
    await sql`update auth."user" set "twoFactorEnabled" = false where id = ${personId}`.execute(db)
    const removed =
      await sql`delete from auth.account where "userId" = ${personId} and "providerId" = 'credential'`.execute(db)
    return (removed.numAffectedRows ?? 0n) > 0n
  })
}

/**
 * Counts one more password tried for an address, known here or not; `too_many_turns` past the most allowed. Kept beside
 * the limits of sign-in, which forget it when its time is past, and not undone with the form that failed.
 */
export async function countPasswordAttempt(ctx: Ctx, email: string): Promise<void> {
  const { most, seconds } = signInLimits.passwordsByMailAddress
  const now = ctx.now.getTime()
  const key = `password|${digestOf(email.toLowerCase())}`
  const { rows } = await sql<{ count: number }>`
    insert into auth."rateLimit" as l (id, key, count, "lastRequest") values (${newId()}, ${key}, 1, ${now + seconds * 1000})
    on conflict (key) do update set count = case when l."lastRequest" < ${now} then 1 else l.count + 1 end,
      "lastRequest" = case when l."lastRequest" < ${now} then excluded."lastRequest" else l."lastRequest" end
    returning count`.execute(ctx.db)
  if ((rows[0]?.count ?? 0) > most) throw new AppError('too_many', 'too_many_turns')
}
