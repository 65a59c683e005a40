import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { openDatabase } from '../platform/db/pool.ts'
import { openCluster } from '../platform/postgres/cluster.ts'
import { runSite } from '../tests/e2e/site/running-site.ts'
import { measureAccounts } from './accounts.ts'
import { measureBaseline } from './baseline.ts'
import { measureBudgetSite } from './budget.ts'
import type { Figure, Tell } from './figures.ts'
import { promisedSize } from './generate-budgets.ts'
import { generateTies } from './generate-ties.ts'
import { measureImport } from './import.ts'
import { measureTilesInMemory } from './map.ts'
import { measurePublishing } from './publishing.ts'
import { describeMachine, keepFigures, toLine } from './report.ts'
import { measureFirstTile, measureServing } from './serving.ts'
import { measureSpreadsheet } from './spreadsheet.ts'
import { measureStarts } from './starts.ts'
import { measureBudgets } from './totem.ts'
import { measureWeights } from './weights.ts'

const { values } = parseArgs({
  options: {
    // Numbers of generated ties besides the present data.
    sizes: { type: 'string', default: '100000,1000000' },
    seconds: { type: 'string', default: '5' },
    // Authorities with generated budgets, each of ten thousand accounting lines; none with 0.
    authorities: { type: 'string', default: String(promisedSize.authorities) },
    // A data folder to begin with and to leave; by default a new one that is removed afterwards.
    folder: { type: 'string' },
    // Prints the figures without keeping them.
    dry: { type: 'boolean', default: false },
  },
})

const patience = { seconds: Number(values.seconds) }
const sizes = values.sizes.split(',').filter(Boolean).map(Number)
const machine = describeMachine()
const figures: Figure[] = []
const tell: Tell = (figure) => {
  figures.push(figure)
  console.log(toLine(figure))
}

async function withContext(url: string, work: (ctx: Ctx) => Promise<void>): Promise<void> {
  const { db, close } = openDatabase(url)
  await work({ db, actor: { kind: 'operator' }, now: new Date(), locale: 'fr' }).finally(close)
}

/** Measures the site on one database, which is named by how many ties it shows. */
async function measureDatabase(folder: string, url: string): Promise<void> {
  await withContext(url, async (ctx) => {
    const { rows } = await sql<{ ties: number }>`select count(*) as ties from public_tie`.execute(ctx.db)
    const size = `${rows[0]?.ties.toLocaleString('en-GB')} ties`
    const site = await runSite(folder, { DATABASE_URL: url })
    try {
      await measureFirstTile(ctx, site.url, size, tell)
      await measureWeights(ctx, site.url, size, tell)
      await measureServing(ctx, site, size, patience, tell)
    } finally {
      for (const line of await site.stop()) console.error(line)
    }
    await measurePublishing(ctx, size, tell)
    await measureSpreadsheet(ctx, url, size, tell)
    await measureAccounts(ctx, folder, url, size, tell)
  })
}

type Databases = { admin: string; databaseUrl: (name: string) => string }

// On a copy of the present data, which is dropped afterwards.
async function onCopy(
  { admin, databaseUrl }: Databases,
  name: string,
  work: (url: string) => Promise<void>,
): Promise<void> {
  await withContext(admin, async ({ db }) => {
    await sql`drop database if exists ${sql.id(name)}`.execute(db)
    await sql`create database ${sql.id(name)} template navette strategy file_copy`.execute(db)
    await work(databaseUrl(name))
    await sql`drop database ${sql.id(name)}`.execute(db)
  })
}

const measureGenerated = (folder: string, databases: Databases, count: number): Promise<void> =>
  onCopy(databases, `navette_bench_${count}`, async (url) => {
    const size = `${count.toLocaleString('en-GB')} generated`
    await withContext(url, async (ctx) => {
      const seconds = await generateTies(ctx, count)
      tell({ area: 'publish', size, what: 'all ties anew', value: seconds, unit: 's' })
      await sql`vacuum analyze`.execute(ctx.db)
    })
    await measureDatabase(folder, url)
  })

const measureGeneratedBudgets = (folder: string, databases: Databases, authorities: number): Promise<void> =>
  onCopy(databases, 'navette_bench_budget', (url) =>
    measureBudgetSite(folder, url, { size: { ...promisedSize, authorities } }, tell),
  )

const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'navette-bench-')))
console.log(`${machine.processor}, ${machine.cores} cores, load ${machine.load}; goals are those of a quiet machine\n`)
await measureBaseline(patience.seconds, tell)
measureTilesInMemory(1_000_000, tell)
await measureBudgets(tell)
await measureStarts(folder, tell)
await measureImport(folder, tell)
const cluster = await openCluster(folder)
try {
  await measureDatabase(folder, cluster.url('navette'))
  const databases = { admin: cluster.url('postgres'), databaseUrl: cluster.url }
  if (values.authorities !== '0') await measureGeneratedBudgets(folder, databases, Number(values.authorities))
  for (const count of sizes) await measureGenerated(folder, databases, count)
} finally {
  await cluster.release()
  if (!values.folder) await rm(folder, { recursive: true })
}
if (!values.dry) keepFigures(machine, figures)
