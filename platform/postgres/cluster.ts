import { existsSync } from 'node:fs'
import { access, constants, mkdir, realpath } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { AppError } from '../errors.ts'
import { embeddedBinaries, type PostgresBinaries } from './binaries.ts'
import { guardCommand, guardProcess, type Hold, joinPipe } from './guardian.ts'
import { postgresIdentity } from './identity.ts'
import { initialiseCluster, ownerRole, readPassword } from './initialise.ts'
import { clearStalePidFile, findPostmaster, pidFile } from './postmaster.ts'
import { openServerLog, postgresFailure } from './server-log.ts'
import { withStartLock } from './start-lock.ts'

/** A PostgreSQL of our own that this process may use until it lets go. */
export type Cluster = {
  /** The address of one of its databases, as the owner. */
  url: (database: string) => string
  /** Resolves when this PostgreSQL has ended, asked to or not. */
  ended: Promise<void>
  /** Lets go; PostgreSQL stops with the last process that uses it, and then this waits for its end. */
  release: () => Promise<void>
}

/** How a cluster is run; the tests choose other programs and give up safety for speed. */
export type ClusterOptions = { binaries?: PostgresBinaries; settings?: readonly string[]; sync?: boolean }

const settings = [
  'listen_addresses=127.0.0.1',
  // A socket's path may not be longer than 107 bytes; a data folder's may.
  'unix_socket_directories=',
  'shared_buffers=256MB',
  'max_connections=60',
  'jit=off',
  'wal_compression=pglz',
  'log_checkpoints=off',
  'random_page_cost=1.1',
  'timezone=UTC',
  'log_timezone=UTC',
]

// Milliseconds a guardian has to act before its death is taken for granted.
const guardianPatience = 3_000

/**
 * Joins the PostgreSQL that runs on a data folder, or starts it (making its cluster the first time). However this
 * process ends, PostgreSQL stops soon after the last process that uses it.
 */
export async function openCluster(dataFolder: string, options: ClusterOptions = {}): Promise<Cluster> {
  const binaries = options.binaries ?? (await embeddedBinaries())
  const folder = join(await makeFolder(dataFolder), `pg${binaries.major}`)
  return withStartLock(dataFolder, async () => (await joinCluster(folder)) ?? startCluster(folder, binaries, options))
}

async function makeFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 })
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK)
    return await realpath(path)
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException
    throw new AppError('unavailable', 'data_folder_unusable', { folder: path, detail: code }, { cause })
  }
}

async function joinCluster(folder: string): Promise<Cluster | null> {
  for (;;) {
    const found = await findPostmaster(folder)
    if (!found) return null
    if (found.status === 'ready') {
      const hold = joinPipe(pipeOf(folder)) ?? (await guardProcess(pipeOf(folder), found.pid, pidFile(folder)))
      const cluster = clusterOf(folder, found.port, await readPassword(folder), hold, null)
      if (await answers(cluster)) return cluster
      // It was just being stopped by the last that used it: wait for its end, then start anew.
      hold.letGo()
    }
    await sleep(20)
  }
}

async function startCluster(folder: string, binaries: PostgresBinaries, options: ClusterOptions): Promise<Cluster> {
  const identity = await postgresIdentity(folder, binaries)
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    await initialiseCluster(folder, binaries, identity, options.sync ?? true)
  }
  await clearStalePidFile(folder)
  const flags = [...settings, ...(options.settings ?? [])].flatMap((setting) => ['-c', setting])
  const port = await freePort()
  const log = await openServerLog(`${folder}.log`, identity)
  const program = [join(binaries.folder, 'postgres'), '-D', folder, '-p', String(port), ...flags]
  const { child, hold } = await guardCommand(pipeOf(folder), identity, program, log.fd)
  await log.close()
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  while ((await findPostmaster(folder))?.status !== 'ready') {
    if (child.exitCode !== null || child.signalCode !== null) {
      hold.letGo()
      throw await postgresFailure(`${folder}.log`)
    }
    await sleep(5)
  }
  return clusterOf(folder, port, await readPassword(folder), hold, ended)
}

function clusterOf(folder: string, port: number, password: string, hold: Hold, exited: Promise<void> | null): Cluster {
  const ended = exited ?? watchEnd(folder)
  return {
    url: (database) => `postgres://${ownerRole}:${password}@127.0.0.1:${port}/${database}`,
    ended,
    async release() {
      if (!hold.letGo().last) return
      await waitForEnd(folder)
      await exited
    },
  }
}

// Its guardian asks PostgreSQL to stop; one that was killed asks for nothing, and then the last user does.
async function waitForEnd(folder: string): Promise<void> {
  const pause = 10
  for (let waited = 0; ; waited += pause) {
    const found = await findPostmaster(folder)
    if (!found) return
    if (waited === guardianPatience) process.kill(found.pid, 'SIGINT')
    await sleep(pause)
  }
}

// Another process started it, and only that one is told of its end.
async function watchEnd(folder: string): Promise<void> {
  while (await findPostmaster(folder)) await sleep(1000, undefined, { ref: false })
}

async function answers(cluster: Cluster): Promise<boolean> {
  const client = new pg.Client({ connectionString: cluster.url('postgres') })
  const connected = await client.connect().then(
    () => true,
    () => false,
  )
  await client.end()
  return connected
}

const pipeOf = (folder: string) => `${folder}.pipe`

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
