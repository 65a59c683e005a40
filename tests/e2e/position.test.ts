import { expect, test } from 'vitest'
import { at, expectAccessible, headingOf, read, textOf } from './site/reader.ts'
import { giveSeat, readAs } from './site/signed-in.ts'

// As every journey: without scripts. Thouars; no other journey writes a position of it.
const phone = { width: 360, height: 740 }

type List = { data: { key: string }[] }

test('a position is written down, public once voted, and gone at once in discreet mode', async () => {
  const [found] = ((await (await fetch(at('/api/v1/organisations?q=thouars'))).json()) as List).data
  const key = found?.key ?? ''
  const email = `position-${process.pid}@mairie.example`
  const page = await readAs(email, '/fr/espace', phone)
  await giveSeat(email, key, 'contributor')
  await page.goto(at(`/fr/espace/o/${key}/positions`))
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Inscrire une position' }).click()
  await expectAccessible(page)
  await page.getByLabel('Nature').selectOption('wish')
  await page.getByLabel('Titre').fill('Pour la libération des maires emprisonnés')
  await page.getByLabel('Texte de la position').fill('Le conseil municipal demande leur libération.')
  await page.getByLabel('Voix pour').fill('trente')
  await page.getByRole('button', { name: 'Inscrire', exact: true }).click()
  await page.getByText('Donnez un nombre de voix en chiffres').first().waitFor()
  await expectAccessible(page)
  await page.getByLabel('Voix pour').fill('30')
  await page.getByLabel('Pays concerné').first().selectOption('BF')
  await page.getByRole('button', { name: 'Inscrire', exact: true }).click()
  expect(await headingOf(page)).toBe('Pour la libération des maires emprisonnés')
  expect(await textOf(page.getByRole('main'))).toContain('aucun vote inscrit')
  await page.getByRole('button', { name: 'Rendre publique' }).click()
  await page.getByText('publique une fois votée').waitFor()
  await page.getByLabel('Date du vote').fill('2026-03-12')
  await page.getByRole('button', { name: 'Enregistrer' }).first().click()
  await page.getByRole('link', { name: 'Voir la page publique' }).waitFor()
  await expectAccessible(page)

  const reader = await read(`/fr/collectivite/${key}`, phone)
  await reader.getByRole('link', { name: 'Pour la libération des maires emprisonnés' }).click()
  expect(await headingOf(reader)).toBe('Pour la libération des maires emprisonnés')
  expect(await textOf(reader.getByRole('main'))).toContain('30 pour')
  await expectAccessible(reader)
  const address = reader.url()
  await page.getByRole('button', { name: 'Mettre en mode discret' }).first().click()
  expect((await reader.goto(address))?.status()).toBe(404)
})
