import { describe, expect, test } from 'vitest'
import { openSecondSite } from './site/second-site.ts'
import { linkIn } from './site/signed-in.ts'
import { openVisitor } from './site/visitor.ts'

const known = 'https://navette.ville.example'
const site = await openSecondSite(() => ({ BASE_URL: known, TRUST_PROXY: '1' }))
let clients = 0
const throughProxy = (host: string) => {
  clients += 1
  return openVisitor(site.url, known, {
    host,
    'x-forwarded-for': `192.0.2.${clients}`,
    'x-forwarded-proto': 'https',
  })
}
const inner = new URL(site.url).host

describe.each([
  ['keeps the name readers know', 'navette.ville.example'],
  ['calls us by our own address', inner],
  ['calls us by a name of its own', 'backend.internal:8080'],
])('behind a proxy that %s', (_, host) => {
  test('people sign in, send forms and sign out', async () => {
    const email = `proxy-${host.replace(/\W/g, '-')}@mairie.example`
    const visitor = throughProxy(host)
    const since = new Date(Date.now() - 1000)
    const asked = await visitor.post('/fr/espace/connexion', { intent: 'sendLink', email })
    expect(asked.status).toBe(303)
    const link = new URL(await linkIn('signIn', email, since))
    expect(link.origin).toBe(known)
    const entered = await visitor.post(link.pathname + link.search, { intent: 'enter' })
    expect([entered.status, entered.location]).toEqual([303, '/fr/espace'])
    const session = entered.cookies.find((cookie) => cookie.includes('session_token')) ?? ''
    expect(session).toMatch(/^__Secure-navette\.session_token=/)
    expect(session).toMatch(/;\s*Secure/i)
    const saved = await visitor.post('/fr/espace/compte', { intent: 'save', name: 'Awa Sawadogo', locale: 'fr' })
    expect(saved.location).toBe('/fr/espace/compte?done=saved')
    expect((await visitor.get('/fr/espace/compte')).text).toContain('Awa Sawadogo')
    expect((await visitor.post('/fr/espace/compte', { intent: 'leave' })).status).toBe(303)
    expect((await visitor.get('/fr/espace/compte')).status).toBe(302)
  })

  test('a form of another site is refused', async () => {
    const visitor = throughProxy(host)
    const fields = { intent: 'sendLink', email: 'someone@mairie.example' }
    const answer = await visitor.post('/fr/espace/connexion', fields, { origin: 'https://pirate.example' })
    expect(answer.status).toBe(403)
  })

  test('every answer asks browsers to come back by https only', async () => {
    const visitor = throughProxy(host)
    for (const path of ['/fr', '/fr/espace/connexion', '/api/v1', '/fr/nulle-part']) {
      expect((await visitor.get(path)).headers['strict-transport-security']).toBe('max-age=31536000')
    }
  })
})
