import { readFile, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { processFolder } from './process-stamp.ts'

/** A running PostgreSQL server process; `ready` when it takes connections, `stopping` when it ends. */
export type Postmaster = { pid: number; port: number; status: 'starting' | 'ready' | 'stopping' }

/** The file a running server keeps in its cluster folder. */
export const pidFile = (cluster: string): string => join(cluster, 'postmaster.pid')

/** Finds the server that runs on a cluster folder, whoever started it; null when none does. */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(pidFile(cluster), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  // Lines: pid, folder, start time, port, socket folder, listen address, shared memory, status.
  const lines = text.split('\n')
  const pid = Number(lines[0])
  if (!(pid > 0)) return null
  // PostgreSQL works in its own folder: a number taken by another process after a crash does not deceive us.
  if ((await processFolder(pid)) !== (await realpath(cluster))) return null
  const said = lines[7]?.trim()
  const status = said === 'ready' || said === 'stopping' ? said : 'starting'
  return { pid, port: Number(lines[3]), status }
}

/** Removes the pid file of a server that no longer runs: PostgreSQL refuses to start when its number is taken by another. */
export async function clearStalePidFile(cluster: string): Promise<void> {
  if (!(await findPostmaster(cluster))) await rm(pidFile(cluster), { force: true })
}
