import { describe, expect, it } from 'vitest'
import { makeAccount, makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { readPdf } from '../../tests/read-pdf.ts'
import { makePair } from '../../tests/ties.ts'
import { downloadFigures } from './figure-file.server.ts'
import { makeSheet } from './figure-sheet.server.ts'
import { readFigureView } from './figure-view.ts'
import { getFigures } from './figures.server.ts'
import { getMoneyPaths } from './money-paths.server.ts'
import { getWholeBudgets } from './whole-budget.server.ts'

const owner = await testContext()
const { tie, here, there } = await makePair(owner)
const group = await makeAuthority(owner, { name: 'Grand Test', siren: '200000099', tier: 'epci', population: 300_000 })
const everything = readFigureView(new URLSearchParams())

async function seated(organisationId: string, personId?: string) {
  const id = personId ?? (await makePerson(owner)).id
  await makeSeat(owner, { personId: id, organisationId, role: 'reader' })
  return { id, ctx: await memberContext(id, organisationId) }
}
const officer = await seated(here.id)
const stranger = await memberContext((await makePerson(owner)).id)

const account = await makeAccount(owner, here.id, { year: 2022, population: 111_240, label: 'Budget principal' }, [
  { nature: '6574', function_code: '048', executed: '285761.30' },
  { nature: '6574', function_code: '33', executed: '1000.00' },
])
await owner.db
  .insertInto('account_total')
  .values([
    { document_id: account, section: 'running', direction: 'expenditure', is_order: false, executed: '200000000.00' },
    { document_id: account, section: 'investment', direction: 'expenditure', is_order: false, executed: '50000000.00' },
    { document_id: account, section: 'running', direction: 'expenditure', is_order: true, executed: '9999999.00' },
  ])
  .execute()
const old = await makeAccount(owner, here.id, { year: 2022, state: 'superseded', label: 'Ancien' }, [
  { executed: '77.00' },
])

const of2022 = { year: 2022, partnership_id: tie.id, country: 'BF', action_type: 'decentralisedCooperation' as const }
await makeBudgetLine(owner, here.id, {
  ...of2022,
  document_id: account,
  account_position: 1,
  executed: '285761.30',
  opened: '300000.00',
  department: 'Relations internationales',
  counterpart_kind: 'localActor',
})
await makeBudgetLine(owner, here.id, {
  ...of2022,
  direction: 'receipt',
  executed: '49400.00',
  funding_source: 'state',
})
await makeBudgetLine(owner, here.id, { year: 2022, executed: '5000.00', counterpart_id: group.id, is_internal: false })
await makeBudgetLine(owner, here.id, { year: 2022, executed: '100.00', is_internal: true })
await makeBudgetLine(owner, here.id, { year: 2022, document_id: old, account_position: 1, executed: '77.00' })
await makeBudgetLine(owner, here.id, { year: 2022, valuation: 'staff', executed: '40000.00' })
await makeBudgetLine(owner, here.id, { year: 2023, planned: '10.00', voted: '20.00', executed: '15.00' })
await makeBudgetLine(owner, group.id, { year: 2022, executed: '8000.00', action_type: 'twinning' })
await makeBudgetLine(owner, group.id, {
  year: 2022,
  direction: 'receipt',
  executed: '5000.00',
  counterpart_id: here.id,
})

const cellOf = (figures: Awaited<ReturnType<typeof getFigures>>, year: number, dimension = 'all', value = '') =>
  figures.cells.find(
    (one) => one.year === year && one.dimension === dimension && one.value === value && one.valuation === 'money',
  )

describe('the figures of an authority', () => {
  it('count live accounts and entries by hand, each state and each valuation apart', async () => {
    const figures = await getFigures(officer.ctx, here.id, everything)
    const all = cellOf(figures, 2022)
    expect(all?.expenditure).toMatchObject({ executed: '290761.30', voted: '300000.00', planned: null })
    expect(all?.receipts.executed).toBe('49400.00')
    expect(figures.openedYears).toEqual([2022])
    expect(cellOf(figures, 2023)?.expenditure).toMatchObject({ planned: '10.00', voted: '20.00', executed: '15.00' })
    const staff = figures.cells.find((one) => one.dimension === 'all' && one.valuation === 'staff')
    expect(staff?.expenditure.executed).toBe('40000.00')
    expect(cellOf(figures, 2022, 'partnership', tie.id)?.expenditure.executed).toBe('285761.30')
    expect(figures.partnerships[tie.id]).toBe(there.name)
    expect(cellOf(figures, 2022, 'country', '')?.expenditure.executed).toBe('5000.00')
  })

  it('narrow to what is asked', async () => {
    const view = readFigureView(new URLSearchParams('country=BF'))
    const figures = await getFigures(officer.ctx, here.id, view, [])
    expect(cellOf(figures, 2022)?.expenditure.executed).toBe('285761.30')
    expect(cellOf(figures, 2023)).toBeUndefined()
  })

  it('of several together leave out what moves between them, and say so', async () => {
    await seated(group.id, officer.id)
    const view = readFigureView(new URLSearchParams(`with=${group.key}`))
    const figures = await getFigures(officer.ctx, here.id, view, [])
    expect(cellOf(figures, 2022)).toMatchObject({
      expenditure: { executed: '293761.30' },
      receipts: { executed: '49400.00' },
    })
    expect(figures.transfers).toEqual([{ year: 2022, expenditure: '5000.00', receipts: '5000.00' }])
  })

  it('are for its members, and nobody adds an authority they have no seat in', async () => {
    const withThere = readFigureView(new URLSearchParams(`with=${there.key}`))
    await expect(getFigures(officer.ctx, here.id, withThere)).rejects.toMatchObject({ reason: 'not_a_member' })
    const nobody = readFigureView(new URLSearchParams('with=c99999'))
    await expect(getFigures(officer.ctx, here.id, nobody)).rejects.toMatchObject({ code: 'not_found' })
    await expect(getFigures(stranger, here.id, everything)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(getFigures(await anonymousContext(), here.id, everything)).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    const asked = { year: 2022, measure: 'executed' as const, filters: {} }
    await expect(getMoneyPaths(stranger, [here.id], asked)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(getWholeBudgets(stranger, here.id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(makeSheet(stranger, here.id, 2022)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the whole budget', () => {
  it('is the real operations of the live principal account, with its own population', async () => {
    const { years } = await getWholeBudgets(officer.ctx, here.id)
    expect(years).toHaveLength(1)
    expect(years[0]).toMatchObject({
      year: 2022,
      executed: { expenditure: '250000000.00' },
      population: 111_240,
      populationYear: 2022,
      annexed: null,
    })
    expect(years[0]?.documents.map(({ label }) => label)).toEqual(['Budget principal'])
  })
})

describe('the way of the money', () => {
  it('says whose money came, what reached whom, and which years the State was there', async () => {
    const paths = await getMoneyPaths(officer.ctx, [here.id], { year: 2022, measure: 'executed', filters: {} })
    expect(paths.fromOthers).toBe('49400.00')
    expect(paths.reach).toEqual({ local: '285761.30', told: '285761.30', all: '290761.30' })
    expect(paths.stateYears).toEqual([
      { partnershipId: tie.id, year: 2022, expenditure: '285761.30', stateMoney: '49400.00', outside: '0.00' },
    ])
    expect(paths.stretches).toContainEqual(
      expect.objectContaining({ stage: 'use', through: 'Relations internationales', kind: 'localActor' }),
    )
  })
})

describe('what is taken away', () => {
  it('is a CSV of every figure, a workbook of every table', async () => {
    const nameValue = (by: string, value: string) => `${by}:${value}`
    const at = { year: 2022, measure: 'executed' as const }
    const csv = await downloadFigures(officer.ctx, here.id, everything, at, { format: 'csv', nameValue })
    const text = new TextDecoder().decode(csv.bytes)
    expect(text).toContain('2022,pays,country:BF,argent')
    expect(text).toContain('285761.3')
    const book = await downloadFigures(officer.ctx, here.id, everything, at, { format: 'xlsx', nameValue })
    expect(String.fromCharCode(...book.bytes.slice(0, 2))).toBe('PK')
  })

  it('is one tagged page that says who carried before who paid', async () => {
    const { name, bytes } = await makeSheet(officer.ctx, here.id, 2022)
    expect(name).toMatch(/2022\.pdf$/)
    const pdf = await readPdf(bytes)
    expect(pdf).toMatchObject({ pages: 1, universal: '1', marked: true, language: 'fr' })
    const said = pdf.text.replace(/[\s\u00a0\u202f]+/g, ' ')
    expect(said).toContain('111 240 habitants (2022)')
    expect(said).toMatch(/Porté par.*Payé par/)
    expect(said).toContain('285 761 €')
    expect(pdf.roles.has('TH')).toBe(true)
  })
})
