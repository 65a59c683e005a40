import { expect, test } from 'vitest'
import { expectAccessible, read, textOf } from './site/reader.ts'

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
