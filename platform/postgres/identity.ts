import { execFile } from 'node:child_process'
import { chmod, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '../errors.ts'
import type { PostgresBinaries } from './binaries.ts'

const run = promisify(execFile)

/** Under whom PostgreSQL runs: words put before its command, and the owner its folder must have (null: ours). */
export type Identity = { prefix: readonly string[]; owner: Owner | null }
type Owner = { uid: number; gid: number }

const nobody: Owner = { uid: 65534, gid: 65534 }

/**
 * PostgreSQL refuses to run as root. There it runs in a user namespace that shows it as nobody (works in folders only
 * root enters, changes nothing on the host), else as the user who owns the cluster, else as nobody, else not at all.
 */
export async function postgresIdentity(cluster: string, binaries: PostgresBinaries): Promise<Identity> {
  if (process.getuid?.() !== 0) return { prefix: [], owner: null }
  const found = await stat(cluster).catch(() => null)
  if (found && found.uid !== 0) return ordinaryUser({ uid: found.uid, gid: found.gid }, cluster, binaries)
  const namespace = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`]
  if (await works([...namespace, 'true'])) return { prefix: namespace, owner: null }
  return ordinaryUser(nobody, cluster, binaries)
}

async function ordinaryUser(owner: Owner, cluster: string, binaries: PostgresBinaries): Promise<Identity> {
  const prefix = ['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups']
  // Others may pass through the data folder, not look into it; what it holds is closed to them file by file.
  await chmod(dirname(cluster), 0o711)
  for (const needed of [dirname(cluster), join(binaries.folder, 'postgres')]) {
    if (!(await works([...prefix, 'test', '-x', needed]))) {
      throw new AppError('unavailable', 'postgres_refuses_root', { folder: needed })
    }
  }
  return { prefix, owner }
}

async function works([program = '', ...args]: readonly string[]): Promise<boolean> {
  return run(program, args).then(
    () => true,
    () => false,
  )
}
