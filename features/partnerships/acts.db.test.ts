import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { appRole } from '../../db/roles.ts'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { openDatabase } from '../../platform/db/pool.ts'
import { newId } from '../../platform/ids.ts'
import { testContext, testDatabaseUrl } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeAgreement, makePair } from '../../tests/ties.ts'
import { testWordLinks as links } from '../../tests/word-links.ts'
import { confirmRecords } from '../freshness/confirm.server.ts'
import { listActs, suspensionOf } from './act-list.server.ts'
import { answerAct, type NewAct, recordAct, withdrawAct } from './acts.server.ts'
import { publishTie } from './apply-proposal.server.ts'

const owner = await testContext()
const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' })
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const year = Number(today.slice(0, 4))

type Body = { id: string; key: string; name: string }

async function memberOf(body: Body, role: 'reader' | 'contributor' = 'contributor') {
  const person = await makePerson(owner, { name: `Quelqu’un de ${body.name}` })
  await makeSeat(owner, { personId: person.id, organisationId: body.id, role })
  const ctx = await memberContext(person.id, body.id)
  // Each deed has its moment, as each request has.
  return { ...person, ctx: () => ({ ...ctx, now: new Date() }) }
}

const act = (kind: NewAct['kind'], facts: Partial<NewAct> = {}): NewAct => ({
  kind,
  decidedOn: today,
  effectiveOn: kind === 'notice' ? inDays(180) : today,
  clause: kind === 'notice' ? 'Article 8' : '',
  reason: 'Kryptoraison',
  decidedBy: 'Le conseil municipal',
  goesOn: kind === 'suspension' ? 'Les échanges scolaires' : '',
  reviewOn: kind === 'suspension' ? inDays(90) : '',
  ...facts,
})

let here: Body
let there: Body
let tieId: string
let agreementId: string
let us: Awaited<ReturnType<typeof memberOf>>
let them: Awaited<ReturnType<typeof memberOf>>
const ofUs = () => ({ partnershipId: tieId, organisationId: here.id })
const ofThem = () => ({ partnershipId: tieId, organisationId: there.id })
const stateOf = async () =>
  owner.db
    .selectFrom('partnership')
    .select(['state', 'state_since_year', 'until_year'])
    .where('id', '=', tieId)
    .executeTakeFirstOrThrow()
const agreementState = async () =>
  (await owner.db.selectFrom('agreement').select('state').where('id', '=', agreementId).executeTakeFirst())?.state

async function makeCommitment(of: Body, state = 'due'): Promise<string> {
  const id = newId()
  const done = state === 'done' ? { done_on: today } : {}
  const row = {
    id,
    agreement_id: agreementId,
    organisation_id: of.id,
    kind: 'money',
    body: 'Un forage',
    state,
    ...done,
  }
  await owner.db.insertInto('commitment').values(row).execute()
  return id
}
const commitmentState = async (id: string) =>
  (await owner.db.selectFrom('commitment').select('state').where('id', '=', id).executeTakeFirst())?.state

beforeEach(async () => {
  const pair = await makePair(owner)
  here = pair.here
  there = pair.there
  tieId = pair.tie.id
  agreementId = (await makeAgreement(owner, ofUs(), { state: 'inForce' })).id
  us = await memberOf(here)
  them = await memberOf(there)
})

describe('a suspension and its resumption', () => {
  it('set the state of the tie at once, to the public too, whatever was confirmed before in the year', async () => {
    await confirmRecords(us.ctx(), here.id, [{ kind: 'partnership', id: tieId, state: 'active' }])
    expect((await stateOf()).state).toBe('active')
    await recordAct(us.ctx(), ofUs(), act('suspension'), links)
    expect(await stateOf()).toMatchObject({ state: 'suspended', state_since_year: year })
    const shown = await owner.db.selectFrom('public_tie').select('state').where('id', '=', tieId).executeTakeFirst()
    expect(shown?.state).toBe('suspended')
    await recordAct(us.ctx(), ofUs(), act('resumption'), links)
    expect((await stateOf()).state).toBe('active')
    await recordAct(us.ctx(), ofUs(), act('suspension'), links)
    expect((await stateOf()).state).toBe('suspended')
  })

  it('is told with its reason, what goes on, who decided and when to look again, until it is over', async () => {
    await recordAct(us.ctx(), ofUs(), act('suspension'), links)
    const read = (ctx: Ctx) => inTransaction(ctx, (inner) => suspensionOf(inner, tieId))
    expect(await read(them.ctx())).toMatchObject({
      since: today,
      reason: 'Kryptoraison',
      goesOn: 'Les échanges scolaires',
      decidedBy: 'Le conseil municipal',
      reviewOn: inDays(90),
      organisationName: 'Chambéry',
    })
    await recordAct(us.ctx(), ofUs(), act('resumption'), links)
    expect(await read(them.ctx())).toBeNull()
  })

  it('is resumed by the side that recorded it', async () => {
    await recordAct(us.ctx(), ofUs(), act('suspension'), links)
    await expect(recordAct(them.ctx(), ofThem(), act('resumption'), links)).rejects.toMatchObject({
      reason: 'act_suspended_by_other',
    })
    await expect(recordAct(them.ctx(), ofThem(), act('suspension'), links)).rejects.toMatchObject({
      reason: 'act_suspension_not_now',
    })
  })

  it('of one agreement leaves the tie as it is', async () => {
    await recordAct(us.ctx(), ofUs(), act('suspension', { agreementId }), links)
    expect(await agreementState()).toBe('suspended')
    expect((await stateOf()).state).toBe('unknown')
    await recordAct(us.ctx(), ofUs(), act('resumption', { agreementId }), links)
    expect(await agreementState()).toBe('inForce')
  })

  it('asks for what goes on and when to look again, and for days that make sense', async () => {
    const refuse = (facts: Partial<NewAct>, reason: string) =>
      expect(recordAct(us.ctx(), ofUs(), act('suspension', facts), links)).rejects.toMatchObject({ reason })
    await refuse({ goesOn: '' }, 'act_goes_on_needed')
    await refuse({ reviewOn: '' }, 'word_day_wrong')
    await refuse({ reviewOn: '2020-01-01' }, 'act_review_past')
    await refuse({ effectiveOn: inDays(5) }, 'act_effective_later')
    await refuse({ decidedBy: '' }, 'act_decided_by_needed')
  })
})

describe('notice, non-performance and the end', () => {
  it('notice is given under a clause of an agreement in force; it lives until its end', async () => {
    await expect(recordAct(us.ctx(), ofUs(), act('notice'), links)).rejects.toMatchObject({
      reason: 'act_agreement_needed',
    })
    await recordAct(us.ctx(), ofUs(), act('notice', { agreementId }), links)
    expect(await agreementState()).toBe('noticeGiven')
    expect((await stateOf()).state).toBe('unknown')
    await expect(recordAct(them.ctx(), ofThem(), act('notice', { agreementId }), links)).rejects.toMatchObject({
      reason: 'act_notice_not_now',
    })
  })

  it('a commitment is said not to be kept by the other side only, and stays done where its own side calls it done', async () => {
    const [due, done, own] = [
      await makeCommitment(there),
      await makeCommitment(there, 'done'),
      await makeCommitment(here),
    ]
    await recordAct(us.ctx(), ofUs(), act('nonPerformance', { commitmentId: due }), links)
    await recordAct(us.ctx(), ofUs(), act('nonPerformance', { commitmentId: done }), links)
    expect([await commitmentState(due), await commitmentState(done)]).toEqual(['notPerformed', 'done'])
    await expect(
      recordAct(us.ctx(), ofUs(), act('nonPerformance', { commitmentId: own }), links),
    ).rejects.toMatchObject({ reason: 'act_own_commitment' })
  })

  it('the end of a tie is public with its year', async () => {
    await recordAct(us.ctx(), ofUs(), act('ending'), links)
    expect(await stateOf()).toMatchObject({ state: 'ended', until_year: year })
    await expect(recordAct(us.ctx(), ofUs(), act('suspension'), links)).rejects.toMatchObject({
      reason: 'act_tie_ended',
    })
  })

  it('taken back, an act stays readable and what it had changed is set back', async () => {
    const commitmentId = await makeCommitment(there)
    const { id } = await recordAct(us.ctx(), ofUs(), act('nonPerformance', { commitmentId }), links)
    const suspension = await recordAct(us.ctx(), ofUs(), act('suspension'), links)
    const notice = await recordAct(us.ctx(), ofUs(), act('notice', { agreementId }), links)
    await expect(withdrawAct(them.ctx(), ofThem(), id, links)).rejects.toMatchObject({ reason: 'act_not_yours' })
    for (const one of [id, suspension.id, notice.id]) await withdrawAct(us.ctx(), ofUs(), one, links)
    expect([await commitmentState(commitmentId), await agreementState(), (await stateOf()).state]).toEqual([
      ...['due', 'inForce', 'unknown'],
    ])
    const acts = await listActs(them.ctx(), ofThem())
    expect(acts.map(({ withdrawnAt, reason }) => [withdrawnAt !== null, reason])).toEqual([
      ...[
        [true, 'Kryptoraison'],
        [true, 'Kryptoraison'],
        [true, 'Kryptoraison'],
      ],
    ])
    await expect(withdrawAct(us.ctx(), ofUs(), id, links)).rejects.toMatchObject({ reason: 'act_withdrawn' })
  })
})

describe('an answer to an act', () => {
  it('stands beside it as it was said, as often as the other side likes, and is never changed', async () => {
    const { id } = await recordAct(us.ctx(), ofUs(), act('suspension'), links)
    await answerAct(them.ctx(), ofThem(), id, 'Nous n’avons pas été consultés.', links)
    await answerAct(them.ctx(), ofThem(), id, 'Nous souhaitons nous rencontrer.', links)
    const [seen] = await listActs(us.ctx(), ofUs())
    expect(seen?.answers.map(({ body, name }) => [body, name])).toEqual([
      ['Nous n’avons pas été consultés.', them.name],
      ['Nous souhaitons nous rencontrer.', them.name],
    ])
    await expect(answerAct(us.ctx(), ofUs(), id, 'Si', links)).rejects.toMatchObject({ reason: 'act_own' })
    await expect(answerAct(them.ctx(), ofThem(), id, ' ', links)).rejects.toMatchObject({ reason: 'act_answer_needed' })
    for (const ctx of [us.ctx(), them.ctx()])
      await expect(
        inTransaction(ctx, ({ db }) => sql`update tie_act_answer set body = 'Rien'`.execute(db)),
      ).rejects.toThrow(/permission denied/)
    await expect(
      inTransaction(us.ctx(), ({ db }) =>
        sql`insert into tie_act_answer (id, act_id, organisation_id, body, person_id)
          values (${newId()}, ${id}, ${there.id}, 'D’accord', ${us.id})`.execute(db),
      ),
    ).rejects.toThrow(/row-level security/)
    await expect(
      inTransaction(us.ctx(), ({ db }) => sql`update tie_act set reason = 'Autre'`.execute(db)),
    ).rejects.toThrow(/permission denied/)
  })
})

describe('who reads acts', () => {
  it('the parties, and nobody else: no public table, no trail, no mail, no administrator', async () => {
    const commitmentId = await makeCommitment(there)
    await recordAct(us.ctx(), ofUs(), act('nonPerformance', { commitmentId }), links)
    const { id } = await recordAct(us.ctx(), ofUs(), act('notice', { agreementId }), links)
    await answerAct(them.ctx(), ofThem(), id, 'Kryptoréponse', links)
    for (const organisation of [here, there])
      for (const part of ['presentation', 'agreements', 'projects', 'photos', 'money'])
        await owner.db
          .insertInto('publication_consent')
          .values({ partnership_id: tieId, organisation_id: organisation.id, part, answer: 'yes' })
          .execute()
    await publishTie(owner, tieId)
    const tables = [
      'public_tie',
      'public_tie_content',
      'public_tie_statement',
      'public_organisation',
      'audit_entry',
      'mail',
    ]
    for (const table of tables) {
      const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(table)} t`.execute(
        owner.db,
      )
      expect(rows.map(({ row }) => row).join('\n'), table).not.toMatch(/Krypto|notPerformed|nonPerformance|noticeGiven/)
    }
    const administrator = await memberContext((await makePerson(owner, { administrator: true })).id, here.id)
    await expect(listActs(administrator, ofUs())).rejects.toMatchObject({ code: 'not_found' })
    const seen = await inTransaction(administrator, ({ db }) => db.selectFrom('tie_act').selectAll().execute())
    expect(seen).toEqual([])
    const visitor = openDatabase(await testDatabaseUrl(), { role: appRole, max: 1 })
    await expect(sql`select 1 from tie_act`.execute(visitor.db)).rejects.toThrow(/permission denied/)
    await visitor.close()
  })

  it('is refused to somebody of no party, a reader, who has not signed in, and for what is not of this tie', async () => {
    const stranger = await memberOf(await makeAuthority(owner, { name: 'Annecy' }))
    const reader = await memberOf(here, 'reader')
    const record = (ctx: Ctx) => recordAct(ctx, ofUs(), act('suspension'), links)
    await expect(record(stranger.ctx())).rejects.toMatchObject({ code: 'not_found' })
    await expect(record(reader.ctx())).rejects.toMatchObject({ code: 'forbidden' })
    await expect(record(owner)).rejects.toMatchObject({ code: 'unauthenticated' })
    const { id } = await recordAct(us.ctx(), ofUs(), act('suspension'), links)
    const other = await makePair(owner, ['Lille', 'Saint-Louis'])
    const lille = await memberOf(other.here)
    const ofLille = { partnershipId: other.tie.id, organisationId: other.here.id }
    await expect(answerAct(lille.ctx(), ofLille, id, 'Et nous ?', links)).rejects.toMatchObject({
      reason: 'act_not_found',
    })
    await expect(recordAct(lille.ctx(), ofLille, act('notice', { agreementId }), links)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
