import { setTimeout as pause } from 'node:timers/promises'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { raiseDataVersion } from '../../platform/db/data-version.ts'
import { AppError } from '../../platform/errors.ts'
import { ensureSource, finishRun, lockImports, startRun } from './import/runs.server.ts'
import { importPart, rehearseImport, requireImporter, type TiesImport } from './import.server.ts'
import { type ImportReport, type ImportSource, importOutcomes } from './import-report.ts'
import { askWikidata, type WikidataService } from './wikidata/fetch.server.ts'
import { parseWikidataPage, type WikidataPage, wikidataQuery } from './wikidata.ts'

/** What to ask Wikidata for, and how. */
export type WikidataImport = {
  /** ISO 3166 alpha-2 code of the country whose authorities' ties are asked for. */
  country: string
  dryRun: boolean
  service: WikidataService
  /** Items asked for at a time. */
  pageSize: number
  /** Told after each page how many ties were read so far. */
  onProgress: (ties: number) => void
}

/** The public query service, asked one question at a time in the name of the instance at `contact`. */
export function publicWikidata(contact: string | null): WikidataService {
  return {
    endpoint: 'https://query.wikidata.org/sparql',
    userAgent: `Navette/0.1 (${contact ?? 'international action of local authorities'}) node-fetch`,
    timeoutMs: 90_000,
    pauseMs: 2_000,
    betweenMs: 1_000,
    attempts: 6,
  }
}

const source: ImportSource = {
  code: 'wikidata',
  name: 'Wikidata',
  publisher: 'Wikimedia',
  url: 'https://www.wikidata.org/wiki/Property:P190',
  licence: 'CC0-1.0',
  attribution: 'Wikidata (CC0)',
}

// What an older run had read may have changed since: it is asked for again.
const resumableMs = 7 * 24 * 3_600_000

type Position = { after: string | null; ties: number }
type Run = { id: string; sourceId: string; position: Position }

function input(options: WikidataImport, page: Pick<WikidataPage, 'rows' | 'issues'>): TiesImport {
  return { kind: 'wikidata', ...page, source, fileName: options.country, dryRun: options.dryRun }
}

function noReport(): ImportReport {
  const figures = () => ({ given: 0, matched: 0, farthestKm: null })
  const totals = { created: 0, alreadyThere: 0, ambiguous: 0, unmatched: 0, setAside: 0, invalid: 0 }
  const ends = { french: figures(), foreign: figures() }
  return { runId: null, totals, ends, authoritiesAdded: 0, statementsAdded: 0, ignoredColumns: [], rows: [] }
}

function addReport(sum: ImportReport, part: ImportReport): void {
  for (const outcome of importOutcomes) sum.totals[outcome] += part.totals[outcome]
  for (const kind of ['french', 'foreign'] as const) {
    const [all, more] = [sum.ends[kind], part.ends[kind]]
    all.given += more.given
    all.matched += more.matched
    if (more.farthestKm !== null) all.farthestKm = Math.max(all.farthestKm ?? 0, more.farthestKm)
  }
  sum.authoritiesAdded += part.authoritiesAdded
  sum.statementsAdded += part.statementsAdded
  sum.rows.push(...part.rows)
}

/** The run of this country that was cut before its end, or a new one. */
async function openRun(ctx: Ctx, country: string): Promise<Run> {
  return inTransaction(ctx, async (inner) => {
    const { id: sourceId } = await ensureSource(inner, source)
    const cut = await inner.db
      .selectFrom('import_run')
      .select(['id', 'progress'])
      .where('kind', '=', 'wikidata')
      .where('file_name', '=', country)
      .where('finished_at', 'is', null)
      .where('started_at', '>', new Date(ctx.now.getTime() - resumableMs))
      .orderBy('started_at', 'desc')
      .executeTakeFirst()
    const { after, ties } = cut?.progress ?? {}
    const position = { after: typeof after === 'string' ? after : null, ties: typeof ties === 'number' ? ties : 0 }
    return {
      id: cut?.id ?? (await startRun(inner, { kind: 'wikidata', sourceId, fileName: country })),
      sourceId,
      position,
    }
  })
}

/** Takes a page over and remembers how far the run came, in one transaction: a cut loses at most one page. */
async function keepPage(
  ctx: Ctx,
  options: WikidataImport,
  run: Run,
  page: WikidataPage,
  position: Position,
): Promise<ImportReport> {
  return inTransaction(ctx, async (inner) => {
    await lockImports(inner)
    const { report, changed } = await importPart(inner, input(options, page), run.id, run.sourceId)
    await inner.db
      .updateTable('import_run')
      .set({ progress: JSON.stringify(position) })
      .where('id', '=', run.id)
      .execute()
    if (changed) await raiseDataVersion(inner)
    return report
  })
}

/**
 * Takes over the twinnings Wikidata knows for a country, page by page, politely; a run that was cut goes on from its
 * last page. A rehearsal asks for the same pages and keeps nothing.
 */
export async function importWikidata(ctx: Ctx, options: WikidataImport): Promise<ImportReport> {
  requireImporter(ctx)
  if (!/^[A-Z]{2}$/.test(options.country))
    throw new AppError('invalid', 'wikidata_country', { country: options.country })
  const run = options.dryRun ? null : await openRun(ctx, options.country)
  let position: Position = run?.position ?? { after: null, ties: 0 }
  const sum = noReport()
  for (;;) {
    const query = wikidataQuery(options.country, position.after, options.pageSize)
    const { after, ties } = position
    const page = await askWikidata(options.service, query, (body) => parseWikidataPage(body, ties + 1))
    // An answer that does not go on would be asked for ever.
    if (page.last === null || page.last === after) break
    position = { after: page.last, ties: ties + page.rows.length + page.issues.length }
    addReport(
      sum,
      run ? await keepPage(ctx, options, run, page, position) : await rehearseImport(ctx, input(options, page)),
    )
    options.onProgress(position.ties)
    // The service is everybody's: between two pages it has time for others.
    await pause(options.service.betweenMs)
  }
  if (!run) return sum
  await inTransaction(ctx, (inner) => finishRun(inner, run.id, sum))
  return { ...sum, runId: run.id }
}
