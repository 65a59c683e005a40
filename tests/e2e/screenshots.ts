// `npm run screenshots`: pictures of the built site for the README, in docs/screenshots. Whole pages for those who look at them
// for defects: `npm run screenshots -- --whole --into FOLDER`.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type Browser, chromium } from 'playwright-core'
import { launchChromium } from './site/chromium.ts'
import { runSite } from './site/running-site.ts'
import { takeWorkspacePictures } from './workspace-screenshots.ts'

const { values } = parseArgs({
  options: {
    whole: { type: 'boolean', default: false },
    into: { type: 'string', default: join(import.meta.dirname, '../../docs/screenshots') },
    // A site that runs already; by default one is started on new data.
    url: { type: 'string' },
  },
})

const pages = {
  home: '/fr',
  map: '/fr/carte',
  country: '/fr/pays/bf',
  authority: '/fr/collectivite/c73065/chambery',
  tie: 'main a[href*="/fr/lien/"][href*="ouahigouya"]',
  search: '/fr/recherche?q=saint&ties=with',
} as const

const sizes = [
  { width: 360, height: 800 },
  { width: 1280, height: 900 },
] as const

async function takePicture(
  browser: Browser,
  url: string,
  name: keyof typeof pages,
  size: (typeof sizes)[number],
  colorScheme: 'light' | 'dark',
) {
  const context = await browser.newContext({ viewport: size, colorScheme, javaScriptEnabled: false, locale: 'fr-FR' })
  const page = await context.newPage()
  const address = pages[name]
  if (address.startsWith('/')) await page.goto(url + address)
  else {
    // The id of a tie is another in each database: its page is found as a reader finds it.
    await page.goto(url + pages.authority)
    await page.locator(address).first().click()
  }
  const path = join(resolve(values.into), `${name}-${size.width}-${colorScheme}.png`)
  await page.screenshot({ path, fullPage: values.whole, animations: 'disabled' })
  await context.close()
}

async function takePictures(url: string, folder: string | null): Promise<void> {
  const server = await launchChromium()
  const browser = await chromium.connect(server.wsEndpoint())
  for (const name of Object.keys(pages) as (keyof typeof pages)[])
    for (const size of sizes)
      for (const colorScheme of ['light', 'dark'] as const) await takePicture(browser, url, name, size, colorScheme)
  // The demonstration is filled in data of our own only.
  if (folder) await takeWorkspacePictures(browser, { url, folder }, resolve(values.into), values.whole)
  await browser.close()
  await server.close()
}

await mkdir(values.into, { recursive: true })
if (values.url) await takePictures(values.url, null)
else {
  const folder = await mkdtemp(join(tmpdir(), 'navette-screenshots-'))
  const site = await runSite(folder)
  await takePictures(site.url, folder).finally(() => site.stop())
  await rm(folder, { recursive: true })
}
