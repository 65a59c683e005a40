import { type RawBuilder, sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { asJob, type Ctx, inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, jobContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'

// What row-level security refuses by itself, were a permission forgotten on the first line of a command.

const owner = await testContext()
const town = await makeAuthority(owner, { name: 'Chambéry' })
const elsewhere = await makeAuthority(owner, { name: 'Ouahigouya', country: 'BF' })
const hidden = await makeAuthority(owner, { name: 'Lieu discret', discreetSince: new Date() })
const stranger = await makePerson(owner)
const people = { reader: stranger, contributor: stranger, manager: stranger, owner: stranger }

beforeAll(async () => {
  for (const role of ['reader', 'contributor', 'manager', 'owner'] as const) {
    people[role] = await makePerson(owner)
    await makeSeat(owner, { personId: people[role].id, organisationId: town.id, role })
  }
})

/** How many rows a statement reached as that person, acting for an organisation; `refused` when it may not be made. */
async function reach(personId: string, statement: RawBuilder<unknown>, organisationId: string | null = town.id) {
  const ctx = await memberContext(personId, organisationId)
  const attempt = (inner: Ctx) => statement.execute(inner.db)
  return inTransaction(ctx, attempt).then(
    (result) => Number(result.numAffectedRows ?? result.rows.length),
    (error: { code?: string }) => (error.code === '42501' ? 'refused' : Promise.reject(error)),
  )
}

const seatOf = (personId: string, organisationId: string, role: string) =>
  sql`insert into membership (id, organisation_id, person_id, role) values (${newId()}, ${organisationId}, ${personId}, ${role})`

describe('row-level security, without any permission in front of it', () => {
  it('lets nobody give themselves a seat', async () => {
    expect(await reach(stranger.id, seatOf(stranger.id, town.id, 'owner'))).toBe('refused')
    expect(await reach(people.contributor.id, seatOf(stranger.id, town.id, 'reader'))).toBe('refused')
  })

  it('lets a manager give one in their organisation, and in no other', async () => {
    const guest = await makePerson(owner)
    expect(await reach(people.manager.id, seatOf(guest.id, town.id, 'reader'))).toBe(1)
    expect(await reach(people.manager.id, seatOf(guest.id, elsewhere.id, 'reader'))).toBe('refused')
    expect(await reach(people.manager.id, seatOf(guest.id, elsewhere.id, 'reader'), elsewhere.id)).toBe('refused')
  })

  it('lets nobody make an administrator of themselves', async () => {
    const rise = sql`update person set administrator = true where id = ${people.owner.id}`
    expect(await reach(people.owner.id, rise)).toBe('refused')
  })

  it('lets contributors write their sheet, and nobody else', async () => {
    const write = sql`insert into organisation_profile (organisation_id, strengths) values (${town.id}, 'Eau')
      on conflict (organisation_id) do update set strengths = excluded.strengths`
    expect(await reach(stranger.id, write)).toBe('refused')
    expect(await reach(people.reader.id, write)).toBe('refused')
    expect(await reach(people.contributor.id, write, null)).toBe('refused')
    expect(await reach(people.contributor.id, write)).toBe(1)
  })

  it('shows a record in discreet mode to nobody else', async () => {
    const read = sql`select from organisation where id = ${hidden.id}`
    expect(await reach(people.owner.id, read)).toBe(0)
  })

  it('shows mails, sessions and links to nobody', async () => {
    expect(await reach(people.owner.id, sql`select from auth.session`)).toBe('refused')
    expect(await reach(people.owner.id, sql`select from mail`)).toBe(0)
    expect(await reach(people.owner.id, sql`select from administrator_link`)).toBe(0)
    expect(await reach(people.owner.id, sql`select from kept_form`)).toBe(0)
  })

  it('lets nobody change or remove what was written down of a change', async () => {
    // Only erasing a person rewrites what a change quotes; who made it and when, nobody does.
    expect(await reach(people.owner.id, sql`update audit_entry set note = ''`)).toBe(0)
    expect(await reach(people.owner.id, sql`update audit_entry set person_id = null`)).toBe('refused')
    expect(await reach(people.owner.id, sql`delete from audit_entry`)).toBe(0)
  })

  it('gives the rights of a job back with its work, also within another job', async () => {
    const job = (inner: Ctx) => sql<{ job: string | null }>`select acting_job() as job`.execute(inner.db)
    for (const ctx of [await memberContext(stranger.id), await anonymousContext(), await jobContext('mail')]) {
      const seen = await inTransaction(ctx, async (inner) => {
        const before = await job(inner)
        await asJob(inner, 'correction', async (outer) => {
          await asJob(outer, 'publish', async (nested) => expect((await job(nested)).rows[0]?.job).toBe('publish'))
          expect((await job(outer)).rows[0]?.job).toBe('correction')
        })
        return [before.rows[0]?.job, (await job(inner)).rows[0]?.job]
      })
      expect(seen[0]).toBe(seen[1])
    }
  })

  it('forgets who acted when the transaction ends', async () => {
    const ctx = await memberContext(people.owner.id, town.id)
    await inTransaction(ctx, (inner) => sql`select acting_person()`.execute(inner.db))
    const { rows } = await sql<{ person: string | null }>`select acting_person() as person`.execute(ctx.db)
    expect(rows).toEqual([{ person: null }])
  })
})
