import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { sql } from 'kysely'
import { tarEnd, tarEntry } from '../../db/backup/tar.ts'
import type { Ctx } from '../../platform/context.ts'
import { getDataVersion, raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { filePath } from '../../platform/files/store.server.ts'
import { translator } from '../../platform/i18n/translator.ts'
import { newId } from '../../platform/ids.ts'
import { recordChange } from '../accounts/audit.server.ts'
import { requireJob } from '../accounts/permissions.server.ts'
import { noFilters } from '../atlas/filters.ts'
import type { Words } from '../opendata/columns.ts'
import { toOrganisationFeature, toTieFeature } from '../opendata/features.ts'
import { csvPieces, geojsonPieces } from '../opendata/file-text.ts'
import { toLicence } from '../opendata/licences.ts'
import { listSources, loadNames } from '../opendata/names.server.ts'
import { readOrganisationRecords } from '../opendata/organisation-rows.server.ts'
import type { PageLinks } from '../opendata/page-links.ts'
import { type LicenceFacts, listLicences, readStatements, readTieRecords } from '../opendata/tie-rows.server.ts'
import { organisationExportColumns } from '../organisations/export.ts'
import { statementExportColumns, tieExportColumns } from '../partnerships/export.ts'
import { type EditionFacts, methodsText, readmeText } from './edition-text.ts'
import { dayOf } from './rules.ts'

/** A frozen edition as the page of data lists it. */
export type Edition = {
  year: number
  madeAt: Date
  fileName: string
  sha256: string
  size: number
  organisations: number
  partnerships: number
}

const firstYear = 2024

/** The frozen editions, the newest first. */
export async function listEditions(ctx: Ctx): Promise<Edition[]> {
  const { rows } =
    await sql<Edition>`select year, made_at as "madeAt", file_name as "fileName", sha256, size, organisations,
    partnerships from edition order by year desc`.execute(ctx.db)
  return rows
}

type Entry = { name: string; content: Buffer }

async function whole(pieces: AsyncIterable<string>): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const piece of pieces) parts.push(Buffer.from(piece))
  return Buffer.concat(parts)
}

// Only what is public is read: a record in discreet mode is in no edition made after it went there.
async function licenceEntries(ctx: Ctx, words: Words, facts: LicenceFacts): Promise<Entry[]> {
  const { slug } = toLicence(facts.licence)
  const entries: Entry[] = []
  if (facts.organisations > 0) {
    const read = () => readOrganisationRecords(ctx, { filters: noFilters(), sourceIds: facts.sourceIds })
    const toFeature = (row: Parameters<typeof toOrganisationFeature>[0]) => toOrganisationFeature(row, words)
    entries.push(
      { name: `organisations-${slug}.csv`, content: await whole(csvPieces(organisationExportColumns, read(), words)) },
      { name: `organisations-${slug}.geojson`, content: await whole(geojsonPieces(toFeature, read())) },
    )
  }
  if (facts.statements > 0)
    entries.push({
      name: `partnerships-${slug}.csv`,
      content: await whole(csvPieces(statementExportColumns, readStatements(ctx, facts.licence), words)),
    })
  return entries
}

async function tieEntries(ctx: Ctx, words: Words): Promise<Entry[]> {
  const read = () => readTieRecords(ctx, { filters: noFilters() })
  const toFeature = (row: Parameters<typeof toTieFeature>[0]) => toTieFeature(row, words)
  return [
    { name: 'partnerships.csv', content: await whole(csvPieces(tieExportColumns, read(), words)) },
    { name: 'partnerships.geojson', content: await whole(geojsonPieces(toFeature, read())) },
  ]
}

async function gather(ctx: Ctx, year: number, links: PageLinks): Promise<{ facts: EditionFacts; entries: Entry[] }> {
  const words: Words = { locale: 'fr', t: translator('fr'), names: await loadNames(ctx), links, today: dayOf(ctx.now) }
  const licences = await listLicences(ctx)
  const counts = await sql<{ organisations: number; partnerships: number }>`
    select (select count(*) from public_organisation) as organisations,
      (select count(*) from public_tie where french) as partnerships`.execute(ctx.db)
  const facts: EditionFacts = {
    year,
    madeAt: ctx.now,
    dataVersion: (await getDataVersion(ctx)).version,
    ...(counts.rows[0] ?? { organisations: 0, partnerships: 0 }),
    licences: licences.map((one) => one.licence),
    sources: await listSources(ctx),
  }
  const entries = [
    { name: 'README.txt', content: Buffer.from(readmeText(facts)) },
    { name: 'METHODS.txt', content: Buffer.from(methodsText()) },
    ...(await tieEntries(ctx, words)),
  ]
  for (const licence of licences) entries.push(...(await licenceEntries(ctx, words, licence)))
  return { facts, entries }
}

async function pack(entries: readonly Entry[], folder: string, now: Date): Promise<Buffer> {
  const named = entries.map(({ name, content }) => tarEntry({ name: `${folder}/${name}`, content }, now))
  return promisify(gzip)(Buffer.concat([...named, tarEnd]), { level: 9 })
}

/**
 * Freezes the public data of a year into one archive with its digest: CSV and GeoJSON by licence, what it is and how it
 * is made. A year is frozen once; the archive never changes.
 */
export async function makeEdition(
  ctx: Ctx,
  year: number,
  { filesFolder, links }: { filesFolder: string; links: PageLinks },
): Promise<Edition> {
  requireJob(ctx, 'edition')
  if (!Number.isInteger(year) || year < firstYear || year > Number(dayOf(ctx.now).slice(0, 4)))
    throw new AppError('invalid', 'edition_year_wrong')
  return ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (db) => {
      const inner = { ...ctx, db }
      const known = await db.selectFrom('edition').select('year').where('year', '=', year).executeTakeFirst()
      if (known) throw new AppError('conflict', 'edition_exists', { year: String(year) })
      const { facts, entries } = await gather(inner, year, links)
      const fileName = `navette-${year}.tar.gz`
      const content = await pack(entries, `navette-${year}`, ctx.now)
      const sha256 = createHash('sha256').update(content).digest('hex')
      const edition = {
        sha256,
        size: content.length,
        organisations: facts.organisations,
        partnerships: facts.partnerships,
      }
      await writeRows(inner, year, { ...edition, fileName, dataVersion: facts.dataVersion })
      const path = filePath(filesFolder, sha256)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      await writeFile(path, content, { mode: 0o600 })
      return { year, madeAt: ctx.now, fileName, ...edition }
    })
}

// The archive is a file of the instance like any other: it is saved with them, and no sweep takes it away.
async function writeRows(
  ctx: Ctx,
  year: number,
  made: Omit<Edition, 'year' | 'madeAt'> & { dataVersion: number },
): Promise<void> {
  const { sha256, size, fileName, organisations, partnerships, dataVersion } = made
  const id = newId()
  await ctx.db
    .insertInto('stored_file')
    .values({ id, sha256, size, media_type: 'application/gzip', name: fileName, state: 'kept', created_at: ctx.now })
    .execute()
  await ctx.db
    .insertInto('edition')
    .values({
      year,
      made_at: ctx.now,
      data_version: dataVersion,
      file_name: fileName,
      sha256,
      size,
      organisations,
      partnerships,
    })
    .execute()
  // The page that lists them is kept per version.
  await raiseDataVersion(ctx)
  await recordChange(ctx, {
    recordKind: 'edition',
    recordId: id,
    organisationId: null,
    action: 'editionFrozen',
    after: { year, sha256 },
  })
}
