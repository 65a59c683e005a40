import ICAL from 'ical.js'
import { describe, expect, it } from 'vitest'
import { testContext } from '../../tests/db.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeAgreement, makePair } from '../../tests/ties.ts'
import { erasePerson } from '../accounts/erasure.server.ts'
import { findFeed, isOwnFeed, makeFeed, openFeed, revokeFeed } from './calendar.server.ts'
import { writeCalendar } from './calendar-file.ts'

const owner = await testContext()
const now = new Date('2027-03-10T10:00:00Z')
const nobody = { ...(await anonymousContext()), now }
const links = { item: () => 'http://navette.example/fr/espace' }

async function someone() {
  const { tie, here, there } = await makePair(owner)
  const person = await makePerson(owner)
  await makeSeat(owner, { personId: person.id, organisationId: here.id, role: 'reader' })
  const of = { partnershipId: tie.id, organisationId: here.id }
  const agreement = await makeAgreement(owner, of, {
    state: 'inForce',
    title: 'L’eau ; et, « la suite »',
    endsOn: '2028-12-31',
  })
  return { tie, here, there, person, agreement, ctx: { ...(await memberContext(person.id)), now } }
}

async function read(token: string, at = now) {
  const feed = await openFeed({ ...nobody, now: at }, token)
  const text = writeCalendar({ ...feed, host: 'navette.example' }, links)
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
  return { text, events }
}

describe('a personal calendar', () => {
  it('is read by a real parser: whole days, names that stay, a reminder before an end', async () => {
    const { ctx, agreement } = await someone()
    const token = await makeFeed(ctx)
    const { text, events } = await read(token)
    const end = events.find(({ uid }) => uid === `agreementEnd-${agreement.id}@navette.example`)
    expect(end?.startDate.toString()).toBe('2028-12-31')
    expect(end?.startDate.isDate).toBe(true)
    expect(end?.summary.replaceAll('\u00a0', ' ')).toBe(
      'Fin de la convention « L’eau ; et, « la suite » » – Ouahigouya',
    )
    const alarm = end?.component.getFirstSubcomponent('valarm')
    expect(String(alarm?.getFirstPropertyValue('trigger'))).toBe('-P30D')
    expect(events.map(({ uid }) => uid.split('-')[0])).toEqual(['agreementReview', 'agreementEnd'])
    for (const event of events)
      expect(String(event.component.getFirstPropertyValue('dtstamp'))).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect((await read(token)).text).toBe(text)
    expect((await read(token, new Date('2027-03-11T10:00:00Z'))).events.map(({ uid }) => uid)).toEqual(
      events.map(({ uid }) => uid),
    )
  })

  it('shows what its person sees as a member now: a seat that ended takes its days away', async () => {
    const { ctx, person } = await someone()
    const token = await makeFeed(ctx)
    expect((await read(token)).events).toHaveLength(2)
    await owner.db.updateTable('membership').set({ ended_at: now }).where('person_id', '=', person.id).execute()
    expect((await read(token)).events).toHaveLength(0)
  })

  it('shows a guest of a tie nothing of the organisation', async () => {
    const { tie, here } = await someone()
    const guest = await makePerson(owner)
    await makeSeat(owner, { personId: guest.id, organisationId: here.id, role: 'contributor', partnershipId: tie.id })
    const token = await makeFeed(await memberContext(guest.id))
    expect((await read(token)).events).toHaveLength(0)
  })

  it('stands once where two of one’s organisations share it', async () => {
    const { ctx, person, there } = await someone()
    await makeSeat(owner, { personId: person.id, organisationId: there.id, role: 'reader' })
    expect((await read(await makeFeed(ctx))).events).toHaveLength(2)
  })

  it('is replaced and taken away: the former address answers nobody', async () => {
    const { ctx } = await someone()
    const first = await makeFeed(ctx)
    const second = await makeFeed(ctx)
    await expect(openFeed(nobody, first)).rejects.toMatchObject({ code: 'not_found' })
    expect((await openFeed(nobody, second)).items).toHaveLength(2)
    expect([await isOwnFeed(ctx, first), await isOwnFeed(ctx, second)]).toEqual([false, true])
    expect(await findFeed(ctx)).toEqual({ createdAt: now })
    await revokeFeed(ctx)
    expect(await findFeed(ctx)).toBe(null)
    await expect(openFeed(nobody, second)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('goes with its person', async () => {
    const { ctx, person } = await someone()
    const token = await makeFeed(ctx)
    await erasePerson(
      { ...ctx, actor: { kind: 'person', personId: person.id, organisationId: null } },
      person.id,
      async () => undefined,
    )
    await expect(openFeed(nobody, token)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('keeps nothing of the secret itself', async () => {
    const { ctx, person } = await someone()
    const token = await makeFeed(ctx)
    const kept = await owner.db.selectFrom('calendar_feed').selectAll().where('person_id', '=', person.id).execute()
    expect(JSON.stringify(kept)).not.toContain(token)
  })

  it('asked for too often answers later', async () => {
    const { ctx } = await someone()
    const token = await makeFeed(ctx)
    for (let turn = 0; turn < 60; turn += 1) await openFeed(nobody, token)
    await expect(openFeed(nobody, token)).rejects.toMatchObject({ code: 'too_many' })
    expect((await openFeed({ ...nobody, now: new Date(now.getTime() + 3_700_000) }, token)).items).toHaveLength(2)
  })

  it('is made by who has signed in', async () => {
    await expect(makeFeed(nobody)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
