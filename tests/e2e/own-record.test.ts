import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { formOf, send } from './site/forms.ts'
import { at, expectAccessible, read, textOf } from './site/reader.ts'
import { giveSeat, readAs } from './site/signed-in.ts'

// Orléans is the only one here that works with Norway: whoever counts countries must not guess that it does.
const key = 'c45234'
const visibility = `/fr/espace/o/${key}/visibilite`
const files = ['organisations-etalab-2.0.csv', 'partnerships-etalab-2.0.csv', 'feed.atom']

type Sight = Record<'page' | 'search' | 'tie' | 'map' | 'country' | 'files' | 'api', boolean>

/** Where a stranger finds the town, by everything they may open. */
async function lookFor(stranger: Page, tie: string): Promise<Sight> {
  const shown = async (path: string) => {
    const answer = await stranger.goto(at(path))
    return answer?.status() === 200 ? textOf(stranger.getByRole('main')) : ''
  }
  const page = (await shown(`/fr/collectivite/${key}`)).includes('Orléans')
  await stranger.goto(at('/fr'))
  await stranger.getByRole('searchbox').fill('Orléans')
  await stranger.getByRole('button', { name: 'Chercher' }).click()
  const search = (await stranger.getByRole('main').getByRole('link', { name: 'Orléans', exact: true }).count()) > 0
  const text = async (path: string) => (await stranger.request.get(at(path))).text()
  const found = await Promise.all(files.map((file) => text(`/data/${file}`)))
  return {
    page,
    search,
    tie: (await shown(tie)).includes('Orléans'),
    map: (await shown('/fr/carte')).includes('Norvège'),
    country: (await shown('/fr/pays/no')).includes('Orléans'),
    // By its key: another place may bear its name.
    files: found.some((file) => file.includes(key)),
    api: (await text(`/api/v1/organisations/${key}`)).includes('Orléans'),
  }
}

const everywhere = { page: true, search: true, tie: true, map: true, country: true, files: true, api: true }
const nowhere = { page: false, search: false, tie: false, map: false, country: false, files: false, api: false }

test('an owner takes the town’s own record out of the atlas with one button, and puts it back with another', {
  timeout: 180_000,
}, async () => {
  const stranger = await read(`/fr/collectivite/${key}`)
  const tie = await stranger.getByRole('main').locator('a[href*="/fr/lien/"][href*="kristiansand"]').first()
  const address = (await tie.getAttribute('href')) ?? ''
  expect(await lookFor(stranger, address)).toEqual(everywhere)

  const email = `orleans-${process.pid}@mairie.example`
  const owner = await readAs(email, '/fr/espace', { width: 360, scripts: true })
  await giveSeat(email, key, 'owner')
  await owner.goto(at(visibility))
  await expectAccessible(owner)
  await send(owner, 'hideOrganisation')
  expect(await textOf(owner.getByRole('status'))).toBe('C’est fait : plus aucune page, aucun fichier ne le montre.')
  await expectAccessible(owner)
  expect(await lookFor(stranger, address)).toEqual(nowhere)

  // Its own people still work on it.
  await owner.goto(at(`/fr/espace/o/${key}`))
  expect(await textOf(owner.getByRole('main'))).toContain('Cet organisme est en mode discret')
  await owner.goto(at(visibility))
  expect(await formOf(owner, 'hideOrganisation').count()).toBe(0)
  await send(owner, 'liftOrganisation')
  expect(await textOf(owner.getByRole('status'))).toBe('Le mode discret est levé.')
  expect(await lookFor(stranger, address)).toEqual(everywhere)
})
