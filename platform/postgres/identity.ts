import { execFile } from 'node:child_process'
import { chmod, chown, stat } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '../errors.ts'
import type { PostgresBinaries } from './binaries.ts'

const run = promisify(execFile)

/** Under whom PostgreSQL runs: words put before its command, and the owner its files must have (null: ours). */
export type Identity = { prefix: readonly string[]; owner: Owner | null }
type Owner = { uid: number; gid: number }

const nobody: Owner = { uid: 65534, gid: 65534 }
const ourselves: Identity = { prefix: [], owner: null }

// A user namespace shows us to PostgreSQL as nobody, to the rest of the machine as ourselves: it works in folders that
// only we may enter, and changes nothing on the host.
const namespace: Identity = {
  prefix: ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`],
  owner: null,
}

const as = (owner: Owner): Identity => ({
  prefix: ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'],
  owner,
})

/**
 * Finds under whom PostgreSQL can run on a cluster: it refuses root, and a user without a name. A cluster, or a data
 * folder, that belongs to somebody stays his, also when root opens it.
 */
export async function postgresIdentity(cluster: string, binaries: PostgresBinaries): Promise<Identity> {
  const folder = dirname(cluster)
  for (const identity of await candidates(cluster, folder)) {
    // Others may pass through the data folder, not look into it; what it holds is closed to them file by file.
    if (identity.owner && (await stat(folder)).uid === 0) await chmod(folder, 0o711)
    if (await canRun(identity, folder, join(binaries.folder, 'postgres'))) return identity
  }
  throw new AppError('unavailable', 'postgres_refuses_root', { folder })
}

async function candidates(cluster: string, folder: string): Promise<Identity[]> {
  if (process.getuid?.() !== 0) return hasName() ? [ourselves] : [namespace]
  const made = await stat(cluster).catch(() => null)
  const { uid, gid } = made ?? (await stat(folder))
  if (uid !== 0) return made ? [as({ uid, gid })] : [as({ uid, gid }), namespace]
  return made ? [namespace] : [namespace, as(nobody)]
}

// In a container a process may run under a number that no list of users knows.
function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

async function canRun({ prefix }: Identity, ...paths: string[]): Promise<boolean> {
  if (prefix.length === 0) return true
  const [program = '', ...args] = prefix
  for (const path of paths) {
    const answer = await run(program, [...args, 'test', '-x', path]).catch(() => null)
    if (!answer) return false
  }
  return true
}

/** Gives a file to the owner PostgreSQL's files must have. */
export async function giveTo({ owner }: Identity, ...paths: string[]): Promise<void> {
  if (owner) for (const path of paths) await chown(path, owner.uid, owner.gid)
}
