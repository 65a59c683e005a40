import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeAgreement, makePair, makeTie } from '../../tests/ties.ts'
import { testWordLinks as links } from '../../tests/word-links.ts'
import { erasePerson } from '../accounts/erasure.server.ts'
import { listProposals } from './proposal-list.server.ts'
import { answerProposal, proposeChange, withdrawProposal } from './proposals.server.ts'
import { publishTies } from './publish.server.ts'

const owner = await testContext()

type Body = { id: string; key: string; name: string }

async function memberOf(body: Body, role: 'reader' | 'contributor' = 'contributor', locale: 'fr' | 'en' = 'fr') {
  const person = await makePerson(owner, { name: `Quelqu’un de ${body.name}` })
  await owner.db.updateTable('person').set({ locale }).where('id', '=', person.id).execute()
  await makeSeat(owner, { personId: person.id, organisationId: body.id, role })
  return { ...person, ctx: await memberContext(person.id, body.id) }
}

let here: Body
let there: Body
let tieId: string
let us: Awaited<ReturnType<typeof memberOf>>
let them: Awaited<ReturnType<typeof memberOf>>
const ofUs = () => ({ partnershipId: tieId, organisationId: here.id })
const ofThem = () => ({ partnershipId: tieId, organisationId: there.id })
const propose = (wanted: Record<string, unknown>) =>
  proposeChange(us.ctx, ofUs(), { subject: 'tie', wanted, word: 'Pour nos écoles' }, links)
const accept = (ctx: Ctx, of: { partnershipId: string; organisationId: string }, id: string) =>
  answerProposal(ctx, of, id, { answer: 'accept', word: '' }, links)
const mails = async () =>
  owner.db
    .selectFrom('mail')
    .select(['recipient', 'kind', 'locale', 'subject', 'text_body'])
    .orderBy('created_at')
    .execute()

beforeEach(async () => {
  const pair = await makePair(owner)
  here = pair.here
  there = pair.there
  tieId = pair.tie.id
  us = await memberOf(here)
  them = await memberOf(there, 'contributor', 'en')
  await sql`delete from mail`.execute(owner.db)
})

describe('a proposal on a tie', () => {
  it('changes nothing until the other side has accepted; then the tie, its themes and its public page say so', async () => {
    const { id } = await propose({
      type: 'decentralisedCooperation',
      themes: ['health'],
      languages: ['fr'],
      openEnded: true,
    })
    const before = await owner.db
      .selectFrom('partnership')
      .selectAll()
      .where('id', '=', tieId)
      .executeTakeFirstOrThrow()
    expect(before).toMatchObject({ type: 'twinning', languages: [] })
    expect(await accept(them.ctx, ofThem(), id)).toEqual({ proposalId: id, state: 'accepted' })
    const after = await owner.db.selectFrom('partnership').selectAll().where('id', '=', tieId).executeTakeFirstOrThrow()
    expect(after).toMatchObject({
      type: 'decentralisedCooperation',
      evidence: 'bothParties',
      languages: ['fr'],
      open_ended: true,
    })
    await publishTies(owner, { ids: [tieId] })
    const shown = await owner.db
      .selectFrom('public_tie')
      .select(['type', 'themes'])
      .where('id', '=', tieId)
      .executeTakeFirst()
    expect(shown).toEqual({ type: 'decentralisedCooperation', themes: ['health'] })
  })

  it('shows both sides what would change, who awaits whom, and every answer with its name', async () => {
    await propose({ sinceYear: 1991 })
    const [seen] = await listProposals(them.ctx, ofThem())
    expect(seen).toMatchObject({
      changes: { sinceYear: { from: null, to: 1991 } },
      awaited: ['Ouahigouya'],
      notAccept: null,
      proposedName: us.name,
      word: 'Pour nos écoles',
    })
    expect((await listProposals(us.ctx, ofUs()))[0]).toMatchObject({ notAccept: 'proposal_own', notWithdraw: null })
    await answerProposal(them.ctx, ofThem(), seen?.id ?? '', { answer: 'decline', word: 'Plutôt 1992' }, links)
    const [closed] = await listProposals(us.ctx, ofUs())
    expect(closed).toMatchObject({
      state: 'declined',
      answers: [{ answer: 'decline', word: 'Plutôt 1992', name: them.name }],
    })
  })

  it('is amended by a proposal of the other side, which takes its place', async () => {
    const { id } = await propose({ sinceYear: 1991 })
    const given = { answer: 'amend' as const, word: 'C’était en 1992', wanted: { sinceYear: 1992 } }
    const { proposalId } = await answerProposal(them.ctx, ofThem(), id, given, links)
    expect(proposalId).not.toBe(id)
    await accept(us.ctx, ofUs(), proposalId)
    const all = await listProposals(us.ctx, ofUs())
    expect(all.map(({ state, amendsId, amendedBy }) => ({ state, amendsId, amendedBy }))).toEqual(
      expect.arrayContaining([
        { state: 'accepted', amendsId: id, amendedBy: null },
        { state: 'amended', amendsId: null, amendedBy: proposalId },
      ]),
    )
    const tie = await owner.db.selectFrom('partnership').select('since_year').where('id', '=', tieId).executeTakeFirst()
    expect(tie?.since_year).toBe(1992)
  })

  it('is not accepted once what it changes has changed, and says so', async () => {
    const { id } = await propose({ sinceYear: 1991 })
    await owner.db.updateTable('partnership').set({ since_year: 1985 }).where('id', '=', tieId).execute()
    await expect(accept(them.ctx, ofThem(), id)).rejects.toMatchObject({ code: 'conflict', reason: 'proposal_stale' })
    const [seen] = await listProposals(them.ctx, ofThem())
    expect(seen).toMatchObject({ state: 'open', stale: [{ name: 'sinceYear', now: 1985 }], answers: [] })
  })

  it('of three parties waits for both others', async () => {
    const third = await makeAuthority(owner, { name: 'Velbert', country: 'DE' })
    tieId = (await makeTie(owner, [here, there, third])).id
    const { id } = await propose({ sinceYear: 1991 })
    expect((await accept(them.ctx, ofThem(), id)).state).toBe('open')
    const last = await memberOf(third)
    expect((await accept(last.ctx, { partnershipId: tieId, organisationId: third.id }, id)).state).toBe('accepted')
  })

  it('is taken back by its own side only, and stays readable', async () => {
    const { id } = await propose({ sinceYear: 1991 })
    await expect(withdrawProposal(them.ctx, ofThem(), id, links)).rejects.toMatchObject({
      reason: 'proposal_not_yours',
    })
    await withdrawProposal(us.ctx, ofUs(), id, links)
    expect((await listProposals(them.ctx, ofThem()))[0]).toMatchObject({ state: 'withdrawn' })
    await expect(accept(them.ctx, ofThem(), id)).rejects.toMatchObject({ reason: 'proposal_closed' })
  })

  it('that changes nothing, or is declined without a word, is not taken', async () => {
    await expect(propose({ type: 'twinning' })).rejects.toMatchObject({ reason: 'proposal_nothing_changes' })
    const { id } = await propose({ sinceYear: 1991 })
    await expect(answerProposal(them.ctx, ofThem(), id, { answer: 'decline', word: ' ' }, links)).rejects.toMatchObject(
      { reason: 'proposal_word_needed' },
    )
  })

  it('is told to the other side in its language, without a word of what it says', async () => {
    const { id } = await propose({ sinceYear: 1991 })
    const told = await mails()
    expect(told).toMatchObject([{ recipient: them.email, kind: 'proposalToAnswer', locale: 'en' }])
    expect(told[0]?.subject).toBe('Chambéry proposes a change to you')
    expect(told[0]?.text_body).toContain(`/en/workspace/o/${there.key}/partnerships/${tieId}/proposals`)
    expect(told[0]?.text_body).not.toContain('1991')
    expect(told[0]?.text_body).not.toContain('écoles')
    await accept(them.ctx, ofThem(), id)
    expect((await mails()).at(-1)).toMatchObject({ recipient: us.email, kind: 'proposalAnswered', locale: 'fr' })
  })
})

describe('a proposal on an agreement', () => {
  it('changes the draft once accepted, and a commitment by its own id', async () => {
    const { id: agreementId } = await makeAgreement(owner, ofUs())
    const commitmentId = newId()
    const row = {
      id: commitmentId,
      agreement_id: agreementId,
      organisation_id: here.id,
      kind: 'money',
      body: 'Un forage',
    }
    await owner.db.insertInto('commitment').values(row).execute()
    const title = await proposeChange(
      us.ctx,
      ofUs(),
      { subject: 'agreement', agreementId, wanted: { title: 'L’eau pour tous' }, word: '' },
      links,
    )
    const due = { subject: 'commitment' as const, agreementId, commitmentId, wanted: { dueOn: '2027-06-30' }, word: '' }
    const { id } = await proposeChange(us.ctx, ofUs(), due, links)
    expect(await listProposals(them.ctx, ofThem(), { agreementId })).toHaveLength(2)
    await accept(them.ctx, ofThem(), title.id)
    await accept(them.ctx, ofThem(), id)
    const found = await owner.db
      .selectFrom('agreement')
      .select('title')
      .where('id', '=', agreementId)
      .executeTakeFirst()
    expect(found?.title).toBe('L’eau pour tous')
    const kept = await owner.db
      .selectFrom('commitment')
      .select('due_on')
      .where('agreement_id', '=', agreementId)
      .where('superseded_at', 'is', null)
      .execute()
    expect(kept).toEqual([{ due_on: '2027-06-30' }])
  })

  it('of another tie is not found', async () => {
    const other = await makePair(owner, ['Lille', 'Saint-Louis'])
    const { id: agreementId } = await makeAgreement(owner, {
      partnershipId: other.tie.id,
      organisationId: other.here.id,
    })
    await expect(
      proposeChange(us.ctx, ofUs(), { subject: 'agreement', agreementId, wanted: { title: 'X' }, word: '' }, links),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('somebody who spoke for a party and is erased', () => {
  it('leaves the word, without the name', async () => {
    const { id } = await propose({ sinceYear: 1991 })
    await answerProposal(them.ctx, ofThem(), id, { answer: 'decline', word: 'Plutôt 1992' }, links)
    await erasePerson(them.ctx, them.id, async () => undefined)
    const [seen] = await listProposals(us.ctx, ofUs())
    expect(seen?.answers).toMatchObject([{ word: 'Plutôt 1992', name: '', functionTitle: '' }])
  })
})

describe('who may not', () => {
  it('somebody of no party, a reader, the administrator, the other side’s name, and who has not signed in', async () => {
    const { id } = await propose({ sinceYear: 1991 })
    const stranger = await memberOf(await makeAuthority(owner, { name: 'Annecy' }))
    const administrator = await memberContext((await makePerson(owner, { administrator: true })).id, here.id)
    const reader = await memberOf(there, 'reader')
    await expect(accept(stranger.ctx, ofThem(), id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listProposals(administrator, ofUs())).rejects.toMatchObject({ code: 'not_found' })
    await expect(accept(reader.ctx, ofThem(), id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(accept(us.ctx, ofThem(), id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(accept(owner, ofThem(), id)).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(accept(them.ctx, ofThem(), newId())).rejects.toMatchObject({ reason: 'proposal_not_found' })
    const other = await makePair(owner, ['Lille', 'Saint-Louis'])
    const lille = await memberOf(other.there)
    await expect(
      accept(lille.ctx, { partnershipId: other.tie.id, organisationId: other.there.id }, id),
    ).rejects.toMatchObject({ reason: 'proposal_not_found' })
  })

  it('no request writes an answer for another party, changes one, or accepts by itself, even by SQL', async () => {
    const { id } = await propose({ sinceYear: 1991 })
    const answer = (ctx: Ctx, organisationId: string, personId: string) =>
      inTransaction(ctx, ({ db }) =>
        sql`insert into proposal_answer (id, proposal_id, organisation_id, answer, person_id)
          values (${newId()}, ${id}, ${organisationId}, 'accept', ${personId})`.execute(db),
      )
    await expect(answer(us.ctx, there.id, us.id)).rejects.toThrow(/row-level security/)
    await expect(answer(us.ctx, here.id, us.id)).rejects.toThrow(/row-level security/)
    await expect(answer(them.ctx, there.id, us.id)).rejects.toThrow(/row-level security/)
    const close = (ctx: Ctx) =>
      inTransaction(ctx, ({ db }) => sql`update proposal set state = 'accepted' where id = ${id}`.execute(db))
    await expect(close(us.ctx)).rejects.toThrow(/row-level security/)
    expect((await close(them.ctx)).numAffectedRows).toBe(0n)
    await expect(
      inTransaction(us.ctx, ({ db }) => sql`update proposal set changes = '{}' where id = ${id}`.execute(db)),
    ).rejects.toThrow(/permission denied/)
    await answerProposal(them.ctx, ofThem(), id, { answer: 'decline', word: 'Non' }, links)
    await expect(
      inTransaction(them.ctx, ({ db }) => sql`update proposal_answer set answer = 'accept'`.execute(db)),
    ).rejects.toThrow(/permission denied/)
  })

  it('whoever has not said their name: a word is somebody’s', async () => {
    await owner.db.updateTable('person').set({ name: '' }).where('id', '=', us.id).execute()
    await expect(propose({ sinceYear: 1991 })).rejects.toMatchObject({ reason: 'word_name_needed' })
  })

  it('the trail tells that a party spoke, never its words', async () => {
    const { id } = await propose({ sinceYear: 1991 })
    await answerProposal(them.ctx, ofThem(), id, { answer: 'decline', word: 'Certainement pas' }, links)
    const trail = await owner.db.selectFrom('audit_entry').selectAll().where('record_id', '=', tieId).execute()
    expect(trail.map(({ action }) => action).toSorted()).toEqual(['proposalDeclined', 'proposalMade'])
    expect(JSON.stringify(trail)).not.toMatch(/Certainement|écoles|sinceYear/)
  })
})
