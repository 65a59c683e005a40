import { execFile } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
const onLinux = process.platform === 'linux'

/** What tells a process from a later one with the same number (its start), or null when no such process runs. */
export async function processStamp(pid: number): Promise<string | null> {
  if (!onLinux) return output('ps', ['-o', 'lstart=', '-p', String(pid)])
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  // The name in parentheses may hold spaces; the start in clock ticks is the 22nd field, the 20th after it (proc(5)).
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
}

/** The folder a process works in, or null when it does not run or may not be looked at. */
export async function processFolder(pid: number): Promise<string | null> {
  if (onLinux) return readlink(`/proc/${pid}/cwd`).catch(() => null)
  const fields = await output('lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-Fn'])
  return (
    fields
      ?.split('\n')
      .find((line) => line.startsWith('n'))
      ?.slice(1) ?? null
  )
}

// Both programs answer with a failure when the process is gone: that is the answer.
async function output(program: string, args: string[]): Promise<string | null> {
  const result = await run(program, args, { env: { ...process.env, LC_ALL: 'C' } }).catch(() => null)
  return result?.stdout.trim() || null
}
