import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { makeAccount, makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makePair } from '../../tests/ties.ts'
import { publishOrganisations } from '../organisations/publish.server.ts'
import { publishTies } from '../partnerships/publish.server.ts'
import { listAllPublicBudgets, listPublicBudgetParts, listPublicBudgetYears } from './public-budgets.server.ts'
import { getPublication, setPublication } from './publication.server.ts'
import { publishBudgetsAround } from './publish-budgets.server.ts'
import { comparePeers } from './whole-budget.server.ts'

const owner = await testContext()
const open = await makePair(owner, ['Rennes', 'Bandiagara'])
const quiet = await makePair(owner, ['Fougères', 'Kayes'])
const { here } = open
const manager = await makePerson(owner)
await makeSeat(owner, { personId: manager.id, organisationId: here.id, role: 'manager' })
const asManager = await memberContext(manager.id, here.id)
const reader = await makePerson(owner)
await makeSeat(owner, { personId: reader.id, organisationId: here.id, role: 'contributor' })
const asContributor = await memberContext(reader.id, here.id)
const on = { wantsPublic: true, showsLens: false, fromYear: '', toYear: '' }
const partOf = async (dimension: string, value: string) =>
  (await listPublicBudgetParts(owner, here.key)).find((one) => one.dimension === dimension && one.value === value)

beforeAll(async () => {
  await makeAuthority(owner, { name: 'Mopti', country: 'ML' })
  await publishOrganisations(owner)
  await publishTies(owner)
  const account = await makeAccount(owner, here.id, { year: 2022, population: 220_000 }, [{ executed: '1000.00' }])
  await owner.db
    .insertInto('account_total')
    .values({
      document_id: account,
      section: 'running',
      direction: 'expenditure',
      is_order: false,
      executed: '5000.00',
    })
    .execute()
  const line = { year: 2022, executed: '600.00', country: 'BF', action_type: 'twinning' as const }
  await makeBudgetLine(owner, here.id, { ...line, partnership_id: open.tie.id })
  await makeBudgetLine(owner, here.id, {
    ...line,
    country: 'ML',
    executed: '300.00',
    partnership_id: quiet.tie.id,
    action_type: 'economicPromotion',
  })
  await makeBudgetLine(owner, here.id, { ...line, executed: '100.00', country: null, section: 'investment' })
  await makeBudgetLine(owner, here.id, { ...line, direction: 'receipt', executed: '50.00', funding_source: 'state' })
  await makeBudgetLine(owner, here.id, { year: 2022, valuation: 'staff', executed: '40000.00' })
  await makeBudgetLine(owner, here.id, { year: 2022, example: true, executed: '999.00' })
  await makeBudgetLine(owner, here.id, { year: 2019, executed: '7.00' })
})

describe('the publication of a budget', () => {
  it('is decided by a manager, and by nobody else', async () => {
    await expect(setPublication(asContributor, here.id, on)).rejects.toMatchObject({ code: 'forbidden' })
    const stranger = await memberContext((await makePerson(owner)).id)
    await expect(setPublication(stranger, here.id, on)).rejects.toMatchObject({ reason: 'not_a_member' })
    await expect(setPublication(await anonymousContext(), here.id, on)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(getPublication(stranger, here.id)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await listPublicBudgetYears(owner, here.key)).toEqual([])
    const wrong = { ...on, fromYear: '2022', toYear: '2020' }
    await expect(setPublication(asManager, here.id, wrong)).rejects.toMatchObject({
      reason: 'budget_publication_order',
    })
  })

  it('shows beforehand what it will be, and puts it out at once for the years chosen', async () => {
    const preview = await getPublication(asManager, here.id)
    expect(preview).toMatchObject({ wantsPublic: false })
    expect(preview.years.map(({ year }) => year)).toEqual([2019, 2022])
    await setPublication(asManager, here.id, { ...on, fromYear: '2020' })
    const years = await listPublicBudgetYears(owner, here.key)
    expect(years).toEqual([
      expect.objectContaining({
        year: 2022,
        stage: 'executed',
        expenditure: '1000.00',
        receipts: '50.00',
        net: '950.00',
        investment: '100.00',
        totalExpenditure: '5000.00',
        population: 220_000,
        // One person's cost is nobody's business.
        staff: null,
      }),
    ])
    expect(years[0]?.source).toEqual([{ label: 'Budget principal', stage: 'administrativeAccount', decidedOn: null }])
    expect(await partOf('partnership', open.tie.id)).toMatchObject({ label: 'Bandiagara', expenditure: '600.00' })
    expect(await partOf('country', 'ML')).toMatchObject({ expenditure: '300.00' })
    expect(await partOf('funder', 'state')).toMatchObject({ receipts: '50.00', expenditure: '0.00' })
  })

  it('gives staff as one sum, where it is the work of more than one person', async () => {
    const grade = { id: newId(), organisation_id: here.id, year: 2022, label: 'Attaché', yearly_cost: '25000.00' }
    await owner.db.insertInto('staff_grade').values(grade).execute()
    const time = {
      year: 2022,
      valuation: 'staff',
      executed: '25000.00',
      grade_id: grade.id,
      quantity: '1',
      unit: 'fullTime',
    }
    await makeBudgetLine(owner, here.id, time)
    await setPublication(asManager, here.id, { ...on, fromYear: '2020' })
    expect((await listPublicBudgetYears(owner, here.key))[0]?.staff).toBeNull()
    await makeBudgetLine(owner, here.id, time)
    await setPublication(asManager, here.id, { ...on, fromYear: '2020' })
    expect((await listPublicBudgetYears(owner, here.key))[0]?.staff).toBe('50000.00')
  })

  it('folds what is discreet into what is not detailed: by name, by country, by kind, and not by difference', async () => {
    await sql`update partnership set discreet_since = now() where id = ${quiet.tie.id}`.execute(owner.db)
    await publishTies(owner, { ids: [quiet.tie.id] })
    for (const [dimension, value] of [
      ['partnership', quiet.tie.id],
      ['country', 'ML'],
      ['type', 'economicPromotion'],
    ] as const)
      expect(await partOf(dimension, value)).toBeUndefined()
    const parts = await listPublicBudgetParts(owner, here.key)
    const sumOf = (dimension: string) =>
      parts.filter((one) => one.dimension === dimension).reduce((sum, one) => sum + Number(one.expenditure), 0)
    for (const dimension of ['partnership', 'country', 'type', 'theme', 'mode', 'frame'])
      expect(sumOf(dimension)).toBe(1000)
    expect(await partOf('country', 'undetailed')).toMatchObject({ expenditure: '400.00' })
    expect(parts.some(({ label }) => label.includes('Kayes'))).toBe(false)
    // The preview says the same as the page.
    const preview = await getPublication(asManager, here.id)
    expect(preview.parts.find((one) => one.dimension === 'country' && one.value === 'ML')).toBeUndefined()
  })

  it('leaves with the authority that keeps out', async () => {
    await sql`update organisation set discreet_since = now() where id = ${here.id}`.execute(owner.db)
    await publishBudgetsAround(owner, { tieIds: [], organisationIds: [here.id] })
    expect(await listPublicBudgetYears(owner, here.key)).toEqual([])
    await sql`update organisation set discreet_since = null where id = ${here.id}`.execute(owner.db)
    await publishBudgetsAround(owner, null)
    expect(await listPublicBudgetYears(owner, here.key)).toHaveLength(1)
  })

  it('is taken back at once', async () => {
    await setPublication(asManager, here.id, { ...on, wantsPublic: false })
    expect(await listPublicBudgetYears(owner, here.key)).toEqual([])
    expect(await listPublicBudgetParts(owner, here.key)).toEqual([])
    expect(await listAllPublicBudgets(owner, { limit: 10 })).toEqual([])
  })
})

describe('the comparison', () => {
  const put = async (count: number, population: number) => {
    await sql`delete from public_budget_year`.execute(owner.db)
    for (let at = 1; at <= count; at++) {
      const { key } = await makeAuthority(owner, { name: `Voisine ${count} ${at}` })
      await owner.db
        .insertInto('public_budget_year')
        .values({
          organisation_key: key,
          year: 2022,
          stage: 'executed',
          expenditure: `${at * population}.00`,
          receipts: '0.00',
          investment: '0.00',
          total_expenditure: null,
          population,
          population_year: 2022,
          tier: 'commune',
          line_count: 1,
          source: '[]',
          as_of: new Date(),
        })
        .execute()
    }
  }

  it('says nothing below five, not even how many', async () => {
    await put(4, 200_000)
    expect(await comparePeers(owner, { key: here.key, tier: 'commune' }, 2022, 220_000)).toMatchObject({
      count: 0,
      perHeadGross: null,
    })
  })

  it('gives the range and the count from five on, of the same size only', async () => {
    await put(5, 200_000)
    const found = await comparePeers(owner, { key: here.key, tier: 'commune' }, 2022, 220_000)
    expect(found).toMatchObject({
      count: 5,
      perHeadGross: { count: 5, min: '1.00', median: '3.00', max: '5.00' },
      shareGross: null,
    })
    expect(await comparePeers(owner, { key: here.key, tier: 'commune' }, 2022, 9_000)).toMatchObject({ count: 0 })
    expect(await comparePeers(owner, { key: here.key, tier: 'commune' }, 2022, null)).toBeNull()
  })
})
