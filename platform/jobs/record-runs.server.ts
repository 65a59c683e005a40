import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../context.ts'
import { isAppError } from '../errors.ts'
import { newId } from '../ids.ts'
import type { QueueName } from './queues.ts'

/** Why a job failed: a reason with what fills its sentence, or the first line of what the program said. */
export type JobFailure = { reason: string; values: Record<string, string | number> } | { message: string }

const keptDays = 30
// Past this a run whose end nobody saw is no longer believed to go on.
const longestHours = 2

/** Writes down that a job begins; answers the run's id. */
export async function beginRun(ctx: Ctx, job: QueueName, data: Record<string, unknown>): Promise<string> {
  const id = newId()
  const row = { id, job, data: JSON.stringify(data), started_at: ctx.now }
  await inTransaction(ctx, ({ db }) => db.insertInto('job_run').values(row).execute())
  return id
}

/** Writes down how a run ended, and forgets what nobody asks for any more: of runs that went well, the last is enough. */
export async function endRun(ctx: Ctx, job: QueueName, id: string, failure: JobFailure | null): Promise<void> {
  await inTransaction(ctx, async ({ db, now }) => {
    await db
      .updateTable('job_run')
      .set({ ended_at: now, failure: failure && JSON.stringify(failure) })
      .where('id', '=', id)
      .execute()
    const [old, lost] = [daysBefore(now, keptDays), daysBefore(now, longestHours / 24)]
    await sql`delete from job_run where job = ${job} and id <> ${id} and (
      started_at < ${old} or (ended_at is null and started_at < ${lost})
      or (${failure === null} and ended_at is not null and failure is null))`.execute(db)
  })
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000)

/** What is told of a failure: never where in the program it happened. */
export function toFailure(error: unknown): JobFailure {
  if (isAppError(error)) return { reason: error.reason, values: error.values }
  const message = error instanceof Error ? error.message : String(error)
  return { message: (message.split('\n')[0] ?? '').slice(0, 300) }
}
