import { PgBoss } from 'pg-boss'
import type { Ctx } from '../context.ts'
import type { OpenDatabase } from '../db/pool.ts'
import type { Log } from '../log.ts'
import { listenTo } from './listen.ts'
import { jobTimeZone, type QueueName, queueNames, queues } from './queues.ts'
import { beginRun, endRun, toFailure } from './record-runs.server.ts'
import { jobSchema } from './schema.ts'
import { jobChannel } from './send-job.ts'

/** The work of a queue: what is done with a job's data, and when besides. */
export type Job = {
  /** Runs as the named job, under row-level security; a failure is logged, then tried again as the queue says. */
  work: (ctx: Ctx, data: Record<string, unknown>) => Promise<void>
  /** When it is done without being asked: five fields, in Paris time. */
  cron?: string
  /** A channel whose announcements have it done at once, past the queue. */
  wakeOn?: string
}

/** Every queue with its work. */
export type JobRegistry = Readonly<Record<QueueName, Job>>

/** Jobs being done; `stop` takes no new one, and waits a while for those begun. */
export type RunningJobs = { stop: (patience: number) => Promise<void> }

type Parts = {
  /** The database, as its owner. */
  url: string
  /** The pool jobs act through, under row-level security. */
  members: Pick<OpenDatabase, 'db'>
  jobs: JobRegistry
  log: Log
}

// Jobs that are announced are done at once: looking for others is for the announcements that were missed.
const pollingIntervalSeconds = 30

/** Does the jobs of every queue until stopped; in the worker, or in the process of a test. */
export async function runJobs({ url, members, jobs, log }: Parts): Promise<RunningJobs> {
  const boss = new PgBoss({ connectionString: url, schema: jobSchema, max: 3, application_name: 'navette worker' })
  boss.on('error', (error) => log.warn({ err: error }, 'jobs'))
  await boss.start()
  const workers = new Map<string, string>()
  const wakers = new Map<string, () => void>()
  const begun = new Set<Promise<void>>()
  for (const name of queueNames) {
    const { work, wakeOn } = jobs[name]
    await boss.updateQueue(name, queues[name])
    const run = (data: Record<string, unknown>) => runJob({ members, log, name, work }, data)
    const id = await boss.work<Record<string, unknown> | null>(name, { pollingIntervalSeconds }, async ([job]) => {
      if (job) await run(job.data ?? {})
    })
    workers.set(name, id)
    if (wakeOn)
      wakers.set(
        wakeOn,
        oneAtATime(() => run({}), begun),
      )
  }
  await keepSchedules(boss, jobs)
  const wakeAll = () => {
    for (const id of workers.values()) boss.notifyWorker(id)
    for (const wake of wakers.values()) wake()
  }
  const listener = await listenTo(url, [jobChannel, ...wakers.keys()], {
    heard(channel, payload) {
      wakers.get(channel)?.()
      const id = channel === jobChannel ? workers.get(payload) : undefined
      if (id) boss.notifyWorker(id)
    },
    missed: wakeAll,
    error: (error) => log.warn({ err: error }, 'database connection'),
  })
  // What was announced while nobody listened.
  wakeAll()
  return {
    async stop(patience) {
      await listener.close()
      await Promise.all([boss.stop({ timeout: patience }), Promise.allSettled(begun)])
    },
  }
}

function jobContext(members: Pick<OpenDatabase, 'db'>, name: QueueName): Ctx {
  return { db: members.db, actor: { kind: 'job', name }, now: new Date(), locale: 'fr' }
}

type Running = Pick<Parts, 'members' | 'log'> & { name: QueueName; work: Job['work'] }

async function runJob({ members, log, name, work }: Running, data: Record<string, unknown>): Promise<void> {
  const start = performance.now()
  const context = () => jobContext(members, name)
  let run = ''
  try {
    run = await beginRun(context(), name, data)
    await work(context(), data)
    await endRun(context(), name, run, null)
    log.debug({ job: name, milliseconds: Math.round(performance.now() - start) }, 'job done')
  } catch (error) {
    log.error({ job: name, err: error }, 'job failed')
    // Without its database a job fails, and nothing can be written down of it.
    const written = run ? endRun(context(), name, run, toFailure(error)) : Promise.resolve()
    await written.catch((unwritten: unknown) => log.warn({ job: name, err: unwritten }, 'failure not written down'))
    throw error
  }
}

/** Does some work now; asked while it is being done, once more afterwards, however often it was asked. */
export function oneAtATime(work: () => Promise<void>, begun: Set<Promise<void>>): () => void {
  let running = false
  let again = false
  const run = async () => {
    do {
      again = false
      // Its failure has been logged where it happened, and the next minute tries again.
      await work().catch(() => undefined)
    } while (again)
    running = false
  }
  return () => {
    again = true
    if (running) return
    running = true
    const done = run()
    begun.add(done)
    done.finally(() => begun.delete(done))
  }
}

// What is done by the clock is what the program says, not what an older one once said.
async function keepSchedules(boss: PgBoss, jobs: JobRegistry): Promise<void> {
  for (const { name } of await boss.getSchedules()) {
    if (!queueNames.some((known) => known === name && jobs[known].cron)) await boss.unschedule(name)
  }
  for (const name of queueNames) {
    const { cron } = jobs[name]
    if (cron) await boss.schedule(name, cron, {}, { tz: jobTimeZone, missed: 'once' })
  }
}
