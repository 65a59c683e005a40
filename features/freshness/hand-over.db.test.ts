import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { makeTie } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, jobContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { listWaiting } from '../accounts/waiting.server.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { proposeCorrection } from './corrections.server.ts'
import { decideCorrection, listCorrections } from './decide-correction.server.ts'
import { tellNewDeciders } from './hand-over.server.ts'
import type { FreshnessLinks } from './links.ts'

const links: FreshnessLinks = {
  verify: () => '',
  corrections: (locale, key) => `https://navette.example/${locale}/${key ?? 'all'}`,
  record: () => 'https://navette.example/record',
  answer: () => '',
}

let owner: Ctx
let administrator: Ctx
let mayor: Ctx
let figuig: { id: string; key: string; name: string }
let dakar: { id: string; key: string; name: string }
let tie: string
let seat: string

async function propose(kind: 'organisation' | 'partnership', key: string, field: string, value: string) {
  const author = await makePerson(owner)
  await proposeCorrection(
    await memberContext(author.id),
    {
      ...{ kind, key, field, value, source: 'https://figuig.example', word: '', email: '', client: '203.0.113.7' },
      signedIn: { personId: author.id, email: author.email },
    },
    links,
  )
}

async function lettersTo(address: string): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`select subject || ' ' || text_body as text from mail
    where recipient = ${address} and kind = 'correctionToDecide' order by created_at`.execute(owner.db)
  return rows.map((row) => row.text)
}

const listed = (who: Ctx, organisationId: string | null) =>
  inTransaction(who, (inner) => listCorrections(inner, organisationId))
const waitingFields = async (who: Ctx, organisationId: string | null) =>
  (await listed(who, organisationId)).waiting.map(({ field }) => field)

beforeAll(async () => {
  owner = await testContext()
  figuig = await makeAuthority(owner, { name: 'Figuig', country: 'MA', lat: 32.1, lon: -1.2 })
  dakar = await makeAuthority(owner, { name: 'Dakar', country: 'SN', lat: 14.7, lon: -17.4 })
  const bangui = await makeAuthority(owner, { name: 'Bangui', country: 'CF', lat: 4.4, lon: 18.6 })
  tie = await makeTie(owner, { parties: [dakar, figuig], sinceYear: 1987 })
  const other = await makeTie(owner, { parties: [dakar, bangui], sinceYear: 1990 })
  await publishTies(owner)
  const boss = await makePerson(owner, { administrator: true, email: 'admin@navette.example' })
  administrator = await memberContext(boss.id)
  await propose('organisation', figuig.key, 'website', 'https://figuig.example/')
  await propose('partnership', tie, 'sinceYear', '1991')
  await propose('partnership', other, 'untilYear', '2011')
})

describe('corrections of records nobody looked after', () => {
  it('wait for those trusted, until somebody who may decide sits there', async () => {
    expect(await waitingFields(administrator, null)).toEqual(['website', 'sinceYear', 'untilYear'])
    const trainee = await makePerson(owner)
    await makeSeat(owner, { personId: trainee.id, organisationId: figuig.id, role: 'reader' })
    const guest = await makePerson(owner)
    await makeSeat(owner, { personId: guest.id, organisationId: figuig.id, role: 'contributor', partnershipId: tie })
    expect(await waitingFields(administrator, null)).toEqual(['website', 'sinceYear', 'untilYear'])
  })

  it('are the new owner’s to see and to decide at once', async () => {
    const person = await makePerson(owner, { email: 'maire@figuig.example' })
    seat = await makeSeat(owner, { personId: person.id, organisationId: figuig.id, role: 'owner' })
    mayor = await memberContext(person.id, figuig.id)
    expect(await waitingFields(mayor, figuig.id)).toEqual(['website', 'sinceYear'])
    expect(await waitingFields(administrator, null)).toEqual(['untilYear'])
    const [counted] = await inTransaction(mayor, listWaiting)
    expect(counted?.corrections).toBe(2)
    const { waiting } = await listed(mayor, figuig.id)
    const decision = { id: waiting[1]?.id ?? '', accept: true, word: '' }
    await expect(decideCorrection(administrator, null, decision, links)).rejects.toMatchObject({
      reason: 'correction_not_waiting',
    })
    expect(await decideCorrection(mayor, figuig.id, decision, links)).toBe('accepted')
    const shown = await owner.db.selectFrom('public_tie').select('since_year').where('id', '=', tie).executeTakeFirst()
    expect(shown?.since_year).toBe(1991)
  })

  it('are told to the new owner in one letter of the week, once, without what is decided already', async () => {
    await expect(tellNewDeciders(await anonymousContext(), links)).rejects.toMatchObject({ reason: 'job_only' })
    await expect(tellNewDeciders(mayor, links)).rejects.toMatchObject({ code: 'forbidden' })
    const job = await jobContext('freshness')
    expect(await tellNewDeciders(job, links)).toBe(1)
    expect(await tellNewDeciders(job, links)).toBe(0)
    const [letter, ...more] = await lettersTo('maire@figuig.example')
    expect(more).toEqual([])
    expect(letter).toContain('Une correction attend votre décision')
    expect(letter).toContain(`https://navette.example/fr/${figuig.key}`)
    expect(letter).not.toContain('1991')
  })

  it('go back to those trusted when the last one leaves, who are told', async () => {
    await owner.db.updateTable('membership').set({ ended_at: new Date() }).where('id', '=', seat).execute()
    expect(await waitingFields(administrator, null)).toEqual(['website', 'untilYear'])
    const before = (await lettersTo('admin@navette.example')).length
    expect(await tellNewDeciders(await jobContext('freshness'), links)).toBe(1)
    expect(await lettersTo('admin@navette.example')).toHaveLength(before + 1)
  })

  it('of a tie go to the other party where somebody sits there', async () => {
    const first = await makePerson(owner)
    const second = await makePerson(owner)
    const ending = await makeSeat(owner, { personId: first.id, organisationId: dakar.id, role: 'owner' })
    const dakarCtx = await memberContext(first.id, dakar.id)
    await propose('partnership', tie, 'state', 'active')
    expect(await waitingFields(dakarCtx, dakar.id)).toEqual(['untilYear', 'state'])
    await makeSeat(owner, { personId: second.id, organisationId: figuig.id, role: 'contributor' })
    const figuigCtx = await memberContext(second.id, figuig.id)
    expect(await waitingFields(figuigCtx, figuig.id)).toEqual(['website'])
    await owner.db.deleteFrom('membership').where('id', '=', ending).execute()
    expect(await waitingFields(figuigCtx, figuig.id)).toEqual(['website', 'state'])
    expect(await waitingFields(administrator, null)).toEqual(['untilYear'])
  })
})
