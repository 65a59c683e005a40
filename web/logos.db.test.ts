import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { publishProfiles } from '../features/organisations/publish-profile.server.ts'
import { filePath } from '../platform/files/store.server.ts'
import { newId } from '../platform/ids.ts'
import { testContext } from '../tests/db.ts'
import { makeAuthority } from '../tests/factories.ts'
import { logos } from './logos.ts'

const ctx = await testContext()
const filesFolder = await mkdtemp(join(tmpdir(), 'navette-logos-'))
afterAll(() => rm(filesFolder, { recursive: true }))
const town = await makeAuthority(ctx, { name: 'Chambéry' })
const sha256 = 'ab'.repeat(32)
const path = filePath(filesFolder, sha256)
await mkdir(dirname(path), { recursive: true })
await writeFile(path, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]))
const fileId = newId()
await ctx.db
  .insertInto('stored_file')
  .values({ id: fileId, sha256, size: 12, media_type: 'image/png', name: 'logo.png', organisation_id: town.id })
  .execute()
const app = logos({ database: { db: ctx.db }, filesFolder })
const ask = async (digest: string) => app.request(`http://navette.test/logo/${digest}`)

async function publish(isPublic: boolean): Promise<void> {
  const public_since = isPublic ? ctx.now : null
  await ctx.db
    .insertInto('organisation_profile')
    .values({ organisation_id: town.id, logo_file_id: fileId, public_since })
    .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet({ public_since }))
    .execute()
  await publishProfiles(ctx, [town.id])
}

it('gives the logo of a public sheet, and of no other', async () => {
  await publish(false)
  expect((await ask(sha256)).status).toBe(404)
  await publish(true)
  const answer = await ask(sha256)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
  await ctx.db.updateTable('organisation').set({ discreet_since: ctx.now }).where('id', '=', town.id).execute()
  await publishProfiles(ctx, [town.id])
  expect((await ask(sha256)).status).toBe(404)
})

it.each(['ab', 'cd'.repeat(32), '..%2f..%2fetc', `${sha256}0`])('knows nothing of %s', async (digest) => {
  expect((await ask(digest)).status).toBe(404)
})
