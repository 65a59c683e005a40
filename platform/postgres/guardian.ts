import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { closeSync, constants, openSync, readSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import { AppError } from '../errors.ts'
import { giveTo, type Identity } from './identity.ts'

// The pipe is a named one: every process that uses the database holds it open for writing. When the last is gone,
// however it ended, the guardian reads the end of the pipe and asks PostgreSQL to stop (SIGINT: cut sessions, keep data).
const guardNew = [
  'exec 3<&0 </dev/null',
  '"$@" 3<&- & pg=$!',
  '(cat <&3 >/dev/null; kill -INT $pg 2>/dev/null) & watcher=$!',
  'exec 3<&-',
  'wait $pg; code=$?',
  'kill $watcher 2>/dev/null',
  'exit $code',
].join('\n')
// The process was found by its pid file; by the time of the signal the number may belong to somebody else.
const guardFound = 'cat >/dev/null; [ "$(head -n 1 "$2")" = "$1" ] && kill -INT "$1"'

/** A hold on the pipe; `letGo` tells whether it was the last one, after which PostgreSQL stops. */
export type Hold = { letGo: () => { last: boolean } }

function holdOf(pipe: string, writer: number): Hold {
  return {
    letGo() {
      const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
      closeSync(writer)
      try {
        // An open but silent pipe says EAGAIN; one that nobody holds for writing says that it has ended.
        readSync(reader, Buffer.alloc(1))
        return { last: true }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
        return { last: false }
      } finally {
        closeSync(reader)
      }
    },
  }
}

/** Takes hold of the pipe of a running PostgreSQL, or answers null when no guardian listens to it any more. */
export function joinPipe(pipe: string): Hold | null {
  try {
    return holdOf(pipe, openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENXIO' || code === 'ENOENT') return null
    throw error
  }
}

/** Runs a command under a new guardian; when every hold on `pipe` is gone, the command gets SIGINT. */
export async function guardCommand(
  pipe: string,
  identity: Identity,
  command: readonly string[],
  log: number,
): Promise<{ child: ChildProcess; hold: Hold }> {
  await makePipe(pipe)
  await giveTo(identity, pipe)
  return guard(pipe, guardNew, [...identity.prefix, ...command], log)
}

/** Gives a new guardian to a PostgreSQL whose own was killed; `pidFile` begins with its number as long as it runs. */
export async function guardProcess(pipe: string, pid: number, pidFile: string): Promise<Hold> {
  await makePipe(pipe)
  const { child, hold } = guard(pipe, guardFound, [String(pid), pidFile], 'ignore')
  child.unref()
  return hold
}

async function makePipe(pipe: string): Promise<void> {
  await rm(pipe, { force: true })
  await promisify(execFile)('mkfifo', ['-m', '600', pipe]).catch((cause: unknown) => {
    throw new AppError('unavailable', 'data_folder_without_pipes', { folder: pipe }, { cause })
  })
}

function guard(pipe: string, script: string, args: readonly string[], log: number | 'ignore') {
  // Both ends are open before the guardian starts: whatever dies when, it sees an end and not an eternal wait.
  const opener = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK)
  const writer = openSync(pipe, constants.O_WRONLY)
  const reader = openSync(pipe, constants.O_RDONLY)
  closeSync(opener)
  const child = spawn('sh', ['-c', script, 'navette-postgres', ...args], {
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    stdio: [reader, log, log],
    detached: true,
  })
  closeSync(reader)
  return { child, hold: holdOf(pipe, writer) }
}
