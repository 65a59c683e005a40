import { describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { jobContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeAgreement, makePair, makeProject } from '../../tests/ties.ts'
import { sendAlerts } from './alerts.server.ts'

const owner = await testContext()
const job = await jobContext('alert')
const links = { due: (locale: string, key: string | null) => `http://navette.example/${locale}/${key ?? 'all'}` }
const on = (day: string) => sendAlerts({ ...job, now: new Date(`${day}T05:30:00Z`) }, links)

async function letters() {
  const rows = await owner.db
    .selectFrom('mail')
    .selectAll()
    .where('kind', '=', 'dueAlert')
    .orderBy('created_at')
    .execute()
  await owner.db.deleteFrom('mail').execute()
  return rows
}

async function around(endsOn: string, state = 'inForce') {
  const { tie, here, there } = await makePair(owner)
  const officer = await makePerson(owner)
  const guest = await makePerson(owner)
  const reader = await makePerson(owner)
  await makeSeat(owner, { personId: officer.id, organisationId: here.id, role: 'contributor' })
  await makeSeat(owner, { personId: reader.id, organisationId: here.id, role: 'reader' })
  await makeSeat(owner, { personId: guest.id, organisationId: here.id, role: 'contributor', partnershipId: tie.id })
  const of = { partnershipId: tie.id, organisationId: here.id }
  const agreement = await makeAgreement(owner, of, { state, title: 'Texte confidentiel', endsOn })
  return { tie, here, there, officer, guest, agreement }
}

async function promise(agreementId: string, organisationId: string, dueOn: string) {
  const row = { id: newId(), agreement_id: agreementId, organisation_id: organisationId }
  await owner.db
    .insertInto('commitment')
    .values({ ...row, kind: 'people', body: 'Deux techniciens', due_on: dueOn })
    .execute()
}

describe('an agreement whose end is near', () => {
  it('is told of twelve, six and three months before, to each person who keeps the tie, and never twice', async () => {
    const { officer, guest, here } = await around('2030-12-31')
    expect(await on('2029-12-30')).toBe(0)
    expect(await on('2029-12-31')).toBe(2)
    expect(await on('2029-12-31')).toBe(0)
    expect(await on('2030-02-01')).toBe(0)
    const sent = await letters()
    expect(sent.map(({ recipient }) => recipient).toSorted()).toEqual([officer.email, guest.email].toSorted())
    expect(sent[0]?.text_body).toContain('prend fin le 31 décembre 2030')
    expect(sent[0]?.text_body).toContain(`http://navette.example/fr/${here.key}`)
    expect(await on('2030-06-30')).toBe(2)
    expect(await on('2030-09-30')).toBe(2)
    expect(await on('2030-10-01')).toBe(0)
    expect(await on('2031-01-01')).toBe(0)
    await letters()
  })

  it('keeps what the parties wrote out of the mail', async () => {
    const { agreement, here } = await around('2032-12-31')
    await promise(agreement.id, here.id, '2032-01-05')
    await on('2031-12-31')
    const [sent] = await letters()
    expect(sent?.text_body).not.toMatch(/confidentiel|techniciens/)
    expect(sent?.subject).toBe('2 échéances approchent')
  })

  it('is told of when the days were missed, once, at the stage it has reached', async () => {
    await around('2034-12-31')
    expect(await on('2034-10-20')).toBe(2)
    expect(await on('2034-10-21')).toBe(0)
    await letters()
  })

  it('is told of anew when its end was moved on', async () => {
    const { agreement } = await around('2036-12-31')
    expect(await on('2035-12-31')).toBe(2)
    await owner.db.updateTable('agreement').set({ ends_on: '2039-12-31' }).where('id', '=', agreement.id).execute()
    expect(await on('2036-12-31')).toBe(0)
    expect(await on('2038-12-31')).toBe(2)
    await letters()
  })

  it.each(['suspended', 'ended', 'renewed', 'abandoned', 'draft'])('is silent when it is %s', async (state) => {
    await around('2040-12-31', state)
    expect(await on('2040-09-30')).toBe(0)
  })

  it('is silent when its tie sleeps or has ended', async () => {
    const { tie } = await around('2041-12-31')
    for (const state of ['suspended', 'ended']) {
      await owner.db.updateTable('partnership').set({ state }).where('id', '=', tie.id).execute()
      expect(await on('2041-09-30')).toBe(0)
    }
  })

  it('waits for somebody to keep the tie', async () => {
    const { there } = await around('2043-12-31')
    expect(await on('2043-09-30')).toBe(2)
    const mayor = await makePerson(owner)
    await owner.db.updateTable('person').set({ locale: 'en' }).where('id', '=', mayor.id).execute()
    await makeSeat(owner, { personId: mayor.id, organisationId: there.id, role: 'owner' })
    await letters()
    expect(await on('2043-10-15')).toBe(1)
    const [sent] = await letters()
    expect([sent?.recipient, sent?.locale, sent?.subject]).toEqual([mayor.email, 'en', 'One date is near'])
  })
})

describe('a commitment and a suspension', () => {
  it('are told of a month and a week before, and on the day to look again, several in one mail', async () => {
    const { agreement, tie, there } = await around('2060-12-31')
    await promise(agreement.id, there.id, '2045-06-30')
    const act = { id: newId(), partnership_id: tie.id, organisation_id: there.id, kind: 'suspension' }
    const days = { decided_on: '2045-01-01', effective_on: '2045-01-01', review_on: '2045-06-23' }
    await owner.db
      .insertInto('tie_act')
      .values({ ...act, ...days })
      .execute()
    expect(await on('2045-05-30')).toBe(2)
    expect((await letters())[0]?.text_body).toContain('un engagement de Ouahigouya est attendu le 30 juin 2045')
    expect(await on('2045-06-23')).toBe(2)
    expect((await letters())[0]?.subject).toBe('2 échéances approchent')
    expect(await on('2045-07-01')).toBe(0)
  })

  it('that was kept, or lifted, is silent', async () => {
    const { agreement, there } = await around('2060-12-31')
    await promise(agreement.id, there.id, '2046-06-30')
    await owner.db
      .updateTable('commitment')
      .set({ state: 'done', done_on: '2046-01-01' })
      .where('agreement_id', '=', agreement.id)
      .execute()
    expect(await on('2046-06-23')).toBe(0)
  })
})

describe('an action planned near an election at the partner’s', () => {
  it('is told of once, to those who keep the tie, with which election and never which action', async () => {
    const { tie, here, there, officer, guest } = await around('2060-12-31')
    const of = { partnershipId: tie.id, organisationId: here.id }
    const action = await makeProject(owner, of, { title: 'Forage secret', state: 'prepared' })
    await owner.db.updateTable('project').set({ starts_on: '2048-02-01' }).where('id', '=', action.id).execute()
    await owner.db
      .insertInto('election')
      .values({
        ...{ code: 'near-2048', country: 'BF', tiers: [], name_fr: 'Municipales', name_en: 'Local elections' },
        ...{ on_date: '2048-06-01', date_precision: 'month', source_name: 'test', checked_on: '2026-01-01' },
      })
      .execute()
    expect(await on('2047-11-30')).toBe(0)
    expect(await on('2047-12-01')).toBe(2)
    expect(await on('2047-12-02')).toBe(0)
    const sent = await letters()
    expect(sent.map(({ recipient }) => recipient).toSorted()).toEqual([officer.email, guest.email].toSorted())
    expect(sent[0]?.text_body).toContain('échéance politique chez le partenaire (Municipales, juin 2048)')
    expect(sent[0]?.text_body).not.toContain('Forage')
    // The other side has no election here; once somebody keeps the tie there, its own partner’s would be told of.
    expect(there.name).toBe('Ouahigouya')
    await owner.db.deleteFrom('election').where('code', '=', 'near-2048').execute()
    await owner.db.deleteFrom('project').where('id', '=', action.id).execute()
  })

  it('is silent of a body’s own mission to the other side, of a confidential project, and once the tie sleeps', async () => {
    const { tie, here, there } = await around('2060-12-31')
    const mayor = await makePerson(owner)
    await makeSeat(owner, { personId: mayor.id, organisationId: there.id, role: 'owner' })
    await owner.db
      .insertInto('election')
      .values({
        ...{ code: 'fr-2050', country: 'FR', tiers: [], name_fr: 'Municipales', name_en: 'Local elections' },
        ...{ on_date: '2050-03-15', date_precision: 'day', source_name: 'test', checked_on: '2026-01-01' },
      })
      .execute()
    const action = await makeProject(owner, { partnershipId: tie.id, organisationId: here.id }, { state: 'idea' })
    const set = (facts: Record<string, unknown>) =>
      owner.db.updateTable('project').set(facts).where('id', '=', action.id).execute()
    await set({ starts_on: '2050-02-01', confidential: true })
    expect(await on('2049-10-01')).toBe(0)
    await set({ confidential: false })
    await owner.db.updateTable('partnership').set({ state: 'suspended' }).where('id', '=', tie.id).execute()
    expect(await on('2049-10-01')).toBe(0)
    await owner.db.updateTable('partnership').set({ state: 'unknown' }).where('id', '=', tie.id).execute()
    expect(await on('2049-10-01')).toBe(1)
    expect((await letters())[0]?.recipient).toBe(mayor.email)
    await owner.db.deleteFrom('election').where('code', '=', 'fr-2050').execute()
    await owner.db.deleteFrom('project').where('id', '=', action.id).execute()
  })
})

describe('alerts', () => {
  it('are sent by the job alone', async () => {
    const person = await makePerson(owner)
    const member = await memberContext(person.id)
    await expect(sendAlerts(member, links)).rejects.toMatchObject({ reason: 'job_only' })
  })
})
