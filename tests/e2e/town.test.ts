import { expect, test } from 'vitest'
import { expectAccessible, headingOf, pathOf, read, textOf } from './site/reader.ts'

const phone = { width: 360, height: 740 }

test('a citizen on a phone looks up their town from the home page and reads how surely a tie is known', async () => {
  const page = await read('/fr', phone)
  await page.getByRole('searchbox').fill('chambery')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await page.getByRole('link', { name: 'Chambéry', exact: true }).click()
  expect(pathOf(page.url())).toBe('/fr/collectivite/c73065/chambery')
  expect(await headingOf(page)).toMatch(/^Chambéry : \d+ liens dans \d+ pays$/)
  const tie = page.getByRole('main').getByRole('row').filter({ hasText: 'Ouahigouya' }).first()
  expect(await textOf(tie)).toMatch(/page officielle/i)
  expect(await textOf(page.getByRole('main'))).toMatch(/attestés? par une page officielle/)
  await expectAccessible(page)
})

test('a citizen finds who else works with the same partners, and how to correct what is said of their town', async () => {
  const page = await read('/fr/collectivite/c13055', phone)
  const peers = page.getByRole('region', { name: 'Qui d’autre travaille avec les mêmes partenaires' })
  expect(await textOf(peers.getByRole('listitem').filter({ hasText: 'Dijon' }))).toMatch(/avec .*Dakar/)
  await page.getByRole('heading', { name: 'Une erreur, un oubli' }).waitFor()
  await expectAccessible(page)
})

test('a postal code finds the town', async () => {
  const page = await read('/fr', phone)
  await page.getByRole('searchbox').fill('73000')
  await page.getByRole('searchbox').press('Enter')
  await page.getByRole('main').getByRole('link', { name: 'Chambéry', exact: true }).waitFor()
  await expectAccessible(page)
})

test('a reader mistypes a name and is helped', async () => {
  const page = await read('/fr', phone)
  await page.getByRole('searchbox').fill('Ouaigouya')
  await page.getByRole('button', { name: 'Chercher' }).click()
  await page.getByText('Voici ceux qui s’en approchent').waitFor()
  await page.getByRole('link', { name: 'Ouahigouya', exact: true }).click()
  expect(await headingOf(page)).toContain('Ouahigouya')
  await expectAccessible(page)
})

test('a search without any answer says what to try', async () => {
  const page = await read('/fr/recherche?q=zzzzzzzz', phone)
  await page.getByText('Aucune collectivité ne répond à cette recherche.').waitFor()
  await page.getByRole('main').getByRole('link', { name: 'Chambéry', exact: true }).click()
  expect(await headingOf(page)).toMatch(/^Chambéry : /)
})

test('a town no source speaks of has a page that says what its silence means', async () => {
  const page = await read('/fr/collectivite/c01001', phone)
  expect(await headingOf(page)).toMatch(/aucun lien connu/)
  await page.getByText('Cela ne prouve pas qu’il n’y en a pas').waitFor()
  await expectAccessible(page)
})
