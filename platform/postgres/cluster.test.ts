import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openCluster } from './cluster.ts'
import { findPostmaster, pidFile } from './postmaster.ts'

const quick = { sync: false, settings: ['fsync=off'] }
let folder: string
let users: ChildProcess[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'navette-launcher-'))
  users = []
})
afterEach(async () => {
  for (const user of users) await kill(user)
  await gone()
  rmSync(folder, { recursive: true })
})

const cluster = () => join(folder, 'pg18')

/** Another process that uses the database, and the address it was given. */
async function otherUser(): Promise<{ user: ChildProcess; url: string }> {
  const script = join(import.meta.dirname, '../../tests/hold-cluster.ts')
  const user = spawn(process.execPath, [script, folder], { env: { ...process.env, LANG: 'C' }, stdio: 'pipe' })
  users.push(user)
  const [line] = (await once(user.stdout ?? user, 'data')) as [Buffer]
  return { user, url: line.toString().trim() }
}

async function kill(user: ChildProcess): Promise<void> {
  if (user.exitCode !== null || user.signalCode !== null) return
  user.kill('SIGKILL')
  await once(user, 'exit')
}

async function databaseProcess(): Promise<number> {
  const found = await findPostmaster(cluster())
  if (!found) throw new Error('no database runs')
  return found.pid
}

async function gone(): Promise<void> {
  for (let i = 0; i < 500 && (await findPostmaster(cluster())); i++) await sleep(20)
  expect(await findPostmaster(cluster())).toBeNull()
}

/** Waits until nobody listens to the pipe any more: a killed guardian does not let go of it at once. */
async function unwatched(): Promise<void> {
  for (;;) {
    try {
      closeSync(openSync(`${cluster()}.pipe`, constants.O_WRONLY | constants.O_NONBLOCK))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENXIO') return
      throw error
    }
    await sleep(10)
  }
}

async function query<T>(url: string, text: string): Promise<T | undefined> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const found = await client.query<{ value: T }>(text).finally(() => client.end())
  return found.rows[0]?.value
}

describe('the PostgreSQL of a data folder', { timeout: 90_000 }, () => {
  it('keeps text in UTF-8 whatever the language of the machine, and stops with its only user', async () => {
    const { user, url } = await otherUser()
    expect(await query(url, `select current_setting('server_encoding') as value`)).toBe('UTF8')
    expect(await query(url, `select upper('évry') as value`)).toBe('ÉVRY')
    user.stdin?.end()
    await once(user, 'exit')
    await gone()
  })

  it('opens again with its data after its user and itself were killed', async () => {
    const first = await otherUser()
    await query(first.url, `create table town as select 'Chambéry' as value`)
    process.kill(await databaseProcess(), 'SIGKILL')
    await kill(first.user)
    const again = await openCluster(folder, quick)
    expect(await query(again.url('postgres'), 'select value from town')).toBe('Chambéry')
    await again.release()
  })

  it('stops by itself when its user is killed', async () => {
    const { user } = await otherUser()
    await kill(user)
    await gone()
  })

  it('stays for those who still use it when the one who started it leaves', async () => {
    const starter = await otherUser()
    const joiner = await openCluster(folder, quick)
    expect(joiner.url('postgres')).toBe(starter.url)
    await kill(starter.user)
    expect(await query(joiner.url('postgres'), 'select 1 as value')).toBe(1)
    await joiner.release()
    await gone()
  })

  it('is one, however many processes open the folder at once', async () => {
    const opened = await Promise.all([otherUser(), otherUser(), otherUser()])
    expect(new Set(opened.map(({ url }) => url)).size).toBe(1)
  })

  it('is taken over when its guardian was killed too', async () => {
    const { user, url } = await otherUser()
    const guardian = guardianOf(await databaseProcess())
    for (const pid of guardian) process.kill(pid, 'SIGKILL')
    await kill(user)
    await unwatched()
    const adopter = await openCluster(folder, quick)
    expect(adopter.url('postgres')).toBe(url)
    await adopter.release()
    await gone()
  })

  it('starts though its old process number now belongs to another program', async () => {
    const { user } = await otherUser()
    process.kill(await databaseProcess(), 'SIGKILL')
    await kill(user)
    const left = readFileSync(pidFile(cluster()), 'utf8')
    writeFileSync(pidFile(cluster()), left.replace(/^\d+/, String(process.pid)))
    const again = await openCluster(folder, quick)
    expect(await query(again.url('postgres'), 'select 1 as value')).toBe(1)
    await again.release()
  })

  it('is made anew where its making was cut, by a process that died holding the lock', async () => {
    mkdirSync(join(folder, 'pg18.new/base'), { recursive: true })
    writeFileSync(join(folder, 'start.lock'), '999999 1 dead')
    const made = await openCluster(folder, quick)
    expect(await query(made.url('postgres'), 'select 1 as value')).toBe(1)
    await made.release()
  })
})

/** The shell that watches over a process, and the shells and programs below it. */
function guardianOf(pid: number): number[] {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
  const parent = rows.find(([id]) => id === pid)?.[1] ?? 0
  const below = (id: number): number[] =>
    rows.filter(([child, up]) => up === id && child !== pid).flatMap(([child = 0]) => [child, ...below(child)])
  return [parent, ...below(parent)]
}
