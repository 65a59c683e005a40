import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { Ctx } from '../platform/context.ts'
import { openDatabase } from '../platform/db/pool.ts'
import { openCluster } from '../platform/postgres/cluster.ts'
import { projectRoot } from '../platform/project-root.ts'
import { runSite } from '../tests/e2e/site/running-site.ts'
import { type Figure, percentile, type Tell } from './figures.ts'
import { describeMachine, loadFigure, replaceFigures, toLine } from './report.ts'
import { seatIn, signIn } from './signed-in.ts'

const area = 'accounts'
// A real account of 3.9 MB, kept beside the project and not in it.
const file = join(projectRoot, '../shared/data/totem/Montreuil_93_CA_2022.xml')
const fileName = 'compte-bench.xml'
const key = 'c93048'
const desk = `/fr/espace/o/${key}/budget/comptes`
// What somebody who brings an account waits for its preview at most, and everybody else because of it.
const mostSeconds = 1
const mostHeldUp = 50
const rounds = 9

type Loop = { waited: number; busy: number }
type Step = Loop & { seconds: number; path: string }

/**
 * How long a 3.9 MB account takes from the moment a browser sends it to the last byte of the page that shows what was found,
 * and how long others wait for the process of the site meanwhile; the first of a process that has just started, and later ones.
 */
export async function measureAccounts(
  owner: Ctx,
  folder: string,
  url: string,
  size: string,
  tell: Tell,
): Promise<void> {
  if (!existsSync(file)) return
  tell(loadFigure(area, size))
  const bytes = new Uint8Array(await readFile(file))
  const { rows } = await sql<{ id: string }>`select id from organisation where key = ${key}`.execute(owner.db)
  const organisationId = rows[0]?.id ?? ''
  const sockets = await mkdtemp(join(tmpdir(), 'navette-bench-loop-'))
  const socket = join(sockets, 'loop')
  const watch = pathToFileURL(join(import.meta.dirname, 'watch-loop.ts')).href
  const site = await runSite(folder, {
    DATABASE_URL: url,
    NODE_OPTIONS: `--import=${watch}`,
    BENCH_LOOP_SOCKET: socket,
  })
  try {
    const { personId, cookie } = await signIn(owner, site.url)
    await seatIn(owner, personId, [organisationId])
    const send = (path: string, form: FormData) =>
      fetch(new URL(path, site.url), {
        method: 'POST',
        headers: { Cookie: cookie, Origin: site.url },
        body: form,
        redirect: 'manual',
      })
    // From the press of a button to the page it leads to.
    const step = async (path: string, fields: Record<string, string | File>): Promise<Step> => {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      await sleep(200)
      await text(connect(socket))
      const begin = performance.now()
      const sent = await send(path, form)
      const next = new URL(sent.headers.get('location') ?? '', site.url)
      const page = await fetch(next, { headers: { Cookie: cookie } })
      const answer = await page.text()
      const seconds = (performance.now() - begin) / 1000
      await sleep(20)
      const loop = JSON.parse(await text(connect(socket))) as Loop
      if (sent.status !== 303 || page.status !== 200 || answer.length < 5000)
        throw new Error(`${path} was answered ${sent.status}, then ${page.status}`)
      return { ...loop, seconds, path: next.pathname }
    }
    const preview = () => step(desk, { intent: 'upload', files: new File([bytes], fileName) })
    const told = (what: string, { seconds, waited, busy }: Omit<Step, 'path'>) => {
      const figure = { area, size, unit: 'ms' as const, goal: { most: mostHeldUp } }
      tell({ ...figure, what: `${what}: request to page`, value: seconds, unit: 's', goal: { most: mostSeconds } })
      tell({ ...figure, what: `${what}: longest wait of others`, value: waited })
      tell({ ...figure, what: `${what}: longest stretch of processor`, value: busy })
    }
    const found = await preview()
    told('first preview of 3.9 MB', found)
    const later: Step[] = []
    for (let round = 0; round < rounds; round += 1) {
      await step(later.at(-1)?.path ?? found.path, { intent: 'discard' })
      later.push(await preview())
    }
    const of = (choose: (values: number[]) => number): Omit<Step, 'path'> => ({
      seconds: choose(later.map(({ seconds }) => seconds)),
      waited: choose(later.map(({ waited }) => waited)),
      busy: choose(later.map(({ busy }) => busy)),
    })
    const middle = of((values) => percentile(values, 0.5))
    const worst = of((values) => Math.max(...values))
    told(`preview, median of ${rounds}`, middle)
    told(`preview, slowest of ${rounds}`, worst)
    const document = later.at(-1)?.path ?? ''
    told('make it count', await step(document, { intent: 'apply' }))
    await step(document, { intent: 'withdraw' })
    const brought = sql`(select id from account_document where organisation_id = ${organisationId} and file_name = ${fileName})`
    await sql`delete from budget_line where document_id in ${brought}`.execute(owner.db)
    await sql`update account_document set superseded_by = null where superseded_by in ${brought}`.execute(owner.db)
    await sql`delete from account_document where id in ${brought}`.execute(owner.db)
    await sql`delete from membership where person_id = ${personId}`.execute(owner.db)
  } finally {
    for (const line of await site.stop()) console.error(line)
    await rm(sockets, { recursive: true })
  }
}

// On a database of its own, which is removed afterwards: `node bench/accounts.ts`; with `--keep` the figures are
// kept beside those of the last `npm run bench`.
async function measureAlone(): Promise<void> {
  const { values } = parseArgs({
    options: { folder: { type: 'string' }, keep: { type: 'boolean', default: false } },
  })
  const figures: Figure[] = []
  const { processor, cores, load } = describeMachine()
  console.log(`${processor}, ${cores} cores, load ${load}\n`)
  const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'navette-bench-accounts-')))
  // The first start loads the register.
  for (const line of await (await runSite(folder)).stop()) console.error(line)
  const cluster = await openCluster(folder)
  const { db, close } = openDatabase(cluster.url('navette'))
  try {
    const owner: Ctx = { db, actor: { kind: 'operator' }, now: new Date(), locale: 'fr' }
    const tell: Tell = (figure) => {
      figures.push(figure)
      console.log(toLine(figure))
    }
    await measureAccounts(owner, folder, cluster.url('navette'), 'first data', tell)
    if (values.keep) replaceFigures(figures)
  } finally {
    await close()
    await cluster.release()
    if (!values.folder) await rm(folder, { recursive: true })
  }
}

if (import.meta.main) await measureAlone()
