import { sql } from 'kysely'
import type { Ctx } from '../context.ts'
import { AppError } from '../errors.ts'
import type { QueueName } from './queues.ts'

/** The channel on which the worker hears that a job was added, with the name of its queue. */
export const jobChannel = 'navette_job'

/**
 * Adds a job in the transaction of the caller, so that it is done if and only if the change is kept. Where one with the
 * same key (or none) already waits, nothing is added and `false` answered: the one that waits does for both.
 */
export async function sendJob(
  ctx: Pick<Ctx, 'db'>,
  name: QueueName,
  data: Record<string, unknown> = {},
  options: { singletonKey?: string; startAfter?: Date } = {},
): Promise<boolean> {
  const startAfter = options.startAfter ?? null
  const added = await sql`
    insert into pgboss.job (name, data, singleton_key, start_after, keep_until, policy, retry_limit, retry_delay,
      retry_backoff, retry_delay_max, expire_seconds, deletion_seconds, dead_letter, heartbeat_seconds)
    select q.name, ${JSON.stringify(data)}::jsonb, ${options.singletonKey ?? null},
      coalesce(${startAfter}::timestamptz, now()),
      coalesce(${startAfter}::timestamptz, now()) + q.retention_seconds * interval '1 second', q.policy, q.retry_limit,
      q.retry_delay, q.retry_backoff, q.retry_delay_max, q.expire_seconds, q.deletion_seconds, q.dead_letter,
      q.heartbeat_seconds
    from pgboss.queue q where q.name = ${name}
    on conflict do nothing`.execute(ctx.db)
  if (Number(added.numAffectedRows ?? 0) === 0) {
    const known = await sql`select from pgboss.queue where name = ${name}`.execute(ctx.db)
    if (known.rows.length === 0) throw new AppError('unavailable', 'jobs_not_ready')
    return false
  }
  if (!startAfter) await sql`select pg_notify(${jobChannel}, ${name})`.execute(ctx.db)
  return true
}
