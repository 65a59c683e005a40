import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { testContext } from '../../tests/db.ts'
import { jobContext, makePerson, memberContext } from '../../tests/people.ts'
import { cameraPicture, jpegWith, pngWith, webpWith } from '../../tests/pictures.ts'
import { inTransaction } from '../context.ts'
import { readSmall, shrink, smallPath } from './small-picture.server.ts'
import { keepFile, storeFile } from './store.server.ts'
import { sweepFiles } from './sweep.server.ts'

const owner = await testContext()
const person = await makePerson(owner)
const folder = await mkdtemp(join(tmpdir(), 'navette-small-'))
afterAll(() => rm(folder, { recursive: true }))

const rules = { organisationId: null, accept: ['image/jpeg'] as const, mostBytes: 12_000_000 }
async function store(bytes: Buffer, kept: boolean) {
  return inTransaction(await memberContext(person.id), async (ctx) => {
    const stored = await storeFile(ctx, folder, new File([Uint8Array.from(bytes)], 'chantier.jpg'), rules)
    if (kept) await keepFile(ctx, stored.id)
    return stored
  })
}

describe('a picture for a slow line', () => {
  it('is at most 960 pixels and 100 kB, the right way up, from a camera that turned it', async () => {
    const picture = await cameraPicture({ width: 1600, height: 1200, orientation: 6 })
    expect(picture.length).toBeGreaterThan(1_000_000)
    const small = await shrink(picture)
    expect(small?.length).toBeLessThanOrEqual(100_000)
    const { format, width, height, exif } = await sharp(small ?? undefined).metadata()
    expect({ format, exif }).toEqual({ format: 'webp', exif: undefined })
    expect(Math.max(width, height)).toBeLessThanOrEqual(960)
    expect(height).toBeGreaterThan(width)
  })

  it('is made of every kind of photo, never larger than it was, and of nothing that does not draw', async () => {
    for (const { bytes } of [jpegWith('ici', 1), pngWith('ici'), webpWith('ici')]) {
      const { width, height } = await sharp((await shrink(bytes)) ?? undefined).metadata()
      expect({ width, height }).toEqual({ width: 1, height: 1 })
    }
    expect(await shrink(Buffer.from('ceci n’est pas une image'))).toBeNull()
    expect(await shrink(jpegWith('ici', 1).bytes.subarray(0, 60))).toBeNull()
  })

  it('is made when it is first asked for, kept beside the picture, and swept with it', async () => {
    const kept = await store(await cameraPicture({ width: 500, height: 400, orientation: 1 }), true)
    const lost = await store(await cameraPicture({ width: 510, height: 400, orientation: 1 }), false)
    for (const { sha256 } of [kept, lost]) expect((await readSmall(folder, sha256))?.length).toBeLessThan(100_000)
    expect((await readdir(join(folder, 'small'))).sort()).toEqual([kept.sha256, lost.sha256].sort())
    expect(await readSmall(folder, 'f'.repeat(64))).toBeNull()
    const dayBefore = new Date(Date.now() - 25 * 3_600_000)
    for (const { sha256 } of [kept, lost]) await utimes(smallPath(folder, sha256), dayBefore, dayBefore)
    await owner.db.updateTable('stored_file').set({ created_at: dayBefore }).where('id', '=', lost.id).execute()
    await sweepFiles(await jobContext('retention'), folder)
    expect(await readdir(join(folder, 'small'))).toEqual([kept.sha256])
  })
})
