import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { cameraPicture } from '../pictures.ts'
import { at, expectAccessible, expectFits, headingOf, read, textOf } from './site/reader.ts'
import { giveSeat, readAs } from './site/signed-in.ts'

// As every journey: without scripts.
const phone = { width: 360, height: 740 }

type Tie = { id: string; parties: { key: string; name: string }[] }
type List<Row> = { data: Row[]; page: { total: number } }

const json = async <Answer>(path: string): Promise<Answer> => (await fetch(at(path))).json() as Promise<Answer>

/** A contributor of a body, on one of its pages. */
async function contributorOf(key: string, path: string): Promise<Page> {
  const email = `projets-${key}@mairie.example`
  const page = await readAs(email, '/fr/espace', phone)
  await giveSeat(email, key, 'contributor')
  await page.goto(at(path))
  return page
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const main = (page: Page) => page.getByRole('main')

/** A paper in two versions, and a photo as heavy as a telephone takes it. */
async function fileWithProject(page: Page, path: string): Promise<void> {
  const pdf = (words: string) => ({
    name: 'plan.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(`%PDF-1.7 ${words}`),
  })
  await page.goto(at(path))
  await expectFits(page)
  await page.getByLabel('Fichier', { exact: true }).setInputFiles(pdf('premier'))
  await page.getByLabel('Titre').fill('Plan de financement')
  await page.getByLabel('Nature du document').selectOption('note')
  await press(page, 'Déposer le document')
  await page.getByText('Le document est déposé.').waitFor()
  await page.getByLabel('Nouveau fichier').setInputFiles(pdf('second'))
  await press(page, 'Ajouter cette version')
  await main(page).getByText('version 2', { exact: false }).first().waitFor()
  await page.getByRole('button', { name: /^Retirer.*Plan de financement/ }).click()
  await page.getByText('Il reste lisible.').waitFor()
  const buffer = await cameraPicture({ width: 1600, height: 1200, orientation: 6 })
  await page.getByLabel('Photo', { exact: true }).setInputFiles({ name: 'classe.jpg', mimeType: 'image/jpeg', buffer })
  await page.getByLabel('Ce que l’on voit').fill('La salle de classe repeinte')
  await page.getByLabel('Crédit').fill('Ville de Suresnes')
  await page.getByLabel('Personne n’y est reconnaissable').check()
  await page.getByLabel('Cette photo peut être publiée').check()
  await press(page, 'Ajouter la photo')
  await page.getByText('La photo est ajoutée').waitFor()
  await expectFits(page)
  await expectAccessible(page)
}

/** A place, an amount and a step are changed where they stand. */
async function changeRows(page: Page, path: (word: string) => string, partner: string): Promise<void> {
  await page.goto(at(path('lieux')))
  await page.getByRole('link', { name: 'Modifier Lycée Pinchinat' }).click()
  expect(await page.locator('input[name="lat"]').inputValue()).toBe('19.76')
  await page.locator('input[name="name"]').fill('')
  await press(page, 'Enregistrer ce lieu')
  await page.getByRole('alert').waitFor()
  await page.locator('input[name="name"]').fill('Lycée Pinchinat')
  await press(page, 'Enregistrer ce lieu')
  await page.getByText('Le lieu est modifié.').waitFor()
  await page.goto(at(path('argent')))
  await page.getByLabel('Prévu').fill('12 000')
  await press(page, 'Inscrire ce montant')
  await page.getByRole('link', { name: 'Modifier le montant de Suresnes' }).click()
  await page.getByLabel('Dépensé').fill('3 000,50')
  await press(page, 'Enregistrer ce montant')
  await main(page).getByText('3 000,50').first().waitFor()
  await page.goto(at(path('etapes')))
  await page.getByLabel('Ce qu’il y a à faire').fill('Choisir les écoles')
  await page.getByLabel('Organisme qui s’en charge').selectOption({ label: partner })
  await press(page, 'Inscrire cette étape')
  await page.getByRole('link', { name: 'Modifier « Choisir les écoles »' }).click()
  await page.getByLabel('Ce qu’il y a à faire').fill('Choisir six écoles')
  await press(page, 'Enregistrer cette étape')
  await main(page).getByText('Choisir six écoles').waitFor()
  expect(await textOf(main(page))).toContain(partner)
  await expectAccessible(page)
}

type Published = { project: string; title: string; news: string }

/** The photo goes over a slow line, the search finds the project whatever the accents, its news are followed by a feed. */
async function expectPublicWords(citizen: Page, partner: Page, { project, title, news }: Published): Promise<void> {
  await partner.goto(at(news))
  await partner.getByLabel('Ce qui se passe').fill('Les tables sont arrivées.')
  await partner.getByLabel('Le public aussi').check()
  await press(partner, 'Envoyer')
  await partner.getByText('Vos nouvelles sont envoyées.').waitFor()

  await citizen.goto(at(`/fr/recherche?q=${encodeURIComponent('equiper ecoles')}`))
  await citizen.getByRole('link', { name: title }).click()
  await main(citizen).getByText('Les tables sont arrivées.').waitFor()
  const photo = main(citizen).getByRole('img', { name: 'La salle de classe repeinte' })
  const answer = await fetch(at((await photo.getAttribute('src')) ?? ''))
  expect(answer.headers.get('content-type')).toBe('image/webp')
  expect((await answer.arrayBuffer()).byteLength).toBeLessThanOrEqual(100_000)
  await expectFits(citizen)
  await expectAccessible(citizen)
  const feed = await citizen.getByRole('link', { name: 'Suivre ces nouvelles' }).getAttribute('href')
  expect(await (await fetch(at(feed ?? ''))).text()).toContain('Les tables sont arrivées.')
  const { data } = await json<List<{ kind: string; key: string }>>('/api/v1/search?q=EQUIPER%20ecoles')
  expect(data).toContainEqual(expect.objectContaining({ kind: 'project', key: project }))

  const map = await read('/fr/carte?q=pinchinat', { scripts: true, ...phone })
  await map.getByRole('button', { name: /^Ouvrir la carte interactive/ }).click()
  const shown = map.getByRole('region', { name: 'Carte interactive' }).locator('[data-part=projects]')
  await shown.getByRole('link', { name: title }).first().waitFor({ timeout: 30_000 })
  expect(await textOf(shown)).toContain('la localité, à un kilomètre près')
  await map.getByRole('checkbox', { name: 'les projets' }).uncheck()
  await expect.poll(() => textOf(shown)).toBe('')
  await expectFits(map)
  await expectAccessible(map)
}

test('a project on both territories is published when both sides said yes, found everywhere, then nowhere', {
  timeout: 180_000,
}, async () => {
  const [tie] = (await json<List<Tie>>('/api/v1/partnerships?q=suresnes&country=ht')).data
  const here = tie?.parties.find(({ name }) => name === 'Suresnes')?.key ?? ''
  const there = tie?.parties.find(({ name }) => name !== 'Suresnes')
  const title = 'Équiper les écoles du Cap'

  const town = await contributorOf(here, `/fr/espace/o/${here}/projets/nouveau`)
  await expectAccessible(town)
  await town.getByLabel('Titre').fill(title)
  await town.getByLabel('Avec quel partenaire').selectOption({ label: there?.name ?? '' })
  await town.locator('summary').filter({ hasText: 'Thèmes' }).click()
  await town.getByLabel('éducation', { exact: true }).check()
  await press(town, 'Ouvrir le projet')
  expect(await headingOf(town)).toBe(`Qui d’autre agit là : ${title}`)
  await town.getByText('Personne d’autre n’a publié').waitFor()
  await expectAccessible(town)
  const project = /projets\/([^/]+)\//.exec(town.url())?.[1] ?? ''
  const workplace = (key: string, word: string) => `/fr/espace/o/${key}/projets/${project}/${word}`

  await town.goto(at(workplace(here, 'lieux')))
  await expectAccessible(town)
  await town.getByLabel('Sur le territoire de').selectOption(there?.key ?? '')
  await town.locator('input[name="name"]').fill('Lycée Pinchinat')
  await town.getByLabel('Latitude').fill('19,7601')
  await town.getByLabel('Longitude').fill('-72,2001')
  await press(town, 'Ajouter ce lieu')
  await town.getByText('Le lieu est ajouté.').waitFor()
  await town.goto(at(workplace(here, 'publication')))
  await press(town, 'Demander la publication')
  await town.getByText(`réponse attendue de ${there?.name}`).waitFor()
  await expectAccessible(town)
  expect((await fetch(at(`/fr/projet/${project}`))).status).toBe(404)

  const partner = await contributorOf(there?.key ?? '', workplace(there?.key ?? '', 'publication'))
  await press(partner, 'Oui, ce projet peut être public')
  await partner.getByText('Ce projet est public.').waitFor()

  const citizen = await read('/fr/projets', phone)
  await citizen.getByRole('link', { name: title }).click()
  expect(await headingOf(citizen)).toBe(title)
  await main(citizen).getByText('Lycée Pinchinat').first().waitFor()
  expect(await textOf(main(citizen))).toMatch(/Qui le porte.*Suresnes.*Où/s)
  await expectAccessible(citizen)
  await citizen.goto(at('/fr/carte'))
  await main(citizen).getByRole('link', { name: title }).first().waitFor()
  await fileWithProject(town, workplace(here, 'documents'))
  // Under a tie each party has its word on photos.
  for (const [page, key] of [
    [town, here],
    [partner, there?.key],
  ] as const) {
    await page.goto(at(`/fr/espace/o/${key}/partenariats/${tie?.id}/publication`))
    await page.locator('input[name="photos"][value="yes"]').check()
    await press(page, 'Enregistrer notre réponse')
    await page.locator('.notice[role="status"]').waitFor()
  }
  await changeRows(town, (word) => workplace(here, word), there?.name ?? '')
  await expectPublicWords(citizen, partner, { project, title, news: workplace(there?.key ?? '', 'nouvelles') })
  const found = await json<List<{ id: string }>>('/api/v1/projects?country=ht&theme=education')
  expect(found.data.map(({ id }) => id)).toContain(project)
  type Features = { features: { id: string; geometry: { coordinates: number[][] } }[] }
  const { features } = await json<Features>('/ogc/collections/projects/items?f=json&bbox=-73,19,-72,20')
  // Kept to a hundredth of a degree: the locality, not the school.
  expect(features.find(({ id }) => id === project)?.geometry.coordinates).toContainEqual([-72.2, 19.76])

  // Another town plans the same thing in the same place.
  const other = await contributorOf('c45089', '/fr/espace/o/c45089/projets/nouveau')
  await other.getByLabel('Titre').fill('Des livres pour Le Cap')
  await other.locator('summary').filter({ hasText: 'Thèmes' }).click()
  await other.getByLabel('éducation', { exact: true }).check()
  await press(other, 'Ouvrir le projet')
  const otherProject = /projets\/([^/]+)\//.exec(other.url())?.[1] ?? ''
  const otherPage = (word: string) => at(`/fr/espace/o/c45089/projets/${otherProject}/${word}`)
  await other.goto(otherPage(`acteurs?q=${there?.key}`))
  await other.getByLabel('Rôle').last().selectOption('host')
  await press(other, 'Ajouter cet acteur')
  await other.goto(otherPage('lieux'))
  await other.getByLabel('Sur le territoire de').selectOption(there?.key ?? '')
  await other.getByLabel('la collectivité', { exact: false }).first().check()
  await press(other, 'Ajouter ce lieu')
  await other.getByText('publiée au même endroit').or(other.getByText('publiées au même endroit')).first().waitFor()
  await other.goto(otherPage('autour'))
  await other.getByRole('link', { name: title }).waitFor()
  await other.getByRole('link', { name: 'Écrire à Suresnes' }).first().waitFor()
  await expectAccessible(other)

  await partner.goto(at(workplace(there?.key ?? '', 'publication')))
  await press(partner, 'Mettre le projet en mode discret')
  await partner.getByText('il a quitté tout ce qui est public').waitFor()
  expect((await fetch(at(`/fr/projet/${project}`))).status).toBe(404)
  expect((await fetch(at(`/api/v1/projects/${project}`))).status).toBe(404)
  expect((await fetch(at(`/data/projects/${project}/news.atom`))).status).toBe(404)
  expect(await (await fetch(at('/api/v1/search?q=equiper'))).text()).not.toContain(project)
  expect(await (await fetch(at('/data/projects.csv'))).text()).not.toContain(title)
  await other.reload()
  expect(await textOf(main(other))).not.toContain(title)
})
