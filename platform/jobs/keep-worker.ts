import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'

/** A second process of the program, started anew when it ends by itself. */
export type KeptWorker = {
  /** Asks it to end, kills it when it does not, and answers once it is gone. */
  stop: () => Promise<void>
}

const shortest = 1_000
const longest = 60_000
// A worker that has lived so long did not fail at its start.
const longEnough = 60_000
const stopPatience = 8_000
// It mostly waits: less room for what is made and dropped keeps it small (megabytes).
const youngGeneration = '--max-semi-space-size=2'

/** The milliseconds to wait before a worker that lived so long is started again; they double while it keeps failing. */
export function pauseBeforeRestart(last: number, lived: number): number {
  if (last === 0 || lived >= longEnough) return shortest
  return Math.min(last * 2, longest)
}

/**
 * Keeps a worker running: a script under this Node, with the environment of the server and what the server alone knows.
 * It holds the other end of its standard input, so that it ends with us however we end.
 */
export function keepWorker(script: string, env: Record<string, string>, log: Log): KeptWorker {
  const stopping = new AbortController()
  let child: ChildProcess | null = null
  const keep = async () => {
    let pause = 0
    while (!stopping.signal.aborted) {
      const start = performance.now()
      child = spawn(process.execPath, [youngGeneration, script], {
        env: { ...process.env, ...env },
        stdio: ['pipe', 'ignore', 'inherit'],
      })
      const ended = await endOf(child)
      child = null
      if (stopping.signal.aborted) return
      pause = pauseBeforeRestart(pause, performance.now() - start)
      log.error({ ...ended, pause }, 'worker ended')
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const kept = keep()
  return {
    async stop() {
      stopping.abort()
      child?.kill('SIGTERM')
      const late = setTimeout(() => child?.kill('SIGKILL'), stopPatience)
      await kept
      clearTimeout(late)
    },
  }
}

async function endOf(child: ChildProcess): Promise<{ code: number | null; signal: string | null }> {
  // A write to it never happens, but its end of the pipe may break under us.
  child.stdin?.on('error', () => undefined)
  const failed = new Promise<never>((_, reject) => child.once('error', reject))
  const [code, signal] = await Promise.race([once(child, 'exit'), failed]).catch(() => [null, null])
  return { code, signal }
}
