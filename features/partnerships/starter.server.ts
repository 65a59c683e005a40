import { readSeed, readSeedFile, splitList } from '../../db/read-seed.ts'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { newId } from '../../platform/ids.ts'
import { importWithin } from './import.server.ts'
import type { ImportReport, ImportSource } from './import-report.ts'
import { publishMentions } from './publish-mentions.server.ts'
import type { TieRow } from './tie-row.ts'
import { parseTiesFile } from './ties-file.ts'

/** What the starter data brought: one report for each source, nothing where nothing changed. */
export type StarterReport = {
  reports: { source: string; report: ImportReport }[]
  mentions: { loaded: number; leftOut: string[] }
}

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

type MentionRow = MentionSeed['rows'][number]

async function writeMention(
  ctx: Ctx,
  row: MentionRow,
  sourceId: string,
  organisations: readonly string[],
): Promise<void> {
  const values = {
    year: Number(row.year),
    text_fr: row.text_fr,
    text_en: row.text_en,
    source_id: sourceId,
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
  const named = organisations.map((organisation) => ({ mention_id: id, organisation_id: organisation }))
  await ctx.db.insertInto('mention_organisation').values(named).execute()
}

/** Writes the dated mentions; one that names an authority the register has not got is left out and told. */
async function loadMentions(ctx: Ctx, seed: MentionSeed): Promise<StarterReport['mentions']> {
  const sources = await ctx.db.selectFrom('source').select(['code', 'id']).execute()
  const keys = [...new Set(seed.rows.flatMap((row) => splitList(row.organisation_keys)))]
  const found = await ctx.db.selectFrom('organisation').select(['id', 'key']).where('key', 'in', keys).execute()
  const ids = new Map(found.map((row) => [row.key, row.id]))
  const codes = seed.rows.map((row) => row.code)
  await ctx.db.deleteFrom('mention').where('code', 'not in', codes).execute()
  const leftOut: string[] = []
  for (const row of seed.rows) {
    const named = splitList(row.organisation_keys)
    const organisations = named.flatMap((key) => ids.get(key) ?? [])
    const source = sources.find(({ code }) => code === row.source)
    if (source && organisations.length === named.length) await writeMention(ctx, row, source.id, organisations)
    else leftOut.push(row.code)
  }
  return { loaded: seed.rows.length - leftOut.length, leftOut }
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
    const result: StarterReport = { reports: [], mentions: { loaded: 0, leftOut: [] } }
    const digest = [recipe, starter.digest, stated.digest, points.digest, mentions.digest].join(' ')
    await loadOnceUnder(inner, digest, async () => {
      for (const [done, [code, rows]] of lists.entries()) {
        onProgress(done, lists.length)
        const source = await findSource(inner, code)
        const { report } = await importWithin(inner, {
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
      return starter.rows.length + stated.rows.length + result.mentions.loaded
    })
    return result
  })
}
