import { describe, expect, inject, test } from 'vitest'
import { formsKeptAt, linkIn, ownAddress, sessionsOf, wearOut } from './site/signed-in.ts'
import { openVisitor, send, type Visitor } from './site/visitor.ts'

const site = inject('siteUrl')
const form = '/fr/espace/connexion'
let made = 0
const newAddress = () => `agent-${process.pid}-${++made}@mairie.example`
const visit = () => openVisitor(site, site, ownAddress())
const pathIn = (link: string) => new URL(link).pathname + new URL(link).search

async function askForLink(visitor: Visitor, email: string, query = ''): Promise<string> {
  const since = new Date(Date.now() - 1000)
  const answer = await visitor.post(form + query, { intent: 'sendLink', email })
  expect(answer.status).toBe(303)
  return pathIn(await linkIn('signIn', email, since))
}

async function enter(visitor: Visitor, email: string): Promise<void> {
  const answer = await visitor.post(await askForLink(visitor, email), { intent: 'enter' })
  expect([answer.status, answer.location]).toEqual([303, '/fr/espace'])
}

const isIn = async (visitor: Visitor) => (await visitor.get('/fr/espace/compte')).status === 200

describe('the link in a mail', () => {
  test('does nothing when it is opened, by a person or a program that reads mail; the button does, once', async () => {
    const [visitor, scanner] = [visit(), visit()]
    const email = newAddress()
    const link = await askForLink(visitor, email)
    for (const method of ['GET', 'HEAD', 'GET']) {
      const opened = await send(site + link, { method, headers: ownAddress() })
      expect([opened.status, opened.cookies]).toEqual([200, []])
    }
    expect(await isIn(scanner)).toBe(false)
    const entered = await visitor.post(link, { intent: 'enter' })
    expect([entered.status, entered.location]).toEqual([303, '/fr/espace'])
    expect(entered.cookies.join()).toMatch(/HttpOnly/i)
    expect(entered.cookies.join()).toMatch(/SameSite=Lax/i)
    expect(await isIn(visitor)).toBe(true)
    const again = await scanner.post(link, { intent: 'enter' })
    expect([again.status, again.cookies]).toEqual([400, []])
    expect(again.text).toContain('Ce lien a déjà servi ou n’est plus valable')
    expect(await isIn(scanner)).toBe(false)
  })

  test('opens nothing when it is made up, or when its time is past', async () => {
    const visitor = visit()
    const madeUp = await visitor.post('/fr/espace/entrer?token=abcdefgh', { intent: 'enter' })
    expect([madeUp.status, madeUp.cookies]).toEqual([400, []])
    const email = newAddress()
    const link = await askForLink(visitor, email)
    await wearOut(email)
    const late = await visitor.post(link, { intent: 'enter' })
    expect([late.status, late.cookies]).toEqual([400, []])
    expect(late.text).toContain('Demandez-en un nouveau')
  })

  test('is answered alike whether anybody is known at an address or not', async () => {
    const known = newAddress()
    await enter(visit(), known)
    const answers = await Promise.all(
      [known, newAddress()].map((email) => visit().post(form, { intent: 'sendLink', email })),
    )
    const [first, second] = answers.map(({ status, location, cookies, text }) => ({ status, location, cookies, text }))
    expect(first).toEqual(second)
  })

  test('is sent to thirty people who ask at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => visit().post(form, { intent: 'sendLink', email: newAddress() })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]))
  })

  test('goes to one mailbox five times an hour at most, whoever asks', async () => {
    const email = newAddress()
    for (let turn = 0; turn < 5; turn += 1)
      expect((await visit().post(form, { intent: 'sendLink', email })).status).toBe(303)
    const refused = await visit().post(form, { intent: 'sendLink', email: email.toUpperCase() })
    expect(refused.status).toBe(429)
    expect(refused.text).toContain('Trop de demandes en peu de temps')
  })

  test('is not sent thirty-one times in a minute for one client, behind the proxy it came through', async () => {
    const client = { 'x-forwarded-for': '203.0.113.7' }
    const visitor = openVisitor(site, site, client)
    for (let turn = 0; turn < 30; turn += 1)
      expect((await visitor.post(form, { intent: 'sendLink', email: newAddress() })).status).toBe(303)
    const refused = await visitor.post(form, { intent: 'sendLink', email: newAddress() })
    expect(refused.text).toContain('Trop de demandes en peu de temps')
    // What the client itself wrote before the proxy's word changes nothing.
    const forged = openVisitor(site, site, { 'x-forwarded-for': '198.51.100.1, 203.0.113.7' })
    expect((await forged.post(form, { intent: 'sendLink', email: newAddress() })).text).toContain('Trop de demandes')
    expect((await visit().post(form, { intent: 'sendLink', email: newAddress() })).status).toBe(303)
  })
})

describe('a session', () => {
  test('that has ended keeps what was typed until its writer has come back', async () => {
    const visitor = visit()
    const email = newAddress()
    await enter(visitor, email)
    await visitor.post('/fr/espace/compte', { intent: 'leave' })
    const sent = await visitor.post('/fr/espace/compte', { intent: 'save', name: 'Hélène Dupré', locale: 'fr' })
    expect(sent.location).toBe('/fr/espace/connexion?back=%2Ffr%2Fespace%2Fcompte')
    const link = await askForLink(visitor, email, '?back=%2Ffr%2Fespace%2Fcompte')
    const entered = await visitor.post(link, { intent: 'enter' })
    expect(entered.location).toBe('/fr/espace/compte')
    const page = await visitor.get(entered.location)
    expect(page.text).toContain('Votre session avait pris fin')
    expect(page.text).toContain('Hélène Dupré')
  })

  test('that has ended keeps no password', async () => {
    const path = '/fr/espace/compte/securite'
    const fields = { intent: 'changePassword', password: 'le tout premier secret', newPassword: 'un autre secret' }
    expect((await visit().post(path, fields)).status).toBe(303)
    const kept = await formsKeptAt(path)
    expect(kept.length).toBeGreaterThan(0)
    expect(JSON.stringify(kept)).not.toContain('secret')
  })

  test('ends at once when it is ended from another one', async () => {
    const email = newAddress()
    const [here, there, elsewhere] = [visit(), visit(), visit()]
    for (const visitor of [here, there, elsewhere]) await enter(visitor, email)
    const [, second] = await sessionsOf(email)
    const ended = await here.post('/fr/espace/compte', { intent: 'endSession', session: second ?? '' })
    expect(ended.location).toBe('/fr/espace/compte?done=ended')
    expect(await isIn(there)).toBe(false)
    expect((await here.post('/fr/espace/compte', { intent: 'endOthers' })).status).toBe(303)
    expect([await isIn(here), await isIn(elsewhere)]).toEqual([true, false])
  })

  test('cannot be ended by anybody else', async () => {
    const [mine, theirs] = [visit(), visit()]
    const email = newAddress()
    await enter(mine, email)
    await enter(theirs, newAddress())
    const [session = ''] = await sessionsOf(email)
    await theirs.post('/fr/espace/compte', { intent: 'endSession', session })
    expect(await isIn(mine)).toBe(true)
  })
})

describe('what comes from elsewhere', () => {
  test.each([
    ['a form of another site', { origin: 'https://pirate.example' }],
    ['a form whose origin is hidden', { origin: 'null' }],
    ['a form that says nothing of its origin', { origin: '' }],
  ])('%s is refused', async (_, headers) => {
    const visitor = visit()
    await enter(visitor, newAddress())
    for (const path of [form, '/fr/espace/compte']) {
      const answer = await visitor.post(path, { intent: 'leave', email: newAddress() }, headers)
      expect([answer.status, answer.cookies]).toEqual([403, []])
    }
    expect(await isIn(visitor)).toBe(true)
  })

  test.each([
    'https://pirate.example/',
    '//pirate.example/',
    '/\\pirate.example',
    '/fr//pirate.example',
    '/fr/../../pirate',
    'javascript:alert(1)',
    '/fr\t//pirate.example',
    '/frais.pirate.example',
    '%2F%2Fpirate.example',
  ])('nobody is sent on to %s', async (back) => {
    const visitor = visit()
    const link = await askForLink(visitor, newAddress(), `?back=${encodeURIComponent(back)}`)
    const entered = await visitor.post(`${link.split('&back=')[0]}&back=${encodeURIComponent(back)}`, {
      intent: 'enter',
    })
    const address = new URL(entered.location, site)
    expect(address.origin).toBe(site)
    expect(address.pathname).toMatch(/^\/fr\/espace$|^\/pirate$/)
  })

  test('what is larger than a form may be is told so on a page', async () => {
    const visitor = visit()
    await enter(visitor, newAddress())
    const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const body = Buffer.alloc(27 * 1024 * 1024, 'a')
    const type = 'multipart/form-data; boundary=x'
    const headers = { origin: site, cookie, 'content-type': type, 'content-length': String(body.length) }
    for (const [path, words] of [
      ['/fr/espace/compte', 'Ce fichier est trop lourd'],
      ['/en/workspace/account', 'This file is too large'],
    ] as const) {
      const answer = await send(site + path, { method: 'POST', headers, body })
      expect([answer.status, answer.headers['content-type']]).toEqual([413, 'text/html; charset=utf-8'])
      expect(answer.text).toContain(words)
    }
  })
})

describe('answers', () => {
  test('of the workspace are kept by nobody, and each has its own mark for scripts', async () => {
    const visitor = visit()
    await enter(visitor, newAddress())
    const nonces = new Set<string>()
    for (const path of [
      '/fr/espace',
      form,
      '/fr/espace/compte',
      '/fr/espace/compte/securite',
      '/fr/espace/nulle-part',
    ]) {
      const { headers, text } = await visitor.get(path)
      expect([path, headers['cache-control']]).toEqual([path, 'no-store'])
      expect(headers['x-robots-tag']).toBe('noindex')
      const nonce = String(headers['content-security-policy']).match(/script-src 'nonce-([^']+)';/)?.[1] ?? ''
      expect(nonce.length).toBeGreaterThan(20)
      nonces.add(nonce)
      for (const [script] of text.matchAll(/<script[^>]*>/g)) expect(script).toContain(`nonce="${nonce}"`)
    }
    expect(nonces.size).toBe(5)
    const unknown = await visitor.get('/auth/sign-up/email')
    expect(unknown.status).toBe(404)
  })

  test('of public pages set no cookie, and are the same for whoever is signed in', async () => {
    const visitor = visit()
    await enter(visitor, newAddress())
    for (const path of ['/fr', '/fr/recherche?q=dakar', '/fr/pays/sn', '/fr/collectivite/c73065/chambery', '/api/v1']) {
      const answer = await visitor.get(path)
      expect([path, answer.cookies]).toEqual([path, []])
      expect(answer.text).not.toContain('@mairie.example')
    }
  })
})
