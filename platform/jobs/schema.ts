import { type Kysely, sql } from 'kysely'
import { memberRole } from '../../db/roles.ts'
import { advisoryLocks } from '../db/locks.ts'
import type { Database } from '../db/tables.ts'
import { queueNames, queues } from './queues.ts'

/** The schema of pg-boss: left out of backups, made anew where it is missing. */
export const jobSchema = 'pgboss'

/** Makes what jobs wait in, where it is missing, and lets requests of members add to it. */
export async function prepareQueues(db: Kysely<Database>): Promise<void> {
  if (await isPrepared(db)) return
  if (db.isTransaction) await prepare(db)
  else await db.transaction().execute(prepare)
}

// Two questions, so that a start of what is there already is not held up.
async function isPrepared(db: Kysely<Database>): Promise<boolean> {
  if (!(await isMade(db))) return false
  const { rows } = await sql<{ ready: boolean }>`
    select (select count(*) from pgboss.queue where name = any(${queueNames})) = ${queueNames.length}
      and has_table_privilege(${memberRole}, 'pgboss.job', 'insert') as ready`.execute(db)
  return rows[0]?.ready ?? false
}

async function isMade(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql<{ made: boolean }>`select to_regclass('pgboss.version') is not null as made`.execute(db)
  return rows[0]?.made ?? false
}

async function prepare(db: Kysely<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${advisoryLocks.jobs})`.execute(db)
  if (!(await isMade(db))) await makeSchema(db)
  for (const [name, options] of Object.entries(queues)) {
    // At most one job waits for each key; one that a killed worker left behind does not hold up the next.
    const given = JSON.stringify({ ...options, policy: 'short' })
    await sql`select pgboss.create_queue(${name}, ${given}::jsonb)
      where not exists (select from pgboss.queue where name = ${name})`.execute(db)
  }
  // Reading a queue's settings and adding a job, never looking at one: that is the worker's.
  await sql`grant usage on schema pgboss to ${sql.id(memberRole)}`.execute(db)
  await sql`grant select on pgboss.queue to ${sql.id(memberRole)}`.execute(db)
  await sql`grant insert on pgboss.job to ${sql.id(memberRole)}`.execute(db)
}

async function makeSchema(db: Kysely<Database>): Promise<void> {
  // Loaded once in the life of an instance: it would weigh on every start.
  const { getConstructionPlans } = await import('pg-boss')
  // Its script opens a transaction of its own; ours is open already.
  const script = getConstructionPlans(jobSchema)
    .replace(/^\s*begin;/i, '')
    .replace(/commit;\s*$/i, '')
  await sql.raw(script).execute(db)
}
