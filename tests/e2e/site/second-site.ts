import { afterAll, inject } from 'vitest'
import { freePort } from './free-port.ts'
import { type RunningSite, runSite } from './running-site.ts'

/**
 * Another server on the data of the one all tests share, files included, set otherwise; `settings` are told its port.
 * Ends with the test file.
 */
export async function openSecondSite(settings: (port: number) => Record<string, string>): Promise<RunningSite> {
  const port = await freePort()
  const own = { PORT: String(port), DATABASE_URL: inject('siteDatabase'), ...settings(port) }
  const site = await runSite(inject('siteFolder'), own)
  afterAll(() => site.stop())
  return site
}
