import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeAgreement, makePair, makeTie } from '../../tests/ties.ts'
import { testWordLinks as links } from '../../tests/word-links.ts'
import { listActs } from './act-list.server.ts'
import { recordAct } from './acts.server.ts'
import { listProposals } from './proposal-list.server.ts'
import { proposeChange } from './proposals.server.ts'
import {
  answerActByLink,
  answerProposalByLink,
  answerPublicationByLink,
  openLinkDocument,
  openTieLink,
} from './tie-link-door.server.ts'
import { listTieLinks, makeTieLink, type NewTieLink, revokeTieLink } from './tie-links.server.ts'

const owner = await testContext()
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' })
const mayor = { name: 'Awa Ouédraogo', functionTitle: 'Maire' }

type Body = { id: string; key: string; name: string }

async function memberOf(body: Body, role: 'reader' | 'contributor' = 'contributor') {
  const person = await makePerson(owner)
  await makeSeat(owner, { personId: person.id, organisationId: body.id, role })
  return { ...person, ctx: await memberContext(person.id, body.id) }
}

let here: Body
let there: Body
let tieId: string
let us: Awaited<ReturnType<typeof memberOf>>
const ofUs = () => ({ partnershipId: tieId, organisationId: here.id })
const link = (facts: Partial<NewTieLink> = {}): NewTieLink => ({
  organisationId: there.id,
  agreementId: null,
  addressee: 'Mme la maire',
  email: null,
  locale: 'fr',
  days: 90,
  ...facts,
})
const make = async (facts: Partial<NewTieLink> = {}) => (await makeTieLink(us.ctx, ofUs(), link(facts), links)).token
const propose = (wanted: Record<string, unknown> = { sinceYear: 1991 }) =>
  proposeChange(us.ctx, ofUs(), { subject: 'tie', wanted, word: '' }, links)
const suspend = () =>
  recordAct(
    us.ctx,
    ofUs(),
    {
      ...{
        kind: 'suspension',
        decidedOn: today,
        effectiveOn: today,
        clause: '',
        reason: 'Budget',
        decidedBy: 'Le conseil',
      },
      ...{ goesOn: 'Les écoles', reviewOn: '2099-01-01' },
    },
    links,
  )

beforeEach(async () => {
  const pair = await makePair(owner)
  here = pair.here
  there = pair.there
  tieId = pair.tie.id
  us = await memberOf(here)
})

describe('a link without account', () => {
  it('shows the tie, its agreements, proposals and acts, and opening it changes nothing', async () => {
    const { id: agreementId } = await makeAgreement(owner, ofUs(), { title: 'L’eau' })
    const row = { id: newId(), agreement_id: agreementId, organisation_id: here.id, kind: 'money', body: 'Un forage' }
    await owner.db.insertInto('commitment').values(row).execute()
    await propose()
    await suspend()
    const token = await make()
    const count = async () => (await sql`select 1 from audit_entry`.execute(owner.db)).rows.length
    const before = await count()
    const view = await openTieLink(await anonymousContext(), token)
    expect(view).toMatchObject({
      party: { name: 'Ouahigouya' },
      madeBy: 'Chambéry',
      parties: [{ name: 'Chambéry' }, { name: 'Ouahigouya' }],
      agreements: [{ title: 'L’eau', commitments: [{ body: 'Un forage', name: 'Chambéry' }] }],
      proposals: [{ notAccept: null, changes: { sinceYear: { from: null, to: 1991 } } }],
      acts: [{ kind: 'suspension', notAnswer: null }],
    })
    expect(await count()).toBe(before)
  })

  it('answers a proposal as a named person, whose answer every side reads as given by link', async () => {
    const { id } = await propose()
    const token = await make()
    await answerProposalByLink(
      await anonymousContext(),
      token,
      mayor,
      { proposalId: id, answer: 'accept', word: '' },
      links,
    )
    const [seen] = await listProposals(us.ctx, ofUs())
    expect(seen).toMatchObject({
      state: 'accepted',
      answers: [{ name: 'Awa Ouédraogo', functionTitle: 'Maire', byLink: true, organisationName: 'Ouahigouya' }],
    })
    const tie = await owner.db.selectFrom('partnership').select('since_year').where('id', '=', tieId).executeTakeFirst()
    expect(tie?.since_year).toBe(1991)
    const trail = await owner.db
      .selectFrom('audit_entry')
      .select(['door', 'actor_kind'])
      .where('action', '=', 'proposalAccepted')
      .where('record_id', '=', tieId)
      .execute()
    expect(trail).toEqual([{ door: 'tieLink', actor_kind: 'anonymous' }])
  })

  it('amends a proposal with a word, and answers an act', async () => {
    const { id } = await propose()
    const act = await suspend()
    const token = await make()
    const visitor = await anonymousContext()
    const amended = { proposalId: id, answer: 'amend' as const, word: 'En 1992', wanted: { sinceYear: 1992 } }
    await answerProposalByLink(visitor, token, mayor, amended, links)
    await answerActByLink(visitor, token, mayor, { actId: act.id, body: 'Parlons-en.' }, links)
    const [open] = await listProposals(us.ctx, ofUs())
    expect(open).toMatchObject({
      state: 'open',
      organisationName: 'Ouahigouya',
      proposedName: 'Awa Ouédraogo',
      notAccept: null,
    })
    expect((await listActs(us.ctx, ofUs()))[0]?.answers).toMatchObject([{ body: 'Parlons-en.', byLink: true }])
  })

  it('tells the side it answers for what was said in its name', async () => {
    const { id } = await propose()
    const colleague = await memberOf(there)
    const token = await make()
    await sql`delete from mail`.execute(owner.db)
    await answerProposalByLink(
      await anonymousContext(),
      token,
      mayor,
      { proposalId: id, answer: 'accept', word: '' },
      links,
    )
    const told = await owner.db.selectFrom('mail').select('recipient').execute()
    expect(told.map(({ recipient }) => recipient).toSorted()).toEqual([colleague.email, us.email].toSorted())
  })

  it('says yes to publishing, and what the public sees follows', async () => {
    await owner.db
      .insertInto('publication_consent')
      .values({ partnership_id: tieId, organisation_id: here.id, part: 'presentation', answer: 'yes' })
      .execute()
    const token = await make()
    await answerPublicationByLink(await anonymousContext(), token, mayor, [{ part: 'presentation', answer: 'yes' }])
    expect((await openTieLink(await anonymousContext(), token)).consents).toEqual([
      { part: 'presentation', answer: 'yes' },
    ])
    const said = await owner.db
      .selectFrom('publication_consent')
      .select('answered_name')
      .where('organisation_id', '=', there.id)
      .execute()
    expect(said).toEqual([{ answered_name: 'Awa Ouédraogo' }])
  })

  it('asks for a name and a function', async () => {
    const { id } = await propose()
    const token = await make()
    const answer = { proposalId: id, answer: 'accept' as const, word: '' }
    const visitor = await anonymousContext()
    await expect(answerProposalByLink(visitor, token, { ...mayor, name: ' ' }, answer, links)).rejects.toMatchObject({
      reason: 'tie_link_name_needed',
    })
    await expect(
      answerProposalByLink(visitor, token, { ...mayor, functionTitle: '' }, answer, links),
    ).rejects.toMatchObject({ reason: 'tie_link_function_needed' })
  })
})

describe('a link of one tie', () => {
  it('never reaches another: neither its proposals, nor its acts, nor its papers', async () => {
    const token = await make()
    const third = await makeAuthority(owner, { name: 'Velbert', country: 'DE' })
    tieId = (await makeTie(owner, [here, there, third])).id
    const [proposal, act] = [await propose(), await suspend()]
    const visitor = await anonymousContext()
    const answer = { proposalId: proposal.id, answer: 'accept' as const, word: '' }
    await expect(answerProposalByLink(visitor, token, mayor, answer, links)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(answerActByLink(visitor, token, mayor, { actId: act.id, body: 'Oui' }, links)).rejects.toMatchObject({
      code: 'not_found',
    })
    const view = await openTieLink(visitor, token)
    expect([view.proposals, view.acts]).toEqual([[], []])
  })

  it('to one agreement does not reach the others', async () => {
    const [first, second] = [
      await makeAgreement(owner, ofUs(), { title: 'L’eau' }),
      await makeAgreement(owner, ofUs(), { title: 'Kryptotitre' }),
    ]
    const wanted = { title: 'Autre titre' }
    const { id } = await proposeChange(
      us.ctx,
      ofUs(),
      { subject: 'agreement', agreementId: second.id, wanted, word: '' },
      links,
    )
    const token = await make({ agreementId: first.id })
    const visitor = await anonymousContext()
    expect(JSON.stringify(await openTieLink(visitor, token))).not.toContain('Kryptotitre')
    await expect(
      answerProposalByLink(visitor, token, mayor, { proposalId: id, answer: 'accept', word: '' }, links),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  it.each(['revoked', 'expired', 'unknown'])('%s opens nothing, and does not say which it is', async (state) => {
    const token = await make()
    const [row] = await listTieLinks(us.ctx, ofUs())
    if (state === 'revoked') await revokeTieLink(us.ctx, ofUs(), row?.id ?? '')
    if (state === 'expired')
      await sql`update tie_link set expires_at = now() - interval '1 hour' where id = ${row?.id}`.execute(owner.db)
    const used = state === 'unknown' ? 'nothing-like-it' : token
    const visitor = await anonymousContext()
    const closed = { code: 'not_found', reason: 'tie_link_closed' }
    await expect(openTieLink(visitor, used)).rejects.toMatchObject(closed)
    await expect(
      answerProposalByLink(visitor, used, mayor, { proposalId: newId(), answer: 'accept', word: '' }, links),
    ).rejects.toMatchObject(closed)
    await expect(openLinkDocument(visitor, used, { documentId: newId(), number: 1 }, '/nowhere')).rejects.toMatchObject(
      closed,
    )
  })

  it('can be used a reasonable number of times', async () => {
    const token = await make()
    const visitor = await anonymousContext()
    const again = () => answerActByLink(visitor, token, mayor, { actId: newId(), body: 'Oui' }, links)
    await sql`update asked_turn set count = 40 where key like 'tie link used%'`.execute(owner.db)
    await expect(again()).rejects.toMatchObject({ code: 'not_found' })
    const [row] = await listTieLinks(us.ctx, ofUs())
    await sql`insert into asked_turn (key, count, since) values (${`tie link used ${row?.id}`}, 40, now())
      on conflict (key) do update set count = 40`.execute(owner.db)
    await expect(again()).rejects.toMatchObject({ reason: 'too_many_turns' })
  })
})

describe('who makes links', () => {
  it('a contributor of a party, for another party of the tie, for a year at most', async () => {
    const reader = await memberOf(here, 'reader')
    const stranger = await memberOf(await makeAuthority(owner, { name: 'Annecy' }))
    await expect(makeTieLink(reader.ctx, ofUs(), link(), links)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(makeTieLink(stranger.ctx, ofUs(), link(), links)).rejects.toMatchObject({ code: 'not_found' })
    await expect(makeTieLink(owner, ofUs(), link(), links)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(make({ organisationId: here.id })).rejects.toMatchObject({ reason: 'tie_link_party_wrong' })
    await expect(make({ days: 4000 })).rejects.toMatchObject({ reason: 'tie_link_days_wrong' })
  })

  it('sends it by mail in the language chosen, and keeps no token', async () => {
    await sql`delete from mail`.execute(owner.db)
    const token = await make({ email: 'maire@ouahigouya.example', locale: 'en' })
    const [mail] = await owner.db.selectFrom('mail').select(['recipient', 'kind', 'locale', 'text_body']).execute()
    expect(mail).toMatchObject({ recipient: 'maire@ouahigouya.example', kind: 'tieLink', locale: 'en' })
    expect(mail?.text_body).toContain(`http://navette.example/en/answer/${token}`)
    const { rows } = await sql<{ row: string }>`select to_jsonb(l)::text as row from tie_link l`.execute(owner.db)
    expect(rows.map(({ row }) => row).join()).not.toContain(token)
  })

  it('takes back its own only', async () => {
    await make()
    const them = await memberOf(there)
    const ofThem = { partnershipId: tieId, organisationId: there.id }
    const [row] = await listTieLinks(them.ctx, ofThem)
    await expect(revokeTieLink(them.ctx, ofThem, row?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
    await revokeTieLink(us.ctx, ofUs(), row?.id ?? '')
    expect((await listTieLinks(us.ctx, ofUs()))[0]?.state).toBe('revoked')
  })
})
