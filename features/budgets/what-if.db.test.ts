import { beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { makeAccount, makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeAgreement, makePair, makeProject } from '../../tests/ties.ts'
import { downloadWhatIf } from './choices-file.server.ts'
import { getWhatIf } from './what-if.server.ts'

const owner = await testContext()
const { tie, here, there } = await makePair(owner)
const other = await makeAuthority(owner, { name: 'Annecy' })
const of = { partnershipId: tie.id, organisationId: here.id }
const agreement = await makeAgreement(owner, of, { state: 'inForce', title: 'L’eau' })
const project = await makeProject(owner, of, { title: 'Bornes-fontaines' })

async function seated(organisationId: string, role: 'reader' | 'contributor') {
  const person = await makePerson(owner)
  await makeSeat(owner, { personId: person.id, organisationId, role })
  return { ...(await memberContext(person.id, organisationId)), now: new Date('2026-11-21T10:00:00Z') }
}
const reader = await seated(here.id, 'reader')
const stranger = await seated(other.id, 'contributor')

async function commitment(facts: object): Promise<string> {
  const id = newId()
  await owner.db
    .insertInto('commitment')
    .values({ id, agreement_id: agreement.id, organisation_id: here.id, kind: 'money', body: 'Dotation', ...facts })
    .execute()
  return id
}

beforeAll(async () => {
  await owner.db
    .updateTable('organisation')
    .set({ population: 50_000, population_year: 2023 })
    .where('id', '=', here.id)
    .execute()
  const line = (facts: object) => makeBudgetLine(owner, here.id, { year: 2025, ...facts })
  await line({
    executed: '30000.00',
    action_type: 'decentralisedCooperation',
    purpose_frame: 'mutualInterest',
    country: 'BF',
    partnership_id: tie.id,
    project_id: project.id,
  })
  await line({ executed: '70000.00', action_type: 'economicPromotion', purpose_frame: 'solidarity' })
  await line({
    executed: '10000.00',
    direction: 'receipt',
    funding_source: 'state',
    project_id: project.id,
    counterpart_name: 'DCTCIV',
  })
  await commitment({ body: 'Dotation 2027', amount: '20000.00', due_on: '2027-06-30' })
  await commitment({ body: 'Dotation 2027, en francs', amount: '5000000.00', currency: 'XOF', due_on: '2027-06-30' })
  await commitment({ body: 'Dotation 2029', amount: '90000.00', due_on: '2029-06-30' })
  await commitment({
    body: 'Déjà versée',
    amount: '90000.00',
    due_on: '2027-01-01',
    state: 'done',
    done_on: '2026-01-01',
  })
  await commitment({ body: 'La leur', amount: '90000.00', due_on: '2027-01-01', organisation_id: there.id })
  const money = {
    id: newId(),
    project_id: project.id,
    organisation_id: here.id,
    source: 'waterAgency',
    year: 2027,
    planned: '15000.00',
  }
  await owner.db
    .insertInto('project_money')
    .values({ ...money, funder_name: 'Agence de l’eau' })
    .execute()
  await owner.db
    .insertInto('project_money')
    .values({ ...money, id: newId(), source: 'ownFunds', funder_id: here.id })
    .execute()
  await owner.db
    .insertInto('budget_floor')
    .values({
      id: newId(),
      organisation_id: here.id,
      label: 'Solidarité',
      scope: 'solidarity',
      measure: 'amount',
      value: '65000',
      from_year: 2020,
    })
    .execute()
  const account = await makeAccount(owner, here.id, { year: 2025, population: 51_000 })
  await owner.db
    .insertInto('account_total')
    .values({
      document_id: account,
      section: 'running',
      direction: 'expenditure',
      is_order: false,
      executed: '100000000.00',
    })
    .execute()
})

const ask = (ctx: Ctx, query: string) =>
  inTransaction(ctx, (inner) => getWhatIf(inner, here.id, new URLSearchParams(query)))

describe('what if', () => {
  it('offers what lines of the last year have, and works nothing out before it is asked', async () => {
    const page = await ask(reader, '')
    expect(page).toMatchObject({ baseYear: 2025, nextYear: 2027, result: null, problem: null })
    expect(page.choices).toMatchObject({
      type: ['decentralisedCooperation', 'economicPromotion'],
      country: ['BF'],
      tie: [tie.id],
    })
    expect(page.tieNames).toEqual({ [tie.id]: there.name })
  })

  it('a cut on a tie breaks the promise it no longer covers, and exposes the money of others', async () => {
    const { result } = await ask(reader, `tie=${tie.id}&value=40`)
    expect(result).toMatchObject({
      delta: '-12000.00',
      lines: 1,
      withoutTie: '0.00',
      base: { population: 51_000, populationYear: 2025 },
    })
    expect(result?.after).toMatchObject({
      selected: '18000.00',
      expenditure: '88000.00',
      net: '78000.00',
      shareGross: '0.088',
      perInhabitantGross: '1.73',
    })
    expect(result?.promises.map(({ body, state, left, partners }) => [body, state, left, partners])).toEqual([
      ['Dotation 2027', 'breaks', '18000.00', there.name],
      ['Dotation 2027, en francs', 'notCompared', '18000.00', there.name],
    ])
    expect(result?.cofundings.map(({ kind, funder, state }) => [kind, funder, state])).toEqual([
      ['project', 'Agence de l’eau', 'exposed'],
      ['receipt', 'DCTCIV', 'exposed'],
    ])
  })

  it('a small cut leaves the promise covered; all of it leaves others without a counterpart', async () => {
    expect((await ask(reader, 'country=BF&value=10')).result?.promises[0]).toMatchObject({
      state: 'covered',
      left: '27000.00',
    })
    const all = (await ask(reader, 'country=BF&value=100')).result
    expect(all?.promises[0]).toMatchObject({ state: 'breaks', left: '0.00' })
    expect(all?.cofundings.map(({ state }) => state)).toEqual(['breaks', 'breaks'])
  })

  it('a cut on everything is shared in proportion, and crosses a floor', async () => {
    const { result } = await ask(reader, 'unit=amount&value=10000')
    expect(result?.promises[0]).toMatchObject({ left: '27000.00' })
    expect(result?.withoutTie).toBe('70000.00')
    expect(result?.floors).toMatchObject([
      { label: 'Solidarité', before: { state: 'met' }, after: { state: 'notMet', amount: '63000.00' } },
    ])
  })

  it('never takes more than there is', async () => {
    const { result } = await ask(reader, 'type=economicPromotion&unit=amount&value=1000000')
    expect(result).toMatchObject({ capped: true, delta: '-70000.00', promises: [], cofundings: [] })
  })

  it('a raise breaks nothing', async () => {
    const { result } = await ask(reader, 'sense=raise&value=50')
    expect(result?.promises.map(({ state }) => state)).not.toContain('breaks')
    expect(result?.cofundings.every(({ state }) => state === 'untouched')).toBe(true)
  })

  it.each([
    ['country=ZZ&value=10', 'what_if_choice_unknown'],
    ['tie=abc&value=10', 'what_if_choice_unknown'],
    ['value=dix', 'what_if_value_wrong'],
  ])('answers %s with a sentence', async (query, reason) => {
    expect(await ask(reader, query)).toMatchObject({ result: null, problem: { reason } })
  })

  it('stores nothing, and belongs to the members alone', async () => {
    await expect(ask(stranger, 'value=10')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(ask(await anonymousContext(), 'value=10')).rejects.toMatchObject({ code: 'unauthenticated' })
    const file = await inTransaction(reader, (ctx) =>
      downloadWhatIf(ctx, here.id, new URLSearchParams('value=40&country=BF'), 'csv'),
    )
    const text = new TextDecoder().decode(file.bytes)
    expect(text).toContain('Dotation 2027')
    expect(text).toMatch(/Dotation 2027.*"Lignes budgétaires, conventions et projets de .*",2026-11-21/)
  })

  it('has nothing to start from without an amount', async () => {
    const ctx = stranger
    const page = await inTransaction(ctx, (inner) => getWhatIf(inner, other.id, new URLSearchParams('value=10')))
    expect(page).toMatchObject({ baseYear: null, result: null, problem: null })
  })
})
