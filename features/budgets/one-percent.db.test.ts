import { beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeProject } from '../../tests/ties.ts'
import { downloadOnePercent } from './choices-file.server.ts'
import { getOnePercent, type RoomInput, removeRoom, saveRoom } from './one-percent.server.ts'
import type { MechanismInput } from './one-percent-mechanism-form.ts'
import { listMechanisms, loadOnePercent, readMechanisms, saveMechanism } from './one-percent-mechanisms.server.ts'

const owner = await testContext()
const epci = await makeAuthority(owner, { name: 'Grand Chambéry', tier: 'epci' })
const here = await makeAuthority(owner, { name: 'Chambéry', epciId: epci.id })
const other = await makeAuthority(owner, { name: 'Annecy' })

async function seated(organisationId: string, role: 'reader' | 'contributor') {
  const person = await makePerson(owner)
  await makeSeat(owner, { personId: person.id, organisationId, role })
  return memberContext(person.id, organisationId)
}
const reader = await seated(here.id, 'reader')
const officer = await seated(here.id, 'contributor')
const stranger = await seated(other.id, 'contributor')
const administrator = await memberContext((await makePerson(owner, { administrator: true })).id)

const typed: RoomInput = {
  ...{ mechanism: 'water', year: '2025', holder: '', holderName: 'Régie des eaux', resources: '8 400 000' },
  ...{ pooled: '2000', usedByHand: '', source: 'Compte administratif 2025', votedOn: '2025-04-01' },
}
const save = (ctx: Ctx, facts: Partial<RoomInput> = {}, id = '') =>
  inTransaction(ctx, (inner) => saveRoom(inner, here.id, id, { ...typed, ...facts }))
const get = (ctx: Ctx) => inTransaction(ctx, (inner) => getOnePercent(inner, here.id))

beforeAll(async () => {
  await loadOnePercent(owner)
  const line = (facts: object) =>
    makeBudgetLine(owner, here.id, { year: 2025, executed: '21000.00', one_percent: 'water', ...facts })
  await line({})
  await line({ executed: null, voted: '99.00' })
  await line({ valuation: 'staff' })
  await line({ one_percent: 'waste', executed: '500.00' })
  await line({ one_percent: null, direction: 'receipt', funding_source: 'waterAgency', executed: '7000.00' })
  const project = await makeProject(owner, { organisationId: here.id })
  await owner.db
    .insertInto('project_money')
    .values({
      id: newId(),
      project_id: project.id,
      organisation_id: here.id,
      funder_name: 'Agence de l’eau',
      source: 'waterAgency',
      year: 2026,
      planned: '15000',
    })
    .execute()
})

describe('the 1 %', () => {
  it('says of each mechanism its article and act, and that nobody has verified it yet', async () => {
    const mechanisms = await inTransaction(reader, readMechanisms)
    expect(mechanisms.map(({ code, since, verifiedOn }) => [code, since, verifiedOn])).toEqual([
      ['water', '2005-02-09', null],
      ['energy', '2006-12-07', null],
      ['waste', '2014-07-07', null],
      ['mobility', '2021-08-04', null],
    ])
  })

  it('measures each holder and year, and leaves apart what is nobody’s', async () => {
    await save(officer)
    const found = await get(reader)
    expect(found.rooms).toMatchObject([
      {
        holderName: 'Régie des eaux',
        ceiling: '84000.00',
        fromLines: '21000.00',
        used: '21000.00',
        pooled: '2000.00',
        unused: '61000.00',
        over: null,
      },
    ])
    expect(found.loose).toEqual([{ mechanism: 'waste', year: 2025, amount: '500.00' }])
    expect(found.holders.map(({ name }) => name)).toEqual(['Chambéry', 'Grand Chambéry'])
  })

  it('says when a ceiling is exceeded', async () => {
    await save(officer, { mechanism: 'waste', holder: epci.key, holderName: '', resources: '40000', pooled: '' })
    expect((await get(reader)).rooms.find(({ mechanism }) => mechanism === 'waste')).toMatchObject({
      ...{
        holderName: 'Grand Chambéry',
        holderKey: epci.key,
        ceiling: '400.00',
        used: '500.00',
        unused: null,
        over: '100.00',
      },
    })
  })

  it('shows the water agencies apart, as a funder', async () => {
    expect((await get(reader)).agencies).toEqual([
      { year: 2026, received: null, planned: '15000.00', spent: null },
      { year: 2025, received: '7000.00', planned: null, spent: null },
    ])
  })

  it.each([
    [{ mechanism: 'air' }, 'one_percent_mechanism_unknown'],
    [{ year: '1999' }, 'one_percent_year_wrong'],
    [{ year: 'deux mille' }, 'one_percent_year_wrong'],
    [{ holderName: '' }, 'one_percent_holder_missing'],
    [{ holder: other.key }, 'one_percent_holder_unknown'],
    [{ resources: '' }, 'one_percent_resources_wrong'],
    [{ pooled: 'un peu' }, 'one_percent_amount_wrong'],
    [{ usedByHand: '-1' }, 'one_percent_amount_wrong'],
    [{ votedOn: '2025-13-45' }, 'floor_day_wrong'],
  ])('typed as %j is answered with a sentence', async (facts, reason) => {
    await expect(save(officer, facts)).rejects.toMatchObject({ code: 'invalid', reason })
  })

  it('has one row for each holder, service and year', async () => {
    await expect(save(officer)).rejects.toMatchObject({ code: 'conflict', reason: 'one_percent_room_taken' })
  })

  it('is changed and taken out by contributors of the authority only', async () => {
    const id = (await get(reader)).rooms.find(({ mechanism }) => mechanism === 'water')?.id ?? ''
    await save(officer, { usedByHand: '100,50' }, id)
    expect((await get(reader)).rooms.find((room) => room.id === id)).toMatchObject({ used: '21100.50' })
    for (const [ctx, code] of [
      [reader, 'forbidden'],
      [stranger, 'forbidden'],
      [await anonymousContext(), 'unauthenticated'],
    ] as const) {
      await expect(save(ctx)).rejects.toMatchObject({ code })
      await expect(inTransaction(ctx, (inner) => removeRoom(inner, here.id, id))).rejects.toMatchObject({ code })
    }
    await expect(get(stranger)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(inTransaction(stranger, (ctx) => removeRoom(ctx, other.id, id))).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await inTransaction(stranger, ({ db }) => db.selectFrom('one_percent_room').selectAll().execute())).toEqual(
      [],
    )
    await inTransaction(officer, (ctx) => removeRoom(ctx, here.id, id))
    await expect(save(officer, {}, id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is taken away as a table', async () => {
    const file = await inTransaction(reader, (ctx) => downloadOnePercent(ctx, here.id, 'csv'))
    expect(new TextDecoder().decode(file.bytes)).toContain('Grand Chambéry,Déchets des ménages,2025,40000,400,500')
  })
})

describe('the mechanisms', () => {
  const water: MechanismInput = {
    ...{ code: 'water', article: 'CGCT, article L.1115-1-1', act: 'loi n° 2005-95', since: '2005-02-09', rate: '1,00' },
    ...{
      basisFr: 'ressources',
      basisEn: 'resources',
      sourceName: 'Légifrance',
      sourceUrl: '',
      verifiedOn: '2026-11-21',
    },
  }
  const change = (ctx: Ctx, facts: Partial<MechanismInput> = {}) =>
    inTransaction(ctx, (inner) => saveMechanism(inner, { ...water, ...facts }))

  it('are kept by the administrator; what nobody edited follows our own file when it is corrected', async () => {
    await change(administrator)
    // As an instance stands that was begun with an older file.
    await owner.db
      .updateTable('one_percent_mechanism')
      .set({ act: 'loi à vérifier', verified_on: '2020-01-01' })
      .execute()
    await owner.db
      .updateTable('seed_load')
      .set({ digest: 'old' })
      .where('name', '=', 'one-percent-mechanisms')
      .execute()
    await loadOnePercent(owner)
    const [water, energy] = await inTransaction(administrator, listMechanisms)
    expect(water).toMatchObject({ code: 'water', act: 'loi à vérifier', sourceName: 'Légifrance' })
    expect(energy).toMatchObject({ code: 'energy', act: 'loi n° 2006-1537 du 7 décembre 2006', verifiedOn: null })
  })

  it.each([
    [{ code: 'air' }, 'one_percent_mechanism_unknown'],
    [{ article: '' }, 'law_missing'],
    [{ act: 'x'.repeat(301) }, 'law_long'],
    [{ since: 'jadis' }, 'law_day_wrong'],
    [{ verifiedOn: '2026-02-31' }, 'law_day_wrong'],
    [{ rate: '0' }, 'one_percent_rate_wrong'],
    [{ rate: '101' }, 'one_percent_rate_wrong'],
    [{ sourceUrl: 'javascript:alert(1)' }, 'law_address_wrong'],
  ])('typed as %j are answered with a sentence', async (facts, reason) => {
    await expect(change(administrator, facts)).rejects.toMatchObject({ code: 'invalid', reason })
  })

  it('are nobody else’s to change', async () => {
    await expect(change(officer)).rejects.toMatchObject({ code: 'forbidden', reason: 'administrator_needed' })
    await expect(change(await anonymousContext())).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(inTransaction(officer, listMechanisms)).rejects.toMatchObject({ code: 'forbidden' })
  })
})
