import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, expectFits, pathOf, read, textOf } from './site/reader.ts'

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
  await expectFits(page)
  await expectAccessible(page)
})

/** Moves on with the tab key until the element that has the keyboard is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press('Tab')
    const text = await page.evaluate(() => document.activeElement?.textContent ?? '')
    if (name.test(text)) return
  }
  throw new Error(`the keyboard never comes to ${name}`)
}

const itemsOf = (section: Locator) => section.locator('[data-part=seen] li').allTextContents()

test('by keyboard alone: a place chosen in the list draws its threads and names its partners, and gives them up again', async () => {
  const page = await read('/fr/carte?q=nanterre', { scripts: true })
  const section = await openByKeyboard(page)
  await tabTo(page, /^Nanterre/)
  await page.keyboard.press('Enter')
  const chosen = section.locator('[data-part=chosen]')
  for (const partner of ['Tlemcen, Algérie', 'Watford, Royaume-Uni'])
    await chosen.getByRole('link', { name: partner }).waitFor()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Nanterre · \d+ liens$/)
  // The map has come to rest; then only the threads go, so what changes in the picture is them.
  const canvas = section.locator('canvas')
  let drawn = await canvas.screenshot()
  const settled = async () => {
    const last = drawn
    drawn = await canvas.screenshot()
    return drawn.equals(last)
  }
  await expect.poll(settled, { timeout: 15_000, interval: 500 }).toBe(true)
  await tabTo(page, /^Effacer les fils$/)
  await page.keyboard.press('Enter')
  await expect.poll(() => textOf(chosen)).toBe('')
  await expect.poll(async () => (await canvas.screenshot()).equals(drawn), { timeout: 15_000 }).toBe(false)
})

test('moving the map changes the list of what is in view', async () => {
  const page = await read('/fr/carte', { scripts: true })
  const section = await openByKeyboard(page)
  const before = await itemsOf(section)
  expect(before.some((item) => item.includes('France'))).toBe(true)
  for (let step = 0; step < 12; step++) await page.keyboard.press('ArrowRight')
  await expect
    .poll(async () => (await itemsOf(section)).some((item) => /Pologne|Roumanie|Ukraine|Hongrie/.test(item)), {
      timeout: 15_000,
    })
    .toBe(true)
  expect(await itemsOf(section)).not.toEqual(before)
})

test('a filter in the address limits map and list, and survives reloading, leaving, coming back and the other language', async () => {
  const page = await read('/fr/carte?country=bf', { scripts: true })
  const limited = async () => {
    const items = await itemsOf(await openByKeyboard(page))
    expect(items.length).toBeGreaterThan(1)
    expect(items.filter((item) => !/, (France|Burkina Faso)/.test(item))).toEqual([])
    expect(items.some((item) => item.includes('Burkina Faso'))).toBe(true)
    expect(pathOf(page.url())).toBe('/fr/carte?country=bf')
    return items
  }
  const items = await limited()
  await page.reload()
  expect(await limited()).toEqual(items)
  await page.getByRole('link', { name: 'Méthode' }).first().click()
  await page.waitForURL(/methode/)
  await page.goBack()
  expect(await limited()).toEqual(items)
  await page.getByRole('link', { name: 'English' }).first().click()
  await page.waitForURL(/\/en\/map\?country=bf$/)
})

test('on a phone axe finds nothing with the interactive map open and a place chosen', async () => {
  const page = await read('/fr/carte?q=nanterre', { scripts: true, width: 360, height: 740 })
  const section = await openByKeyboard(page)
  await section.getByRole('button', { name: /^Nanterre/ }).press('Enter')
  await section
    .locator('[data-part=chosen]')
    .getByRole('link', { name: /Tlemcen/ })
    .waitFor()
  await expectFits(page)
  await expectAccessible(page)
})
