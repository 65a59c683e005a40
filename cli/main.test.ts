import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { reachDatabase } from '../platform/postgres/reach.ts'

const folder = mkdtempSync(join(tmpdir(), 'navette-cli-'))
const program = join(import.meta.dirname, '../bin/navette')
afterAll(() => rmSync(folder, { recursive: true }))

type Result = { code: number; out: string; err: string }

function navette(args: string[], env: Record<string, string> = {}): Promise<Result> {
  return new Promise((resolve) => {
    const settings = { env: { ...process.env, BASE_URL: '', LC_ALL: 'C', NAVETTE_DATA: folder, ...env } }
    execFile(program, args, settings, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

describe('the command line', { timeout: 90_000 }, () => {
  it('answers 2 and says what is wrong and where help is, in the language of the terminal', async () => {
    expect(await navette(['bakcup'])).toEqual({
      code: 2,
      out: '',
      err: 'There is no command “bakcup”.\nSee: navette --help\n',
    })
    const french = await navette(['backup'], { LC_ALL: 'fr_FR.UTF-8' })
    expect(french).toMatchObject({ code: 2, err: 'Il manque FILE.\nVoyez\u202f: navette backup --help\n' })
    expect(await navette(['status'], { PORT: 'x' })).toMatchObject({
      code: 2,
      err: expect.stringContaining('PORT is “x”'),
    })
  })

  it('starts the database for the time of a command, and leaves nothing running', async () => {
    const { code, out, err } = await navette(['status', '--json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(JSON.parse(out)).toMatchObject({ dataFolder: folder, server: null, schema: { found: 0 }, content: null })
  })

  it('joins the database that runs already', async () => {
    const reached = await reachDatabase({ databaseUrl: null, dataFolder: folder })
    expect((await navette(['status'])).code).toBe(0)
    await reached.release()
  })

  it('answers 1 with one sentence when a command fails, and with --json also for a program', async () => {
    const missing = await navette(['restore', join(folder, 'none.tar.gz')])
    expect(missing).toMatchObject({ code: 1, out: '', err: `The file ${join(folder, 'none.tar.gz')} was not found.\n` })
    const machine = await navette(['restore', join(folder, 'none.tar.gz'), '--json'])
    expect(JSON.parse(machine.out)).toMatchObject({ error: 'file_not_found' })
    const unreachable = await navette(['status'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
    expect(unreachable).toMatchObject({ code: 1, err: expect.stringContaining('does not answer') })
  })
})
