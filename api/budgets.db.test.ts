import readXlsxFile from 'read-excel-file/node'
import { beforeAll, expect, it } from 'vitest'
import { publishBudgets } from '../features/budgets/publish-budgets.server.ts'
import { publishOrganisations } from '../features/organisations/publish.server.ts'
import { openTestApi, type TestApi } from '../tests/api-world.ts'
import { makeBudgetLine } from '../tests/budget-ground.ts'
import { testContext } from '../tests/db.ts'
import { makeAuthority } from '../tests/factories.ts'
import { budgetDetailSchema, budgetListSchema } from './v1/budget-schemas.ts'

const owner = await testContext()
const here = await makeAuthority(owner, { name: 'Montreuil', key: 'c93048', population: 111_240 })
const quiet = await makeAuthority(owner, { name: 'Bagnolet', key: 'c93006' })
let api: TestApi

async function publish(wantsPublic: boolean): Promise<void> {
  for (const { id } of [here, quiet])
    await owner.db
      .insertInto('budget_publication')
      .values({ organisation_id: id, wants_public: wantsPublic && id === here.id })
      .onConflict((conflict) =>
        conflict.column('organisation_id').doUpdateSet({ wants_public: wantsPublic && id === here.id }),
      )
      .execute()
  await publishBudgets(owner, [here.id, quiet.id])
}

beforeAll(async () => {
  for (const [year, executed] of [
    [2020, '492604.30'],
    [2022, '285761.30'],
  ] as const)
    await makeBudgetLine(owner, here.id, { year, executed })
  await makeBudgetLine(owner, here.id, {
    year: 2022,
    direction: 'receipt',
    executed: '49400.00',
    funding_source: 'state',
  })
  await makeBudgetLine(owner, quiet.id, { year: 2022, executed: '1.00' })
  await publishOrganisations(owner)
  await publish(true)
  api = await openTestApi(owner)
})

type List = { data: { key: string; year: number; net: string }[]; page: { total: number; next: string | null } }

it('lists what authorities publish, page after page', async () => {
  const first = await api.json<List>('/api/v1/budgets?limit=1')
  expect(budgetListSchema.parse(first).data).toMatchObject([{ key: 'c93048', year: 2020, net: '492604.30' }])
  expect(first.page.total).toBe(2)
  const { pathname, search } = new URL(first.page.next ?? '')
  expect(await api.json(pathname + search)).toMatchObject({
    data: [{ year: 2022, net: '236361.30' }],
    page: { next: null },
  })
  expect(await api.json('/api/v1/budgets?year=2022&organisation=c93006')).toMatchObject({ data: [] })
})

it('gives the years of one of them and what they are made of', async () => {
  const found = budgetDetailSchema.parse(await api.json('/api/v1/budgets/c93048'))
  expect(found.years).toHaveLength(2)
  expect(found.parts).toContainEqual(
    expect.objectContaining({ dimension: 'funder', value: 'state', receipts: '49400.00' }),
  )
  expect(await api.json('/api/v1/budgets/c93006')).toMatchObject({ reason: 'budget_not_found', status: 404 })
  expect(await api.json('/api/v1/budgets?year=dix')).toMatchObject({ reason: 'invalid_parameter', status: 400 })
})

it('is one CSV, and empties when the publication ends', async () => {
  const lines = async () => (await (await api.get('/data/budgets.csv')).text()).trim().split('\r\n')
  expect((await lines())[2]).toContain('c93048,Montreuil,commune,2022,executed,exécutés,285761.3,49400,236361.3')
  await publish(false)
  expect(await lines()).toHaveLength(1)
  await publish(true)
})

it('tells what the years are made of, as CSV and as XLSX with a dictionary of its columns', async () => {
  const text = await (await api.get('/data/budget-parts.csv?lang=en')).text()
  expect(text.split('\r\n')[0]).toMatch(/^organisation,organisation_name,year,stage,stage_label,dimension,value,label,/)
  expect(text).toContain('c93048,Montreuil,2022,executed,executed,funder,state,')
  const xlsx = await api.get('/data/budgets.xlsx?lang=en')
  const [data, about] = await readXlsxFile(Buffer.from(await xlsx.arrayBuffer()))
  expect(data?.data).toHaveLength(3)
  expect(about?.data).toContainEqual(expect.arrayContaining(['net', 'Expenditure less receipts']))
})

it('costs nothing the second time, and takes nothing but a language', async () => {
  for (const file of ['budgets.csv', 'budgets.xlsx', 'budget-parts.csv', 'budget-parts.xlsx']) {
    const first = await api.get(`/data/${file}`)
    await first.arrayBuffer()
    const etag = first.headers.get('etag') ?? ''
    expect([file, (await api.get(`/data/${file}`, { 'If-None-Match': etag })).status]).toEqual([file, 304])
    expect([file, (await api.get(`/data/${file}?country=ML`)).status]).toEqual([file, 400])
  }
  expect((await api.get('/data/budgets.geojson')).status).toBe(404)
})

it('stands in the catalogue with its years, its licence and its files', async () => {
  const turtle = await (await api.get('/data/catalog.ttl')).text()
  expect(turtle).toContain('dcat:startDate "2020-01-01"^^xsd:date')
  expect(turtle).toContain('/data/budget-parts.csv')
})

it('is told of nobody who is not public', async () => {
  await owner.db.deleteFrom('public_organisation').where('key', '=', 'c93048').execute()
  expect(await api.json('/api/v1/budgets')).toMatchObject({ data: [], page: { total: 0 } })
  expect(await (await api.get('/data/budget-parts.csv')).text()).not.toContain('c93048')
  expect((await api.get('/api/v1/budgets/c93048?lang=en')).status).toBe(404)
})
