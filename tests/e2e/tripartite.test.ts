import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { formOf, send } from './site/forms.ts'
import { at, expectAccessible, expectFits, headingOf, type Reading, read, textOf } from './site/reader.ts'
import { giveSeat, readAs } from './site/signed-in.ts'
import { askSite } from './site/word-ground.ts'

// Châtellerault keeps one tie with two others at once, as it does in life: one record for the three.
const here = 'c86066'
const phone: Reading = { width: 360, scripts: false }
const person = (town: string) => `${town}-trois-${process.pid}@mairie.example`

/** The keys of the two others, found as anybody finds them: in the directory. */
async function findKey(name: string, country: string): Promise<string> {
  const page = await read(`/fr/recherche?q=${encodeURIComponent(name)}&scope=all`)
  const links = page.getByRole('main').locator(`a[href*="/fr/collectivite/${country}-"]`)
  const href = (await links.first().getAttribute('href')) ?? ''
  return href.split('/')[3] ?? ''
}

async function officerOf(town: string, key: string): Promise<Page> {
  const page = await readAs(person(town), '/fr/espace', phone)
  await giveSeat(person(town), key, 'contributor')
  // Nobody speaks for a party without a name.
  await askSite('update person set name = $2 where email = $1', [person(town), `Quelqu’un de ${town}`])
  return page
}

const doneOf = (page: Page) => textOf(page.getByRole('main').locator('p.notice[role="status"]').first())
const pathOf = (page: Page, more = '') => new URL(page.url()).pathname + more

async function fits(page: Page): Promise<void> {
  await page.waitForLoadState()
  await expectFits(page)
}

async function sayYes(page: Page, key: string, tie: string, part: string, answer = 'yes'): Promise<void> {
  await page.goto(at(`/fr/espace/o/${key}/partenariats/${tie}/publication`))
  await formOf(page, 'answer').locator(`input[name="${part}"][value="${answer}"]`).check()
  await send(page, 'answer')
  expect(await doneOf(page)).toContain('Votre réponse est enregistrée')
}

test('a tie of three is made by one side, completed by the second, seen by the third, and public once all have said yes', {
  timeout: 480_000,
}, async () => {
  const [second, third] = [await findKey('Ouahigouya', 'bf'), await findKey('Torino', 'it')]
  expect(second).toMatch(/^bf-/)
  expect(third).toMatch(/^it-/)

  // The first side chooses two partners one after the other, and makes one tie.
  const ours = await officerOf('premier', here)
  await ours.goto(at(`/fr/espace/o/${here}/partenariats`))
  await expectAccessible(ours)
  await fits(ours)
  await ours.getByRole('link', { name: 'Inscrire un lien' }).click()
  for (const [name, key] of [
    ['Ouahigouya', second],
    ['Torino', third],
  ] as const) {
    await ours.getByRole('searchbox').last().fill(name)
    await ours.getByRole('button', { name: 'Chercher', exact: true }).last().click()
    await ours.getByRole('main').locator(`a[href$="partner=${key}"]`).click()
    await ours.waitForURL((url) => url.searchParams.getAll('partner').includes(key))
  }
  await fits(ours)
  expect(await headingOf(ours)).toMatch(/Inscrire le lien entre Châtellerault, Ouahigouya et /)
  await expectAccessible(ours)

  // Without a kind nothing is made, and what was typed stays.
  const form = formOf(ours, 'create')
  await form.locator('input[name="sinceYear"]').fill('1994')
  await send(ours, 'create')
  expect(await textOf(ours.getByRole('alert'))).toContain('Choisissez la nature du lien')
  expect(await form.locator('input[name="sinceYear"]').inputValue()).toBe('1994')
  await expectAccessible(ours)
  await form.locator('select[name="type"]').selectOption('twinning')
  await form.locator('input[name="term"][value="open"]').check()
  await send(ours, 'create')
  expect(await doneOf(ours)).toContain('Le lien est inscrit')
  const tie = pathOf(ours).split('/').at(-1) ?? ''
  const ends = ours.getByRole('list', { name: 'Les parties de ce lien' }).getByRole('listitem')
  expect(await ends.count()).toBe(3)
  const widths = await ends.evaluateAll((all) => all.map((end) => Math.round(end.getBoundingClientRect().width)))
  expect(new Set(widths).size).toBe(1)
  await fits(ours)
  await expectAccessible(ours)

  // Its words, a first step.
  await ours.getByRole('main').getByRole('link', { name: 'Écrire ou reprendre notre texte' }).click()
  await formOf(ours, 'write').locator('textarea').fill('Nous nous retrouvons chaque printemps, à tour de rôle.')
  await send(ours, 'write')
  expect(await doneOf(ours)).toContain('Votre texte est enregistré')
  await expectAccessible(ours)
  await ours.goto(at(`/fr/espace/o/${here}/partenariats/${tie}/histoire`))
  await formOf(ours, 'add').locator('input[name="when"]').fill('1994-05-12')
  await formOf(ours, 'add').locator('textarea').fill('Premier serment à trois.')
  await send(ours, 'add')
  expect(await doneOf(ours)).toContain('L’étape est inscrite')
  await fits(ours)
  await expectAccessible(ours)

  // Making it again leads to the one that is there.
  await ours.goto(at(`/fr/espace/o/${here}/partenariats/nouveau?partner=${third}&partner=${second}`))
  expect(await textOf(ours.getByRole('main'))).toContain('ont déjà ce lien dans Navette')

  // The second side finds it in its list, and completes it.
  const theirs = await officerOf('deuxieme', second)
  await theirs.goto(at(`/fr/espace/o/${second}/partenariats`))
  await fits(theirs)
  await theirs.getByRole('main').locator(`a[href$="/partenariats/${tie}"]`).click()
  expect(await textOf(theirs.getByRole('main'))).toContain('Nous nous retrouvons chaque printemps')
  await theirs.goto(at(`/fr/espace/o/${second}/partenariats/${tie}/textes`))
  await formOf(theirs, 'write').locator('textarea').fill('Le marché nous a réunis, l’eau nous a liés.')
  await send(theirs, 'write')
  // What binds all is proposed from here on: somebody keeps the first side.
  await theirs.goto(at(`/fr/espace/o/${second}/partenariats/${tie}/faits`))
  await expectAccessible(theirs)
  await fits(theirs)
  await formOf(theirs, 'change').locator('input[name="sinceYear"]').fill('1993')
  await send(theirs, 'change')
  expect(await doneOf(theirs)).toContain('La modification est proposée')
  await ours.goto(at(`/fr/espace/o/${here}/partenariats/${tie}`))
  expect(await textOf(ours.getByRole('main'))).toContain('Une proposition attend votre réponse')
  expect(await textOf(ours.getByRole('main'))).toContain('Jumelage depuis 1994')
  await expectAccessible(ours)

  // The third reads the same record; a stranger reads nothing but the plain facts.
  const others = await officerOf('troisieme', third)
  await others.goto(at(`/fr/espace/o/${third}/partenariats/${tie}`))
  expect(await textOf(others.getByRole('main'))).toContain('Le marché nous a réunis')
  const stranger = await read(`/fr/lien/${tie}`, phone)
  const shown = async () => {
    await stranger.goto(at(`/fr/lien/${tie}`))
    return textOf(stranger.getByRole('main'))
  }
  const said = 'Nous nous retrouvons chaque printemps'
  expect(await shown()).toContain('1994')
  expect(await shown()).not.toContain(said)

  // Public once all three have said yes; one takes it back, and it is gone at once.
  await sayYes(ours, here, tie, 'presentation')
  await sayYes(theirs, second, tie, 'presentation')
  expect(await shown()).not.toContain(said)
  await expectAccessible(theirs)
  await fits(theirs)
  await sayYes(others, third, tie, 'presentation')
  expect(await shown()).toContain(said)
  expect(await shown()).toContain('Le marché nous a réunis')
  expect(await shown()).toContain('Premier serment à trois.')
  await fits(stranger)
  await expectAccessible(stranger)
  const api = async () => (await stranger.request.get(at(`/api/v1/partnerships/${tie}`))).text()
  expect(await api()).toContain(said)
  await sayYes(others, third, tie, 'presentation', 'no')
  expect(await shown()).not.toContain(said)
  expect(await api()).not.toContain(said)
  expect(await textOf(others.getByRole('main'))).toContain('Non de')

  // Discreet mode takes the rest along.
  await send(others, 'hide')
  expect((await stranger.goto(at(`/fr/lien/${tie}`)))?.status()).toBe(404)
})

test('the list of ties is filtered, looked at another way, changed by boxes and taken along, without scripts', {
  timeout: 120_000,
}, async () => {
  const page = await officerOf('liste', 'c33063')
  const list = '/fr/espace/o/c33063/partenariats'
  await page.goto(at(list))
  const rows = page.getByRole('main').locator('tbody tr')
  const all = await rows.count()
  expect(all).toBeGreaterThan(2)
  await page.locator('summary', { hasText: 'Chercher, filtrer' }).click()
  await formOf(page, 'show').locator('input[name="country"][value="BF"]').check()
  await formOf(page, 'show').locator('input[name="columns"][value="themes"]').check()
  await send(page, 'show')
  expect(await rows.count()).toBe(1)
  expect(await headingOf(page)).toContain(`sur ${all}`)
  // What was chosen stays for the next visit.
  await page.goto(at(list))
  expect(await rows.count()).toBe(1)
  await expectAccessible(page)
  await fits(page)

  await rows.first().locator('input[type="checkbox"]').check()
  await page.getByRole('main').locator('summary', { hasText: 'Ajouter des thèmes' }).click()
  await page.locator('input[name="addTheme"][value="sport"]').check()
  await page.getByRole('button', { name: 'Ajouter ces thèmes aux liens cochés' }).click()
  await page.waitForLoadState()
  expect(await doneOf(page)).toContain('Les thèmes sont ajoutés')
  expect(await textOf(rows.first())).toContain('sport')

  await page.getByRole('link', { name: 'Retirer tous les filtres' }).click()
  expect(await rows.count()).toBe(all)
  for (const [name, what] of [
    ['Par état', 'd’état inconnu'],
    ['Par année', ''],
    ['Carte', 'Vos liens publics sur la carte'],
  ] as const) {
    await page.getByRole('navigation', { name: 'Présentation' }).getByRole('link', { name, exact: true }).click()
    expect(await textOf(page.getByRole('main'))).toContain(what)
    await expectAccessible(page)
    await fits(page)
  }
  const href = (await page.getByRole('link', { name: 'Télécharger cette liste (XLSX)' }).getAttribute('href')) ?? ''
  const file = await page.request.get(at(href))
  expect(file.headers()['content-type']).toContain('spreadsheetml')
  expect((await file.body()).subarray(0, 2).toString()).toBe('PK')

  await page.goto(at('/fr/espace/o/c33063/partenaires'))
  expect(await headingOf(page)).toMatch(/partenaires de Bordeaux/)
  await expectAccessible(page)
  await fits(page)
})
