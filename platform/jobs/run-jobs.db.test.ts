import { sql } from 'kysely'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testContext, testDatabaseUrl } from '../../tests/db.ts'
import { anonymousContext, makePerson, memberContext } from '../../tests/people.ts'
import { inTransaction } from '../context.ts'
import { queueMail } from '../mail/queue.server.ts'
import { queueNames } from './queues.ts'
import { type JobRegistry, oneAtATime, type RunningJobs, runJobs } from './run-jobs.ts'
import { prepareQueues } from './schema.ts'
import { sendJob } from './send-job.ts'

// Queues nothing is asked of here.
const idle = Object.fromEntries(
  queueNames.map((name) => [name, { work: async () => undefined }]),
) as unknown as JobRegistry

const owner = await testContext()
const visitor = await anonymousContext()
const member = await memberContext((await makePerson(owner)).id)
const url = await testDatabaseUrl()
const log = pino({ level: 'silent' })

let running: RunningJobs | null = null
let done: Record<string, unknown>[] = []
beforeEach(() => {
  done = []
})
afterEach(async () => {
  await running?.stop(1000)
  running = null
})

async function start(work = async (_: unknown, data: Record<string, unknown>) => void done.push(data)) {
  running = await runJobs({ url, members: visitor, log, jobs: { ...idle, mail: { work, wakeOn: 'navette_mail' } } })
  // The first round finds what was announced while nobody listened.
  await expect.poll(() => done.length).toBeGreaterThan(0)
  done = []
}

describe('jobs', { timeout: 30_000 }, () => {
  it('are done when the request that asked for them is kept, at once, and by who it names', async () => {
    const actors: unknown[] = []
    await start(async (ctx, data) => {
      const { actor } = ctx as typeof member
      await inTransaction(ctx as typeof member, async ({ db }) => {
        const { rows } = await sql<{
          job: string
          role: string
        }>`select acting_job() as job, current_user as role`.execute(db)
        actors.push(actor, rows[0])
      })
      done.push(data)
    })
    const asked = performance.now()
    await inTransaction(member, (ctx) => sendJob(ctx, 'mail', { town: 'Évry' }))
    await expect.poll(() => done).toEqual([{ town: 'Évry' }])
    expect(performance.now() - asked).toBeLessThan(3000)
    expect(actors.slice(-2)).toEqual([
      { kind: 'job', name: 'mail' },
      { job: 'mail', role: 'navette_member' },
    ])
  })

  it('are not done when the request fails', async () => {
    await start()
    const failing = inTransaction(member, async (ctx) => {
      await sendJob(ctx, 'mail', { never: true })
      throw new Error('refused')
    })
    await expect(failing).rejects.toThrow('refused')
    await sendJob(member, 'mail', { later: true })
    await expect.poll(() => done).toEqual([{ later: true }])
  })

  it('wait once for each key, and until their time', async () => {
    expect(await sendJob(member, 'mail', { first: 1 }, { singletonKey: 'a' })).toBe(true)
    expect(await sendJob(member, 'mail', { again: 1 }, { singletonKey: 'a' })).toBe(false)
    const startAfter = new Date(Date.now() + 3_600_000)
    expect(await sendJob(member, 'mail', { inAnHour: 1 }, { singletonKey: 'b', startAfter })).toBe(true)
    running = await runJobs({
      url,
      members: visitor,
      log,
      jobs: { ...idle, mail: { work: async (_, data) => void done.push(data) } },
    })
    await expect.poll(() => done).toEqual([{ first: 1 }])
    expect(await sendJob(member, 'mail', { afterwards: 1 }, { singletonKey: 'a' })).toBe(true)
    await expect.poll(() => done).toEqual([{ first: 1 }, { afterwards: 1 }])
  })

  it('are seen by the worker alone', async () => {
    await expect(sql`select from pgboss.job`.execute(member.db)).rejects.toThrow('permission denied')
    await expect(sql`delete from pgboss.job`.execute(member.db)).rejects.toThrow('permission denied')
  })

  it('begin at once when something is announced, and end before the worker does', async () => {
    await start()
    const queued = performance.now()
    await queueMail(visitor, {
      recipient: 'claire@mairie.example',
      locale: 'fr',
      kind: 'signIn',
      letter: () => ({ subject: 'Votre lien', paragraphs: [] }),
    })
    await expect.poll(() => done.length, { interval: 5 }).toBe(1)
    expect(performance.now() - queued).toBeLessThan(1000)
  })

  it('are heard of again after the database cut the line', async () => {
    await start()
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'navette worker' and datname = current_database()`.execute(owner.db)
    await expect.poll(() => done.length, { timeout: 10_000 }).toBeGreaterThan(0)
    done = []
    await sendJob(member, 'mail', { back: true })
    await expect.poll(() => done).toContainEqual({ back: true })
  })

  it('find their queues made anew after a backup was brought back', async () => {
    await sql`drop schema pgboss cascade`.execute(owner.db)
    await prepareQueues(owner.db)
    await prepareQueues(owner.db)
    await start()
    await sendJob(member, 'mail', { restored: true })
    await expect.poll(() => done).toEqual([{ restored: true }])
  })

  it('are refused, not lost, where their queue is missing', async () => {
    await sql`delete from pgboss.job`.execute(owner.db)
    await sql`delete from pgboss.schedule`.execute(owner.db)
    await sql`delete from pgboss.queue where name = 'mail'`.execute(owner.db)
    await expect(sendJob(member, 'mail')).rejects.toThrow('jobs_not_ready')
    await prepareQueues(owner.db)
  })
})

describe('work done one at a time', () => {
  it('is done once more for all that was asked meanwhile', async () => {
    const ends: (() => void)[] = []
    const begun = new Set<Promise<void>>()
    const wake = oneAtATime(() => new Promise<void>((resolve) => ends.push(resolve)), begun)
    wake()
    wake()
    wake()
    await expect.poll(() => ends.length).toBe(1)
    ends[0]?.()
    await expect.poll(() => ends.length).toBe(2)
    ends[1]?.()
    await Promise.all(begun)
    expect(ends).toHaveLength(2)
    wake()
    await expect.poll(() => ends.length).toBe(3)
    ends[2]?.()
  })
})
