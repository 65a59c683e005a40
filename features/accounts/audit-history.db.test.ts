import { beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { makeTie } from '../../tests/api-world.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority, makeSource } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { addOfficial, changeOfficial, listOfficials, removeOfficial } from '../organisations/officials.server.ts'
import type { OfficialFacts } from '../organisations/officials.ts'
import { getProfile, saveProfile, setProfilePublic } from '../organisations/profile.server.ts'
import { emptyProfile } from '../organisations/profile.ts'
import { setTieDiscreet } from '../partnerships/discreet.server.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { recordStatements } from '../partnerships/statements.server.ts'
import { recordChange } from './audit.server.ts'
import { listChangedRecords, listHistory } from './audit-history.server.ts'
import { restoreVersion } from './audit-restore.server.ts'

const owner = await testContext()
const town = await makeAuthority(owner, { name: 'Chambéry', population: 60_000 })
const partner = await makeAuthority(owner, { name: 'Ouahigouya', country: 'BF' })
const tie = await makeTie(owner, { parties: [town, partner], state: 'unknown', sinceYear: 1991 })
let writer: Ctx
let reader: Ctx
let stranger: Ctx

async function memberOf(organisationId: string, role: 'reader' | 'contributor', name: string): Promise<Ctx> {
  const { id } = await makePerson(owner, { name })
  await makeSeat(owner, { personId: id, organisationId, role })
  return memberContext(id, organisationId)
}

let minutes = 0
const act = <T>(ctx: Ctx, work: (inner: Ctx) => Promise<T>) =>
  inTransaction({ ...ctx, now: new Date(Date.now() + ++minutes * 60_000) }, work)
const history = async (ctx: Ctx = reader, organisationId = town.id) =>
  (await act(ctx, (inner) => listHistory(inner, organisationId, { record: null, page: 1 }))).entries
const restore = (entryId: string, ctx = writer) => act(ctx, (inner) => restoreVersion(inner, town.id, entryId))

beforeAll(async () => {
  writer = await memberOf(town.id, 'contributor', 'Claire Morand')
  reader = await memberOf(town.id, 'reader', 'Lecteur')
  stranger = await memberOf(partner.id, 'contributor', 'Salif Ouédraogo')
  await makeSource(owner, 'correction')
  await publishTies(owner)
})

describe('the history of an organisation', () => {
  it('is for its members', async () => {
    await expect(history(await anonymousContext())).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(history(stranger)).rejects.toMatchObject({ reason: 'not_a_member' })
  })

  it('says who changed which field from what to what, by which door', async () => {
    await act(writer, (ctx) => saveProfile(ctx, town.id, { ...emptyProfile, strengths: 'Festival' }))
    await act(writer, (ctx) => saveProfile(ctx, town.id, { ...emptyProfile, strengths: 'Musée' }))
    const [latest] = await history()
    expect(latest).toMatchObject({
      personName: 'Claire Morand',
      actingFor: 'Chambéry',
      door: 'workspace',
      recordKind: 'profile',
      action: 'changed',
      fields: [{ name: 'strengths', kind: 'text', from: 'Festival', to: 'Musée' }],
      restorable: true,
    })
  })

  it('tells of a tie which side changed it, without naming people of the other', async () => {
    await act(stranger, (ctx) => setTieDiscreet(ctx, { organisationId: partner.id, recordId: tie }, true))
    await act(stranger, (ctx) => setTieDiscreet(ctx, { organisationId: partner.id, recordId: tie }, false))
    const [latest] = await history()
    expect(latest).toMatchObject({ recordName: 'Ouahigouya', actingFor: 'Ouahigouya', personName: null })
  })

  it('can be narrowed to one record', async () => {
    const records = await act(reader, (ctx) => listChangedRecords(ctx, town.id))
    expect(records.map(({ kind }) => kind).sort()).toEqual(['partnership', 'profile'])
    const { entries } = await act(reader, (ctx) =>
      listHistory(ctx, town.id, { record: { kind: 'partnership', id: tie }, page: 1 }),
    )
    expect(new Set(entries.map((entry) => entry.recordKind))).toEqual(new Set(['partnership']))
  })
})

describe('restoring a version', () => {
  const ofSheet = async (action: string) =>
    (await history()).find((one) => one.recordKind === 'profile' && one.action === action)

  it('is for contributors, and of what is there', async () => {
    const id = (await ofSheet('changed'))?.id ?? ''
    await expect(restore(id, reader)).rejects.toMatchObject({ reason: 'role_too_low' })
    await expect(restore(id, stranger)).rejects.toMatchObject({ reason: 'not_a_member' })
    await expect(restore(newId())).rejects.toMatchObject({ reason: 'history_entry_not_found' })
    await expect(restore('nothing')).rejects.toMatchObject({ reason: 'history_entry_not_found' })
  })

  it('brings a sheet back, and is an entry itself that can be undone', async () => {
    await restore((await ofSheet('changed'))?.id ?? '')
    expect((await act(reader, (ctx) => getProfile(ctx, town.id))).strengths).toBe('Festival')
    const undo = await ofSheet('changed')
    expect(undo?.fields).toMatchObject([{ from: 'Musée', to: 'Festival' }])
    await restore(undo?.id ?? '')
    expect((await act(reader, (ctx) => getProfile(ctx, town.id))).strengths).toBe('Musée')
  })

  it('takes a sheet off again that had been published', async () => {
    await act(writer, (ctx) => setProfilePublic(ctx, town.id, true))
    await restore((await ofSheet('published'))?.id ?? '')
    expect((await act(reader, (ctx) => getProfile(ctx, town.id))).publicSince).toBeNull()
  })

  it('brings a person back who was changed, and one who was taken off', async () => {
    const facts: OfficialFacts = { name: 'Awa', functionTitle: 'Maire', kind: 'elected', isPublic: true, until: null }
    const id = await act(writer, (ctx) => addOfficial(ctx, town.id, facts))
    await act(writer, (ctx) => changeOfficial(ctx, town.id, id, { ...facts, functionTitle: 'Adjointe' }))
    const last = async () => (await history()).find((one) => one.recordKind === 'official')?.id ?? ''
    await restore(await last())
    const officials = () => act(reader, (ctx) => listOfficials(ctx, town.id))
    expect(await officials()).toMatchObject([{ functionTitle: 'Maire' }])
    await act(writer, (ctx) => removeOfficial(ctx, town.id, id))
    await restore(await last())
    expect(await officials()).toMatchObject([{ id, name: 'Awa', functionTitle: 'Maire', isPublic: true }])
  })

  it('brings back what a correction had changed of the organisation', async () => {
    await owner.db.updateTable('organisation').set({ name: 'Chambry' }).where('id', '=', town.id).execute()
    await act(writer, (ctx) =>
      recordChange(ctx, {
        recordKind: 'organisation',
        recordId: town.id,
        organisationId: town.id,
        action: 'correctionAccepted',
        before: { name: 'Chambéry' },
        after: { name: 'Chambry' },
      }),
    )
    await restore((await history())[0]?.id ?? '')
    const shown = await owner.db.selectFrom('public_organisation').select('name').where('id', '=', town.id).execute()
    expect(shown).toEqual([{ name: 'Chambéry' }])
  })

  const corrected = (before: object, after: object) =>
    act(writer, (ctx) =>
      recordChange(ctx, {
        recordKind: 'partnership',
        recordId: tie,
        organisationId: town.id,
        action: 'correctionAccepted',
        before: { ...before },
        after: { ...after },
      }),
    )
  const sayYear = (sinceYear: number, state: 'active' | 'ended') =>
    inTransaction(owner, (ctx) =>
      recordStatements(ctx, 'correction', [
        {
          partnershipId: tie,
          key: `said ${sinceYear}`,
          evidence: 'oneParty',
          type: 'unknown',
          state,
          sinceYear,
          untilYear: null,
          attestedYear: 2020,
          names: [],
        },
      ]),
    )

  it('has the party say again of a tie what stood there', async () => {
    await sayYear(1985, 'active')
    await corrected({ state: 'active', since_year: 1991 }, { state: 'active', since_year: 1985 })
    await restore((await history())[0]?.id ?? '')
    const shown = await owner.db.selectFrom('public_tie').select('since_year').where('id', '=', tie).executeTakeFirst()
    expect(shown).toEqual({ since_year: 1991 })
  })

  it('refuses what the statements of a tie together do not say', async () => {
    await corrected({ since_year: null }, { since_year: 1991 })
    const [entry] = await history()
    await expect(restore(entry?.id ?? '')).rejects.toMatchObject({ reason: 'history_others_say' })
    expect((await history())[0]?.id).toBe(entry?.id)
  })
})
