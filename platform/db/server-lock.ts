import pg from 'pg'
import { AppError } from '../errors.ts'
import { advisoryLocks } from './locks.ts'

const namePrefix = 'navette server'

/** How the connection of a web server is called among the sessions of the database. */
export const serverSessionName = (address: string): string => `${namePrefix} ${address}`.trim()

/**
 * Says, for as long as the connection lives, that a server uses this database; `exclusive` bears no other
 * (`already_running`, with the address where the other answers).
 */
export async function takeServerLock(client: pg.Client, exclusive: boolean): Promise<void> {
  const attempt = exclusive ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared'
  const found = await client.query<{ taken: boolean }>(`select ${attempt}($1) as taken`, [advisoryLocks.server])
  if (found.rows[0]?.taken) return
  throw new AppError('conflict', 'already_running', { address: (await runningServer(client)) || 'unknown' })
}

/** Does `work` while no web server uses this database and none can start; `already_running` when one does. */
export async function withoutServer<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await takeServerLock(client, true)
    return await work()
  } finally {
    await client.end()
  }
}

/** Where the server that uses this database answers (empty while it starts), or null when none does. */
export async function findRunningServer(url: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return runningServer(client).finally(() => client.end())
}

async function runningServer(client: pg.Client): Promise<string | null> {
  const found = await client.query<{ name: string }>(
    `select activity.application_name as name
     from pg_locks as lock
     join pg_stat_activity as activity using (pid)
     join pg_database as base on base.oid = lock.database
     where lock.locktype = 'advisory' and lock.objid = $1 and lock.granted and base.datname = current_database()`,
    [advisoryLocks.server],
  )
  return found.rows[0]?.name.slice(namePrefix.length + 1) ?? null
}
