import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { launchChromium } from './site/chromium.ts'
import { runSite } from './site/running-site.ts'

declare module 'vitest' {
  interface ProvidedContext {
    siteUrl: string
    browserEndpoint: string
  }
}

/** Starts the built site on a new data folder, filled as a first start fills it, and one browser; ends both afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await launchChromium()
  const folder = await mkdtemp(join(tmpdir(), 'navette-e2e-'))
  const site = await runSite(folder).catch(async (error: unknown) => {
    await browser.close()
    await rm(folder, { recursive: true })
    throw error
  })
  project.provide('siteUrl', site.url)
  project.provide('browserEndpoint', browser.wsEndpoint())
  return async () => {
    await browser.close()
    const errors = await site.stop()
    await rm(folder, { recursive: true })
    if (errors.length > 0) throw new Error(`The server logged errors during the tests:\n${errors.join('\n')}`)
  }
}
