import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { accountFile, sampleLines } from '../tests/account-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'navette-totem-'))
const program = join(import.meta.dirname, '../bin/navette')
afterAll(() => rmSync(folder, { recursive: true }))

function navette(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    // A wrong file is told before any database is opened: this address leads to none.
    const env = { ...process.env, LC_ALL: 'C', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
    execFile(program, ['import', 'totem', ...args], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

function written(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const town = ['--organisation', '219300480']
const sentences = (err: string) => err.trim().split('\n').length
const whole = accountFile({ lines: sampleLines })

describe('what is no account', { timeout: 60_000 }, () => {
  it.each([
    ['a file that is not there', () => join(folder, 'none.xml'), 'was not found'],
    ['a folder', () => folder, 'is a folder, not a file'],
    ['an empty file', () => written('empty.xml', ''), 'empty.xml is empty'],
    ['a text', () => written('text.xml', 'Compte;Montant\n6574;12\n'), 'is not XML'],
    ['an IATI file', () => written('iati.xml', '<iati-activities version="2.03"/>'), 'is an IATI file'],
    ['a DOCTYPE', () => written('doctype.xml', '<!DOCTYPE d><DocumentBudgetaire/>'), 'DOCTYPE'],
    ['a file cut short', () => written('cut.xml', whole.subarray(0, 1500)), 'its end is missing'],
  ])('%s: one sentence, and 1', async (_, path, words) => {
    const { code, out, err } = await navette(path(), ...town)
    expect({ code, out, sentences: sentences(err) }).toEqual({ code: 1, out: '', sentences: 1 })
    expect(err).toContain(words)
  })

  it('of several files each that is wrong is told, and that nothing was imported', async () => {
    const { code, err } = await navette(
      written('good.xml', whole),
      written('a.xml', ''),
      written('b.xml', 'x'),
      ...town,
    )
    expect({ code, sentences: sentences(err) }).toEqual({ code: 1, sentences: 3 })
    expect(err).toContain('2 files are refused: nothing was imported.')
    const { out } = await navette(join(folder, 'a.xml'), ...town, '--json')
    expect(JSON.parse(out)).toMatchObject({
      error: 'accounts_refused',
      files: [{ error: 'accounts_file_empty', message: expect.stringContaining('a.xml') }],
    })
  })

  it('a missing file name, SIREN or an unknown option: 2', async () => {
    expect((await navette(...town)).code).toBe(2)
    expect((await navette('x.xml', ...town, '--fast')).code).toBe(2)
    const { code, err } = await navette(join(folder, 'good.xml'))
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('--organisation SIREN is missing') })
  })

  it('the help says that several files may follow', async () => {
    expect((await navette('--help')).out).toContain('navette import totem FILE… ')
  })
})
