import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, describe, expect, it } from 'vitest'
import { restoreBackup } from '../../db/backup/restore.ts'
import { migrationsFolder } from '../../db/prepare.ts'
import { inTransaction } from '../../platform/context.ts'
import { openDatabase } from '../../platform/db/pool.ts'
import { emptyDatabaseUrl, testContext } from '../../tests/db.ts'
import { anonymousContext, jobContext, makePerson, memberContext } from '../../tests/people.ts'
import { exportPath, exportsFolder } from './export-folder.ts'
import { exportJob } from './export-job.ts'
import { listExports, openExport, removeOldExports, requestExport } from './exports.server.ts'

const dataFolder = await mkdtemp(join(tmpdir(), 'navette-export-'))
afterAll(() => rm(dataFolder, { recursive: true }))
const folder = exportsFolder(dataFolder)
const owner = await testContext()
const chief = await makePerson(owner, { name: 'Anne', administrator: true })
const administrator = await memberContext(chief.id)
const stranger = await memberContext((await makePerson(owner)).id)
const visitor = await anonymousContext()
const job = exportJob({ owner, config: { dataFolder }, log: pino({ level: 'silent' }) })
const list = () => inTransaction({ ...administrator, now: new Date() }, listExports)

async function make(id: string): Promise<void> {
  await job.work({ ...(await jobContext('export')), now: new Date() }, { id })
}

describe('an export of everything', { timeout: 90_000 }, () => {
  const digest = 'cd'.padEnd(64, '0')

  it('is made on request, one at a time, and holds what a restoration brings back', async () => {
    await mkdir(join(dataFolder, 'files/cd'), { recursive: true })
    await writeFile(join(dataFolder, 'files/cd', digest), 'lettre signée')
    const id = await requestExport(administrator)
    await expect(requestExport(administrator)).rejects.toMatchObject({ code: 'conflict', reason: 'export_under_way' })
    expect(await list()).toMatchObject([{ id, state: 'asked', askedBy: 'Anne', size: null }])
    await make(id)
    const [made] = await list()
    const content = await readFile(exportPath(folder, id))
    expect(made).toMatchObject({
      state: 'made',
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      files: 1,
    })

    const empty = openDatabase(await emptyDatabaseUrl(), { max: 2 })
    afterAll(empty.close)
    const restored = join(dataFolder, 'restored')
    await restoreBackup({
      database: empty,
      filesFolder: restored,
      file: exportPath(folder, id),
      migrationsFolder,
      force: false,
      onProgress: () => undefined,
    })
    const people = (db: typeof owner.db) => db.selectFrom('person').select(['id', 'name']).orderBy('id').execute()
    expect(await people(empty.db)).toEqual(await people(owner.db))
    expect(await readFile(join(restored, 'cd', digest), 'utf8')).toBe('lettre signée')
    // What lies on the machine it was made on does not come along.
    expect(await empty.db.selectFrom('instance_export').selectAll().execute()).toEqual([])
  })

  it('is downloaded by the administrator alone, and each time is written down', async () => {
    const [made] = await list()
    const id = made?.id ?? ''
    for (const [ctx, reason] of [
      [visitor, 'sign_in_needed'],
      [stranger, 'administrator_needed'],
    ] as const) {
      await expect(inTransaction(ctx, (inner) => openExport(inner, folder, id))).rejects.toMatchObject({ reason })
      await expect(inTransaction(ctx, listExports)).rejects.toMatchObject({ reason })
      await expect(requestExport(ctx)).rejects.toMatchObject({ reason })
    }
    const file = await inTransaction(administrator, (ctx) => openExport(ctx, folder, id))
    expect(file).toMatchObject({ mediaType: 'application/gzip', size: made?.size })
    expect(file.name).toMatch(/^navette-\d{4}-\d\d-\d\d\.tar\.gz$/)
    expect((await new Response(file.body).arrayBuffer()).byteLength).toBe(made?.size)
    expect((await list())[0]?.downloads).toMatchObject([{ by: 'Anne' }])
    for (const other of ['x', '../../etc/passwd', '018f0000-0000-7000-8000-000000000000']) {
      const nothing = inTransaction(administrator, (ctx) => openExport(ctx, folder, other))
      await expect(nothing).rejects.toMatchObject({ code: 'not_found', reason: 'export_not_there' })
    }
  })

  it('that cannot be written says so, and another may be asked for', async () => {
    const id = await requestExport(administrator)
    const nowhere = exportJob({
      owner,
      config: { dataFolder: join(dataFolder, 'files/cd', digest) },
      log: pino({ level: 'silent' }),
    })
    const failing = nowhere.work({ ...(await jobContext('export')), now: new Date() }, { id })
    await expect(failing).rejects.toThrow()
    expect(await list()).toMatchObject([{ id, state: 'failed' }, { state: 'made' }])
    await make(id)
    expect(await list()).toMatchObject([{ id, state: 'made' }, { state: 'made' }])
  })

  it('is gone after seven days, with files nobody knows of', async () => {
    const [newer, older] = await list()
    const old = new Date(Date.now() - 8 * 86_400_000)
    await owner.db
      .updateTable('instance_export')
      .set({ asked_at: old })
      .where('id', '=', older?.id ?? '')
      .execute()
    await utimes(exportPath(folder, older?.id ?? ''), old, old)
    await writeFile(join(folder, 'lost.tar.gz.unfinished'), '')
    await utimes(join(folder, 'lost.tar.gz.unfinished'), old, old)
    const now = new Date()
    await expect(removeOldExports({ ...administrator, now }, folder)).rejects.toMatchObject({ reason: 'job_only' })
    expect(await removeOldExports({ ...(await jobContext('retention')), now }, folder)).toBe(2)
    expect(await list()).toMatchObject([{ id: newer?.id }])
    const kept = inTransaction(administrator, (ctx) => openExport(ctx, folder, newer?.id ?? ''))
    await (await kept).body.cancel()
    expect(await removeOldExports({ ...(await jobContext('retention')), now }, join(dataFolder, 'none'))).toBe(0)
  })
})
