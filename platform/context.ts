import type { Kysely } from 'kysely'
import type { Database } from './db/tables.ts'
import type { Locale } from './i18n/locales.ts'

/** Who acts: nobody known, the operator at the command line, or a named job of the system. */
export type Actor = { kind: 'anonymous' } | { kind: 'operator' } | { kind: 'job'; name: string }

/** What every query and command takes first: nothing else may reach the database or the clock. */
export type Ctx = {
  db: Kysely<Database>
  actor: Actor
  now: Date
  locale: Locale
}

/** Runs `work` in one transaction whose context replaces the outer one, so that nothing escapes it by accident. */
export function inTransaction<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  if (ctx.db.isTransaction) return work(ctx)
  return ctx.db.transaction().execute((db) => work({ ...ctx, db }))
}
