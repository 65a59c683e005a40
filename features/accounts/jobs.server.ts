import { sql } from 'kysely'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { isId } from '../../platform/ids.ts'
import { nextRun } from '../../platform/jobs/next-run.ts'
import { jobTimeZone, type QueueName, queueNames } from '../../platform/jobs/queues.ts'
import type { JobFailure } from '../../platform/jobs/record-runs.server.ts'
import { sendJob } from '../../platform/jobs/send-job.ts'
import { recordChange } from './audit.server.ts'
import { requireAdministrator } from './permissions.server.ts'
import { instanceRecord } from './settings.server.ts'

/** A time a job was done, or is being done (`endedAt` null). */
export type ListedRun = {
  id: string
  startedAt: Date
  endedAt: Date | null
  failure: JobFailure | null
  /** When somebody asked for it again, after it had failed. */
  askedAgainAt: Date | null
}

/** A job of the program as the administrator sees it. */
export type ListedJob = {
  name: QueueName
  /** How many wait in its queue, and how many are being done. */
  waiting: number
  running: number
  /** Null for a job that is only done when it is asked for. */
  nextAt: Date | null
  scheduled: boolean
  last: ListedRun | null
  /** The last times it failed, the newest first. */
  failures: ListedRun[]
}

const failuresShown = 3

type Queue = { job: QueueName; cron: string | null; waiting: number; running: number; workers: number }
type Row = ListedRun & { job: string }

/** Every job, and whether there is a worker to do them; for the administrator. */
export async function listJobs(ctx: Ctx): Promise<{ workerAlive: boolean; jobs: ListedJob[] }> {
  await requireAdministrator(ctx)
  const queues = (await sql<Queue>`select * from list_queues()`.execute(ctx.db)).rows
  const runs = (
    await sql<Row>`select job, id, started_at as "startedAt", ended_at as "endedAt", failure,
        asked_again_at as "askedAgainAt"
      from job_run order by started_at desc, id desc`.execute(ctx.db)
  ).rows
  const jobs = queueNames.map((name): ListedJob => {
    const { cron = null, waiting = 0, running = 0 } = queues.find((queue) => queue.job === name) ?? {}
    const own = runs.filter(({ job }) => job === name)
    return {
      name,
      waiting,
      running,
      scheduled: cron !== null,
      nextAt: cron === null ? null : nextRun(cron, jobTimeZone, ctx.now),
      last: own[0] ?? null,
      failures: own.filter(({ failure }) => failure !== null).slice(0, failuresShown),
    }
  })
  return { workerAlive: queues.some(({ workers }) => workers > 0), jobs }
}

/** Asks for a job by its name to be done now; false where one waits already. What needs an order is not one of them. */
export async function askForJob(ctx: Ctx, name: string): Promise<boolean> {
  await requireAdministrator(ctx)
  const job = queueNames.find((known) => known === name)
  // A backup is asked for on its own page, which keeps its place in the list.
  if (!job || job === 'export') throw new AppError('invalid', 'job_unknown', { name })
  return inTransaction(ctx, async (inner) => {
    const added = await sendJob(inner, job)
    if (added) await recordChange(inner, { ...instanceRecord, action: 'jobAsked', after: { job } })
    return added
  })
}

/** Asks again for a run that failed, as it was asked for then. */
export async function askForRunAgain(ctx: Ctx, id: string): Promise<void> {
  await requireAdministrator(ctx)
  if (!isId(id)) throw new AppError('not_found', 'job_run_gone')
  await inTransaction(ctx, async (inner) => {
    const { rows } = await sql<{ job: string; data: Record<string, unknown> }>`
      update job_run set asked_again_at = ${ctx.now}
      where id = ${id} and failure is not null and asked_again_at is null returning job, data`.execute(inner.db)
    const [run] = rows
    const job = queueNames.find((known) => known === run?.job)
    if (!run || !job) throw new AppError('not_found', 'job_run_gone')
    await sendJob(inner, job, run.data)
    await recordChange(inner, { ...instanceRecord, action: 'jobAskedAgain', after: { job } })
  })
}
