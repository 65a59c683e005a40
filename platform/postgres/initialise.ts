import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PostgresBinaries } from './binaries.ts'
import { guardCommand } from './guardian.ts'
import { giveTo, type Identity } from './identity.ts'
import { openServerLog, postgresFailure } from './server-log.ts'

/** The superuser of every cluster of ours: it owns the database, migrates, imports. */
export const ownerRole = 'navette'

const passwordFile = (cluster: string) => join(cluster, 'navette.password')

/** The password of the owner, drawn at random when the cluster was made. */
export function readPassword(cluster: string): Promise<string> {
  return readFile(passwordFile(cluster), 'utf8')
}

/** Makes an empty cluster; a making that was cut leaves nothing under its name. */
export async function initialiseCluster(
  cluster: string,
  binaries: PostgresBinaries,
  identity: Identity,
  sync: boolean,
): Promise<void> {
  const unfinished = `${cluster}.new`
  const password = `${cluster}.password`
  await rm(unfinished, { recursive: true, force: true, maxRetries: 20 })
  await mkdir(unfinished, { mode: 0o700 })
  await rm(password, { force: true })
  await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
  await giveTo(identity, unfinished, password)
  const flags = ['-D', unfinished, '-U', ownerRole, '--auth=scram-sha-256', `--pwfile=${password}`]
  if (!sync) flags.push('--no-sync')
  await runInitdb(cluster, identity, [join(binaries.folder, 'initdb'), ...binaries.initdbFlags, ...flags])
  // The password moves in with the cluster: one rename gives both.
  await rename(password, passwordFile(unfinished))
  await rename(unfinished, cluster)
}

async function runInitdb(cluster: string, identity: Identity, command: readonly string[]): Promise<void> {
  const log = await openServerLog(`${cluster}.log`, identity)
  const { child, hold } = await guardCommand(`${cluster}.pipe`, identity, command, log.fd)
  try {
    const code = await new Promise((resolve) => child.once('exit', resolve))
    if (code !== 0) throw await postgresFailure(`${cluster}.log`)
  } finally {
    hold.letGo()
    await log.close()
  }
}
