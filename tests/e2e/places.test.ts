import { expect, test } from 'vitest'
import { findTiePath } from './site/page-types.ts'
import { at, expectAccessible, headingOf, read, textOf } from './site/reader.ts'

test('a country page says with how many authorities, in what state, how surely, and with whom', async () => {
  const page = await read('/fr/pays/sn', { width: 360 })
  expect(await headingOf(page)).toMatch(/^Sénégal : \d+ collectivités françaises liées à \d+ autorités locales$/)
  await page.getByRole('heading', { name: 'Qui avec qui' }).waitFor()
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Lille.*Saint-Louis$/ })
    .waitFor()
  await expectAccessible(page)
})

test('each figure of a country page leads to the list it counts', async () => {
  const page = await read('/fr/pays/bf')
  const figure = page.locator('main table').first().getByRole('link').filter({ hasText: /^\d+$/ }).first()
  const told = await textOf(figure)
  await figure.click()
  expect((await headingOf(page)).match(/^\d+/)?.[0]).toBe(told)
})

test('a tie page shows what each source said, in its year, with its page and licence', async () => {
  const path = await findTiePath('fr', 'c73065', 'ouahigouya')
  const page = await read(path, { width: 360 })
  expect(await headingOf(page)).toMatch(/^Chambéry et Ouahigouya : /)
  const said = page.getByRole('region', { name: /^Ce qu’en di/ })
  expect(await said.getByRole('link').first().getAttribute('href')).toMatch(/^https?:\/\//)
  expect(await textOf(said)).toMatch(/coopération décentralisée/)
  await page.getByText('aucune partie ne l’a encore dit').first().waitFor()
  await expectAccessible(page)
})

test('the authority abroad has the same page as the one here', async () => {
  const page = await read('/fr/collectivite/bf-ouahigouya')
  expect(await headingOf(page)).toMatch(/^Ouahigouya : /)
  await page.getByRole('main').getByRole('link', { name: 'Chambéry' }).first().click()
  expect(await headingOf(page)).toMatch(/^Chambéry et Ouahigouya : /)
  await page.getByRole('main').getByRole('link', { name: 'Ouahigouya', exact: true }).first().click()
  expect(page.url()).toBe(at('/fr/collectivite/bf-ouahigouya/ouahigouya'))
})

test('the page of a région tells its own ties from those of its territory', async () => {
  const page = await read('/fr/collectivite/r84')
  const territory = page.getByRole('region', { name: 'Les liens des collectivités de la région' })
  expect(await textOf(territory)).toMatch(/au moins un lien connu/)
  await territory.getByRole('link', { name: /^Les \d+ liens du territoire$/ }).click()
  expect(page.url()).toBe(at('/fr/liens?region=r84'))
  await expectAccessible(page)
})

test('a disputed place carries its note', async () => {
  const page = await read('/fr/pays/ps')
  expect(await textOf(page.locator('.note').first())).not.toBe('')
  await expectAccessible(page)
})
