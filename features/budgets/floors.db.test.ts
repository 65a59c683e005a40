import { beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, jobContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { type FloorInput, floorsBelow, listFloors, removeFloor, saveFloor } from './floors.server.ts'

const owner = await testContext()
const here = await makeAuthority(owner, { name: 'Chambéry' })
const other = await makeAuthority(owner, { name: 'Annecy' })
await makeAuthority(owner, { name: 'Ouahigouya', country: 'BF' })
await makeAuthority(owner, { name: 'Rabat', country: 'MA' })

async function seated(organisationId: string, role: 'reader' | 'contributor') {
  const person = await makePerson(owner)
  await makeSeat(owner, { personId: person.id, organisationId, role })
  return { ...(await memberContext(person.id, organisationId)), now: new Date('2026-11-21T10:00:00Z') }
}
const reader = await seated(here.id, 'reader')
const officer = await seated(here.id, 'contributor')
const stranger = await seated(other.id, 'contributor')

const typed: FloorInput = {
  ...{ label: 'Part des PMA', scope: 'leastDeveloped', country: '', type: '', measure: 'share', value: '50' },
  ...{ fromYear: '2024', toYear: '', votedOn: '2024-03-12', reference: 'DEL-2024-031' },
}
const save = (ctx: Ctx, facts: Partial<FloorInput> = {}, id = '') =>
  inTransaction(ctx, (inner) => saveFloor(inner, here.id, id, { ...typed, ...facts }))
const list = (ctx: Ctx) => inTransaction(ctx, (inner) => listFloors(inner, here.id))

beforeAll(async () => {
  await owner.db
    .insertInto('country_income_group')
    .values(
      [2024, 2025].flatMap((year) => [
        { country: 'BF', year, income_group: 'ldc', source: 'test' },
        { country: 'MA', year, income_group: 'lmic', source: 'test' },
      ]),
    )
    .execute()
  const line = (year: number, facts: object) => makeBudgetLine(owner, here.id, { year, ...facts })
  await line(2024, { executed: '60000.00', country: 'BF' })
  await line(2024, { executed: '40000.00', country: 'MA' })
  await line(2025, { executed: '30000.00', country: 'BF', one_percent: 'water' })
  await line(2025, { executed: '50000.00', country: 'MA', purpose_frame: 'solidarity' })
  await line(2025, { executed: '5000.00', direction: 'receipt', country: 'BF' })
  await line(2026, { voted: '10000.00', country: 'MA' })
})

describe('a voted floor', () => {
  it('is watched in each year that has begun, from executed amounts or else voted ones', async () => {
    await save(officer)
    const [floor] = await list(reader)
    expect(floor).toMatchObject({ label: 'Part des PMA', value: '50.00', toYear: null, reference: 'DEL-2024-031' })
    expect(
      floor?.years.map(({ year, state, measure, amount, share }) => [year, state, measure, amount, share]),
    ).toEqual([
      [2024, 'met', 'executed', '60000.00', '60.00'],
      [2025, 'notMet', 'executed', '30000.00', '37.50'],
      // No group of 2026 is known: the country is there, its group is not.
      [2026, 'unknown', 'voted', '0.00', '0.00'],
    ])
  })

  it('that is not met in the latest year one can tell is handed to the board of what is due', async () => {
    const below = { label: 'Part des PMA', measure: 'share', value: '50.00', latest: { year: 2025, share: '37.50' } }
    expect(await inTransaction(reader, (ctx) => floorsBelow(ctx, here.id))).toMatchObject([below])
    const job = { ...(await jobContext('alert')), now: reader.now }
    expect(await inTransaction(job, (ctx) => floorsBelow(ctx, here.id))).toMatchObject([below])
    await expect(inTransaction(stranger, (ctx) => floorsBelow(ctx, here.id))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  it('of the year under way is looked at in what was voted: what is executed so far is not all of it', async () => {
    const town = await makeAuthority(owner, { name: 'Aix-les-Bains' })
    const member = await seated(town.id, 'contributor')
    const floor = { scope: 'solidarity', measure: 'amount', value: '1000', fromYear: '2026' }
    await inTransaction(member, (ctx) => saveFloor(ctx, town.id, '', { ...typed, ...floor }))
    const below = () => inTransaction(member, (ctx) => floorsBelow(ctx, town.id))
    await makeBudgetLine(owner, town.id, { year: 2026, purpose_frame: 'solidarity', executed: '300.00' })
    expect(await below()).toEqual([])
    const budget = await makeBudgetLine(owner, town.id, {
      year: 2026,
      purpose_frame: 'solidarity',
      voted: '900.00',
      executed: null,
    })
    expect(await below()).toMatchObject([{ latest: { year: 2026, measure: 'voted', amount: '900.00' } }])
    await owner.db.updateTable('budget_line').set({ voted: '1000.00' }).where('id', '=', budget).execute()
    expect(await below()).toEqual([])
  })

  it.each([
    ['solidarity', {}, '50000.00', 'met'],
    ['onePercent', {}, '30000.00', 'notMet'],
    ['country', { country: 'MA' }, '50000.00', 'met'],
    // Nothing says of what type these lines are.
    ['type', { type: 'twinning' }, '0.00', 'unknown'],
  ])('may protect %s', async (scope, facts, amount, state) => {
    await save(officer, {
      label: scope,
      scope,
      measure: 'amount',
      value: '45 000',
      fromYear: '2025',
      toYear: '2025',
      ...facts,
    })
    const found = (await list(reader)).find(({ label }) => label === scope)
    expect(found?.years).toMatchObject([{ year: 2025, amount, state }])
  })

  it('is changed and taken out by contributors, and leaves a trail', async () => {
    const [floor] = (await list(reader)).filter(({ label }) => label === 'Part des PMA')
    const id = floor?.id ?? ''
    await save(officer, { value: '30' }, id)
    expect((await list(reader)).find((one) => one.id === id)).toMatchObject({ value: '30.00' })
    await expect(inTransaction(reader, (ctx) => removeFloor(ctx, here.id, id))).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(inTransaction(stranger, (ctx) => removeFloor(ctx, other.id, id))).rejects.toMatchObject({
      code: 'not_found',
    })
    await inTransaction(officer, (ctx) => removeFloor(ctx, here.id, id))
    expect((await list(reader)).some((one) => one.id === id)).toBe(false)
    const trail = await owner.db
      .selectFrom('audit_entry')
      .select('action')
      .where('organisation_id', '=', here.id)
      .where('action', 'in', ['floorChanged', 'floorRemoved'])
      .orderBy('id')
      .execute()
    expect(trail.map(({ action }) => action)).toEqual(['floorChanged', 'floorRemoved'])
  })

  it.each([
    [{ label: ' ' }, 'floor_label_missing'],
    [{ scope: 'friends' }, 'floor_scope_missing'],
    [{ scope: 'country', country: 'ZZ' }, 'floor_country_missing'],
    [{ scope: 'type', type: 'agreement' }, 'floor_type_missing'],
    [{ measure: '' }, 'floor_measure_missing'],
    [{ value: 'beaucoup' }, 'floor_value_wrong'],
    [{ value: '0' }, 'floor_value_wrong'],
    [{ value: '101' }, 'floor_share_wrong'],
    [{ fromYear: '24' }, 'floor_year_wrong'],
    [{ toYear: '2023' }, 'floor_years_order'],
    [{ votedOn: 'hier' }, 'floor_day_wrong'],
    [{ votedOn: '2024-02-31' }, 'floor_day_wrong'],
  ])('typed as %j is answered with a sentence', async (facts, reason) => {
    await expect(save(officer, facts)).rejects.toMatchObject({ code: 'invalid', reason })
  })

  it('is its authority’s own', async () => {
    await expect(save(reader)).rejects.toMatchObject({ code: 'forbidden', reason: 'role_too_low' })
    await expect(save(stranger)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(save(await anonymousContext())).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(save(officer, {}, '018f0000-0000-7000-8000-000000000000')).rejects.toMatchObject({ code: 'not_found' })
    await expect(save(officer, {}, 'x')).rejects.toMatchObject({ code: 'not_found' })
    await expect(list(stranger)).rejects.toMatchObject({ code: 'forbidden' })
    const seen = await inTransaction(stranger, ({ db }) => db.selectFrom('budget_floor').selectAll().execute())
    expect(seen).toEqual([])
  })
})
