import { readSeed, readSeedFile, splitList } from '../../db/read-seed.ts'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { newId } from '../../platform/ids.ts'
import { type ImportSource, importTies } from './import.server.ts'
import type { ImportReport } from './import-report.ts'
import { publishMentions } from './publish-mentions.server.ts'
import type { TieRow } from './tie-row.ts'
import { parseTiesFile } from './ties-file.ts'

/** What the starter data brought: one report for each source, nothing where nothing changed. */
export type StarterReport = { reports: { source: string; report: ImportReport }[]; mentions: number }

/** Told before each source is taken over. */
export type StarterProgress = (done: number, total: number) => void

// Raised when the same files would give other ties, so that every instance reads them again.
const recipe = 'starter 1'

type Point = { lat: number; lon: number }

async function readPoints(): Promise<{ digest: string; points: Map<string, Point> }> {
  const seed = await readSeed('starter-points', ['name', 'country', 'lat', 'lng', 'meaning'])
  const points = seed.rows.map(
    (row) => [`${row.country} ${row.name}`, { lat: Number(row.lat), lon: Number(row.lng) }] as const,
  )
  return { digest: seed.digest, points: new Map(points) }
}

// A name that several places of a country bear was looked at by a person, who gave its point.
function withPoints(row: TieRow, points: ReadonlyMap<string, Point>): TieRow {
  const [first, second] = row.ends
  const point = second.lat === null ? points.get(`${second.country} ${second.name}`) : undefined
  return point ? { ...row, ends: [first, { ...second, ...point }] } : row
}

async function readRows(name: string): Promise<{ digest: string; rows: TieRow[] }> {
  const { bytes, digest } = await readSeedFile(name)
  const file = parseTiesFile(bytes)
  const [issue] = file.issues
  if (file.problem ?? issue)
    throw new Error(`seed ${name}: ${file.problem?.reason ?? `line ${issue?.line}, ${issue?.field}: ${issue?.rule}`}`)
  return { digest, rows: file.value }
}

async function findSource(ctx: Ctx, code: string): Promise<ImportSource> {
  const columns = ['code', 'name', 'publisher', 'url', 'licence', 'attribution'] as const
  return ctx.db.selectFrom('source').select(columns).where('code', '=', code).executeTakeFirstOrThrow()
}

const mentionColumns = [
  'code',
  'year',
  'text_fr',
  'text_en',
  'source',
  'page_title',
  'page_url',
  'organisation_keys',
] as const

type MentionSeed = Awaited<ReturnType<typeof readSeed<(typeof mentionColumns)[number]>>>

/** Writes the dated mentions; one whose authorities are not all in the register stops the load, being a mistake of ours. */
async function loadMentions(ctx: Ctx, seed: MentionSeed): Promise<number> {
  const sources = new Map(
    (await ctx.db.selectFrom('source').select(['code', 'id']).execute()).map((row) => [row.code, row.id]),
  )
  const keys = [...new Set(seed.rows.flatMap((row) => splitList(row.organisation_keys)))]
  const found = await ctx.db.selectFrom('organisation').select(['id', 'key']).where('key', 'in', keys).execute()
  const ids = new Map(found.map((row) => [row.key, row.id]))
  await ctx.db
    .deleteFrom('mention')
    .where(
      'code',
      'not in',
      seed.rows.map((row) => row.code),
    )
    .execute()
  for (const row of seed.rows) {
    const organisations = splitList(row.organisation_keys).map((key) => ids.get(key))
    const source = sources.get(row.source)
    if (!source || organisations.some((id) => id === undefined))
      throw new Error(`seed mentions: ${row.code} names what is not there`)
    const values = {
      year: Number(row.year),
      text_fr: row.text_fr,
      text_en: row.text_en,
      source_id: source,
      page_title: row.page_title || null,
      page_url: row.page_url || null,
    }
    const { id } = await ctx.db
      .insertInto('mention')
      .values({ id: newId(), code: row.code, ...values })
      .onConflict((conflict) => conflict.column('code').doUpdateSet(values))
      .returning('id')
      .executeTakeFirstOrThrow()
    await ctx.db.deleteFrom('mention_organisation').where('mention_id', '=', id).execute()
    const parties = organisations.flatMap((organisation) =>
      organisation ? [{ mention_id: id, organisation_id: organisation }] : [],
    )
    await ctx.db.insertInto('mention_organisation').values(parties).execute()
  }
  return seed.rows.length
}

async function loadOnceUnder(ctx: Ctx, digest: string, load: () => Promise<number>): Promise<boolean> {
  const known = await ctx.db
    .selectFrom('seed_load')
    .select('digest')
    .where('name', '=', 'starterTies')
    .executeTakeFirst()
  if (known?.digest === digest) return false
  const row = { digest, row_count: await load(), loaded_at: ctx.now }
  await ctx.db
    .insertInto('seed_load')
    .values({ name: 'starterTies', ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute()
  return true
}

/**
 * Takes over the ties and mentions every instance begins with, once for each content of their files. Each row is
 * checked against register and gazetteer like any import; what does not match one to one stays out, with its reason.
 */
export function loadStarterTies(ctx: Ctx, onProgress: StarterProgress = () => undefined): Promise<StarterReport> {
  return inTransaction(ctx, async (inner) => {
    const [starter, stated, points, mentions] = await Promise.all([
      readRows('starter-ties'),
      readRows('source-ties'),
      readPoints(),
      readSeed('mentions', mentionColumns),
    ])
    const bySource = Map.groupBy(stated.rows, (row) => row.raw.source ?? '')
    const lists = [['starter-ties', starter.rows.map((row) => withPoints(row, points.points))], ...bySource] as [
      string,
      TieRow[],
    ][]
    const result: StarterReport = { reports: [], mentions: 0 }
    const digest = [recipe, starter.digest, stated.digest, points.digest, mentions.digest].join(' ')
    await loadOnceUnder(inner, digest, async () => {
      for (const [done, [code, rows]] of lists.entries()) {
        onProgress(done, lists.length)
        const source = await findSource(inner, code)
        const report = await importTies(inner, {
          kind: 'starterTies',
          rows,
          issues: [],
          source,
          fileName: code,
          dryRun: false,
        })
        result.reports.push({ source: code, report })
      }
      result.mentions = await loadMentions(inner, mentions)
      await publishMentions(inner)
      await raiseDataVersion(inner)
      return starter.rows.length + stated.rows.length + result.mentions
    })
    return result
  })
}
