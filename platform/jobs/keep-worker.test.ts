import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openMailServer } from '../../tests/mail-server.ts'
import { openDatabase } from '../db/pool.ts'
import { queueMail } from '../mail/queue.server.ts'
import { findPostmaster } from '../postgres/postmaster.ts'
import { reachDatabase } from '../postgres/reach.ts'
import { pauseBeforeRestart } from './keep-worker.ts'

const script = join(import.meta.dirname, '../../tests/run-server.ts')
const folder = mkdtempSync(join(tmpdir(), 'navette-worker-'))
let server: ChildProcess | null = null
let said = ''

beforeEach(() => {
  said = ''
})
afterEach(async () => {
  if (server && server.exitCode === null && server.signalCode === null) {
    server.kill('SIGKILL')
    await once(server, 'exit')
  }
  await expect.poll(() => findPostmaster(join(folder, 'pg18')), { timeout: 10_000 }).toBeNull()
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Starts a server at the head of a group of processes, as a terminal does, and waits for its worker. */
async function start(env: Record<string, string> = {}): Promise<{ pid: number; worker: number }> {
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, BASE_URL: '', LC_ALL: 'C', PORT: '0', NAVETTE_DATA: folder, LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  server = child
  child.stdout?.on('data', (text) => (said += text))
  child.stderr?.on('data', (text) => (said += text))
  const pid = child.pid ?? 0
  await workerReady(1)
  return { pid, worker: workerOf(pid) ?? 0 }
}

async function workerReady(times: number): Promise<void> {
  const ready = () => logLines().filter(({ process, msg }) => process === 'worker' && msg === 'ready').length
  await expect.poll(ready, { timeout: 60_000 }).toBe(times)
}

type Line = { process?: string; msg: string; level: number }
const logLines = () =>
  said
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): Line => JSON.parse(line))

function workerOf(pid: number): number | null {
  const processes = execFileSync('ps', ['-axo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
  const line = processes.find((one) => one.trim().split(/\s+/)[1] === String(pid) && one.includes('worker.ts'))
  return line ? Number(line.trim().split(/\s+/)[0]) : null
}

function runs(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('the worker of a server', { timeout: 120_000 }, () => {
  it('is not left behind by a server that was killed', async () => {
    const { pid, worker } = await start()
    expect(runs(worker)).toBe(true)
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => runs(worker), { timeout: 5_000 }).toBe(false)
  })

  it.each(['SIGINT', 'SIGHUP'] as const)('ends with its server when a terminal sends %s to both', async (signal) => {
    const { pid, worker } = await start()
    const begun = performance.now()
    process.kill(-pid, signal)
    const [code] = await once(server as ChildProcess, 'exit')
    expect(code).toBe(0)
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect(runs(worker)).toBe(false)
    expect(logLines().filter(({ level }) => level >= 40)).toEqual([])
  })

  it('is started again when it dies', async () => {
    const { pid, worker } = await start()
    process.kill(worker, 'SIGKILL')
    await workerReady(2)
    expect(workerOf(pid)).not.toBe(worker)
    expect(logLines().map(({ msg }) => msg)).toContain('worker ended')
  })

  it('sends a mail as soon as it is queued', async () => {
    const mailServer = await openMailServer()
    await start({ SMTP_URL: mailServer.url, BASE_URL: 'https://navette.example', METRICS: '1', PORT: '34872' })
    const reached = await reachDatabase({ databaseUrl: null, dataFolder: folder })
    const { db, close } = openDatabase(reached.url)
    const queued = performance.now()
    await queueMail(
      { db, actor: { kind: 'operator' }, now: new Date(), locale: 'fr' },
      {
        recipient: 'claire@mairie.example',
        locale: 'both',
        kind: 'signIn',
        letter: (_, locale) => ({ subject: locale, paragraphs: [] }),
      },
    )
    await expect.poll(() => mailServer.mails.length, { interval: 10 }).toBe(1)
    expect(performance.now() - queued).toBeLessThan(2_000)
    expect(mailServer.mails[0]).toMatchObject({ from: 'navette@navette.example', to: ['claire@mairie.example'] })
    expect(mailServer.mails[0]?.headers.get('subject')).toBe('fr / en')
    const figures = await (await fetch('http://127.0.0.1:34872/metrics')).text()
    expect(figures).toContain('navette_mails{state="failed"} 0')
    await close()
    await reached.release()
    await mailServer.close()
  })
})

describe('the pause before a worker is started again', () => {
  it('doubles while it dies young, to a minute, and is short again once it has lived', () => {
    const pauses = [0, 0, 0, 0, 0, 0, 0, 0].reduce<number[]>(
      (all) => [...all, pauseBeforeRestart(all.at(-1) ?? 0, 500)],
      [],
    )
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000])
    expect(pauseBeforeRestart(60_000, 61_000)).toBe(1000)
  })
})
