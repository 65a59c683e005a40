import { cp, mkdir, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../platform/db/pool.ts'
import { emptyDatabaseUrl, testContext } from '../../tests/db.ts'
import { migrate } from '../migrate.ts'
import { migrationsFolder } from '../prepare.ts'
import { restoreBackup } from './restore.ts'
import { writeBackup } from './write.ts'

const ctx = await testContext()
const folder = await mkdtemp(join(tmpdir(), 'navette-backup-'))
const file = join(folder, 'instance.tar.gz')
const digest = 'ab'.padEnd(64, '0')
const quiet = { onProgress: () => undefined }

beforeAll(async () => {
  // Every awkward value COPY must carry: line ends, tabs, backslashes, accents, arrays, JSON, nulls, self references.
  await sql`insert into world_region (m49, parent_m49, name_fr, name_en) values
    ('001', null, ${'Monde\t« entier »\\n'}, ${'World\r\nwide'}), ('202', '001', 'Afrique subsaharienne', 'Sub-Saharan Africa')`.execute(
    ctx.db,
  )
  await sql`insert into country (iso2, name_fr, name_en, name_es, name_ar, name_key_fr, name_key_en, world_region_m49)
    values ('SN', 'Sénégal', 'Senegal', 'Senegal', 'السنغال', 'senegal', 'senegal', '202')`.execute(ctx.db)
  await sql`insert into disputed_place (code, name_fr, name_en, note_fr, note_en, accepted_countries, place_names, reviewed_on)
    values ('x', '\\N', '', 'a', 'b', '{SN,FR}', ${['Bir "Lehlou"', 'a,b', '{}']}, '2026-01-02')`.execute(ctx.db)
  await sql`insert into import_run (id, kind, started_at, summary)
    values ('01980000-0000-7000-8000-000000000000', 'ties', now(), '{"created": 1, "texte": "é\\n"}')`.execute(ctx.db)
  await mkdir(join(folder, 'files/ab'), { recursive: true })
  await writeFile(join(folder, 'files/ab', digest), 'convention signée')
  await writeBackup({ database: ctx, filesFolder: join(folder, 'files'), file, now: ctx.now, ...quiet })
})
afterAll(() => rm(folder, { recursive: true }))

/** Everything the tables of this test hold, but for the number every restoration raises. */
async function content(db: typeof ctx.db): Promise<unknown[]> {
  const tables = ['world_region', 'country', 'disputed_place', 'import_run']
  const rows = await Promise.all(tables.map((table) => sql`select * from ${sql.table(table)} order by 1`.execute(db)))
  return rows.map((found) => found.rows)
}

async function newDatabase() {
  const database = openDatabase(await emptyDatabaseUrl(), { max: 2 })
  afterAll(database.close)
  return database
}

function restoration(database: { db: typeof ctx.db }, given: Partial<Parameters<typeof restoreBackup>[0]> = {}) {
  return restoreBackup({
    database,
    filesFolder: join(folder, 'files'),
    file,
    migrationsFolder,
    force: false,
    ...quiet,
    ...given,
  })
}

describe('a backup', { timeout: 90_000 }, () => {
  it('brings everything back into an empty database, files included', async () => {
    const database = await newDatabase()
    const filesFolder = join(folder, 'restored')
    const summary = await restoration(database, { filesFolder })
    expect(await content(database.db)).toEqual(await content(ctx.db))
    expect(await readFile(join(filesFolder, 'ab', digest), 'utf8')).toBe('convention signée')
    expect(summary).toMatchObject({ files: 1, rows: 6 })
  })

  it('never overwrites another', async () => {
    const again = writeBackup({ database: ctx, filesFolder: folder, file, now: ctx.now, ...quiet })
    await expect(again).rejects.toMatchObject({ reason: 'backup_file_exists' })
  })

  it('says so when its file cannot be written, and leaves nothing behind', async () => {
    const nowhere = join(folder, 'no/such/folder.tar.gz')
    const attempt = writeBackup({ database: ctx, filesFolder: folder, file: nowhere, now: ctx.now, ...quiet })
    await expect(attempt).rejects.toMatchObject({ reason: 'file_not_writable' })
  })

  it('does not replace what is there unless asked to, and then gives the data a number nobody has seen', async () => {
    const database = await newDatabase()
    await restoration(database)
    await sql`delete from country`.execute(database.db)
    await sql`update data_version set version = 40`.execute(database.db)
    await expect(restoration(database)).rejects.toMatchObject({ reason: 'restore_not_empty' })
    expect(await database.db.selectFrom('country').selectAll().execute()).toEqual([])
    await restoration(database, { force: true })
    expect(await content(database.db)).toEqual(await content(ctx.db))
    const version = await database.db.selectFrom('data_version').select('version').executeTakeFirstOrThrow()
    expect(version.version).toBeGreaterThan(40)
  })

  const kept = openRestored()

  it.each([
    ['cut', async (path: string) => truncate(path, Math.floor((await stat(path)).size / 2))],
    ['cut at its last bytes', async (path: string) => truncate(path, (await stat(path)).size - 4)],
    ['no archive at all', async (path: string) => writeFile(path, 'navette')],
    ['of another program', async (path: string) => writeFile(path, gzipSync(Buffer.alloc(1024)))],
    [
      'changed inside',
      async (path: string) => writeFile(path, gzipSync(withoutLine(gunzipSync(await readFile(path))))),
    ],
  ])('is refused before anything is touched when it is %s', async (_, damage) => {
    const damaged = join(folder, 'damaged.tar.gz')
    await cp(file, damaged)
    await damage(damaged)
    const database = await kept()
    const attempt = restoration(database, { file: damaged, force: true })
    await expect(attempt).rejects.toMatchObject({ reason: 'backup_not_readable' })
    expect(await content(database.db)).toEqual(await content(ctx.db))
  })

  it.each([
    ['while the rows are loaded', { onProgress: failAt('import_run') }],
    ['when the schema cannot be brought up to date', { migrationsFolder: join(folder, 'broken') }],
  ])('that fails %s leaves the old data as it was', async (_, given) => {
    await cp(migrationsFolder, join(folder, 'broken'), { recursive: true })
    const next = String((await readMigrationCount()) + 1).padStart(4, '0')
    await writeFile(join(folder, 'broken', `${next}_broken.sql`), 'create table half (); select 1 / 0;')
    const database = await newDatabase()
    await restoration(database)
    await sql`update country set name_fr = 'La Téranga'`.execute(database.db)
    const before = await content(database.db)
    await expect(restoration(database, { ...given, force: true })).rejects.toThrow(/broken midway|division by zero/)
    expect(await content(database.db)).toEqual(before)
    await restoration(database, { force: true })
    expect(await content(database.db)).toEqual(await content(ctx.db))
  })

  it('of an older schema is brought up to the present one; of a newer one it is refused', async () => {
    const newer = join(folder, 'migrations')
    await cp(migrationsFolder, newer, { recursive: true })
    const next = String((await readMigrationCount()) + 1).padStart(4, '0')
    await writeFile(
      join(newer, `${next}_greeting.sql`),
      `create schema later; create table later.greeting (id integer generated always as identity primary key, country text references country, text text);
       insert into later.greeting (country, text) select iso2, 'bonjour ' || name_fr from country;`,
    )
    const database = await newDatabase()
    await restoration(database, { migrationsFolder: newer })
    const greeting = await sql`select text from later.greeting`.execute(database.db)
    expect(greeting.rows).toEqual([{ text: 'bonjour Sénégal' }])

    const newerFile = join(folder, 'newer.tar.gz')
    await writeBackup({ database, filesFolder: folder, file: newerFile, now: ctx.now, ...quiet })
    const old = await newDatabase()
    await expect(restoration(old, { file: newerFile })).rejects.toMatchObject({ reason: 'backup_too_new' })

    const same = await newDatabase()
    await restoration(same, { file: newerFile, migrationsFolder: newer })
    await sql`insert into later.greeting (text) values ('again')`.execute(same.db)
    const numbers = await sql`select id from later.greeting order by id`.execute(same.db)
    expect(numbers.rows).toEqual([{ id: 1 }, { id: 2 }])
  })

  it('is one instant: what is written meanwhile is either wholly in it or not at all', async () => {
    const database = await newDatabase()
    await migrate(database, migrationsFolder)
    await restoration(database)
    const late = join(folder, 'late.tar.gz')
    let added = false
    await writeBackup({
      database,
      filesFolder: folder,
      file: late,
      now: ctx.now,
      onProgress: () => {
        if (added) return
        added = true
        void sql`insert into world_region (m49, name_fr, name_en) values ('150', 'Europe', 'Europe')`.execute(
          database.db,
        )
      },
    })
    const copy = await newDatabase()
    await restoration(copy, { file: late })
    const regions = await copy.db.selectFrom('world_region').select('m49').orderBy('m49').execute()
    expect(regions.map(({ m49 }) => m49)).toEqual(['001', '202'])
  })
})

/** A restoration that breaks once it comes to a table, other tables being loaded already. */
function failAt(table: string) {
  return (done: number, _: number, name: string) => {
    if (name === table && done > 0) throw new Error('broken midway')
  }
}

/** One database with the backup in it, made when it is first asked for. */
function openRestored() {
  let made: ReturnType<typeof newDatabase> | undefined
  return () => {
    made ??= newDatabase().then(async (database) => {
      await restoration(database)
      return database
    })
    return made
  }
}

async function readMigrationCount(): Promise<number> {
  const found = await sql<{ count: number }>`select count(*) as count from schema_migration`.execute(ctx.db)
  return found.rows[0]?.count ?? 0
}

/** The archive with one row of a table turned into two lines, its length unchanged. */
function withoutLine(archive: Buffer): Buffer {
  const changed = Buffer.from(archive)
  const at = changed.indexOf('Afrique subsaharienne')
  changed.write('\n', at + 7)
  return changed
}
