import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, pathOf, read, textOf } from './site/reader.ts'

test('the map is readable without scripts: a drawing with its name, a legend, and a table that says the same', async () => {
  const page = await read('/fr/carte', { width: 360 })
  await page.getByRole('img', { name: 'Carte du monde des liens entre collectivités' }).first().waitFor()
  const table = page.getByRole('table', { name: /Nombre de liens par pays/ })
  const burkina = table.getByRole('row').filter({ has: page.getByRole('link', { name: 'Burkina Faso' }) })
  expect(await textOf(burkina)).toMatch(/\d/)
  await expectAccessible(page)
})

test('the drawing asks for no script and shows ties whose ends have the same size', async () => {
  const page = await read('/fr/carte')
  expect(await page.locator('svg .map-thread path').count()).toBeGreaterThan(0)
  expect(await page.locator('svg .map-dot circle').count()).toBeGreaterThan(10)
  expect(await page.locator('svg marker').count()).toBe(0)
})

const openMap = /^Ouvrir la carte interactive/

/** Opens the interactive map as the keyboard does, and waits until it has drawn and listed what is in view. */
async function openByKeyboard(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: openMap }).focus()
  await page.keyboard.press('Enter')
  const section = page.getByRole('region', { name: 'Carte interactive' })
  await section.getByText(/lieux ou groupes en vue/).waitFor({ timeout: 30_000 })
  return section
}

test('nothing of the interactive map is fetched before somebody opens it', async () => {
  const page = await read('/fr/carte', { scripts: true })
  const asked: string[] = []
  page.on('request', (request) => asked.push(pathOf(request.url())))
  await page.reload()
  await page.getByRole('button', { name: openMap }).waitFor()
  expect(asked.filter((path) => /maplibre|live-map|open-|\.mvt/.test(path))).toEqual([])
})

test('the interactive map opens on demand, is used by keyboard, and its list says what is in view', async () => {
  const page = await read('/fr/carte', { scripts: true })
  const section = await openByKeyboard(page)
  // The canvas has the keyboard: its arrows and signs move the map, and the list follows.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('CANVAS')
  const seen = section.locator('[data-part=seen]')
  const before = await textOf(seen)
  await page.keyboard.press('+')
  await page.keyboard.press('+')
  await expect.poll(() => textOf(seen), { timeout: 15_000 }).not.toBe(before)
  await expectAccessible(page)
})

test('a place chosen in the list of the interactive map shows its ties, with state and evidence in words', async () => {
  const page = await read('/fr/carte?q=ouahigouya', { scripts: true })
  const section = await openByKeyboard(page)
  await section.getByRole('button', { name: /^Ouahigouya/ }).press('Enter')
  const chosen = section.locator('[data-part=chosen]')
  await chosen.getByRole('link', { name: /Chambéry/ }).waitFor()
  expect(await textOf(chosen)).toMatch(/état inconnu, page officielle/)
  await expectAccessible(page)
  await chosen.getByRole('link', { name: 'Page de Ouahigouya' }).press('Enter')
  await page.waitForURL(/bf-ouahigouya/)
})

test('on a phone the interactive map fits the screen', async () => {
  const page = await read('/fr/carte', { scripts: true, width: 320, height: 640 })
  await openByKeyboard(page)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await expectAccessible(page)
})
