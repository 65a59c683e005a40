import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { freePort } from './site/free-port.ts'
import { type Account, startProvider, type TestProvider } from './site/identity-provider.ts'
import { openSecondSite } from './site/second-site.ts'
import { accountsOf, ownAddress, signIn } from './site/signed-in.ts'
import { openVisitor } from './site/visitor.ts'

const port = await freePort()
const site = await openSecondSite((own) => ({
  BASE_URL: `http://127.0.0.1:${own}`,
  TRUST_PROXY: '1',
  OIDC_ISSUER: `http://127.0.0.1:${port}`,
  OIDC_CLIENT_ID: 'navette',
  OIDC_CLIENT_SECRET: 'a-secret-for-tests',
  OIDC_NAME: 'Identité de test',
}))
// The same, where the operator answers for addresses its provider says nothing of.
const trustedPort = await freePort()
const trusting = await openSecondSite((own) => ({
  BASE_URL: `http://127.0.0.1:${own}`,
  TRUST_PROXY: '1',
  OIDC_ISSUER: `http://127.0.0.1:${trustedPort}`,
  OIDC_CLIENT_ID: 'navette',
  OIDC_CLIENT_SECRET: 'a-secret-for-tests',
  OIDC_NAME: 'Identité de test',
  OIDC_TRUST_EMAIL: 'true',
}))
const redirectUri = `${site.url}/auth/callback/oidc`
const signInPage = '/fr/espace/connexion'
let provider: TestProvider
let browser: Browser
const contexts: BrowserContext[] = []

beforeAll(async () => {
  browser = await chromium.connect(inject('browserEndpoint'))
})
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
})
afterAll(() => browser.close())

async function openPage(): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    locale: 'fr-FR',
    extraHTTPHeaders: ownAddress(),
  })
  contexts.push(context)
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  return page
}

async function enterAs(account: Account, back = '/fr/espace/compte'): Promise<Page> {
  provider.letIn(account)
  const page = await openPage()
  await page.goto(`${site.url}${signInPage}?back=${encodeURIComponent(back)}`)
  await page.getByRole('link', { name: 'Entrer avec Identité de test' }).click()
  await page.waitForURL((url) => url.origin === site.url)
  return page
}

let made = 0
const newAddress = () => `fi-${process.pid}-${++made}@mairie.example`

describe('an identity provider', () => {
  test('that is down when the site starts is said to be, and found again once it answers', async () => {
    const page = await openPage()
    await page.goto(site.url + signInPage)
    await page.getByText('Identité de test ne répond pas pour le moment.').waitFor()
    expect(await page.getByRole('link', { name: /Entrer avec Identité/ }).count()).toBe(0)
    provider = await startProvider({ port, redirectUri })
    const button = page.getByRole('link', { name: 'Entrer avec Identité de test' })
    // What was found is believed for ten seconds, and looked at again when somebody asks.
    const until = Date.now() + 20_000
    while ((await button.count()) === 0 && Date.now() < until) {
      await sleep(1000)
      await page.reload()
    }
    await button.waitFor()
  })

  test('lets somebody new in, under the name and address it vouches for', async () => {
    const email = newAddress()
    const page = await enterAs({ email, email_verified: true, given_name: 'Hélène', usual_name: 'Dupré' })
    expect(new URL(page.url()).pathname).toBe('/fr/espace/compte')
    await page.getByText(email).first().waitFor()
    expect(await page.getByLabel('Votre nom').inputValue()).toBe('Hélène Dupré')
  })

  test('leads to the account that has the same address, when it says it has verified it', async () => {
    const email = newAddress()
    await signIn(await openPage(), email, '/fr/espace', site.url)
    await enterAs({ email: email.toUpperCase(), email_verified: true })
    expect(await accountsOf(email)).toEqual(['oidc'])
  })

  test.each([
    ['says it has not verified the address', { email_verified: false }],
    ['says nothing of it', {}],
  ])('opens and joins nothing when it %s', async (_, facts) => {
    const known = newAddress()
    await signIn(await openPage(), known, '/fr/espace', site.url)
    for (const email of [known, newAddress()]) {
      const page = await enterAs({ email, ...facts })
      expect(new URL(page.url()).pathname).toBe(signInPage)
      await page.getByRole('alert').getByText('ne dit pas avoir vérifié votre adresse').waitFor()
      expect(await accountsOf(email)).toEqual([])
      await page.goto(`${site.url}/fr/espace/compte`)
      expect(new URL(page.url()).pathname).toBe(signInPage)
    }
  })

  test('is asked with a state, a nonce and a challenge of our own', async () => {
    const visitor = openVisitor(site.url, site.url, ownAddress())
    const { location } = await visitor.get('/fr/espace/connexion/fournisseur')
    const asked = new URL(location).searchParams
    expect(asked.get('redirect_uri')).toBe(redirectUri)
    expect(asked.get('scope')?.split(' ').toSorted()).toEqual(['email', 'openid', 'profile'])
    expect(asked.get('code_challenge_method')).toBe('S256')
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name)?.length).toBeGreaterThanOrEqual(32)
  })

  test.each([
    ['a state that was never given', (state: string) => state.split('').toReversed().join('')],
    ['no state', () => ''],
  ])('is not believed with %s', async (_, forge) => {
    const visitor = openVisitor(site.url, site.url, ownAddress())
    const { location } = await visitor.get('/fr/espace/connexion/fournisseur')
    const state = forge(new URL(location).searchParams.get('state') ?? '')
    const back = await visitor.get(`/auth/callback/oidc?code=made-up${state ? `&state=${state}` : ''}`)
    expect(back.status).toBe(302)
    expect(back.cookies.join()).not.toContain('session_token')
    const failed = new URL(back.location, site.url)
    expect(failed.origin).toBe(site.url)
    const led = await visitor.get(failed.pathname + failed.search, { 'accept-language': 'en' })
    expect(led.location).toMatch(/^\/en\/workspace\/sign-in\?error=/)
    expect((await visitor.get(led.location)).text).toContain('could not bring you in')
  })

  test('is not believed when its word was meant for another request', async () => {
    provider.letIn({ email: newAddress(), email_verified: true })
    const [first, second] = [ownAddress(), ownAddress()].map((client) => openVisitor(site.url, site.url, client))
    const asked = (await first?.get('/fr/espace/connexion/fournisseur'))?.location ?? ''
    const atProvider = openVisitor(provider.issuer)
    let next = asked
    while (next && !next.startsWith(redirectUri)) {
      const { pathname, search } = new URL(next, provider.issuer)
      next = (await atProvider.get(pathname + search)).location
    }
    const code = new URL(next).searchParams.get('code') ?? ''
    expect(code).not.toBe('')
    const other = new URL((await second?.get('/fr/espace/connexion/fournisseur'))?.location ?? '')
    const back = await second?.get(`/auth/callback/oidc?code=${code}&state=${other.searchParams.get('state')}`)
    expect(back?.status).toBe(302)
    expect(back?.cookies.join()).not.toContain('session_token')
  })

  test('is not believed in the browser of somebody else', async () => {
    const mine = openVisitor(site.url, site.url, ownAddress())
    const { location } = await mine.get('/fr/espace/connexion/fournisseur')
    const state = new URL(location).searchParams.get('state') ?? ''
    const theirs = openVisitor(site.url, site.url, ownAddress())
    const back = await theirs.get(`/auth/callback/oidc?code=made-up&state=${state}`)
    expect(back.cookies.join()).not.toContain('session_token')
    expect((await theirs.get('/fr/espace/compte')).status).toBe(302)
  })

  test('may say who has come in a token it has signed, as ProConnect does', async () => {
    await provider.stop()
    provider = await startProvider({
      port,
      redirectUri,
      settings: {
        clients: [
          {
            client_id: 'navette',
            client_secret: 'a-secret-for-tests',
            redirect_uris: [redirectUri],
            userinfo_signed_response_alg: 'RS256',
          },
        ],
        features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
      },
    })
    const email = newAddress()
    const page = await enterAs({ email, email_verified: true, name: 'Awa Sawadogo' })
    expect(await page.getByLabel('Votre nom').inputValue()).toBe('Awa Sawadogo')
    await provider.stop()
  })
})

describe('an identity provider the operator answers for (OIDC_TRUST_EMAIL)', () => {
  let trusted: TestProvider
  beforeAll(async () => {
    trusted = await startProvider({ port: trustedPort, redirectUri: `${trusting.url}/auth/callback/oidc` })
  })
  afterAll(() => trusted.stop())

  async function enterTrusted(account: Account): Promise<Page> {
    trusted.letIn(account)
    const page = await openPage()
    const address = `${trusting.url}${signInPage}?back=${encodeURIComponent('/fr/espace/compte')}`
    const button = page.getByRole('link', { name: 'Entrer avec Identité de test' })
    const until = Date.now() + 20_000
    do {
      await page.goto(address)
      if ((await button.count()) > 0) break
      await sleep(1000)
    } while (Date.now() < until)
    await button.click()
    await page.waitForURL((url) => url.origin === trusting.url)
    return page
  }

  test('lets in by an address it says nothing of, and joins the account that has it', async () => {
    const email = newAddress()
    await signIn(await openPage(), email, '/fr/espace', trusting.url)
    const page = await enterTrusted({ email, given_name: 'Inès', usual_name: 'Moreau' })
    expect(new URL(page.url()).pathname).toBe('/fr/espace/compte')
    expect(await accountsOf(email)).toEqual(['oidc'])
    const another = newAddress()
    const fresh = await enterTrusted({ email: another, name: 'Paul Petit' })
    expect(await fresh.getByLabel('Votre nom').inputValue()).toBe('Paul Petit')
  })

  test('still lets nobody in by an address it says it has not verified', async () => {
    const email = newAddress()
    const page = await enterTrusted({ email, email_verified: false })
    expect(new URL(page.url()).pathname).toBe(signInPage)
    await page.getByRole('alert').getByText('ne dit pas avoir vérifié votre adresse').waitFor()
    expect(await accountsOf(email)).toEqual([])
  })
})
