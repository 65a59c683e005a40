import { describe, expect, it } from 'vitest'
import { inTransaction } from '../../platform/context.ts'
import { queueMail } from '../../platform/mail/queue.server.ts'
import { sendQueuedMail } from '../../platform/mail/send.server.ts'
import { openMailTransport } from '../../platform/mail/transport.ts'
import { testContext } from '../../tests/db.ts'
import { openMailServer } from '../../tests/mail-server.ts'
import { anonymousContext, jobContext, makePerson, memberContext } from '../../tests/people.ts'
import { getOutboxMail, listOutbox, sendOutboxAgain } from './outbox.server.ts'

const owner = await testContext()
const administrator = await memberContext((await makePerson(owner, { administrator: true })).id)
const stranger = await memberContext((await makePerson(owner)).id)
const visitor = await anonymousContext()

async function queue(recipient: string, subject: string, createdAt: Date): Promise<string> {
  return queueMail(
    { ...visitor, now: createdAt },
    {
      recipient,
      locale: 'fr',
      kind: 'signIn',
      letter: () => ({
        subject,
        paragraphs: ['Bonjour'],
        button: { label: 'Entrer', url: 'https://navette.example/x' },
      }),
    },
  )
}

describe('the outbox', () => {
  it('shows the administrator, and nobody else, what has not been sent', async () => {
    const first = await queue('a@mairie.example', 'Premier', new Date('2026-11-20T10:00:00Z'))
    const second = await queue('b@mairie.example', 'Second', new Date('2026-11-20T11:00:00Z'))
    const sent = await queue('c@mairie.example', 'Parti', new Date('2026-11-20T12:00:00Z'))
    await owner.db.updateTable('mail').set({ state: 'outbox' }).where('id', '=', second).execute()
    await owner.db.updateTable('mail').set({ state: 'sent', sent_at: new Date() }).where('id', '=', sent).execute()

    const list = await inTransaction(administrator, (ctx) => listOutbox(ctx, { page: 1 }))
    expect(list.total).toBe(2)
    expect(list.rows.map(({ id, subject, state }) => [id, subject, state])).toEqual([
      [second, 'Second', 'outbox'],
      [first, 'Premier', 'queued'],
    ])
    expect(await inTransaction(administrator, (ctx) => listOutbox(ctx, { page: 2 }))).toEqual({ rows: [], total: 2 })
    const mail = await inTransaction(administrator, (ctx) => getOutboxMail(ctx, second))
    expect(mail).toMatchObject({ recipient: 'b@mairie.example', text: 'Bonjour\n\nEntrer\nhttps://navette.example/x' })
    const gone = inTransaction(administrator, (ctx) => getOutboxMail(ctx, sent))
    await expect(gone).rejects.toMatchObject({ code: 'not_found', reason: 'mail_not_found' })

    for (const ctx of [stranger, visitor]) {
      const reason = ctx === stranger ? 'administrator_needed' : 'sign_in_needed'
      await expect(inTransaction(ctx, (inner) => listOutbox(inner, { page: 1 }))).rejects.toMatchObject({ reason })
      await expect(inTransaction(ctx, (inner) => getOutboxMail(inner, second))).rejects.toMatchObject({ reason })
    }
  })
})

describe('mails that could not leave', () => {
  const sender = { baseUrl: 'https://navette.example', contact: null }
  const outboxed = async () =>
    (await inTransaction(administrator, (ctx) => listOutbox(ctx, { page: 1 }))).rows.map(({ subject, state }) => [
      subject,
      state,
    ])

  it('leave once there is a mail server and the administrator says so, but for links past their time', async () => {
    await owner.db.deleteFrom('mail').execute()
    const worker = await jobContext('mail')
    const now = new Date()
    const hour = 3_600_000
    await queue('a@mairie.example', 'Sans serveur', new Date(now.getTime() - 2 * hour))
    await queue('b@mairie.example', 'Trop vieux', new Date(now.getTime() - 30 * hour))
    await sendQueuedMail({ ...worker, now }, null, sender)
    const refusing = await openMailServer({ refuse: { code: 550, message: 'unknown user' } })
    const failed = await queue('c@mairie.example', 'Refusé', now)
    const wrong = await openMailTransport(refusing.url, 'navette@navette.example')
    await sendQueuedMail({ ...worker, now }, wrong, sender)
    wrong.close()
    await refusing.close()
    await owner.db.updateTable('mail').set({ state: 'failed' }).where('id', '=', failed).execute()
    expect(await outboxed()).toEqual([
      ['Refusé', 'failed'],
      ['Sans serveur', 'outbox'],
      ['Trop vieux', 'outbox'],
    ])

    for (const ctx of [stranger, visitor]) {
      const reason = ctx === stranger ? 'administrator_needed' : 'sign_in_needed'
      await expect(sendOutboxAgain(ctx)).rejects.toMatchObject({ reason })
    }
    expect(await sendOutboxAgain({ ...administrator, now })).toBe(2)
    const server = await openMailServer()
    const transport = await openMailTransport(server.url, 'navette@navette.example')
    await sendQueuedMail({ ...worker, now: new Date() }, transport, sender)
    transport.close()
    await server.close()
    expect(server.mails.map(({ to, headers }) => [to[0], headers.get('subject')]).toSorted()).toEqual([
      ['a@mairie.example', 'Sans serveur'],
      ['c@mairie.example', 'Refusé'],
    ])
    expect(await outboxed()).toEqual([['Trop vieux', 'outbox']])
    expect(await sendOutboxAgain(administrator)).toBe(0)
  })
})
