import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { getOpening, joinByAddress, makeClaim, type NewClaim, withdrawClaim } from './claims.server.ts'
import { decideClaim, listClaimsAtDesk, listClaimsOf } from './decide-claims.server.ts'
import { openFileFor } from './files.server.ts'
import { objectToClaim, readObjection } from './objections.server.ts'

const owner = await testContext()
const folder = await mkdtemp(join(tmpdir(), 'navette-claims-'))
afterAll(() => rm(folder, { recursive: true }))

const administrator = await makePerson(owner, { administrator: true })
const networker = await makePerson(owner)
const network = await makeAuthority(owner, { name: 'Réseau de confiance' })
const atDesk = () => memberContext(networker.id, network.id)
const decided = { accept: true, role: null, word: '', linkTo: () => 'https://navette.example/fr/espace' }

beforeAll(async () => {
  await owner.db.updateTable('organisation').set({ trusted_since: owner.now }).where('id', '=', network.id).execute()
  await makeSeat(owner, { personId: networker.id, organisationId: network.id, role: 'manager' })
})

const letter = () => new File(['%PDF-1.7\nLe maire'], 'lettre.pdf')

const claimFor = (key: string, facts: Partial<NewClaim> = {}): NewClaim => ({
  key,
  wantedRole: 'owner',
  functionTitle: 'Directrice',
  word: '',
  letter: letter(),
  filesFolder: folder,
  linkTo: {
    owners: (k) => `https://navette.example/fr/${k}`,
    desk: () => 'https://navette.example/fr/demandes',
    objection: (token) => `https://navette.example/fr/objection?token=${token}`,
  },
  ...facts,
})

/** A town nobody acts for, with its site and general address where the test needs them. */
async function town(facts: { website?: string; contact?: string } = {}) {
  const made = await makeAuthority(owner, { name: 'Suresnes' })
  const profile = { organisation_id: made.id, website: facts.website ?? null, contact_email: facts.contact ?? null }
  await owner.db.insertInto('organisation_profile').values(profile).execute()
  return made
}

const seatOf = (personId: string, organisationId: string) =>
  owner.db
    .selectFrom('membership')
    .select(['role', 'ended_at'])
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()

const within = async <T>(ctx: Promise<Ctx>, work: (ctx: Ctx) => Promise<T>) => inTransaction(await ctx, work)

describe('joining by the domain of an address', () => {
  it('makes a contributor of whoever has an address of the known site, and tells those who are there', async () => {
    const { id, key } = await town({ website: 'https://www.suresnes.example' })
    const first = await makePerson(owner, { email: `a-${newId()}@suresnes.example` })
    const second = await makePerson(owner, { email: `b-${newId()}@suresnes.example` })
    const opening = await within(memberContext(first.id), (ctx) => getOpening(ctx, key))
    expect(opening).toMatchObject({ taken: false, byAddress: 'contributor', ownRole: null })
    for (const person of [first, second])
      await joinByAddress(await memberContext(person.id), key, () => 'https://navette.example/')
    expect((await seatOf(second.id, id))?.role).toBe('contributor')
    const told = await owner.db.selectFrom('mail').select('kind').where('recipient', '=', first.email).execute()
    expect(told).toEqual([{ kind: 'seatChanged' }])
  })

  it('gives nothing to others, nor once the organisation has an owner', async () => {
    const { id, key } = await town({ website: 'https://www.suresnes.example' })
    const outsider = await makePerson(owner, { email: `c-${newId()}@autre.example` })
    const join = async (personId: string) =>
      joinByAddress(await memberContext(personId), key, () => 'https://navette.example/')
    await expect(join(outsider.id)).rejects.toMatchObject({ reason: 'address_gives_no_role' })
    await expect(joinByAddress(await anonymousContext(), key, () => '')).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await makeSeat(owner, { personId: outsider.id, organisationId: id, role: 'owner' })
    const late = await makePerson(owner, { email: `d-${newId()}@suresnes.example` })
    await expect(join(late.id)).rejects.toMatchObject({ reason: 'address_gives_no_role' })
  })
})

describe('claiming an organisation nobody owns', () => {
  it('needs an account, an organisation one may see, and a signed letter', async () => {
    const { key } = await town()
    const person = await makePerson(owner)
    await expect(makeClaim(await anonymousContext(), claimFor(key))).rejects.toMatchObject({ code: 'unauthenticated' })
    const ctx = await memberContext(person.id)
    await expect(makeClaim(ctx, claimFor('c00000'))).rejects.toMatchObject({ reason: 'organisation_unknown' })
    await expect(makeClaim(ctx, claimFor(key, { letter: null }))).rejects.toMatchObject({ reason: 'letter_needed' })
    const hidden = await makeAuthority(owner, { name: 'Lieu discret', discreetSince: new Date() })
    await expect(makeClaim(ctx, claimFor(hidden.key))).rejects.toMatchObject({ reason: 'organisation_unknown' })
  })

  it('waits, tells the desk and the general address, and shows no owner anybody’s address', async () => {
    const contact = `mairie-${newId()}@suresnes.example`
    const { key } = await town({ contact })
    const person = await makePerson(owner, { name: 'Awa Traoré' })
    const ctx = await memberContext(person.id)
    await makeClaim(ctx, claimFor(key))
    await expect(makeClaim(ctx, claimFor(key))).rejects.toMatchObject({ reason: 'claim_waiting' })
    const notice = await owner.db
      .selectFrom('mail')
      .selectAll()
      .where('recipient', '=', contact)
      .executeTakeFirstOrThrow()
    expect(notice).toMatchObject({ kind: 'claimNotice', locale: 'fr' })
    expect(notice.text_body).toContain('Awa Traoré')
    expect(notice.text_body).not.toContain(person.email)
    const desk = await owner.db.selectFrom('mail').select('recipient').where('kind', '=', 'claimToDecide').execute()
    expect(desk.map((mail) => mail.recipient)).toEqual(expect.arrayContaining([administrator.email, networker.email]))
    const [claim] = (await within(atDesk(), listClaimsAtDesk)).filter((row) => row.organisation.key === key)
    expect(claim).toMatchObject({ name: 'Awa Traoré', wantedRole: 'owner', wasTold: true, domain: 'mairie.example' })
    expect(JSON.stringify(claim)).not.toContain(person.email)
  })

  it('lets those who decide open the letter, and nobody else', async () => {
    const { key } = await town()
    const person = await makePerson(owner)
    await makeClaim(await memberContext(person.id), claimFor(key))
    const [claim] = (await within(atDesk(), listClaimsAtDesk)).filter((row) => row.organisation.key === key)
    const open = (ctx: Promise<Ctx>) => within(ctx, (inner) => openFileFor(inner, folder, claim?.fileId ?? ''))
    expect((await open(atDesk())).name).toBe('lettre.pdf')
    expect((await open(memberContext(administrator.id))).name).toBe('lettre.pdf')
    const stranger = await makePerson(owner)
    await expect(open(memberContext(stranger.id))).rejects.toMatchObject({ reason: 'file_not_there' })
    await expect(open(memberContext(networker.id))).rejects.toMatchObject({ reason: 'file_not_there' })
  })

  it('is decided by a trusted organisation, once, with a word', async () => {
    const { id, key } = await town()
    const person = await makePerson(owner)
    const { id: claimId } = await makeClaim(await memberContext(person.id), claimFor(key))
    const decision = { ...decided, organisationId: null, claimId }
    const stranger = await makePerson(owner)
    await expect(decideClaim(await memberContext(stranger.id), decision)).rejects.toMatchObject({
      reason: 'trusted_needed',
    })
    await expect(decideClaim(await atDesk(), { ...decision, accept: false })).rejects.toMatchObject({
      reason: 'refusal_needs_word',
    })
    await expect(decideClaim(await atDesk(), { ...decision, claimId: newId() })).rejects.toMatchObject({
      reason: 'claim_unknown',
    })
    await decideClaim(await atDesk(), { ...decision, word: 'Bienvenue' })
    expect((await seatOf(person.id, id))?.role).toBe('owner')
    const answer = await owner.db
      .selectFrom('mail')
      .selectAll()
      .where('recipient', '=', person.email)
      .executeTakeFirstOrThrow()
    expect(answer.kind).toBe('claimDecided')
    expect(answer.text_body).toContain('Bienvenue')
    await expect(decideClaim(await atDesk(), decision)).rejects.toMatchObject({ reason: 'claim_unknown' })
  })

  it('gives nothing when refused', async () => {
    const { id, key } = await town()
    const person = await makePerson(owner)
    const { id: claimId } = await makeClaim(await memberContext(person.id), claimFor(key))
    await decideClaim(await memberContext(administrator.id), {
      ...decided,
      organisationId: null,
      claimId,
      accept: false,
      word: 'Lettre illisible',
    })
    expect(await seatOf(person.id, id)).toBeUndefined()
  })

  it('is not decided by its own author, however trusted', async () => {
    const { key } = await town()
    const { id: claimId } = await makeClaim(await memberContext(networker.id), claimFor(key))
    const own = decideClaim(await atDesk(), { ...decided, organisationId: null, claimId })
    await expect(own).rejects.toMatchObject({ reason: 'claim_own' })
    await withdrawClaim(await memberContext(networker.id), key)
    await expect(withdrawClaim(await memberContext(networker.id), key)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('an objection of the organisation itself', () => {
  it('needs the link of its mail, is made once, and leaves the decision to the administrator', async () => {
    const contact = `mairie-${newId()}@suresnes.example`
    const { key } = await town({ contact })
    const person = await makePerson(owner)
    const { id: claimId } = await makeClaim(await memberContext(person.id), claimFor(key))
    const mail = await owner.db
      .selectFrom('mail')
      .select('text_body')
      .where('recipient', '=', contact)
      .executeTakeFirstOrThrow()
    const token = /objection\?token=([\w-]+)/.exec(mail.text_body)?.[1] ?? ''
    const visitor = await anonymousContext()
    await expect(readObjection(visitor, 'autre')).rejects.toMatchObject({ reason: 'objection_unknown' })
    expect(await readObjection(visitor, token)).toMatchObject({
      organisation: 'Suresnes',
      state: 'waiting',
      objectedAt: null,
    })
    await objectToClaim(visitor, token, 'Inconnue chez nous', () => 'https://navette.example/')
    await expect(objectToClaim(visitor, token, '', () => '')).rejects.toMatchObject({ reason: 'objection_made' })
    const decision = { ...decided, organisationId: null, claimId }
    await expect(decideClaim(await atDesk(), decision)).rejects.toMatchObject({ reason: 'claim_objected' })
    const [claim] = (await within(atDesk(), listClaimsAtDesk)).filter((row) => row.id === claimId)
    expect(claim?.objection).toBe('Inconnue chez nous')
    await decideClaim(await memberContext(administrator.id), decision)
  })
})

describe('asking the owners', () => {
  it('needs no letter, is theirs to decide, and gives the role they choose', async () => {
    const { id, key } = await town()
    const mayor = await makePerson(owner)
    await makeSeat(owner, { personId: mayor.id, organisationId: id, role: 'owner' })
    const person = await makePerson(owner)
    const opening = await within(memberContext(person.id), (ctx) => getOpening(ctx, key))
    expect(opening.taken).toBe(true)
    expect(JSON.stringify(opening)).not.toContain(mayor.id)
    const asked = claimFor(key, { letter: null, wantedRole: 'manager' })
    const { id: claimId } = await makeClaim(await memberContext(person.id), asked)
    const told = await owner.db.selectFrom('mail').select('kind').where('recipient', '=', mayor.email).execute()
    expect(told).toEqual([{ kind: 'claimToDecide' }])
    await expect(decideClaim(await atDesk(), { ...decided, organisationId: null, claimId })).rejects.toMatchObject({
      reason: 'claim_owners_decide',
    })
    const asOwner = () => memberContext(mayor.id, id)
    expect(await within(asOwner(), (ctx) => listClaimsOf(ctx, id))).toHaveLength(1)
    await expect(within(memberContext(person.id), (ctx) => listClaimsOf(ctx, id))).rejects.toMatchObject({
      reason: 'not_a_member',
    })
    await decideClaim(await asOwner(), { ...decided, organisationId: id, claimId, role: 'contributor' })
    expect((await seatOf(person.id, id))?.role).toBe('contributor')
  })

  it('is not theirs for another organisation', async () => {
    const here = await town()
    const there = await town()
    const mayor = await makePerson(owner)
    await makeSeat(owner, { personId: mayor.id, organisationId: here.id, role: 'owner' })
    const person = await makePerson(owner)
    const { id: claimId } = await makeClaim(await memberContext(person.id), claimFor(there.key))
    const elsewhere = decideClaim(await memberContext(mayor.id, here.id), {
      ...decided,
      organisationId: here.id,
      claimId,
    })
    await expect(elsewhere).rejects.toMatchObject({ reason: 'claim_unknown' })
  })
})
