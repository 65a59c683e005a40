import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { at, expectAccessible, headingOf, read, textOf } from './site/reader.ts'
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
  expect(await (await fetch(at('/data/projects.csv'))).text()).not.toContain(title)
  await other.reload()
  expect(await textOf(main(other))).not.toContain(title)
})
