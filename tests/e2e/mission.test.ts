import { expect, test } from 'vitest'
import { at, expectAccessible, headingOf, read, textOf } from './site/reader.ts'
import { giveSeat, readAs } from './site/signed-in.ts'

// As every journey: without scripts. Parthenay; no other journey goes on a mission of it.
const phone = { width: 360, height: 740 }

type List = { data: { key: string }[] }

test('a mission is prepared, says what it lacks, takes place, and has its public page without a name nobody agreed to', async () => {
  const [found] = ((await (await fetch(at('/api/v1/organisations?q=parthenay'))).json()) as List).data
  const key = found?.key ?? ''
  const email = `mission-${process.pid}@mairie.example`
  const page = await readAs(email, '/fr/espace', phone)
  await giveSeat(email, key, 'contributor')
  await page.goto(at(`/fr/espace/o/${key}/missions`))
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Préparer une mission' }).click()
  await expectAccessible(page)
  await page.getByLabel('Titre').fill('Comité de pilotage de l’eau')
  await page.getByLabel('Pays de la mission').selectOption('BF')
  await page.getByLabel('Du', { exact: true }).fill('2026-01-10')
  await page.getByLabel('Au', { exact: true }).fill('2026-01-15')
  await page.getByRole('button', { name: 'Préparer', exact: true }).click()
  expect(await headingOf(page)).toBe('Comité de pilotage de l’eau')
  const missing = page.getByRole('region', { name: 'Avant le départ' })
  expect(await textOf(missing)).toContain('l’avis de sécurité')
  await page.getByLabel('Nom', { exact: true }).fill('Claire Dupont')
  await page.getByLabel('Fonction').fill('Adjointe à l’international')
  await page.getByRole('button', { name: 'Ajouter cette personne' }).click()
  expect(await textOf(missing)).toContain('le mandat spécial')
  await page.getByLabel('Montant prévu').fill('1 250,50')
  await page.getByRole('button', { name: 'Ajouter ce coût' }).click()
  await page.getByText('Total : prévu 1250.50 EUR').waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Rendre publique après le retour' }).click()
  await page.getByRole('button', { name: 'La mission a eu lieu' }).click()
  await page.getByText('Effectuée').waitFor()

  const reader = await read(`/fr/collectivite/${key}`, phone)
  await reader.getByRole('link', { name: 'Comité de pilotage de l’eau' }).click()
  expect(await headingOf(reader)).toBe('Comité de pilotage de l’eau')
  expect(await textOf(reader.getByRole('main'))).toContain('Adjointe à l’international')
  expect(await textOf(reader.getByRole('main'))).not.toContain('Claire Dupont')
  await expectAccessible(reader)
  const address = reader.url()
  await page.getByRole('button', { name: 'Mettre en mode discret' }).first().click()
  expect((await reader.goto(address))?.status()).toBe(404)
})
