import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { at, expectAccessible, headingOf, textOf } from './site/reader.ts'
import { giveSeat, readAs } from './site/signed-in.ts'

// Fontenay-le-Comte; no other journey tells news of it.
const town = '85092'
const phone = { width: 360, height: 740, scripts: true } as const

let opened = 0

/** A contributor on the page of the news of a project just opened; answers its address too. */
async function openNews(): Promise<{ page: Page; path: string }> {
  opened += 1
  const email = `terrain-${process.pid}-${opened}@mairie.example`
  const page = await readAs(email, '/fr/espace', phone)
  const [found] = (
    (await (await fetch(at('/api/v1/organisations?q=fontenay-le-comte'))).json()) as { data: { key: string }[] }
  ).data
  const key = found?.key ?? town
  await giveSeat(email, key, 'contributor')
  await page.goto(at(`/fr/espace/o/${key}/projets/nouveau`))
  await page.getByLabel('Titre').fill('Une classe d’eau')
  await page.locator('summary').filter({ hasText: 'Thèmes' }).click()
  await page.getByLabel('éducation', { exact: true }).check()
  await page.getByRole('button', { name: 'Ouvrir le projet', exact: true }).click()
  await page.waitForURL(/\/autour/)
  const path = new URL(page.url()).pathname.replace(/\/autour$/, '/nouvelles')
  await page.goto(at(path))
  return { page, path }
}

const told = (page: Page) => page.locator('.news-list > li')

test('news written without a line waits on the device, and arrives once when the line is back, with its own time', async () => {
  const { page, path } = await openNews()
  expect(await headingOf(page)).toBe('Nouvelles : Une classe d’eau')
  await expectAccessible(page)
  // With a line it is told at once.
  await page.getByLabel('Ce qui se passe').fill('Les élèves ont visité la station.')
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await page.getByText('Vos nouvelles sont envoyées.').waitFor()
  expect(await told(page).count()).toBe(1)
  expect(await textOf(told(page).first())).not.toContain('sans réseau')
  // The worker keeps the form for when there is none.
  await page.waitForFunction(
    async () => (await caches.has('navette-field')) && (await (await caches.open('navette-field')).keys()).length > 2,
  )

  await page.context().setOffline(true)
  await page.goto(at(path))
  expect(await headingOf(page)).toBe('Nouvelles : Une classe d’eau')
  expect(await told(page).count()).toBe(0)
  await page.getByLabel('Ce qui se passe').fill('Sans ligne : la pompe est posée.')
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await page.getByText('vos nouvelles sont gardées sur cet appareil').waitFor()
  await page.getByText('Sans ligne : la pompe est posée.').waitFor()
  const before = new Date()

  await page.context().setOffline(false)
  await page.getByText('La ligne est revenue').waitFor()
  await page.goto(at(path))
  expect(await told(page).count()).toBe(2)
  const arrived = told(page).filter({ hasText: 'la pompe est posée' })
  expect(await textOf(arrived)).toContain('écrit sans réseau')
  expect(await arrived.count()).toBe(1)
  expect(before.getTime()).toBeLessThan(Date.now())
  expect(await page.locator('[data-field-waiting]').isVisible()).toBe(false)
})

test('what is sent after the session has ended stays on the device, and signing out takes the kept form away', async () => {
  const { page, path } = await openNews()
  await page.waitForFunction(() => caches.has('navette-field'))
  await page.context().setOffline(true)
  await page.getByLabel('Ce qui se passe').fill('Écrit hors session.')
  await page.getByRole('button', { name: 'Envoyer', exact: true }).click()
  await page.getByText('vos nouvelles sont gardées sur cet appareil').waitFor()
  const cookies = await page.context().cookies()
  await page.context().clearCookies()
  await page.context().setOffline(false)
  await page.getByText('Votre session a pris fin').waitFor()
  await page.context().addCookies(cookies)
  await page.goto(at(path))
  await page.getByText('La ligne est revenue').waitFor()
  await page.goto(at('/fr/espace/compte'))
  await page
    .locator('form')
    .filter({ has: page.locator('input[value="leave"]') })
    .getByRole('button')
    .click()
  await page.waitForURL(/connexion/)
  await page.waitForFunction(async () => !(await caches.has('navette-field')))
})
