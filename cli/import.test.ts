import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'navette-import-'))
const program = join(import.meta.dirname, '../bin/navette')
afterAll(() => rmSync(folder, { recursive: true }))

function navette(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    // A wrong file is told before any database is opened: this address leads to none.
    const env = { ...process.env, LC_ALL: 'C', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
    execFile(program, ['import', ...args], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

function written(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const sentences = (err: string) => err.trim().split('\n').length

describe('what is not a list of ties', () => {
  it.each([
    ['a file that is not there', () => join(folder, 'none.csv'), 'was not found'],
    ['an empty file', () => written('empty.csv', ''), 'is empty'],
    ['a workbook', () => written('book.xlsx', 'PK\u0003\u0004'), 'Save it as CSV'],
    ['a program', () => process.execPath, 'is not a text file'],
  ])('%s: one sentence, and 1', async (_, path, words) => {
    const { code, out, err } = await navette('ties', path())
    expect({ code, out, sentences: sentences(err) }).toEqual({ code: 1, out: '', sentences: 1 })
    expect(err).toContain(words)
  })

  it('another table: the headers that are read', async () => {
    const { code, err } = await navette('ties', written('other.csv', 'a,b\n1,2\n'))
    expect(code).toBe(1)
    expect(err).toContain('city1,country1,lat1,lng1,city2,country2,lat2,lng2')
  })

  it('a licence that is none', async () => {
    const { code, err } = await navette('ties', written('list.csv', 'a'), '--licence', 'as you like')
    expect({ code, err }).toMatchObject({
      code: 1,
      err: expect.stringContaining('“as you like” is not the name of a licence'),
    })
  })

  it('a missing file name or an unknown option: 2', async () => {
    expect((await navette('ties')).code).toBe(2)
    expect((await navette('ties', 'x.csv', '--fast')).code).toBe(2)
  })
})
