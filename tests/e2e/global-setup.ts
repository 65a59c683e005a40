import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { openCluster } from '../../platform/postgres/cluster.ts'
import { ensureDatabase } from '../../platform/postgres/ensure-database.ts'
import { launchChromium } from './site/chromium.ts'
import { runSite } from './site/running-site.ts'

declare module 'vitest' {
  interface ProvidedContext {
    siteUrl: string
    /** The database of the site, for what a test reads where a person would open their mailbox. */
    siteDatabase: string
    /** The folder of its data: files people brought, exports. */
    siteFolder: string
    browserEndpoint: string
  }
}

/**
 * Starts the built site on a new database, filled as a first start fills it, and one browser; ends both afterwards. The
 * database is given to the site rather than its own, so that a test may open a second site on the same data.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await launchChromium()
  const folder = await mkdtemp(join(tmpdir(), 'navette-e2e-'))
  const cluster = await openCluster(folder)
  const database = await ensureDatabase(cluster, 'navette')
  // Each reader comes from an address of their own: what one asks too often is not held against the others.
  const settings = { DATABASE_URL: database, TRUST_PROXY: '1' }
  const site = await runSite(folder, settings).catch(async (error: unknown) => {
    await browser.close()
    await cluster.release()
    await rm(folder, { recursive: true })
    throw error
  })
  project.provide('siteUrl', site.url)
  project.provide('siteDatabase', database)
  project.provide('siteFolder', folder)
  project.provide('browserEndpoint', browser.wsEndpoint())
  return async () => {
    await browser.close()
    const errors = await site.stop()
    await cluster.release()
    await rm(folder, { recursive: true })
    if (errors.length > 0) throw new Error(`The server logged errors during the tests:\n${errors.join('\n')}`)
  }
}
