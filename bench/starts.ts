import { performance } from 'node:perf_hooks'
import { runSite } from '../tests/e2e/site/running-site.ts'
import type { Tell } from './figures.ts'

async function start(folder: string): Promise<number> {
  const begin = performance.now()
  const site = await runSite(folder)
  const seconds = (performance.now() - begin) / 1000
  await site.stop()
  return seconds
}

/** How long until the built program answers: on an empty folder, and again on the same one. */
export async function measureStarts(folder: string, tell: Tell): Promise<void> {
  const area = 'start'
  const size = 'first data'
  tell({ area, size, what: 'first start, empty folder', value: await start(folder), unit: 's', goal: { most: 60 } })
  tell({ area, size, what: 'later start', value: await start(folder), unit: 's', goal: { most: 3 } })
}
