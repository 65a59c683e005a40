import pg from 'pg'
import type { Config } from '../config.ts'
import { AppError } from '../errors.ts'
import { openCluster } from './cluster.ts'
import { ensureDatabase } from './ensure-database.ts'

/** The database of this instance: its address, whether it is our own, when it ended, and how to let go of it. */
export type ReachedDatabase = { url: string; own: boolean; ended: Promise<void>; release: () => Promise<void> }

const oldestMajor = 15

/** Reaches the database the configuration names: the given one, or our own in the data folder, joined or started. */
export async function reachDatabase(config: Pick<Config, 'databaseUrl' | 'dataFolder'>): Promise<ReachedDatabase> {
  if (config.databaseUrl) {
    await requireVersion(config.databaseUrl)
    return { url: config.databaseUrl, own: false, ended: new Promise(() => undefined), release: async () => undefined }
  }
  const cluster = await openCluster(config.dataFolder)
  try {
    const url = await ensureDatabase(cluster, 'navette')
    return { url, own: true, ended: cluster.ended, release: cluster.release }
  } catch (error) {
    await cluster.release()
    throw error
  }
}

async function requireVersion(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
    const found = await client.query<{ version: string }>(`select current_setting('server_version') as version`)
    const version = found.rows[0]?.version ?? ''
    if (Number.parseInt(version, 10) < oldestMajor)
      throw new AppError('conflict', 'database_too_old', { found: version })
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const { message, code } = cause as NodeJS.ErrnoException
    throw new AppError('unavailable', 'database_unreachable', { detail: message || code || '' }, { cause })
  } finally {
    await client.end()
  }
}
