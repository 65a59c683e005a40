import { describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { readTable } from '../../platform/spreadsheet/read-table.ts'
import { testContext } from '../../tests/db.ts'
import { makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeAgreement, makePair } from '../../tests/ties.ts'
import { listRegister } from './register.server.ts'
import { formatRegisterReading, parseRegisterReading, selectLines } from './register.ts'
import { downloadRegister } from './register-file.server.ts'

const owner = await testContext()
const { tie, here, there } = await makePair(owner)
const person = await makePerson(owner)
await makeSeat(owner, { personId: person.id, organisationId: here.id, role: 'reader' })
const ctx = { ...(await memberContext(person.id, here.id)), now: new Date('2027-03-10T10:00:00Z') }
const of = { partnershipId: tie.id, organisationId: here.id }
const eau = await makeAgreement(owner, of, { state: 'inForce', title: 'L’eau', endsOn: '2028-12-31' })
await makeAgreement(owner, of, {
  state: 'ended',
  title: '=1+1',
  startsOn: '2010-01-01',
  endsOn: '2015-12-31',
})
const step = (organisation_id: string, kind: string, position: number, done_on: string | null, reference = '') =>
  owner.db
    .insertInto('agreement_step')
    .values({ id: newId(), agreement_id: eau.id, organisation_id, kind, position, name: kind, done_on, reference })
    .execute()
await step(here.id, 'approval', 1, '2026-03-12', 'DEL-2026-031')
await step(there.id, 'approval', 1, '2026-03-20')
await step(here.id, 'transmission', 3, '2026-04-02')
const amount = (organisation_id: string, kind: string, value: string, currency: string) =>
  owner.db
    .insertInto('agreement_amount')
    .values({ id: newId(), agreement_id: eau.id, organisation_id, year: 2026, kind, amount: value, currency })
    .execute()
await amount(here.id, 'money', '24000.50', 'EUR')
await amount(there.id, 'money', '5000000', 'XOF')
await amount(there.id, 'inKind', '3000', 'EUR')
for (const [state, due_on] of [
  ['done', '2026-12-31'],
  ['due', '2027-01-31'],
  ['due', '2027-12-31'],
] as const)
  await owner.db
    .insertInto('commitment')
    .values({
      ...{ id: newId(), agreement_id: eau.id, organisation_id: here.id, kind: 'people', body: 'Deux techniciens' },
      ...{ state, due_on, done_on: state === 'done' ? '2026-12-01' : null },
    })
    .execute()
const reading = (query: string) => parseRegisterReading(new URLSearchParams(query))

describe('the register of agreements', () => {
  it('says of each who, what, until when, what was decided and what is late', async () => {
    const [first, second] = await listRegister(ctx, here.id)
    expect(first).toMatchObject({
      ...{ title: 'L’eau', parties: [here.name, there.name], partners: [there.name], state: 'inForce' },
      deliberations: [
        { party: here.name, on: '2026-03-12', reference: 'DEL-2026-031' },
        { party: there.name, on: '2026-03-20', reference: '' },
      ],
      ...{ transmittedOn: '2026-04-02', commitments: { all: 3, done: 1, late: 1 }, nextStep: null },
    })
    expect(
      first?.amounts.map(({ kind, amount: value, currency }) => `${kind} ${value} ${currency}`).toSorted(),
    ).toEqual(['inKind 3000.00 EUR', 'money 24000.50 EUR', 'money 5000000.00 XOF'])
    expect(second?.state).toBe('ended')
  })

  it('is narrowed by state, kind, tie and year, and comes back from its address', async () => {
    const lines = await listRegister(ctx, here.id)
    const titles = (query: string) => selectLines(lines, reading(query)).map(({ title }) => title)
    expect(titles('state=inForce')).toEqual(['L’eau'])
    expect(titles('year=2012')).toEqual(['=1+1'])
    expect(titles('kind=oath')).toEqual([])
    expect(titles(`tie=${tie.id}`)).toHaveLength(2)
    const address = `state=ended&kind=convention&tie=${tie.id}&year=2012&columns=parties&columns=endsOn`
    expect(formatRegisterReading(reading(address)).toString()).toBe(address)
  })

  it('is read back from the workbook it was written to, amounts apart by party, year, kind and currency', async () => {
    const { bytes } = await downloadRegister(ctx, here.id, reading(''), 'xlsx')
    const read = await readTable(bytes, 'Conventions')
    if (!('table' in read)) throw new Error(JSON.stringify(read))
    const [header = [], first = []] = read.table.rows.map(({ cells }) => cells)
    const said = Object.fromEntries(header.map((name, index) => [name, first[index]]))
    expect(said).toMatchObject({
      ...{ Convention: 'L’eau', Début: '2026-01-01', Fin: '2028-12-31', Transmission: '2026-04-02' },
      ...{ 'Engagements tenus': '1', 'Engagements en retard': '1' },
      Délibérations: `${here.name} 2026-03-12 DEL-2026-031|${there.name} 2026-03-20`,
    })
    const amounts = await readTable(bytes, 'Montants par année')
    expect('table' in amounts && amounts.table.rows).toHaveLength(4)
  })

  it('as CSV runs no formula', async () => {
    const { bytes } = await downloadRegister(ctx, here.id, reading('state=ended'), 'csv')
    expect(new TextDecoder().decode(bytes).split('\r\n')[1]).toMatch(/^'=1\+1,/)
  })

  it('is not there for who has no seat', async () => {
    const stranger = await memberContext((await makePerson(owner)).id)
    await expect(listRegister(stranger, here.id)).rejects.toMatchObject({ reason: 'not_a_member' })
  })
})
