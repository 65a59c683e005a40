import { type Kysely, sql } from 'kysely'
import type { Database } from './db/tables.ts'
import type { Locale } from './i18n/locales.ts'

/** Somebody who has signed in, and the organisation they act for now; which roles they hold is asked of the database. */
export type PersonActor = { kind: 'person'; personId: string; organisationId: string | null }

/** The named tasks of the program, among them what a link in a mail allows whoever holds it; row-level security knows each. */
export type JobName =
  | 'start'
  | 'administratorLink'
  | 'invitation'
  | 'claim'
  | 'creation'
  | 'confirmation'
  | 'correction'
  | 'campaign'
  | 'demonstration'
  | 'erasure'
  | 'keptForm'
  | 'mail'
  | 'merge'
  | 'publish'
  | 'retention'
  | 'spreadsheet'
  | 'edition'
  | 'proposal'
  | 'tieLink'
  | 'alert'
  | 'calendar'
  | 'fieldMail'
  | 'freshness'
  | 'export'
  | 'accounts'

/** Who acts: nobody known, a person, the operator at the command line, or a named job of the system. */
export type Actor = { kind: 'anonymous' } | PersonActor | { kind: 'operator' } | { kind: 'job'; name: JobName }

/** What every query and command takes first: nothing else may reach the database or the clock. */
export type Ctx = {
  db: Kysely<Database>
  actor: Actor
  now: Date
  locale: Locale
  /** The version of the public data to answer from, in a process that is told of each new one. */
  dataVersion?: number
}

/**
 * Runs `work` in one transaction whose context replaces the outer one, so that nothing escapes it by accident; row-level
 * security is told who acts.
 */
export function inTransaction<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return work(ctx)
  return ctx.db.transaction().execute(async (db) => {
    await sayWhoActs(db, ctx.actor)
    return work({ ...ctx, db })
  })
}

/** Runs `work` in the same transaction as a named job, then gives the word back to whoever acted before, job or person. */
export function asJob<T>(ctx: Ctx, name: JobName, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  return inTransaction(ctx, async (inner) => {
    const { rows } = await sql<{ before: string }>`
      select coalesce(current_setting('navette.job', true), '') as before`.execute(inner.db)
    await sql`select set_config('navette.job', ${name}, true)`.execute(inner.db)
    const result = await work(inner)
    await sql`select set_config('navette.job', ${rows[0]?.before ?? ''}, true)`.execute(inner.db)
    return result
  })
}

/** Goes on in the same transaction as somebody else, or for another organisation; then gives the word back. */
export async function asActor<T>(ctx: Ctx, actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  await sayWhoActs(ctx.db, actor)
  const result = await work({ ...ctx, actor })
  await sayWhoActs(ctx.db, ctx.actor)
  return result
}

// The settings end with the transaction: a connection that serves somebody else next carries nothing over.
async function sayWhoActs(db: Kysely<Database>, actor: Actor): Promise<void> {
  const person = actor.kind === 'person' ? actor.personId : ''
  const organisation = actor.kind === 'person' ? (actor.organisationId ?? '') : ''
  const job = actor.kind === 'job' ? actor.name : ''
  await sql`select set_config('navette.person', ${person}, true), set_config('navette.organisation', ${organisation}, true),
    set_config('navette.job', ${job}, true)`.execute(db)
}
