import { readFileSync } from 'node:fs'
import type { Ctx } from '../platform/context.ts'
import type { RunningSite } from '../tests/e2e/site/running-site.ts'
import { percentile, type Tell } from './figures.ts'
import { ask, type Load, type Question } from './load.ts'
import { processorSeconds } from './processor-time.ts'
import { type Asked, drawSample, machineQuestions, pageQuestions, searchQuestions, tileQuestions } from './questions.ts'

/** How long each measure may last. */
export type Patience = { seconds: number }

const odd = ({ statuses }: Load) =>
  [...statuses].filter(([status]) => status !== 200 && status !== 304 && status !== 204)

function requireAnswers(what: string, load: Load): void {
  const wrong = odd(load)
  if (wrong.length > 0)
    throw new Error(`${what}: answers with status ${wrong.map(([status, n]) => `${status} × ${n}`).join(', ')}`)
}

async function measureLatency(
  url: string,
  size: string,
  asked: Asked,
  { seconds }: Patience,
  tell: Tell,
): Promise<void> {
  const { area, what, questions, mostMs, mostBytes } = asked
  // The first answer opens connections and warms the code; it is a figure of its own elsewhere.
  await ask(url, questions.slice(0, 1), { connections: 1, count: 1, seconds })
  const load = await ask(url, questions.slice(1), { connections: 1, count: questions.length - 1, seconds })
  requireAnswers(what, load)
  tell({ area, size, what: `${what}, p50`, value: percentile(load.times, 0.5), unit: 'ms' })
  const goal = mostMs === undefined ? {} : { goal: { most: mostMs } }
  tell({ area, size, what: `${what}, p95`, value: percentile(load.times, 0.95), unit: 'ms', ...goal })
  if (mostBytes)
    tell({
      area,
      size,
      what: `${what}, heaviest`,
      value: load.heaviest / 1000,
      unit: 'kB',
      goal: { most: mostBytes / 1000 },
    })
}

type Rate = { what: string; questions: Question[]; least?: number }

async function measureRate(
  { url, pid }: RunningSite,
  size: string,
  rate: Rate,
  { seconds }: Patience,
  tell: Tell,
): Promise<void> {
  const { what, questions, least } = rate
  await ask(url, questions.slice(0, 50), { connections: 4, count: 50, seconds })
  const busy = processorSeconds(pid)
  const load = await ask(url, questions, { connections: 16, count: 400_000, seconds })
  const used = busy === null ? null : (processorSeconds(pid) ?? 0) - busy
  requireAnswers(what, load)
  const goal = least === undefined ? {} : { goal: { least } }
  const area = 'rate'
  tell({ area, size, what, value: Math.round(load.perSecond), unit: '/s', ...(used === null ? goal : {}) })
  if (used !== null)
    tell({ area, size, what: `${what}, per core`, value: Math.round(load.times.length / used), unit: '/s', ...goal })
}

async function etagOf(url: string, path: string): Promise<string> {
  const answer = await fetch(new URL(path, url))
  await answer.body?.cancel()
  return answer.headers.get('etag') ?? ''
}

async function rates(
  url: string,
  pages: readonly Asked[],
  machine: readonly Asked[],
  tiles: readonly Asked[],
): Promise<Rate[]> {
  const of = (list: readonly Asked[], what: string) => list.find((one) => one.what === what)?.questions ?? []
  const authority = of(pages, 'authority')
  const kept = (authority[0]?.path ?? '/fr').replace(/\?.*/, '')
  let n = 0
  const fresh = Array.from({ length: 60_000 }, () => ({ path: `${authority[n++ % authority.length]?.path}.${n}` }))
  return [
    { what: 'authority page, made anew', questions: fresh, least: 1200 },
    { what: 'authority page, kept', questions: [{ path: kept }], least: 20_000 },
    {
      what: 'authority page, 304',
      questions: [{ path: kept, headers: { 'If-None-Match': await etagOf(url, kept) } }],
      least: 20_000,
    },
    { what: 'API, organisation by key, kept', questions: of(machine, 'organisation by key') },
    { what: 'tile, kept', questions: of(tiles, 'unfiltered').slice(0, 20) },
  ]
}

/** The most memory the server has held, in MB; Linux only. */
function peakMemory(pid: number): number | null {
  try {
    const found = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+) kB/)?.[1]
    return found ? Number(found) / 1024 : null
  } catch {
    return null
  }
}

/** How long the first tile takes once data is new: the index of all ties is read for it. */
export async function measureFirstTile(ctx: Ctx, url: string, size: string, tell: Tell): Promise<void> {
  const [unfiltered] = tileQuestions(await drawSample(ctx))
  const load = await ask(url, unfiltered?.questions.slice(0, 1) ?? [], { connections: 1, count: 1, seconds: 120 })
  tell({ area: 'tiles', size, what: 'first after new data, index read', value: load.times[0] ?? 0, unit: 'ms' })
}

/** Latency, throughput and memory of the running site on the data it has. */
export async function measureServing(
  ctx: Ctx,
  site: RunningSite,
  size: string,
  patience: Patience,
  tell: Tell,
): Promise<void> {
  const sample = await drawSample(ctx)
  const [pages, searches, machine, tiles] = [
    pageQuestions(sample),
    searchQuestions(sample),
    machineQuestions(sample),
    tileQuestions(sample),
  ]
  for (const asked of [...pages, ...searches, ...machine, ...tiles])
    await measureLatency(site.url, size, asked, patience, tell)
  for (const rate of await rates(site.url, pages, machine, tiles)) await measureRate(site, size, rate, patience, tell)
  const memory = peakMemory(site.pid)
  if (memory !== null) tell({ area: 'memory', size, what: 'server, at its highest', value: memory, unit: 'MB' })
}
