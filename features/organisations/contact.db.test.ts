import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext } from '../../tests/people.ts'
import { askToWrite, findContact, sendContactMessage } from './contact.server.ts'
import { publishOrganisations } from './publish.server.ts'
import { publishProfiles } from './publish-profile.server.ts'

const owner = await testContext()
const town = await makeAuthority(owner, { name: 'Chambéry', key: 'c73065' })
const silent = await makeAuthority(owner, { name: 'Annecy', key: 'c74010' })
const typed = { name: 'Ada\nSmith', email: 'Ada@Example.org', message: 'Bonjour.\n\nNous cherchons un partenaire.' }
let visitor: Ctx
let token = ''

beforeAll(async () => {
  visitor = await anonymousContext()
  await publishOrganisations(owner)
  for (const { id } of [town, silent])
    await sql`insert into organisation_profile (organisation_id, contact_email, public_since)
      values (${id}, ${id === town.id ? 'mairie@chambery.example' : null}, now())`.execute(owner.db)
  await publishProfiles(owner, [town.id, silent.id])
})

const write = (email = typed.email, key = town.key) =>
  inTransaction(visitor, (ctx) =>
    askToWrite(
      ctx,
      key,
      { ...typed, email },
      {
        client: email,
        linkTo: (secret) => {
          token = secret
          return `https://navette.test/send?token=${secret}`
        },
      },
    ),
  )
const send = (key = town.key) => inTransaction(visitor, (ctx) => sendContactMessage(ctx, key, token))
const mails = () =>
  sql<{ recipient: string; kind: string; reply: string | null; text: string }>`
  select recipient, kind, reply_to as reply, text_body as text from mail order by id`.execute(owner.db)

it('is there only where an authority gave an address', async () => {
  expect(await findContact(visitor, town.key)).toEqual({ key: 'c73065', name: 'Chambéry' })
  expect(await findContact(visitor, silent.key)).toBeNull()
  await expect(write(typed.email, silent.key)).rejects.toMatchObject({ code: 'not_found' })
})

it('asks the writer first, and passes the message on once', async () => {
  await write()
  expect((await mails()).rows).toMatchObject([{ recipient: 'ada@example.org', kind: 'contactVerify', reply: null }])
  expect((await mails()).rows[0]?.text).not.toContain('mairie@')
  await expect(send(silent.key)).rejects.toMatchObject({ code: 'not_found' })
  await send()
  expect((await mails()).rows[1]).toMatchObject({
    recipient: 'mairie@chambery.example',
    kind: 'contactMessage',
    reply: 'ada@example.org',
    text: expect.stringContaining('Nous cherchons un partenaire.'),
  })
  await expect(send()).rejects.toMatchObject({ reason: 'link_used' })
})

it('lets one address write three times an hour', async () => {
  const again = () => write('zoe@example.org')
  for (let time = 0; time < 3; time++) await again()
  await expect(again()).rejects.toMatchObject({ code: 'too_many' })
})
