import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testContext } from '../../tests/db.ts'
import { openMailServer } from '../../tests/mail-server.ts'
import { anonymousContext, jobContext, makePerson, memberContext } from '../../tests/people.ts'
import { asJob, inTransaction } from '../context.ts'
import { type MailToQueue, queueMail } from './queue.server.ts'
import { sendQueuedMail } from './send.server.ts'
import { openMailTransport } from './transport.ts'

const owner = await testContext()
const worker = await jobContext('mail')
const visitor = await anonymousContext()
const sender = { baseUrl: 'https://navette.example', contact: null }
const from = 'navette@navette.example'
const start = new Date('2026-11-21T09:00:00Z')
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
const week = 7 * 24 * 60

const closings: (() => unknown)[] = []
beforeEach(() => owner.db.deleteFrom('mail').execute())
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close()
})

async function mailServer(options?: Parameters<typeof openMailServer>[0]) {
  const server = await openMailServer(options)
  closings.push(server.close)
  return server
}

/** The rounds of one worker by a way out, with the clock standing still. */
async function send(url: string | null, minutes = 0) {
  const transport = url ? await openMailTransport(url, from) : null
  const total = { sent: 0, failed: 0, postponed: 0, putInOutbox: 0 }
  try {
    for (;;) {
      const { more, ...round } = await sendQueuedMail({ ...worker, now: after(minutes) }, transport, sender)
      for (const key of ['sent', 'failed', 'postponed', 'putInOutbox'] as const) total[key] += round[key]
      if (!more) return total
    }
  } finally {
    transport?.close()
  }
}

const mail = (facts: Partial<MailToQueue> = {}): MailToQueue => ({
  recipient: 'claire@mairie.example',
  locale: 'fr',
  kind: 'signIn',
  letter: () => ({ subject: 'Votre lien', paragraphs: ['Bonjour'] }),
  ...facts,
})

const queue = (facts: Partial<MailToQueue> = {}, minutes = 0) =>
  queueMail({ ...visitor, now: after(minutes) }, mail(facts))

const about = (subject: string): Partial<MailToQueue> => ({
  kind: 'correctionToDecide',
  letter: () => ({ subject, paragraphs: [`De ${subject}`] }),
})

const rows = () =>
  owner.db
    .selectFrom('mail')
    .select(['state', 'attempts', 'last_error', 'send_after', 'sent_at'])
    .orderBy('id')
    .execute()

describe('queueing a mail', () => {
  it('is for those who act: a person, a job, and a visitor for that one row', async () => {
    const person = await makePerson(owner)
    const member = await memberContext(person.id)
    await inTransaction(member, (ctx) => queueMail(ctx, mail()))
    await asJob(visitor, 'correction', (ctx) => queueMail(ctx, mail()))
    await inTransaction(visitor, async (ctx) => {
      await queueMail(ctx, mail())
      // What a visitor could not read before, they cannot read after.
      expect(await ctx.db.selectFrom('mail').select('id').execute()).toEqual([])
    })
    expect(await rows()).toHaveLength(3)
  })

  it('goes with the change it tells of, or not at all', async () => {
    await expect(
      inTransaction(visitor, async (ctx) => {
        await queueMail(ctx, mail())
        throw new Error('refused')
      }),
    ).rejects.toThrow('refused')
    expect(await rows()).toEqual([])
  })

  it.each([
    { recipient: 'claire@mairie.example\r\nBcc: tous@mairie.example' },
    { recipient: 'claire@mairie.example, tous@mairie.example' },
    { replyTo: 'claire@mairie.example\nBcc: tous@mairie.example' },
    { letter: () => ({ subject: 'Bonjour\r\nBcc: tous@mairie.example', paragraphs: [] }) },
  ])('refuses a header in disguise: %j', async (facts) => {
    await expect(queue(facts)).rejects.toThrow(/mail_(address|subject)_invalid/)
    expect(await rows()).toEqual([])
  })
})

describe('sending', () => {
  it('hands over both parts, accents and long lines whole', async () => {
    const server = await mailServer()
    const long = `« Coopération décentralisée » ${'Évry-Courcouronnes – Kayes, '.repeat(200)}fin.`
    await queue({
      replyTo: 'elue@mairie-évry.example',
      letter: () => ({
        subject: `Été à Ouahigouya : ${'année '.repeat(20)}œuvre`,
        paragraphs: [long, '.', 'From here'],
        button: { label: 'Entrer', url: 'https://navette.example/espace/entrer?jeton=abc' },
      }),
    })
    expect(await send(server.url)).toMatchObject({ sent: 1, failed: 0 })
    const [received] = server.mails
    expect(received).toMatchObject({ from, to: ['claire@mairie.example'] })
    expect(received?.headers.get('subject')).toBe(`Été à Ouahigouya : ${'année '.repeat(20)}œuvre`)
    expect(received?.headers.get('from')).toBe('Navette <navette@navette.example>')
    expect(received?.headers.get('reply-to')).toBe('elue@xn--mairie-vry-h7a.example')
    expect(received?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(received?.text.replaceAll('\r\n', '\n')).toContain(
      `${long}\n\n.\n\nFrom here\n\nEntrer\nhttps://navette.example/espace`,
    )
    expect(received?.html).toContain(`<p>${long}</p>`)
    expect(Math.max(...(received?.raw.split('\r\n').map((line) => line.length) ?? []))).toBeLessThanOrEqual(998)
    expect(await rows()).toMatchObject([{ state: 'sent', attempts: 1, sent_at: start }])
  })

  it('sends what somebody waits for before what nobody asked for', async () => {
    const server = await mailServer()
    await queue({ ...about('Kayes'), recipient: 'autre@mairie.example' })
    await queue({}, 0)
    await send(server.url)
    expect(server.mails.map(({ to }) => to[0])).toEqual(['claire@mairie.example', 'autre@mairie.example'])
  })

  it('puts mails in the outbox where there is no server', async () => {
    await queue()
    await queue(about('Kayes'))
    expect(await send(null)).toMatchObject({ putInOutbox: 2 })
    expect(await rows()).toMatchObject([{ state: 'outbox' }, { state: 'outbox' }])
  })

  it('tries again after 1, 5 and 30 minutes, 2 and 12 hours, then gives up with the reason', async () => {
    const server = await mailServer({ refuse: { code: 550, message: 'no such mailbox é' } })
    await queue()
    let minutes = 0
    for (const pause of [1, 5, 30, 120, 720]) {
      expect(await send(server.url, minutes)).toMatchObject({ failed: 1, sent: 0 })
      expect(await rows()).toMatchObject([{ state: 'queued', send_after: after(minutes + pause) }])
      expect(await send(server.url, minutes + pause - 0.5)).toMatchObject({ failed: 0 })
      minutes += pause
    }
    await send(server.url, minutes)
    const [given] = await rows()
    expect(given).toMatchObject({ state: 'failed', attempts: 6 })
    expect(given?.last_error).toContain('550')
    expect(await send(server.url, minutes + week)).toMatchObject({ failed: 0 })
  })

  it('asks a server that is down once, not once for each mail', async () => {
    const server = await openMailServer()
    await server.close()
    await queue()
    await queue({ recipient: 'autre@mairie.example' })
    expect(await send(server.url)).toMatchObject({ failed: 1 })
    expect((await rows()).map(({ attempts }) => attempts).sort()).toEqual([0, 1])
    const open = await mailServer()
    expect(await send(open.url, 1)).toMatchObject({ sent: 2 })
  })

  it('lets a link that is waited for pass in the middle of a campaign', async () => {
    const server = await mailServer()
    for (let i = 0; i < 45; i++) await queue({ ...about('Kayes'), recipient: `r${i}@mairie.example` })
    const transport = await openMailTransport(server.url, from)
    closings.push(transport.close)
    expect(await sendQueuedMail({ ...worker, now: start }, transport, sender)).toMatchObject({ sent: 20, more: true })
    await queue({}, 1)
    await sendQueuedMail({ ...worker, now: after(1) }, transport, sender)
    expect(server.mails[20]?.to).toEqual(['claire@mairie.example'])
    expect(await send(server.url, 1)).toMatchObject({ sent: 6 })
    expect(server.mails).toHaveLength(46)
  })

  it('is done once by two workers at the same time', async () => {
    const server = await mailServer()
    for (let i = 0; i < 6; i++) await queue({ recipient: `r${i}@mairie.example` })
    for (const subject of ['Kayes', 'Dakar', 'Podor']) await queue(about(subject))
    await Promise.all([send(server.url), send(server.url)])
    expect(server.mails.filter(({ to }) => to[0]?.startsWith('r'))).toHaveLength(6)
    expect(server.mails.filter(({ to }) => to[0]?.startsWith('claire'))).toHaveLength(1)
  })
})

describe('the one mail of the week', () => {
  it('gathers what waits, and leaves what is asked for alone', async () => {
    const server = await mailServer()
    await queue(about('Kayes'))
    await queue(about('Dakar'))
    expect(await send(server.url)).toMatchObject({ sent: 1 })
    expect(server.mails[0]?.text).toMatch(/Kayes\r?\n=+[\s\S]+Dakar\r?\n=+/)

    await queue(about('Podor'), 10)
    await queue(about('Thiès'), 20)
    await queue({}, 20)
    expect(await send(server.url, 30)).toMatchObject({ sent: 1, postponed: 1 })
    expect(server.mails[1]?.headers.get('subject')).toBe('Votre lien')
    expect(await send(server.url, week - 1)).toMatchObject({ sent: 0, postponed: 0 })
    expect(await send(server.url, week)).toMatchObject({ sent: 1 })
    expect(server.mails[2]?.headers.get('subject')).toBe('2 nouvelles de Navette')
  })

  it('does not count one that never arrived', async () => {
    const down = await mailServer({ refuse: { code: 451, message: 'later' } })
    await queue(about('Kayes'))
    await send(down.url)
    const server = await mailServer()
    expect(await send(server.url, 1)).toMatchObject({ sent: 1 })
  })
})

describe('a mail server that asks who we are', () => {
  const folder = mkdtempSync(join(tmpdir(), 'navette-mail-'))
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name)) as [string, string]
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '1', ...names],
    {
      stdio: 'ignore',
    },
  )
  const login = {
    user: 'navette@réseau',
    password: 'p@ss/é',
    key: readFileSync(key, 'utf8'),
    cert: readFileSync(cert, 'utf8'),
  }
  rmSync(folder, { recursive: true })
  const address = (port: number, password: string) =>
    `smtp://${encodeURIComponent(login.user)}:${encodeURIComponent(password)}@localhost:${port}`

  it('is told so over an encrypted line whose certificate is known', async () => {
    const server = await mailServer({ login })
    await queue()
    expect(await send(address(server.port, login.password))).toMatchObject({ failed: 1 })
    expect((await rows())[0]?.last_error).toContain('certificate')
    const known = getCACertificates('default')
    setDefaultCACertificates([...known, login.cert])
    closings.push(() => setDefaultCACertificates(known))
    expect(await send(address(server.port, login.password), 1)).toMatchObject({ sent: 1 })
    expect(server.mails[0]).toMatchObject({ encrypted: true, user: login.user })
    await queue({}, 1)
    expect(await send(address(server.port, 'wrong'), 1)).toMatchObject({ failed: 1 })
  })

  it('never hears a password over a bare line', async () => {
    const server = await mailServer()
    await queue()
    expect(await send(address(server.port, login.password))).toMatchObject({ failed: 1 })
    expect(server.mails).toEqual([])
    expect((await rows())[0]?.last_error).not.toContain(login.password)
  })
})
