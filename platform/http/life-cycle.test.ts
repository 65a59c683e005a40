import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { raiseDataVersion } from '../db/data-version.ts'
import { openDatabase } from '../db/pool.ts'
import { findPostmaster } from '../postgres/postmaster.ts'
import { reachDatabase } from '../postgres/reach.ts'

const folder = mkdtempSync(join(tmpdir(), 'navette-server-'))
const script = join(import.meta.dirname, '../../tests/run-server.ts')
const running: ChildProcess[] = []

type Server = { child: ChildProcess; address: string; out: () => string; code: Promise<number | null> }

/** Starts a server and waits until it says its address, or ends. */
async function start(env: Record<string, string> = {}): Promise<Server> {
  const child = spawn(process.execPath, [script], {
    // Vitest sets a BASE_URL of its own.
    env: { ...process.env, BASE_URL: '', LC_ALL: 'C', PORT: '0', NAVETTE_DATA: folder, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.push(child)
  let out = ''
  child.stdout?.on('data', (text) => (out += text))
  child.stderr?.on('data', (text) => (out += text))
  const code = once(child, 'exit').then(([exit]) => exit as number | null)
  let ended = false
  code.then(() => (ended = true))
  while (!ended && !/is open: \S+\n/.test(out)) await sleep(10)
  return { child, address: /is open: (\S+)/.exec(out)?.[1] ?? '', out: () => out, code }
}

async function databaseProcess(): Promise<number> {
  const found = await findPostmaster(join(folder, 'pg18'))
  if (!found) throw new Error('no database runs')
  return found.pid
}

async function databaseGone(): Promise<void> {
  for (let i = 0; i < 500 && (await findPostmaster(join(folder, 'pg18'))); i++) await sleep(20)
  expect(await findPostmaster(join(folder, 'pg18'))).toBeNull()
}

afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await databaseGone()
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('a server', { timeout: 90_000 }, () => {
  it('answers, says that it is alive and ready, and keeps its figures to itself', async () => {
    const { address } = await start()
    expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: 'alive' })
    expect(await (await fetch(`${address}/readyz`)).json()).toEqual({ status: 'ready' })
    expect(await (await fetch(address)).json()).toEqual({ baseUrl: address, version: 1 })
    expect((await fetch(`${address}/metrics`)).status).toBe(404)
  })

  it('tells its figures and uses its public address where it is asked to', async () => {
    const { address, out } = await start({ METRICS: '1', BASE_URL: 'https://navette.example', PORT: '34871' })
    expect(address).toBe('https://navette.example')
    const local = 'http://127.0.0.1:34871'
    expect(await (await fetch(local)).json()).toMatchObject({ baseUrl: 'https://navette.example' })
    await fetch(`${local}/broken`)
    const figures = await (await fetch(`${local}/metrics`)).text()
    expect(figures).toContain('navette_http_request_seconds_count{method="GET",status="5xx"} 1')
    expect(out()).toContain('"path":"/broken","status":500')
  })

  it('hears of new public data from another process', async () => {
    const { address } = await start()
    const reached = await reachDatabase({ databaseUrl: null, dataFolder: folder })
    const { db, close } = openDatabase(reached.url)
    await raiseDataVersion({ db, actor: { kind: 'operator' }, now: new Date(), locale: 'fr' })
    await close()
    await reached.release()
    await expect.poll(async () => (await fetch(address)).json()).toMatchObject({ version: 2 })
  })

  it.each(['SIGTERM', 'SIGINT'] as const)('ends what it began, then itself and its database, on %s', async (signal) => {
    const { child, address, code, out } = await start()
    const answer = fetch(`${address}/slow`)
    await sleep(200)
    child.kill(signal)
    expect(await (await answer).text()).toBe('done')
    expect(await code).toBe(0)
    expect(out()).toContain('Navette has stopped.')
    expect(await findPostmaster(join(folder, 'pg18'))).toBeNull()
  })

  it('is the only one on its data folder', async () => {
    const first = await start()
    const second = await start()
    expect(await second.code).toBe(1)
    expect(second.out()).toContain(`A Navette server is already using this data: ${first.address}.`)
    expect((await fetch(`${first.address}/readyz`)).status).toBe(200)
  })

  it('refuses a port that is taken, and a value that is wrong, in one sentence', async () => {
    const first = await start()
    const other = mkdtempSync(join(tmpdir(), 'navette-server-'))
    const second = await start({ NAVETTE_DATA: other, PORT: new URL(first.address).port })
    expect(await second.code).toBe(1)
    expect(second.out()).toMatch(/\nPort \d+ of 127.0.0.1 is taken by another program\..*\n$/)
    rmSync(other, { recursive: true })
    const third = await start({ PORT: 'three' })
    expect(await third.code).toBe(2)
    expect(third.out()).toBe('PORT is “three”: give a whole number from 0 to 65535 (0 takes any free port).\n')
  })

  it('opens again after it was killed', async () => {
    const { child, code } = await start()
    child.kill('SIGKILL')
    await code
    const { address } = await start()
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
  })

  it('stops with an error when its database ends by itself', async () => {
    const { code, out } = await start()
    process.kill(await databaseProcess(), 'SIGKILL')
    expect(await code).toBe(1)
    expect(out()).toContain('The database ended by itself')
  })
})
