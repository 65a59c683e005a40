import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { navette } from './site/command.ts'
import { formOf, send } from './site/forms.ts'
import { at, expectAccessible, expectFits, headingOf, type Reading, read, textOf } from './site/reader.ts'
import { letterTo, linkIn, readAs, signIn } from './site/signed-in.ts'
import { askSite } from './site/word-ground.ts'

const own = (name: string) => `${name}-${process.pid}@mairie.example`
const chief = own('administratrice')
const phone = { width: 360, scripts: true } as const

async function press(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: label }).click()
  await page.waitForLoadState()
}

// A second site opened on the same data by another journey prints a link of its own, and this one opens nothing any more.
async function takeCharge(page: Page, times = 3): Promise<void> {
  const { address } = JSON.parse(await navette('admin', 'link', '--json'))
  const { pathname, search } = new URL(address)
  await page.goto(at(pathname + search))
  await page.getByRole('button', { name: 'Devenir administrateur' }).click()
  const arrived = page.waitForURL((url) => url.pathname === '/fr/espace')
  await (times > 1 ? arrived.catch(() => takeCharge(page, times - 1)) : arrived)
}

beforeAll(async () => {
  const page = await read('/healthz')
  await signIn(page, chief)
  await takeCharge(page)
  seat = await page.context().cookies()
})

// The links one may ask for are counted: the administrator comes in once, and goes on from there.
let seat: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>> = []
async function readAsChief(path: string, reading: Reading = {}): Promise<Page> {
  const page = await read('/healthz', reading)
  await page.context().addCookies(seat)
  await page.goto(at(path))
  return page
}

describe('the first administrator', () => {
  test('finds what waits, on a phone', async () => {
    const page = await readAsChief('/fr/espace', phone)
    await page.getByRole('link', { name: 'Administrer cette instance' }).click()
    expect(await headingOf(page)).toBe('Administration de l’instance')
    await expectAccessible(page)
    for (const name of ['Personnes', 'Courriels non envoyés', 'Importations', 'Territoires au statut disputé']) {
      await page.goto(at('/fr/espace/administration'))
      await page.getByRole('main').getByRole('link', { name }).click()
      expect(await headingOf(page)).toBe(name)
      await expectAccessible(page)
    }
  })

  test('reads, without a mail server, the mails nobody else sees, and may hand their links over', async () => {
    const officer = own('officiere')
    const asking = await read('/fr/espace/connexion')
    await asking.locator('input[name="email"]').first().fill(officer)
    await press(asking, 'Recevoir le lien')
    const link = await linkIn('signIn', officer)
    const page = await readAsChief('/fr/espace/administration/courriels')
    const row = page.locator('li', { hasText: officer }).first()
    await row.getByRole('link').click()
    expect(await page.locator('pre').textContent()).toContain(link)
    expect(await letterTo(officer, 'signIn')).toContain(link)
  })

  test('tells whoever has no business there so, in a sentence', async () => {
    const page = await readAs(own('curieux'), '/fr/espace')
    const answer = await page.goto(at('/fr/espace/administration'))
    expect(answer?.status()).toBe(403)
    expect(await textOf(page.getByRole('main'))).toContain('réservée à l’administrateur')
  })
})

describe('the administrator looks after the instance', () => {
  const pages = [
    ['Tâches de fond', '/fr/espace/administration/taches', '/en/workspace/administration/jobs'],
    ['Réglages de l’instance', '/fr/espace/administration/reglages', '/en/workspace/administration/settings'],
    ['Export complet', '/fr/espace/administration/export', '/en/workspace/administration/export'],
  ] as const

  test.each(pages)('%s, on a phone, in both languages, in less than 30 kB', async (title, french, english) => {
    const page = await readAsChief('/fr/espace/administration', phone)
    await page.getByRole('main').getByRole('link', { name: title }).click()
    expect(await headingOf(page)).toBe(title)
    expect(new URL(page.url()).pathname).toBe(french)
    for (const path of [french, english]) {
      const answer = await page.goto(at(path))
      expect((await answer?.body())?.length).toBeLessThan(30_000)
      await expectAccessible(page)
      await expectFits(page)
    }
    const curious = await readAs(own('curieuse'), '/fr/espace')
    expect((await curious.goto(at(french)))?.status()).toBe(403)
  })

  test('has a job done now, without scripts, and sees how it ended', async () => {
    const page = await readAsChief('/fr/espace/administration/taches', { width: 360 })
    expect(await textOf(page.getByRole('main'))).toContain('Le service des tâches répond')
    await press(page, 'Lancer maintenant : Effacement de ce qui a passé sa durée')
    expect(await textOf(page.getByRole('status').first())).toContain('La tâche est demandée')
    const part = page.locator('section[aria-labelledby="retention"]')
    await expect
      .poll(
        async () => {
          await page.goto(at('/fr/espace/administration/taches'))
          return textOf(part)
        },
        { timeout: 30_000, interval: 500 },
      )
      .toContain('terminée sans incident')
    const told = JSON.parse(await navette('admin', 'jobs', '--json'))
    expect(told.workerAlive).toBe(true)
    expect(await navette('admin', 'jobs', 'run', 'mail')).toContain('mail')
  })

  test('says who publishes, and every reader sees it at once', { timeout: 150_000 }, async () => {
    const page = await readAsChief('/fr/espace/administration/reglages', phone)
    expect(await textOf(page.getByRole('main'))).toContain('Les mentions légales sont incomplètes')
    const form = formOf(page, 'save')
    const facts = {
      instanceName: 'Essai de Savoie',
      welcomeFr: 'Bienvenue aux communes de l’essai.',
      publisherName: 'Département de l’essai',
      publisherAddress: 'Hôtel du Département\n73000 Chambéry',
      publisherPhone: 'au bout du fil',
      publicationDirector: 'Camille Présidente',
      host: 'Régie de l’essai',
    }
    for (const [name, value] of Object.entries(facts)) await form.locator(`[name="${name}"]`).fill(value)
    await send(page, 'save')
    await page.getByRole('alert').getByText('Ce numéro de téléphone').waitFor()
    expect(await form.locator('[name="host"]').inputValue()).toBe(facts.host)
    await expectAccessible(page)
    await form.locator('[name="publisherPhone"]').fill('+33 4 79 00 00 00')
    await send(page, 'save')
    await page.waitForURL((url) => url.searchParams.get('done') === 'saved')
    expect(await textOf(page.getByRole('main'))).toContain('Les mentions légales sont complètes')
    const legal = await read('/fr/mentions-legales', phone)
    for (const said of ['Département de l’essai', '73000 Chambéry', '+33 4 79 00 00 00', 'Camille Présidente'])
      expect(await textOf(legal.getByRole('main'))).toContain(said)
    await expectAccessible(legal)
    const home = await read('/fr', phone)
    expect(await textOf(home.getByRole('main'))).toContain(facts.welcomeFr)
    expect(await textOf(home.getByRole('banner'))).toContain(facts.instanceName)
    // What is emptied is unsaid again.
    for (const name of Object.keys(facts)) await form.locator(`[name="${name}"]`).fill('')
    await send(page, 'save')
    await expect.poll(async () => (await fetch(at('/fr'))).text()).not.toContain(facts.welcomeFr)
    expect(await page.content()).not.toContain(process.env.OIDC_CLIENT_SECRET ?? 'a-secret-for-tests')
  })

  test('asks for everything in one file, which nobody else can have', async () => {
    const page = await readAsChief('/fr/espace/administration/export', { width: 360 })
    await press(page, 'Préparer un export')
    expect(await textOf(page.getByRole('status').first())).toContain('L’export est demandé')
    const link = page.locator('main li a.button').first()
    await expect
      .poll(
        async () => {
          await page.goto(at('/fr/espace/administration/export'))
          return link.count()
        },
        { timeout: 60_000, interval: 1000 },
      )
      .toBe(1)
    const address = (await link.getAttribute('href')) ?? ''
    const digest = await page.locator('main li code').first().textContent()
    const file = await page.request.get(at(address))
    expect(file.headers()['content-disposition']).toMatch(/attachment; filename="navette-/)
    expect(
      createHash('sha256')
        .update(await file.body())
        .digest('hex'),
    ).toBe(digest)
    await page.goto(at('/fr/espace/administration/export'))
    await expectAccessible(page)
    expect(await textOf(page.getByRole('main'))).toContain('Téléchargé')
    const curious = await readAs(own('indiscret'), '/fr/espace')
    expect((await curious.request.get(at(address))).status()).toBe(403)
    expect((await fetch(at(address), { redirect: 'manual' })).status).toBe(302)
  })

  test('asks the towns of a country to confirm; one answers from its mail, without an account', async () => {
    const there = own('parakou')
    await askSite(
      `insert into organisation_profile (organisation_id, contact_email)
       select id, $1 from public_organisation where country = 'BJ' order by name limit 1`,
      [there],
    )
    const desk = await readAsChief('/fr/espace/campagnes?country=bj', phone)
    await desk.getByText('Un seul a une adresse où écrire').waitFor()
    await expectAccessible(desk)
    await desk.getByLabel('Nom de la campagne').fill('Bénin')
    await press(desk, 'Écrire à un organisme')
    expect(await headingOf(desk)).toBe('Bénin : aucune réponse sur 1')
    const before = await textOf(desk.getByRole('main'))

    const page = await read('/healthz', phone)
    await page.goto(await linkIn('campaign', there))
    await expectAccessible(page)
    await press(page, 'Tout est exact')
    await page.getByText('Merci. Vos fiches sont confirmées.').waitFor()

    await desk.reload()
    expect(await headingOf(desk)).toBe('Bénin : une réponse sur 1')
    expect(await textOf(desk.getByRole('main'))).not.toBe(before)
    await expectAccessible(desk)
  })
})

describe('the demonstration', () => {
  test('is filled with a button, and tried on a phone as somebody who does not exist', async () => {
    const page = await readAsChief('/fr/espace/administration', phone)
    await press(page, 'Remplir la démonstration')
    expect(await textOf(page.getByRole('status').first())).toContain('La démonstration est prête')
    const visitor = await read('/fr/espace/exemple', phone)
    await expectAccessible(visitor)
    await press(visitor, 'Entrer comme Léa Exemple')
    expect(await headingOf(visitor)).toBe('Bonjour Léa Exemple')
    expect(await textOf(visitor.getByRole('main'))).toContain('Exemple-sur-Navette')
    for (const path of ['/fr/recherche?q=exemple-sur-navette', '/api/v1/search?q=exemple-sur-navette', '/sitemap.xml'])
      expect(await (await fetch(at(path))).text(), path).not.toContain('commune fictive')
  })

  test('lets a town hall abroad join by a link handed over, in English, without an account before', async () => {
    const host = await read('/fr/espace/exemple', { scripts: true })
    await host.getByRole('button', { name: 'Entrer comme Aminata Example' }).click()
    await host.waitForURL((url) => url.pathname === '/fr/espace')
    await host.goto(at('/fr/espace/o/exemple-bf/inviter'))
    const form = formOf(host, 'invite')
    await form.locator('input[name="way"][value="link"]').check()
    await form.locator('input[name="locale"][value="en"]').check()
    await form.locator('input[name="role"][value="contributor"]').check()
    await send(host, 'invite')
    await host.locator('#link img').waitFor()
    const text = await host.locator('#link-text').inputValue()
    const link = text.match(/https?:\/\/\S+/)?.[0] ?? ''
    const address = new URL(link)
    expect(address.pathname).toBe('/en/workspace/invitation')
    const email = own('town-hall')
    const began = Date.now()
    const guest = await read(address.pathname + address.search, { ...phone, language: 'en-GB' })
    expect(await headingOf(guest)).toContain('Exempleville')
    await expectAccessible(guest)
    await signIn(guest, email, address.pathname + address.search)
    await formOf(guest, 'accept').locator('input[name="name"]').fill('Aïcha Sawadogo')
    await send(guest, 'accept')
    expect(new URL(guest.url()).pathname).toBe('/en/workspace/o/exemple-bf')
    await guest.goto(at('/en/workspace/o/exemple-bf/records'))
    expect(await guest.locator('html').getAttribute('lang')).toBe('en')
    await expectAccessible(guest)
    await guest.getByRole('main').locator('form button[type="submit"]').first().click()
    await guest.waitForLoadState()
    expect(await textOf(guest.getByRole('status').first())).not.toBe('')
    // From invitation to first confirmed record in under two minutes: a machine takes seconds.
    expect(Date.now() - began).toBeLessThan(120_000)
  })

  test('lets an officer mend a sheet, take a version back, and hide a tie at once and show it again', async () => {
    const page = await read('/fr/espace/exemple', phone)
    await press(page, 'Entrer comme Claire Exemple')
    const own = (path: string) => at(`/fr/espace/o/exemple-fr${path}`)
    await page.goto(own(''))
    await expectAccessible(page)
    await page.goto(own('/presentation'))
    const strengths = formOf(page, 'save').locator('[name="strengths"]')
    const before = await strengths.inputValue()
    await strengths.fill('Archives municipales.')
    await formOf(page, 'save').locator('[name="website"]').fill('n’importe quoi')
    await send(page, 'save')
    await page.getByRole('alert').waitFor()
    expect(await strengths.inputValue()).toBe('Archives municipales.')
    await expectAccessible(page)
    await formOf(page, 'save').locator('[name="website"]').fill('https://exemple-sur-navette.invalid')
    await send(page, 'save')
    await page.waitForURL((url) => url.searchParams.get('done') === 'saved')
    await page.goto(own('/historique'))
    await expectAccessible(page)
    await send(page, 'restore')
    await page.waitForURL((url) => url.searchParams.get('done') === 'restored')
    await page.goto(own('/presentation'))
    expect(await strengths.inputValue()).toBe(before)
    await page.goto(own('/visibilite'))
    await send(page, 'hideTie')
    await page.waitForURL((url) => url.searchParams.get('done') === 'hidden')
    await expectAccessible(page)
    await send(page, 'liftTie')
    await page.waitForURL((url) => url.searchParams.get('done') === 'shown')
  })

  test('is removed with a button, and whoever was in it finds nothing', async () => {
    const page = await readAsChief('/fr/espace/administration', phone)
    await press(page, 'Retirer la démonstration')
    const visitor = await read('/fr')
    const gone = await visitor.goto(at('/fr/espace/exemple'))
    expect(gone?.status()).toBe(404)
  })
})

describe('a person who wants to go', () => {
  test('takes their data along, is erased, and leaves no name behind', async () => {
    const email = own('partante')
    const page = await readAs(email, '/fr/espace/compte', phone)
    await page.locator('input[name="name"]').fill('Camille Partante')
    await page
      .locator('form', { has: page.locator('input[name="name"]') })
      .getByRole('button')
      .click()
    await page.waitForLoadState()
    await expectAccessible(page)
    const data = await page.request.get(at('/fr/espace/mes-donnees'))
    expect((await data.json()).person).toMatchObject([{ email, name: 'Camille Partante' }])
    await page.getByRole('link', { name: 'Effacer mon compte' }).click()
    await press(page, 'Effacer mon compte')
    expect(await textOf(page.getByRole('alert'))).toContain('Cochez la case')
    await page.getByRole('checkbox').check()
    await expectAccessible(page)
    await press(page, 'Effacer mon compte')
    expect(new URL(page.url()).pathname).toBe('/fr/espace/connexion')
    const people = JSON.parse(await navette('admin', 'people', email, '--json'))
    expect(people.total).toBe(0)
  })
})
