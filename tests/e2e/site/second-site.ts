import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, inject } from 'vitest'
import { freePort } from './free-port.ts'
import { type RunningSite, runSite } from './running-site.ts'

/** Another server on the data of the one all tests share, set otherwise; `settings` are told its port. Ends with the test file. */
export async function openSecondSite(settings: (port: number) => Record<string, string>): Promise<RunningSite> {
  const folder = await mkdtemp(join(tmpdir(), 'navette-e2e-second-'))
  const port = await freePort()
  const site = await runSite(folder, { PORT: String(port), DATABASE_URL: inject('siteDatabase'), ...settings(port) })
  afterAll(async () => {
    await site.stop()
    await rm(folder, { recursive: true })
  })
  return site
}
