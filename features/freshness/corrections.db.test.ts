import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { makeTie } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import {
  findCorrectable,
  findCorrectionToVerify,
  type Proposal,
  proposeCorrection,
  verifyCorrection,
} from './corrections.server.ts'
import { decideCorrection, listCorrections } from './decide-correction.server.ts'
import type { FreshnessLinks } from './links.ts'

const links: FreshnessLinks = {
  verify: (locale, token) => `https://navette.example/${locale}/verifier/${token}`,
  corrections: (locale, key) => `https://navette.example/${locale}/${key ?? 'all'}`,
  record: (locale, kind, key) => `https://navette.example/${locale}/${kind}/${key}`,
  answer: (locale, token) => `https://navette.example/${locale}/${token}`,
}

type Authority = { id: string; key: string; name: string }
let owner: Ctx
let passerBy: Ctx
let officer: Ctx
let stranger: Ctx
let administrator: Ctx
let figuig: Authority
let tie: string
let orphanTie: string
let hiddenTie: string

beforeAll(async () => {
  owner = await testContext()
  const seineSaintDenis = await makeAuthority(owner, {
    name: 'Seine-Saint-Denis',
    key: 'd93',
    tier: 'departement',
    siren: '229300082',
    lat: 48.9,
    lon: 2.4,
  })
  figuig = await makeAuthority(owner, { name: 'Figuig', country: 'MA', population: 10000, lat: 32.1, lon: -1.2 })
  const dakar = await makeAuthority(owner, { name: 'Dakar', country: 'SN', lat: 14.7, lon: -17.4 })
  const bangui = await makeAuthority(owner, { name: 'Bangui', country: 'CF', lat: 4.4, lon: 18.6 })
  tie = await makeTie(owner, { parties: [seineSaintDenis, figuig], sinceYear: 1987 })
  orphanTie = await makeTie(owner, { parties: [dakar, bangui], sinceYear: 1990 })
  hiddenTie = await makeTie(owner, { parties: [seineSaintDenis, bangui], discreetSince: new Date() })
  const person = await makePerson(owner, { email: 'agent@seine.example' })
  const other = await makePerson(owner)
  const boss = await makePerson(owner, { administrator: true, email: 'admin@navette.example' })
  await makeSeat(owner, { personId: person.id, organisationId: seineSaintDenis.id, role: 'contributor' })
  officer = await memberContext(person.id, seineSaintDenis.id)
  stranger = await memberContext(other.id)
  administrator = await memberContext(boss.id)
  passerBy = await anonymousContext()
  await publishTies(owner)
})

const proposal = (facts: Partial<Proposal>): Proposal => ({
  kind: 'partnership',
  key: tie,
  field: 'sinceYear',
  value: '1991',
  source: 'https://figuig.example/histoire',
  word: '',
  email: 'lecteur@ecole.example',
  signedIn: null,
  client: '203.0.113.7',
  ...facts,
})

async function lastMail(kind: string) {
  const { rows } = await sql<{ recipient: string; text: string; subject: string }>`
    select recipient, text_body as text, subject from mail where kind = ${kind} order by created_at desc, id desc limit 1`.execute(
    owner.db,
  )
  return rows[0]
}
const tokenIn = (text = '') => /verifier\/([\w-]+)/.exec(text)?.[1] ?? ''
const tieNow = (id = tie) =>
  owner.db
    .selectFrom('public_tie')
    .select(['since_year', 'sources', 'evidence'])
    .where('id', '=', id)
    .executeTakeFirst()

describe('a reader without account', () => {
  it('finds no record that is not public', async () => {
    expect(await findCorrectable(passerBy, 'partnership', hiddenTie)).toBeNull()
    await expect(proposeCorrection(passerBy, proposal({ key: hiddenTie }), links)).rejects.toMatchObject({
      reason: 'record_not_found',
    })
  })

  it('proposes; nobody hears of it before the address is verified, and looking at the link verifies nothing', async () => {
    expect(await proposeCorrection(passerBy, proposal({}), links)).toBe('unverified')
    const mail = await lastMail('correctionVerify')
    expect(mail?.recipient).toBe('lecteur@ecole.example')
    const token = tokenIn(mail?.text)
    expect(await findCorrectionToVerify(passerBy, token)).toMatchObject({ value: '1991', done: false })
    expect(await findCorrectionToVerify(passerBy, token)).toMatchObject({ done: false })
    expect(await lastMail('correctionToDecide')).toBeUndefined()
    await verifyCorrection(passerBy, token, links)
    expect(await lastMail('correctionToDecide')).toMatchObject({ recipient: 'agent@seine.example' })
    await expect(verifyCorrection(passerBy, token, links)).rejects.toMatchObject({ reason: 'link_used' })
  })

  it('is told what is wrong with what was typed', async () => {
    for (const [facts, reason] of [
      [{ value: 'un jour' }, 'correction_year_wrong'],
      [{ value: '1987' }, 'correction_same_value'],
      [{ field: 'population' }, 'correction_field_unknown'],
      [{ email: 'x' }, 'mail_address_invalid'],
    ] as const)
      await expect(proposeCorrection(passerBy, proposal(facts), links)).rejects.toMatchObject({ reason })
  })

  it('does not fill a mailbox', async () => {
    for (let turn = 0; turn < 10; turn++)
      await proposeCorrection(passerBy, proposal({ email: 'voisin@ecole.example' }), links)
    await expect(proposeCorrection(passerBy, proposal({ email: 'voisin@ecole.example' }), links)).rejects.toMatchObject(
      {
        reason: 'too_many_turns',
      },
    )
  })
})

describe('those who decide', () => {
  const decide = (
    ctx: Ctx,
    organisationId: string | null,
    facts: { id: string; accept: boolean; value?: string; word?: string },
  ) => decideCorrection(ctx, organisationId, { word: '', ...facts }, links)
  const waitingFor = async (ctx: Ctx, organisationId: string | null) =>
    (await inTransaction(ctx, (inner) => listCorrections(inner, organisationId))).waiting
  const department = async () =>
    (await owner.db.selectFrom('organisation').select('id').where('key', '=', 'd93').executeTakeFirstOrThrow()).id

  it('are the members of the organisation, and nobody else', async () => {
    const d93 = await department()
    const [waiting] = await waitingFor(officer, d93)
    expect(waiting).toMatchObject({ value: '1991', valueThen: '1987', field: 'sinceYear' })
    expect(waiting).not.toHaveProperty('email')
    const id = waiting?.id ?? ''
    await expect(decide(stranger, d93, { id, accept: true })).rejects.toMatchObject({ reason: 'not_a_member' })
    await expect(decide(stranger, null, { id, accept: true })).rejects.toMatchObject({ reason: 'trusted_needed' })
    await expect(decide(officer, null, { id, accept: true })).rejects.toMatchObject({ reason: 'trusted_needed' })
    await expect(decide(passerBy, d93, { id, accept: true })).rejects.toMatchObject({ reason: 'sign_in_needed' })
    await expect(decide(officer, figuig.id, { id, accept: true })).rejects.toMatchObject({ reason: 'not_a_member' })
    // Whoever decides on what nobody looks after does not decide for those who do.
    await expect(decide(administrator, null, { id, accept: true })).rejects.toMatchObject({
      reason: 'correction_not_waiting',
    })
  })

  it('accept it edited: it is published beside what the list says, and the author is told', async () => {
    const d93 = await department()
    const id = (await waitingFor(officer, d93))[0]?.id ?? ''
    expect(await decide(officer, d93, { id, accept: true, value: '1992', word: 'Merci' })).toBe('acceptedEdited')
    expect(await tieNow()).toMatchObject({ since_year: 1992, sources: ['correction', 'list'], evidence: 'oneParty' })
    const said = await owner.db
      .selectFrom('partnership_statement')
      .select(['since_year', 'page_url'])
      .where('partnership_id', '=', tie)
      .orderBy('recorded_at')
      .execute()
    expect(said).toMatchObject([
      { since_year: 1987 },
      { since_year: 1992, page_url: 'https://figuig.example/histoire' },
    ])
    const mail = await lastMail('correctionDecided')
    expect(mail?.recipient).toBe('lecteur@ecole.example')
    expect(mail?.text).toContain('1992')
    const entry = await owner.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('action', '=', 'correctionAccepted')
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({ before: { since_year: 1987 }, after: { since_year: 1992 }, acting_for: d93 })
    await expect(decide(officer, d93, { id, accept: true })).rejects.toMatchObject({ reason: 'correction_not_waiting' })
  })

  it('refuse with a word, never without', async () => {
    const d93 = await department()
    const { id: personId } = await makePerson(owner, { email: 'eleve@ecole.example' })
    const author = await memberContext(personId)
    const signedIn = { personId, email: 'eleve@ecole.example' }
    expect(await proposeCorrection(author, proposal({ field: 'doesNotExist', value: '', signedIn }), links)).toBe(
      'waiting',
    )
    const id = (await waitingFor(officer, d93)).find((one) => one.field === 'doesNotExist')?.id ?? ''
    await expect(decide(officer, d93, { id, accept: false })).rejects.toMatchObject({
      reason: 'correction_word_missing',
    })
    expect(await decide(officer, d93, { id, accept: false, word: 'Il vit encore.' })).toBe('refused')
    expect((await lastMail('correctionDecided'))?.text).toContain('Il vit encore.')
    expect(await tieNow()).toBeDefined()
  })

  it('are the administrator and those trusted where nobody looks after the record', async () => {
    const { id: personId } = await makePerson(owner, { email: 'maire@dakar.example' })
    const author = await memberContext(personId)
    const signedIn = { personId, email: 'maire@dakar.example' }
    await proposeCorrection(author, proposal({ key: orphanTie, field: 'doesNotExist', value: '', signedIn }), links)
    expect(await lastMail('correctionToDecide')).toMatchObject({ recipient: 'admin@navette.example' })
    const [waiting] = await waitingFor(administrator, null)
    expect(await decide(administrator, null, { id: waiting?.id ?? '', accept: true })).toBe('accepted')
    expect(await tieNow(orphanTie)).toBeUndefined()
    expect(
      await owner.db.selectFrom('partnership').select('id').where('id', '=', orphanTie).executeTakeFirst(),
    ).toBeDefined()
  })

  it('write the population of a foreign authority with its year', async () => {
    const { id: personId } = await makePerson(owner, { email: 'eleve2@ecole.example' })
    const signedIn = { personId, email: 'eleve2@ecole.example' }
    const of = {
      kind: 'organisation',
      key: figuig.key,
      field: 'population',
      value: '12 577',
      year: '2024',
      signedIn,
    } as const
    await proposeCorrection(await memberContext(personId), proposal(of), links)
    const [waiting] = await waitingFor(administrator, null)
    await decide(administrator, null, { id: waiting?.id ?? '', accept: true })
    const row = await owner.db
      .selectFrom('public_organisation')
      .select(['population', 'population_year'])
      .where('id', '=', figuig.id)
      .executeTakeFirst()
    expect(row).toEqual({ population: 12577, population_year: 2024 })
  })
})
