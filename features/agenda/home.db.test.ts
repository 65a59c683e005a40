import { describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { testContext } from '../../tests/db.ts'
import { makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeAgreement, makePair, makeProject } from '../../tests/ties.ts'
import { getMoneyOfYear, listHomeNews } from './home.server.ts'

const owner = await testContext()
const { tie, here, there } = await makePair(owner)
const now = new Date('2027-03-10T10:00:00Z')

async function seated(organisationId: string) {
  const person = await makePerson(owner)
  await makeSeat(owner, { personId: person.id, organisationId, role: 'reader' })
  return { ...(await memberContext(person.id, organisationId)), now }
}
const officer = await seated(here.id)
const of = { partnershipId: tie.id, organisationId: here.id }
const agreement = await makeAgreement(owner, of, { state: 'inForce' })
const draft = await makeAgreement(owner, of)
const project = await makeProject(owner, of, { state: 'running', title: 'L’eau' })

async function forecast(agreement_id: string, organisation_id: string, kind: string, amount: string, year = 2027) {
  const row = { id: newId(), agreement_id, organisation_id, year, kind, amount, currency: 'EUR' }
  await owner.db.insertInto('agreement_amount').values(row).execute()
}
await forecast(agreement.id, here.id, 'money', '24000.10')
await forecast(agreement.id, here.id, 'inKind', '3000')
await forecast(agreement.id, here.id, 'money', '99', 2026)
await forecast(agreement.id, there.id, 'money', '5')
await forecast(draft.id, here.id, 'money', '1000')
for (const [funder_id, nature, planned, spent] of [
  [here.id, 'money', '20000', '8000.20'],
  [here.id, 'money', '100', null],
  [there.id, 'money', '7', '7'],
] as const)
  await owner.db
    .insertInto('project_money')
    .values({
      ...{ id: newId(), project_id: project.id, organisation_id: here.id, funder_id, source: 'ownFunds' },
      ...{ nature, year: 2027, planned, spent },
    })
    .execute()

describe('money at a glance', () => {
  it('keeps apart what is forecast, planned and spent, and every kind, of our own part of this year', async () => {
    expect(await getMoneyOfYear(officer, here.id)).toEqual({
      ...{ year: 2027, asOf: '2027-03-10', agreements: 1, projects: 1 },
      lines: [
        { kind: 'money', currency: 'EUR', agreements: '24000.10', planned: '20100.00', spent: '8000.20' },
        { kind: 'inKind', currency: 'EUR', agreements: '3000.00', planned: null, spent: null },
      ],
    })
  })

  it('says that nothing is written', async () => {
    const other = await makePair(owner, ['Annecy', 'Kaya'])
    expect((await getMoneyOfYear(await seated(other.here.id), other.here.id)).lines).toEqual([])
  })
})

describe('news from the field', () => {
  it('are those of our ties and projects, from both sides, the latest first', async () => {
    const news = (facts: Record<string, unknown>) =>
      owner.db
        .insertInto('field_update')
        .values({
          ...{
            id: newId(),
            organisation_id: there.id,
            on_date: '2027-03-01',
            locale: 'fr',
            body: 'De l’eau',
            via: 'workspace',
          },
          ...{ written_at: now, author_name: 'Awa', ...facts },
        } as never)
        .execute()
    await news({ project_id: project.id })
    await news({ partnership_id: tie.id, on_date: '2027-03-05', organisation_id: here.id })
    const other = await makePair(owner, ['Annecy', 'Kaya'])
    await news({ partnership_id: other.tie.id, organisation_id: other.here.id })
    const found = await listHomeNews(officer, here.id)
    expect(found.map(({ title, organisation, author }) => [title, organisation, author])).toEqual([
      [`${here.name} – ${there.name}`, here.name, 'Awa'],
      ['L’eau', there.name, 'Awa'],
    ])
  })

  it('are not told to who has no seat', async () => {
    const stranger = await memberContext((await makePerson(owner)).id)
    await expect(listHomeNews(stranger, here.id)).rejects.toMatchObject({ reason: 'not_a_member' })
    await expect(getMoneyOfYear(stranger, here.id)).rejects.toMatchObject({ reason: 'not_a_member' })
  })
})
