import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { figureDimensions } from '../features/budgets/figure-rules.ts'
import { lensDimensions } from '../features/budgets/lens-rules.ts'
import type { Ctx } from '../platform/context.ts'
import { openDatabase } from '../platform/db/pool.ts'
import { openCluster } from '../platform/postgres/cluster.ts'
import { runSite } from '../tests/e2e/site/running-site.ts'
import { measureAccounts } from './accounts.ts'
import { type Figure, percentile, type Tell } from './figures.ts'
import { type BudgetSize, generateBudgets, promisedSize } from './generate-budgets.ts'
import { ask } from './load.ts'
import { describeMachine, loadFigure, replaceFigures, toLine } from './report.ts'
import { type SignedInReader, seatIn, signIn } from './signed-in.ts'

const area = 'budget'
const mostMs = 300

type Town = { id: string; key: string }
/** Pages of one kind, asked of one authority after the other; `beside` is another one the reader has a seat in. */
type View = { what: string; rounds: number; path: (round: number, town: Town, beside: Town) => string }

const at = <Value>(values: readonly Value[], round: number): Value => values[round % values.length] as Value
const desk = ({ key }: Town) => `/fr/espace/o/${key}/budget`
const narrowings = [
  'year=2025&direction=expenditure&valuation=money',
  'year=2022&country=ML&valuation=money',
  'sort=-executed',
  'year=2024&department=Service+3&valuation=money&page=1',
  'sort=-year&page=4',
  'q=association+7&sort=label',
]

// What people open one after the other: the budget, what a figure is made of, why it changed.
const views: readonly View[] = [
  {
    what: 'consolidated view, whole page',
    rounds: 300,
    path: (round, town) => `${desk(town)}?by=${at(figureDimensions, round)}`,
  },
  {
    what: 'consolidated view, one country and year',
    rounds: 100,
    path: (round, town) =>
      `${desk(town)}?by=${at(figureDimensions, round)}&country=${at(['ML', 'SN'], round)}&year=2023`,
  },
  {
    what: 'consolidated view, two authorities together',
    rounds: 100,
    path: (round, town, beside) => `${desk(town)}?by=${at(figureDimensions, round)}&with=${beside.key}`,
  },
  {
    what: 'lines behind a figure',
    rounds: 200,
    path: (round, town) => `${desk(town)}/lignes?${at(narrowings, round)}`,
  },
  {
    what: 'arbitration lens',
    rounds: 200,
    path: (round, town) =>
      `${desk(town)}/arbitrages?by=${at(lensDimensions, round)}${at(['', '&first=2018-2020&second=2023-2025'], round)}`,
  },
]

async function measureView(
  owner: Ctx,
  site: string,
  { view, towns, reader }: { view: View; towns: readonly Town[]; reader: SignedInReader },
): Promise<number[]> {
  const times: number[] = []
  const headers = { Cookie: reader.cookie }
  for (let round = 0; round < view.rounds; round += 1) {
    const [town, beside] = [at(towns, round * 7), at(towns, round * 7 + 1)]
    await seatIn(owner, reader.personId, [town.id, beside.id])
    const question = { path: view.path(round, town, beside), headers }
    const load = await ask(site, [question], { connections: 1, count: 1, seconds: 60 })
    const [status] = load.statuses.keys()
    if (status !== 200) throw new Error(`${question.path} was answered ${status}`)
    times.push(...load.times)
  }
  return times
}

/**
 * How long pages of the budget take of authorities that share a database with all the others, whole: request, session,
 * every reading under row-level security, charts and page. Asked of the running site by a member, one after the other.
 */
async function measureBudgetPages(owner: Ctx, site: string, size: string, tell: Tell): Promise<void> {
  const { rows: towns } = await sql<Town>`select o.id, o.key from organisation o
    where exists (select from account_document d where d.organisation_id = o.id) order by md5(o.key)`.execute(owner.db)
  const reader = await signIn(owner, site)
  for (const view of views) {
    const warm = { ...view, rounds: 10 }
    const first = await measureView(owner, site, { view: warm, towns: towns.toReversed(), reader })
    const times = await measureView(owner, site, { view, towns, reader })
    tell({ area, size, unit: 'ms', what: `${view.what}, first`, value: first[0] ?? 0 })
    tell({ area, size, unit: 'ms', what: `${view.what}, p50`, value: percentile(times, 0.5) })
    tell({ area, size, unit: 'ms', what: `${view.what}, p95`, value: percentile(times, 0.95), goal: { most: mostMs } })
  }
  await sql`delete from membership where person_id = ${reader.personId}`.execute(owner.db)
}

/** Fills a database that has the register and its ties with the accounts of the promise, and measures the site on it. */
export async function measureBudgetSite(
  folder: string,
  url: string,
  { size: made, isFilled = false }: { size: BudgetSize; isFilled?: boolean },
  tell: Tell,
): Promise<void> {
  const { db, close } = openDatabase(url)
  const owner: Ctx = { db, actor: { kind: 'operator' }, now: new Date(), locale: 'fr' }
  try {
    const begin = performance.now()
    const lines = isFilled ? made.authorities * made.years * made.linesPerAccount : await generateBudgets(owner, made)
    const size = `${lines.toLocaleString('en-GB')} lines`
    if (!isFilled) tell({ area, size, what: 'filled in', value: (performance.now() - begin) / 1000, unit: 's' })
    tell(loadFigure(area, size))
    const site = await runSite(folder, { DATABASE_URL: url })
    try {
      await measureBudgetPages(owner, site.url, size, tell)
    } finally {
      for (const line of await site.stop()) console.error(line)
    }
    // An account brought among all those of others.
    await measureAccounts(owner, folder, url, size, tell)
  } finally {
    await close()
  }
}

// On a database of its own, which is removed afterwards: `node bench/budget.ts`, or with `--authorities 100` a tenth of it.
async function measureAlone(): Promise<void> {
  const { values } = parseArgs({
    options: {
      authorities: { type: 'string', default: String(promisedSize.authorities) },
      // A data folder to begin with and to leave: filled the first time, only measured afterwards.
      folder: { type: 'string' },
      filled: { type: 'boolean', default: false },
      // Keeps the figures beside those of the last `npm run bench`.
      keep: { type: 'boolean', default: false },
    },
  })
  const { processor, cores, load } = describeMachine()
  console.log(`${processor}, ${cores} cores, load ${load}\n`)
  const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'navette-bench-budget-')))
  // The first start loads the register and the ties.
  if (!values.filled) for (const line of await (await runSite(folder)).stop()) console.error(line)
  const cluster = await openCluster(folder)
  try {
    const size = { ...promisedSize, authorities: Number(values.authorities) }
    const figures: Figure[] = []
    await measureBudgetSite(folder, cluster.url('navette'), { size, isFilled: values.filled }, (figure) => {
      figures.push(figure)
      console.log(toLine(figure))
    })
    if (values.keep) replaceFigures(figures)
  } finally {
    await cluster.release()
    if (!values.folder) await rm(folder, { recursive: true })
  }
}

if (import.meta.main) await measureAlone()
