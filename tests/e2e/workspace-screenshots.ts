import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'

const program = join(import.meta.dirname, '../../cli/main.ts')
const town = '/fr/espace/o/exemple-fr'

const sizes = [
  { width: 360, height: 800 },
  { width: 1280, height: 900 },
] as const

// As somebody of the demonstration sees them; a page of a tie is found as they find it.
const pages: Readonly<Record<string, readonly [address: string, ...links: string[]]>> = {
  'workspace-home': [town],
  'workspace-due': [`${town}/echeances`],
  'workspace-tie': [`${town}/partenariats`, `main a[href*="${town}/partenariats/0"]`],
  'workspace-agreement': [
    `${town}/partenariats`,
    `main a[href*="${town}/partenariats/0"]`,
    'main a[href$="/conventions"]',
    'main a[href*="/conventions/0"]',
  ],
  'workspace-project': [`${town}/projets`, `main a[href*="${town}/projets/0"]`],
}

/** Fills the demonstration on the data of a running site, and takes pictures of the workspace as its officer sees it. */
export async function takeWorkspacePictures(
  browser: Browser,
  site: { url: string; folder: string },
  into: string,
  whole: boolean,
): Promise<void> {
  const env = { ...process.env, NAVETTE_DATA: site.folder, BASE_URL: site.url }
  await promisify(execFile)(process.execPath, [program, 'demo'], { env })
  for (const viewport of sizes) {
    const context = await browser.newContext({ viewport, javaScriptEnabled: false, locale: 'fr-FR' })
    const page = await context.newPage()
    await page.goto(`${site.url}/fr/espace/exemple`)
    await page.getByRole('button', { name: 'Entrer comme Karim Exemple' }).click()
    for (const [name, [address, ...links]] of Object.entries(pages)) {
      await page.goto(site.url + address)
      for (const link of links) await page.locator(link).first().click()
      const path = join(into, `${name}-${viewport.width}-light.png`)
      await page.screenshot({ path, fullPage: whole, animations: 'disabled' })
    }
    await context.close()
  }
}
