import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { filePath } from '../../platform/files/store.server.ts'
import { makeTie } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { makePerson, memberContext } from '../../tests/people.ts'
import type { PageLinks } from '../opendata/page-links.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { listEditions, makeEdition } from './editions.server.ts'

const folder = mkdtempSync(join(tmpdir(), 'navette-edition-'))
afterAll(() => rmSync(folder, { recursive: true }))
const links: PageLinks = {
  organisation: (_, key) => `https://navette.example/${key}`,
  country: (_, code) => `https://navette.example/${code}`,
  partnership: (_, id) => `https://navette.example/${id}`,
  project: (_, id) => `https://navette.example/${id}`,
  budget: (_, id) => `https://navette.example/${id}`,
  page: (_, page) => `https://navette.example/${page}`,
}
const into = { filesFolder: folder, links }
let owner: Ctx
let shy: { id: string; key: string }

beforeAll(async () => {
  owner = await testContext()
  const nanterre = await makeAuthority(owner, { name: 'Nanterre', inseeCode: '92050', lat: 48.9, lon: 2.2 })
  const pesaro = await makeAuthority(owner, { name: 'Pesaro', country: 'IT', lat: 43.9, lon: 12.9 })
  shy = await makeAuthority(owner, { name: 'Tlemcen', country: 'DZ', lat: 34.9, lon: -1.3 })
  await makeTie(owner, { parties: [nanterre, pesaro], said: [{ source: 'a', licence: 'CC0-1.0' }] })
  await makeTie(owner, { parties: [nanterre, shy] })
  await publishTies(owner)
})

const read = (sha256: string, name: string) =>
  execFileSync('tar', ['-xzOf', filePath(folder, sha256), name], { encoding: 'utf8' })

describe('a yearly edition', () => {
  it('is frozen by the operator, of a year that has come', async () => {
    const person = await makePerson(owner, { administrator: true })
    await expect(makeEdition(await memberContext(person.id), 2026, into)).rejects.toMatchObject({ reason: 'job_only' })
    for (const year of [2023, 2999, Number.NaN])
      await expect(makeEdition(owner, year, into)).rejects.toMatchObject({ reason: 'edition_year_wrong' })
  })

  it('holds the public data by licence, with what it is and how it was made, and a digest that checks', async () => {
    const made = await makeEdition(owner, 2025, into)
    const bytes = readFileSync(filePath(folder, made.sha256))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(made.sha256)
    expect(bytes.length).toBe(made.size)
    const names = execFileSync('tar', ['-tzf', filePath(folder, made.sha256)], { encoding: 'utf8' })
      .trim()
      .split('\n')
    expect(names).toEqual(
      [
        'README.txt',
        'METHODS.txt',
        'partnerships.csv',
        'partnerships.geojson',
        'partnerships-cc0-1.0.csv',
        'organisations-etalab-2.0.csv',
        'organisations-etalab-2.0.geojson',
        'partnerships-etalab-2.0.csv',
      ].map((name) => `navette-2025/${name}`),
    )
    expect(read(made.sha256, 'navette-2025/partnerships-cc0-1.0.csv')).toContain('Pesaro')
    expect(read(made.sha256, 'navette-2025/partnerships-cc0-1.0.csv')).not.toContain('Tlemcen')
    const { features } = JSON.parse(read(made.sha256, 'navette-2025/organisations-etalab-2.0.geojson'))
    expect(features).toHaveLength(3)
    expect(await listEditions(owner)).toMatchObject([
      { year: 2025, sha256: made.sha256, organisations: 3, partnerships: 2 },
    ])
  })

  it('never changes', async () => {
    await expect(makeEdition(owner, 2025, into)).rejects.toMatchObject({ reason: 'edition_exists' })
  })

  it('no longer holds what has gone into discreet mode since', async () => {
    await owner.db.updateTable('organisation').set({ discreet_since: owner.now }).where('id', '=', shy.id).execute()
    await publishTies(owner)
    const { sha256 } = await makeEdition(owner, 2026, into)
    for (const name of ['partnerships.csv', 'partnerships.geojson', 'organisations-etalab-2.0.csv', 'README.txt'])
      expect(read(sha256, `navette-2026/${name}`)).not.toContain('Tlemcen')
  })
})
