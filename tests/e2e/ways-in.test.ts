import { AxeBuilder } from '@axe-core/playwright'
import { base32 } from '@better-auth/utils/base32'
import { createOTP } from '@better-auth/utils/otp'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { openSecondSite } from './site/second-site.ts'
import { letterTo, linkIn, makeOld, ownAddress, sessionsOf, signIn } from './site/signed-in.ts'
import { openVisitor } from './site/visitor.ts'

// Passkeys belong to a name: this site answers at one, where the one all tests share answers at a number.
const site = await openSecondSite((port) => ({ BASE_URL: `http://localhost:${port}`, TRUST_PROXY: '1' }))
const base = site.url.replace('127.0.0.1', 'localhost')
const at = (path: string) => base + path
let browser: Browser
const contexts: BrowserContext[] = []
const troubles: string[] = []

beforeAll(async () => {
  browser = await chromium.connect(inject('browserEndpoint'))
})
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
  expect(troubles.splice(0)).toEqual([])
})
afterAll(() => browser.close())

async function openPage(scripts = true): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: scripts, locale: 'fr-FR' })
  contexts.push(context)
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) troubles.push(message.text())
  })
  page.on('pageerror', (error) => troubles.push(error.message))
  return page
}

async function withAuthenticator(page: Page) {
  const device = await page.context().newCDPSession(page)
  await device.send('WebAuthn.enable')
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return {
    refuse: () =>
      device
        .send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
        .then(() => device.send('WebAuthn.clearCredentials', { authenticatorId })),
  }
}

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120)}`)).toEqual([])
}

const security = '/fr/espace/compte/securite'
let made = 0
const newAddress = () => `cle-${process.pid}-${++made}@mairie.example`

describe('a passkey', () => {
  test('is added, named, lets its owner in, and is removed; each change is told by mail', async () => {
    const page = await openPage()
    const device = await withAuthenticator(page)
    const email = newAddress()
    await signIn(page, email, security, base)
    await page.getByLabel('Nom').fill('Portable du service')
    await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
    await page.getByText('La clé d’accès est ajoutée.').waitFor()
    await page.getByText('Portable du service', { exact: true }).waitFor()
    expect(await letterTo(email, 'accountChanged')).toContain('Une clé d’accès a été ajoutée')
    await expectAccessible(page)

    await page.getByText('Renommer', { exact: true }).first().click()
    await page.getByLabel('Renommer la clé').fill('Téléphone')
    await page.getByRole('button', { name: 'Renommer' }).click()
    await page.getByText('Téléphone', { exact: true }).waitFor()

    await page.context().clearCookies()
    await page.goto(at(`/fr/espace/connexion?back=${encodeURIComponent(security)}`))
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Entrer avec une clé d’accès' }).click()
    await page.waitForURL(at(security))

    await page.getByRole('button', { name: 'Retirer la clé Téléphone' }).click()
    await page.getByText('Aucune clé d’accès.').waitFor()
    expect(await letterTo(email, 'accountChanged')).toContain('Une clé d’accès a été retirée')

    // The device still holds it; here it opens nothing any more.
    await page.context().clearCookies()
    await page.goto(at('/fr/espace/connexion'))
    await page.getByRole('button', { name: 'Entrer avec une clé d’accès' }).click()
    await page.getByText('Cette clé d’accès n’est pas connue ici').waitFor()

    await device.refuse()
    await page.getByRole('button', { name: 'Entrer avec une clé d’accès' }).click()
    await page.getByText('La clé d’accès n’a pas répondu.').waitFor()
  })

  test('is not offered where scripts are not allowed', async () => {
    const page = await openPage(false)
    await signIn(page, newAddress(), security, base)
    expect(await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).count()).toBe(0)
    await page.getByText('Pour en ajouter une, ouvrez cette page').waitFor()
    await page.goto(at('/fr/espace/connexion'))
    expect(await page.getByRole('button', { name: 'Entrer avec une clé d’accès' }).count()).toBe(0)
  })

  test('cannot be added from a session a day old', async () => {
    const page = await openPage()
    const email = newAddress()
    await signIn(page, email, security, base)
    await makeOld(email)
    await page.goto(at(security))
    await page.getByText('Vous êtes entré il y a plus d’un jour.').waitFor()
    expect(await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).count()).toBe(0)
    const refused = await page.request.get(at('/auth/passkey/generate-register-options'))
    expect(refused.status()).toBe(403)
  })
})

const codeOf = (secret: string) =>
  createOTP(new TextDecoder().decode(base32.decode(secret.replace(/\s/g, ''))), { digits: 6, period: 30 }).totp()

describe('a password', () => {
  const email = newAddress()
  const password = 'quatre barques bleues'
  const codes: string[] = []
  let secret = ''

  test('is refused when it is short or says who its owner is, and of no use before its second factor', async () => {
    const page = await openPage(false)
    await signIn(page, email, security, base)
    for (const [weak, told] of [
      ['courte', 'Douze signes au moins.'],
      ['la mairie de nulle part', 'Ce mot de passe contient votre nom'],
    ] as const) {
      await page.getByLabel('Nouveau mot de passe').fill(weak)
      await page.getByRole('button', { name: 'Choisir ce mot de passe' }).click()
      await page.getByRole('alert').getByText(told).waitFor()
    }
    await page.getByLabel('Nouveau mot de passe').fill(password)
    await page.getByRole('button', { name: 'Choisir ce mot de passe' }).click()
    await page.getByRole('heading', { name: 'Mettre en place le code à usage unique' }).waitFor()
    secret = (await page.locator('main code').first().textContent()) ?? ''
    codes.push(...(await page.locator('main li code').allTextContents()))
    expect(codes).toHaveLength(10)
    expect(await page.getByRole('img', { name: /Carré à lire/ }).count()).toBe(1)

    const visitor = openVisitor(base, base, ownAddress())
    const answer = await visitor.post('/fr/espace/connexion/mot-de-passe', {
      intent: 'enterByPassword',
      email,
      password,
    })
    expect([answer.status, answer.cookies]).toEqual([400, []])

    await page.getByLabel('Code affiché par l’application').fill('000000')
    await page.getByRole('button', { name: 'Vérifier et mettre en place' }).click()
    await page.getByRole('alert').getByText('Ce code ne convient pas.').waitFor()
    await page.getByLabel('Code affiché par l’application').fill(await codeOf(secret))
    await page.getByRole('button', { name: 'Vérifier et mettre en place' }).click()
    await page.getByText('Le mot de passe et le code à usage unique sont en place.').waitFor()
    expect(await letterTo(email, 'accountChanged')).toContain('Un mot de passe et un code')
    // What was shown is not shown again.
    await page.goto(at('/fr/espace/compte/code'))
    expect(new URL(page.url()).pathname).toBe(security)
  })

  test('lets in with a code of the moment, or with a backup code once', async () => {
    const page = await openPage(false)
    for (const [code, works] of [
      [await codeOf(secret), true],
      [codes[0] ?? '', true],
      [codes[0] ?? '', false],
    ] as const) {
      await page.context().clearCookies()
      await page.context().setExtraHTTPHeaders(ownAddress())
      await page.goto(at(`/fr/espace/connexion/mot-de-passe?back=${encodeURIComponent(security)}`))
      await page.getByLabel('Adresse électronique').fill(email)
      await page.getByLabel('Mot de passe').fill(password)
      await page.getByRole('button', { name: 'Continuer' }).click()
      await page.getByRole('heading', { name: 'Votre code à usage unique' }).waitFor()
      // Half way in is not in.
      expect((await page.request.get(at(security), { maxRedirects: 0 })).status()).toBe(302)
      await page.getByLabel('Code').fill(code)
      await page.getByRole('button', { name: 'Entrer' }).click()
      if (works) await page.waitForURL(at(security))
      else await page.getByRole('alert').getByText('Ce code ne convient pas.').waitFor()
    }
  })

  test('is changed by whoever knows the present one; that is told by mail, and every other session ends', async () => {
    const elsewhere = await openPage(false)
    await signIn(elsewhere, email, '/fr/espace', base)
    const page = await openPage(false)
    await signIn(page, email, security, base)
    expect((await sessionsOf(email)).length).toBeGreaterThan(1)
    const changed = 'cinq voiles rouges au large'
    const change = async (present: string, next: string) => {
      await page.getByLabel('Mot de passe actuel').fill(present)
      await page.getByLabel('Nouveau mot de passe').fill(next)
      await page.getByRole('button', { name: 'Changer de mot de passe' }).click()
      await page.waitForLoadState()
    }
    await change('une autre phrase de passe', changed)
    await page.getByRole('alert').waitFor()
    expect((await sessionsOf(email)).length).toBeGreaterThan(1)
    await change(password, 'courte')
    await page.getByRole('alert').getByText('Douze signes au moins.').waitFor()
    await change(password, changed)
    await page.getByText('Le mot de passe est changé, et vos autres sessions sont closes.').waitFor()
    expect(await letterTo(email, 'accountChanged')).toContain('Le mot de passe de votre compte a été changé')
    expect(await sessionsOf(email)).toHaveLength(1)
    await elsewhere.goto(at('/fr/espace'))
    expect(new URL(elsewhere.url()).pathname).toBe('/fr/espace/connexion')
    // Whoever changed it is still in; the next time, the new one opens and the old one does not.
    await page.goto(at(security))
    expect(new URL(page.url()).pathname).toBe(security)
    const tried = (given: string) =>
      openVisitor(base, base, ownAddress()).post('/fr/espace/connexion/mot-de-passe', {
        intent: 'enterByPassword',
        email,
        password: given,
      })
    expect((await tried(password)).status).toBe(400)
    expect((await tried(changed)).location).toContain('/fr/espace/connexion/code')
    // Back to the one the tests that follow know.
    await change(changed, password)
  })

  test('is answered alike when it is wrong, when nobody is known, and when there is none', async () => {
    const without = newAddress()
    await signIn(await openPage(false), without, '/fr/espace', base)
    const answers = await Promise.all(
      [email, without, newAddress()].map((address) =>
        openVisitor(base, base, ownAddress()).post('/fr/espace/connexion/mot-de-passe', {
          intent: 'enterByPassword',
          email: address,
          password: 'une autre phrase de passe',
        }),
      ),
    )
    const told = answers.map(({ status, text, cookies }) => ({
      status,
      cookies,
      sentence: text.match(/<div class="problems"[\s\S]*?<\/div>/)?.[0],
    }))
    expect(told[0]?.sentence).toContain('L’adresse ou le mot de passe ne convient pas')
    expect(told).toEqual([told[0], told[0], told[0]])
  })

  test('locks an address after ten failures, known or not, wherever they come from', async () => {
    for (const address of [email, newAddress()]) {
      const attempt = () =>
        openVisitor(base, base, ownAddress()).post('/fr/espace/connexion/mot-de-passe', {
          intent: 'enterByPassword',
          email: address,
          password: 'une autre phrase de passe',
        })
      const statuses: number[] = []
      for (let turn = 0; turn < 12; turn += 1) statuses.push((await attempt()).status)
      expect(statuses.at(0)).toBe(400)
      expect(statuses.slice(-2)).toEqual([429, 429])
    }
  })

  test('is removed with its second factor by whoever comes in by mail', async () => {
    const page = await openPage(false)
    await signIn(page, email, security, base)
    await page.getByRole('button', { name: 'Retirer le mot de passe et le code' }).click()
    await page.getByRole('button', { name: 'Choisir ce mot de passe' }).waitFor()
    expect(await letterTo(email, 'accountChanged')).toContain('ont été retirés')
    expect(await linkIn('accountChanged', email)).toBe(at(security))
  })
})

test('a browser that brings too large a file is shown a page', async () => {
  const page = await openPage()
  await signIn(page, newAddress(), '/fr/espace/compte', base)
  await page.evaluate(() => {
    const form = document.createElement('form')
    form.method = 'post'
    form.enctype = 'multipart/form-data'
    const field = document.createElement('input')
    field.type = 'file'
    field.name = 'file'
    const files = new DataTransfer()
    files.items.add(new File([new Uint8Array(60 * 1024 * 1024)], 'film.mp4'))
    field.files = files.files
    form.append(field)
    document.body.append(form)
    form.submit()
  })
  await page.getByRole('heading', { name: 'Ce fichier est trop lourd' }).waitFor()
  await page.getByRole('link', { name: 'Revenir au formulaire' }).click()
  await page.waitForURL(at('/fr/espace/compte'))
})
