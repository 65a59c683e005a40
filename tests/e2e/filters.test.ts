import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, headingOf, read, textOf } from './site/reader.ts'

const query = (page: Page) => [...new URL(page.url()).searchParams].map(([name, value]) => `${name}=${value}`).sort()
const filtersOn = (page: Page, name = 'Filtres en place') =>
  page.getByRole('list', { name }).getByRole('listitem').locator('a')

async function openFilters(page: Page): Promise<void> {
  await page.locator('details.filters > summary').click()
}

test('filters of the list of ties survive every step and can be taken off', async () => {
  const page = await read('/fr/liens', { width: 360 })
  await openFilters(page)
  await page
    .getByRole('navigation', { name: 'Filtres' })
    .getByRole('link', { name: /page officielle/i })
    .click()
  expect(query(page)).toEqual(['evidence=officialSource'])
  await page.getByRole('link', { name: 'ancienneté' }).click()
  expect(query(page)).toEqual(['evidence=officialSource', 'sort=since'])
  await page.getByRole('link', { name: 'Page suivante' }).click()
  expect(query(page)).toEqual(['evidence=officialSource', 'page=2', 'sort=since'])
  await page.getByRole('link', { name: 'English' }).click()
  expect(query(page)).toEqual(['evidence=officialSource', 'page=2', 'sort=since'])
  expect(new URL(page.url()).pathname).toBe('/en/ties')
  await expectAccessible(page)
  await filtersOn(page, 'Filters that are on').first().click()
  expect(query(page)).toEqual(['sort=since'])
})

test('filters of the list of authorities go with the words looked for, and come off one by one or all at once', async () => {
  const page = await read('/fr/recherche?region=r84&tier=commune&ties=with', { width: 360 })
  await page.getByRole('searchbox').fill('saint')
  await page.getByRole('button', { name: 'Chercher' }).click()
  expect(query(page)).toEqual(['q=saint', 'region=r84', 'tier=commune', 'ties=with'])
  await filtersOn(page).filter({ hasText: 'Auvergne' }).click()
  expect(query(page)).toEqual(['q=saint', 'tier=commune', 'ties=with'])
  await page.getByRole('link', { name: 'Tout retirer' }).click()
  expect(query(page)).toEqual([])
})

test('each choice tells beforehand how many answers it leaves', async () => {
  const page = await read('/fr/recherche?ties=with')
  const choice = page.getByRole('navigation', { name: 'Filtres' }).getByRole('link', { name: /page officielle/i })
  const told = (await textOf(choice.locator('.count'))).replace(/\D/g, '')
  await choice.click()
  expect((await headingOf(page)).replace(/\D/g, '')).toBe(told)
})

test('filters of the map survive the form and the legend', async () => {
  const page = await read('/fr/carte?theme=health', { width: 360 })
  await page.locator('details.map-filters > summary').click()
  await page.getByLabel('Région française').selectOption('r84')
  await page.getByRole('button', { name: 'Tracer ces liens' }).click()
  expect(query(page).filter((one) => !one.endsWith('='))).toEqual(['region=r84', 'theme=health'])
  await page.getByRole('link', { name: /Ne montrer que ces liens page officielle/i }).click()
  expect(query(page)).toEqual(['evidence=officialSource', 'region=r84', 'theme=health'])
  await page.getByRole('link', { name: 'Tout retirer' }).click()
  expect(query(page)).toEqual([])
  await expectAccessible(page)
})

test('a filter that is not understood is told and left out, never an error', async () => {
  const page = await read('/fr/liens?country=france&state=asleep&page=-4')
  await page.getByText('« state = asleep » n’a pas été compris').waitFor()
  await expectAccessible(page)
})
