import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../../platform/context.ts'
import { AppError } from '../../platform/errors.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { type QueueName, queueNames } from '../../platform/jobs/queues.ts'
import { type JobRegistry, type RunningJobs, runJobs } from '../../platform/jobs/run-jobs.ts'
import { testContext, testDatabaseUrl } from '../../tests/db.ts'
import { anonymousContext, jobContext, makePerson, memberContext } from '../../tests/people.ts'
import { failureSentence, runState } from './job-state.ts'
import { askForJob, askForRunAgain, type ListedJob, listJobs } from './jobs.server.ts'

const owner = await testContext()
const administrator = await memberContext((await makePerson(owner, { administrator: true })).id)
const stranger = await memberContext((await makePerson(owner)).id)
const visitor = await anonymousContext()

let running: RunningJobs | null = null
afterAll(() => running?.stop(1000))
const done: string[] = []
let trouble: Error | null = null

async function startWorker(): Promise<void> {
  const work = (name: QueueName) => async (_: unknown, data: Record<string, unknown>) => {
    done.push(`${name} ${JSON.stringify(data)}`)
    if (name === 'campaign' && trouble) throw trouble
  }
  const jobs = Object.fromEntries(queueNames.map((name) => [name, { work: work(name) }])) as unknown as JobRegistry
  jobs.retention.cron = '20 3 * * *'
  running = await runJobs({ url: await testDatabaseUrl(), members: visitor, log: pino({ level: 'silent' }), jobs })
}

async function seen(name: QueueName): Promise<ListedJob> {
  const { jobs } = await inTransaction({ ...administrator, now: new Date() }, listJobs)
  const found = jobs.find((job) => job.name === name)
  if (!found) throw new Error(`no job ${name}`)
  return found
}

describe('the jobs the administrator sees', { timeout: 60_000 }, () => {
  it('wait while nobody does them, and that is told', async () => {
    expect(await inTransaction(administrator, listJobs)).toMatchObject({ workerAlive: false })
    expect(await askForJob(administrator, 'campaign')).toBe(true)
    expect(await askForJob(administrator, 'campaign')).toBe(false)
    expect(await seen('campaign')).toMatchObject({ waiting: 1, last: null, failures: [] })
  })

  it('are done once a worker is there, and say how they ended and when they are done next', async () => {
    await startWorker()
    await expect.poll(async () => (await seen('campaign')).last?.endedAt ?? null).not.toBe(null)
    expect(done).toEqual(['campaign {}'])
    expect(await inTransaction(administrator, listJobs)).toMatchObject({ workerAlive: true })
    const retention = await seen('retention')
    expect(retention).toMatchObject({ scheduled: true, last: null })
    expect(retention.nextAt?.toISOString()).toMatch(/T0[12]:20:00\.000Z$/)
    expect(await seen('export')).toMatchObject({ scheduled: false, nextAt: null })
  })

  it('say in a sentence why they failed, and are asked for again as they were', async () => {
    trouble = new AppError('unavailable', 'file_not_writable', { file: '/x', detail: 'ENOSPC' })
    await askForJob(administrator, 'campaign')
    await expect.poll(async () => (await seen('campaign')).failures.length).toBe(1)
    const [failed] = (await seen('campaign')).failures
    expect(failureSentence(translator('fr'), failed?.failure ?? null)).toBe(
      'Le fichier /x ne peut pas être écrit (ENOSPC).',
    )
    trouble = null
    await expect(askForRunAgain(stranger, failed?.id ?? '')).rejects.toMatchObject({ reason: 'administrator_needed' })
    await askForRunAgain(administrator, failed?.id ?? '')
    await expect.poll(async () => runState((await seen('campaign')).last as never, new Date())).toBe('ended')
    expect((await seen('campaign')).failures).toMatchObject([{ id: failed?.id, askedAgainAt: expect.any(Date) }])
    const twice = askForRunAgain(administrator, failed?.id ?? '')
    await expect(twice).rejects.toMatchObject({ code: 'not_found', reason: 'job_run_gone' })
    const asked = await owner.db
      .selectFrom('audit_entry')
      .select(['action', 'after'])
      .where('record_kind', '=', 'instance')
      .orderBy('id')
      .execute()
    expect(asked.map(({ action }) => action)).toEqual(['jobAsked', 'jobAsked', 'jobAskedAgain'])
  })

  it('tell of a failure nobody foresaw its first line, never where it happened', async () => {
    trouble = new Error('the disk is full\n    at secret (/srv/x.ts:1:1)')
    await askForJob(administrator, 'campaign')
    await expect.poll(async () => (await seen('campaign')).failures.length).toBe(2)
    expect((await seen('campaign')).failures[0]?.failure).toEqual({ message: 'the disk is full' })
    trouble = null
  })

  it('are shown to the administrator alone, and asked for by nobody else', async () => {
    for (const [ctx, reason] of [
      [visitor, 'sign_in_needed'],
      [stranger, 'administrator_needed'],
    ] as const) {
      await expect(inTransaction(ctx, listJobs)).rejects.toMatchObject({ reason })
      await expect(askForJob(ctx, 'campaign')).rejects.toMatchObject({ reason })
      await expect(inTransaction(ctx, ({ db }) => sql`select * from list_queues()`.execute(db))).rejects.toThrow(
        'only an administrator',
      )
    }
    for (const name of ['export', 'nothing', '__proto__'])
      await expect(askForJob(administrator, name)).rejects.toMatchObject({ code: 'invalid', reason: 'job_unknown' })
    await expect(askForRunAgain(administrator, 'x')).rejects.toMatchObject({ code: 'not_found' })
    // A job writes down its own runs, and no other's.
    const other = inTransaction(await jobContext('mail'), ({ db }) => sql`delete from job_run returning id`.execute(db))
    expect((await other).rows).toEqual([])
  })
})
