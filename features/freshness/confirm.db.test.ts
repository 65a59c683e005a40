import { beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { makeTie } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { confirmRecords } from './confirm.server.ts'
import { findOwnRecords } from './records.server.ts'

let owner: Ctx
let here: Ctx
let there: Ctx
let reader: Ctx
let nanterre: { id: string; key: string; name: string }
let tlemcen: { id: string; key: string; name: string }
let tie: string
let foreignTie: string

beforeAll(async () => {
  owner = await testContext()
  nanterre = await makeAuthority(owner, { name: 'Nanterre', inseeCode: '92050', lat: 48.9, lon: 2.2 })
  tlemcen = await makeAuthority(owner, { name: 'Tlemcen', country: 'DZ', lat: 34.9, lon: -1.3 })
  const pesaro = await makeAuthority(owner, { name: 'Pesaro', country: 'IT', lat: 43.9, lon: 12.9 })
  tie = await makeTie(owner, { parties: [nanterre, tlemcen], said: [{ source: 'a', licence: 'CC0-1.0', year: 2008 }] })
  foreignTie = await makeTie(owner, { parties: [tlemcen, pesaro] })
  const officer = await makePerson(owner)
  const mayor = await makePerson(owner)
  const trainee = await makePerson(owner)
  await makeSeat(owner, { personId: officer.id, organisationId: nanterre.id, role: 'contributor' })
  await makeSeat(owner, { personId: mayor.id, organisationId: tlemcen.id, role: 'owner' })
  await makeSeat(owner, { personId: trainee.id, organisationId: nanterre.id, role: 'reader' })
  here = await memberContext(officer.id, nanterre.id)
  there = await memberContext(mayor.id, tlemcen.id)
  reader = await memberContext(trainee.id, nanterre.id)
  await publishTies(owner)
})

const published = () =>
  owner.db
    .selectFrom('public_tie')
    .select(['evidence', 'attested_year', 'sources'])
    .where('id', '=', tie)
    .executeTakeFirst()

describe('“all is right”', () => {
  it('is refused to nobody, to readers, and to members of another organisation', async () => {
    await expect(confirmRecords(await anonymousContext(), nanterre.id, 'all')).rejects.toMatchObject({
      reason: 'sign_in_needed',
    })
    await expect(confirmRecords(reader, nanterre.id, 'all')).rejects.toMatchObject({ reason: 'role_too_low' })
    await expect(confirmRecords(there, nanterre.id, 'all')).rejects.toMatchObject({ reason: 'not_a_member' })
  })

  it('reaches no record of others, whatever id is given', async () => {
    const attempt = confirmRecords(here, nanterre.id, [
      { kind: 'partnership', id: foreignTie },
      { kind: 'organisation', id: tlemcen.id },
    ])
    await expect(attempt).rejects.toMatchObject({ reason: 'confirmation_nothing' })
    expect(await owner.db.selectFrom('confirmation').selectAll().execute()).toEqual([])
  })

  it('raises the evidence of a tie to one party, then to both, beside what the list says', async () => {
    expect(await confirmRecords(here, nanterre.id, [{ kind: 'partnership', id: tie }])).toBe(1)
    expect(await published()).toMatchObject({ evidence: 'oneParty', sources: ['a', 'confirmation'] })
    expect(await confirmRecords(there, tlemcen.id, 'all')).toBe(3)
    expect(await published()).toMatchObject({
      evidence: 'bothParties',
      attested_year: new Date().getFullYear(),
    })
  })

  it('leaves a trace of who, for whom, of what', async () => {
    const entries = await owner.db
      .selectFrom('audit_entry')
      .select(['record_kind', 'acting_for', 'action', 'door'])
      .where('record_id', '=', tie)
      .orderBy('at')
      .execute()
    expect(entries).toMatchObject([
      { record_kind: 'partnership', acting_for: nanterre.id, action: 'confirmed', door: 'workspace' },
      { acting_for: tlemcen.id },
    ])
  })

  it('said twice in a year is one statement', async () => {
    await confirmRecords(here, nanterre.id, [{ kind: 'partnership', id: tie }])
    const said = await owner.db
      .selectFrom('partnership_statement')
      .selectAll()
      .where('partnership_id', '=', tie)
      .execute()
    expect(said).toHaveLength(3)
    expect((await published())?.evidence).toBe('bothParties')
  })

  it('makes the record fresh for its members', async () => {
    const records = await inTransaction(there, (inner) => findOwnRecords(inner, tlemcen.id))
    expect(records?.organisation.freshness).toMatchObject({ level: 'fresh', reason: 'confirmed' })
    expect(records?.ties.map((one) => one.freshness.level)).toEqual(['fresh', 'fresh'])
  })

  it('takes a party’s word on where it stands today, and its beginning as it was', async () => {
    await confirmRecords(here, nanterre.id, [{ kind: 'partnership', id: tie, state: 'active' }])
    const row = await owner.db
      .selectFrom('public_tie')
      .select(['state', 'confirmed_on'])
      .where('id', '=', tie)
      .executeTakeFirst()
    expect(row?.state).toBe('active')
    expect(row?.confirmed_on).not.toBeNull()
  })
})
