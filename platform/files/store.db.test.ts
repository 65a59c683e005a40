import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testContext } from '../../tests/db.ts'
import { jobContext, makePerson, memberContext } from '../../tests/people.ts'
import { inTransaction } from '../context.ts'
import { filePath, keepFile, openFile, storeFile } from './store.server.ts'
import { sweepFiles } from './sweep.server.ts'

const owner = await testContext()
const officer = await makePerson(owner)
const stranger = await makePerson(owner)
const folder = await mkdtemp(join(tmpdir(), 'navette-files-'))
afterAll(() => rm(folder, { recursive: true }))

const rules = { organisationId: null, accept: ['application/pdf'], mostBytes: 1000 } as const
const letter = (text = 'Le maire', name = 'lettre signée.pdf') => new File([`%PDF-1.7\n${text}`], name)

async function store(file: File, personId = officer.id) {
  return inTransaction(await memberContext(personId), (ctx) => storeFile(ctx, folder, file, rules))
}

async function contents(): Promise<string[]> {
  const all = await readdir(folder, { recursive: true, withFileTypes: true })
  return all.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

beforeAll(async () => {
  expect(await contents()).toEqual([])
})

describe('a file somebody brings', () => {
  it('lies under the digest of its content, and is given back as it came', async () => {
    const { id, sha256 } = await store(letter())
    expect(await readFile(filePath(folder, sha256), 'utf8')).toBe('%PDF-1.7\nLe maire')
    const ctx = await memberContext(officer.id)
    const file = await inTransaction(ctx, (inner) => openFile(inner, folder, id))
    expect(file).toMatchObject({ name: 'lettre signée.pdf', mediaType: 'application/pdf', size: 17 })
    expect(await new Response(file.body).text()).toBe('%PDF-1.7\nLe maire')
  })

  it('is there for nobody else', async () => {
    const { id } = await store(letter())
    const ctx = await memberContext(stranger.id)
    const opening = inTransaction(ctx, (inner) => openFile(inner, folder, id))
    await expect(opening).rejects.toMatchObject({ code: 'not_found', reason: 'file_not_there' })
  })

  it('is refused when it is larger than allowed, or not what its name says, and leaves nothing behind', async () => {
    const before = await contents()
    await expect(store(letter('x'.repeat(2000)))).rejects.toMatchObject({ reason: 'file_too_large' })
    await expect(store(new File(['<script>'], 'lettre.pdf'))).rejects.toMatchObject({ reason: 'file_kind' })
    const picture = new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0])], 'lettre.pdf')
    await expect(store(picture)).rejects.toMatchObject({ reason: 'file_kind' })
    expect(await contents()).toEqual(before)
  })

  it('keeps of its name what can be shown and saved', async () => {
    const { id } = await store(letter('nom', '..\\..\\C:/Lettre\u202Efdp.pdf'))
    const row = await owner.db.selectFrom('stored_file').select('name').where('id', '=', id).executeTakeFirstOrThrow()
    expect(row.name).toBe('Lettrefdp.pdf')
  })

  it('is swept after a day unless what it belongs to was saved', async () => {
    const kept = await store(letter('gardée'))
    await inTransaction(await memberContext(officer.id), (ctx) => keepFile(ctx, kept.id))
    const lost = await store(letter('oubliée'))
    const young = await store(letter('en route'))
    const dayBefore = new Date(Date.now() - 25 * 3_600_000)
    for (const { sha256 } of [kept, lost]) await utimes(filePath(folder, sha256), dayBefore, dayBefore)
    for (const { id } of [kept, lost])
      await owner.db.updateTable('stored_file').set({ created_at: dayBefore }).where('id', '=', id).execute()
    expect(await sweepFiles(await jobContext('retention'), folder)).toBe(1)
    const there = await contents()
    expect(there).toEqual(expect.arrayContaining([kept.sha256, young.sha256]))
    expect(there).not.toContain(lost.sha256)
  })
})
