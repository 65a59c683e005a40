import { memberRole } from '../../db/roles.ts'
import { type Config, readConfig } from '../config.ts'
import { type OpenDatabase, openDatabase } from '../db/pool.ts'
import { createLog, type Log } from '../log.ts'
import { type JobRegistry, runJobs } from './run-jobs.ts'

/** What the work of jobs is made from. */
export type WorkerParts = {
  config: Config
  log: Log
  /** Origin of every absolute address, as the server says it. */
  baseUrl: string
  /** The account that owns the database, for what row-level security has no rule for. */
  owner: Pick<OpenDatabase, 'db'>
}

/** A door of the worker beside its queues. */
export type Listening = { close: () => Promise<void> }

/** Who starts the worker, and who stops it: it ends when its standard input does, or when it is asked to. */
type Asked = 'toStop' | 'parentGone'

// A parent that stops waits longer than this before it kills; one that is gone waits for nobody.
const patience: Record<Asked, number> = { toStop: 6_000, parentGone: 2_000 }

/**
 * Runs the jobs of the instance until the server that started this process asks it to end, or is gone. The server hands
 * over its database and its address in DATABASE_URL and BASE_URL.
 */
export async function runWorker(
  makeJobs: (parts: WorkerParts) => JobRegistry,
  listen: (parts: WorkerParts & { members: Pick<OpenDatabase, 'db'> }) => Promise<Listening | null> = async () => null,
): Promise<void> {
  const ending = askedToEnd()
  const config = readConfig(process.env)
  const log = createLog(config).child({ process: 'worker' })
  const url = config.databaseUrl
  if (!url) throw new Error('the worker is started by the server, which gives it a database')
  const owner = openDatabase(url, { max: 2 })
  const members = openDatabase(url, { max: 3, role: memberRole })
  const parts = { config, log, baseUrl: config.baseUrl ?? '', owner }
  const jobs = makeJobs(parts)
  const running = await runJobs({ url, members, jobs, log })
  const listening = await listen({ ...parts, members })
  log.info('ready')
  const asked = await ending
  // What holds on past its time is done again by the next worker.
  setTimeout(() => process.exit(1), patience[asked] + 1000).unref()
  await listening?.close()
  await running.stop(patience[asked])
  await Promise.all([members.close(), owner.close()])
  process.stdin.destroy()
  log.info({ asked }, 'stopped')
}

function askedToEnd(): Promise<Asked> {
  // Ctrl-C reaches every process of a terminal: the server alone decides when its worker ends.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined)
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve('toStop'))
    // Nobody writes to it: it ends when the server does, however that ends.
    process.stdin.once('close', () => resolve('parentGone')).resume()
  })
}
