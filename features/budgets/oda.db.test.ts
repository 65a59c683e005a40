import { beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { newId } from '../../platform/ids.ts'
import { makeAccount, makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeProject, makeTie } from '../../tests/ties.ts'
import { getOdaYear, listOdaYears } from './oda.server.ts'
import { listOdaCampaigns, loadOdaCampaigns, saveOdaCampaign } from './oda-campaigns.server.ts'
import { odaDue } from './oda-due.server.ts'
import { makeOdaFile } from './oda-file.server.ts'
import { acceptOdaProposals, carryOdaOver, fileOdaReturn, reopenOdaReturn, saveOdaWords } from './oda-return.server.ts'

const owner = await testContext()
type Town = Awaited<ReturnType<typeof makeAuthority>>
let town: Town
let other: Town
let partner: Town
let tie: string
let writer: Ctx
let reader: Ctx
let stranger: Ctx
const at = (ctx: Ctx, day: string): Ctx => ({ ...ctx, now: new Date(`${day}T12:00:00Z`) })
const seated = async (organisation: Town, role: 'reader' | 'contributor') => {
  const { id: personId } = await makePerson(owner)
  await makeSeat(owner, { personId, organisationId: organisation.id, role })
  return memberContext(personId, organisation.id)
}
const groups = async (country: string, byYear: Record<number, string>) => {
  const rows = Object.entries(byYear).map(([year, group]) => ({
    ...{ country, year: Number(year), income_group: group, source: 'Essai' },
  }))
  await owner.db
    .insertInto('country_income_group')
    .values(rows)
    .onConflict((on) => on.doNothing())
    .execute()
}
const told = { oda_kind: 'cooperation', oda_channel: '12002', dac_sector: '14030', paid: '1000.00' }

beforeAll(async () => {
  await loadOdaCampaigns(owner)
  town = await makeAuthority(owner, { name: 'Chambéry' })
  other = await makeAuthority(owner, { name: 'Annecy' })
  partner = await makeAuthority(owner, { name: 'Ouahigouya', country: 'BF' })
  await makeAuthority(owner, { name: 'Curitiba', country: 'BR' })
  await groups('BF', { 2023: 'ldc', 2024: 'ldc', 2025: 'ldc' })
  await groups('BR', { 2024: 'umic', 2025: 'notListed' })
  tie = (await makeTie(owner, [town, partner], { type: 'decentralisedCooperation' })).id
  writer = await seated(town, 'contributor')
  reader = await seated(town, 'reader')
  stranger = await seated(other, 'contributor')
})

describe('the return of a year', () => {
  it('is made of the paid expenditure of that year: live, real, money or staff, and of no other authority', async () => {
    const town = await makeAuthority(owner, { name: 'Rumilly' })
    const reader = await seated(town, 'reader')
    const account = (state: string, isOrder: boolean) =>
      makeAccount(owner, town.id, { state, year: 2024 }, [{ is_order: isOrder }])
    const [live, superseded, order] = [
      await account('live', false),
      await account('superseded', false),
      await makeAccount(owner, town.id, { label: 'Annexe', year: 2024 }, [{ is_order: true }]),
    ]
    const line = (facts: object) => makeBudgetLine(owner, town.id, { year: 2024, country: 'BF', ...told, ...facts })
    await line({ document_id: live, account_position: 1 })
    await line({ document_id: superseded, account_position: 1 })
    await line({ document_id: order, account_position: 1 })
    await line({ direction: 'receipt' })
    await line({ is_internal: true })
    await line({ valuation: 'volunteerTime' })
    await line({ year: 2023 })
    await makeBudgetLine(owner, other.id, { year: 2024, country: 'BF', ...told })
    const { rows, totals } = await getOdaYear(reader, town.id, 2024)
    expect(rows).toHaveLength(1)
    expect(totals).toMatchObject({ money: '1000.00', staff: '0.00' })
  })

  it('asks whether the country was eligible in that very year', async () => {
    const town = await makeAuthority(owner, { name: 'Cluses' })
    const reader = await seated(town, 'reader')
    for (const year of [2024, 2025]) await makeBudgetLine(owner, town.id, { year, country: 'BR', ...told })
    expect((await getOdaYear(reader, town.id, 2024)).rows).toHaveLength(1)
    const later = await getOdaYear(reader, town.id, 2025)
    expect(later.rows).toEqual([])
    expect(later.issues.map(({ code }) => code)).toContain('countryNotEligible')
    expect(later.lastYear).toMatchObject({ wasFiled: false, gone: ['BR'] })
  })

  it('values staff at the average of its grade, apart', async () => {
    const town = await makeAuthority(owner, { name: 'Thonon' })
    const grade = newId()
    const of = { organisation_id: town.id, year: 2025, label: 'Attaché', yearly_cost: '60000.00' }
    await owner.db
      .insertInto('staff_grade')
      .values({ id: grade, ...of, days_per_year: 200 })
      .execute()
    const staff = { valuation: 'staff', oda_kind: 'runningCosts', oda_channel: '11002', grade_id: grade }
    await makeBudgetLine(owner, town.id, { ...staff, quantity: '30', unit: 'days' })
    await makeBudgetLine(owner, town.id, { ...staff, quantity: '0.5', unit: 'fullTime' })
    const { totals } = await getOdaYear(await seated(town, 'reader'), town.id, 2025)
    expect(totals).toEqual({ kinds: [], money: '0.00', staff: '39000.00' })
  })

  it('is seen by the people of the authority only', async () => {
    await expect(getOdaYear(stranger, town.id, 2025)).rejects.toMatchObject({ reason: 'not_a_member' })
    const nobody: Ctx = { ...writer, actor: { kind: 'anonymous' } }
    await expect(getOdaYear(nobody, town.id, 2025)).rejects.toMatchObject({ reason: 'sign_in_needed' })
    await expect(listOdaYears(stranger, town.id)).rejects.toMatchObject({ reason: 'not_a_member' })
    await expect(odaDue(stranger, town.id)).rejects.toMatchObject({ reason: 'not_a_member' })
    // Were the question not asked, the rows would still not be there.
    await owner.db.insertInto('oda_return').values({ organisation_id: other.id, year: 2020 }).execute()
    const seen = await inTransaction(writer, ({ db }) =>
      db.selectFrom('oda_return').select('year').where('organisation_id', '=', other.id).execute(),
    )
    expect(seen).toEqual([])
  })
})

describe('what is proposed', () => {
  it('is filled in when somebody says so, and never over what is there', async () => {
    const project = await makeProject(owner, { partnershipId: tie, organisationId: town.id })
    await owner.db
      .updateTable('project')
      .set({ dac_sectors: ['14030'] })
      .where('id', '=', project.id)
      .execute()
    await owner.db.insertInto('project_marker').values({ project_id: project.id, marker: 'gender', value: 2 }).execute()
    const id = await makeBudgetLine(owner, town.id, {
      ...{ year: 2025, label: 'Forage', project_id: project.id, paid: '500.00', dac_sector: '16061' },
      oda_markers: JSON.stringify({ environment: 1 }),
    })
    const before = await getOdaYear(reader, town.id, 2025)
    const own = before.proposals.filter(({ lineId }) => lineId === id)
    expect(own.map(({ attribute }) => attribute)).toEqual(['kind', 'country', 'markers'])
    expect(before.rows.flatMap(({ lines }) => lines.map((line) => line.id))).not.toContain(id)

    const names = own.map(({ attribute }) => `${id} ${attribute}`)
    const of = { organisationId: town.id, year: 2025 }
    await expect(acceptOdaProposals(reader, of, names)).rejects.toMatchObject({ reason: 'role_too_low' })
    await expect(acceptOdaProposals(stranger, of, names)).rejects.toMatchObject({ reason: 'not_a_member' })
    await expect(acceptOdaProposals(writer, of, [])).rejects.toMatchObject({ reason: 'oda_nothing_chosen' })
    expect(await acceptOdaProposals(writer, of, names)).toBe(3)
    await expect(acceptOdaProposals(writer, of, names)).rejects.toMatchObject({ reason: 'oda_proposals_gone' })
    const line = await owner.db.selectFrom('budget_line').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(line).toMatchObject({ oda_kind: 'cooperation', country: 'BF', dac_sector: '16061' })
    expect(line.oda_markers).toEqual({ environment: 1, gender: 2 })
  })

  it('is what the same line was last year', async () => {
    const same = { label: 'Comité de jumelage', paid: '300.00', counterpart_name: 'Comité' }
    await makeBudgetLine(owner, town.id, { ...told, ...same, year: 2023, oda_kind: 'associations', country: 'BF' })
    const id = await makeBudgetLine(owner, town.id, { ...same, year: 2024 })
    const { proposals } = await getOdaYear(reader, town.id, 2024)
    const found = proposals.filter(({ lineId }) => lineId === id)
    expect(found.map(({ attribute, source }) => [attribute, source])).toEqual(
      ['kind', 'country', 'channel', 'sector'].map((attribute) => [attribute, 'lastYear']),
    )
  })
})

describe('a return that is filed', () => {
  it('keeps its rows, shows what changed since, and may be taken up again', async () => {
    const town = await makeAuthority(owner, { name: 'Bonneville' })
    const writer = at(await seated(town, 'contributor'), '2026-05-12')
    const of = { organisationId: town.id, year: 2025 }
    await makeBudgetLine(owner, town.id, { country: 'BF', ...told })
    await saveOdaWords(writer, of, { contact: 'Service international', signatory: 'Le maire', note: '' })
    for (const [filedOn, reason] of [
      ['demain', 'oda_filed_day_wrong'],
      ['2026-02-30', 'oda_filed_day_wrong'],
      ['2026-05-13', 'oda_filed_later'],
      ['2025-12-31', 'oda_filed_too_soon'],
    ] as const)
      await expect(fileOdaReturn(writer, of, { filedOn, reference: '' })).rejects.toMatchObject({ reason })
    await fileOdaReturn(writer, of, { filedOn: '2026-05-12', reference: 'DS-12345' })
    await expect(fileOdaReturn(writer, of, { filedOn: '2026-05-12', reference: '' })).rejects.toMatchObject({
      reason: 'oda_filed_already',
    })
    await makeBudgetLine(owner, town.id, { country: 'BF', ...told, paid: '250.50' })
    const filed = await getOdaYear(writer, town.id, 2025)
    expect(filed.kept).toMatchObject({ state: 'filed', filedOn: '2026-05-12', reference: 'DS-12345' })
    expect(filed.kept?.filedRows?.[0]).toMatchObject({ amount: '1000.00' })
    expect(filed.sinceFiled).toMatchObject([{ change: 'amount', before: '1000.00', now: '1250.50' }])
    const { bytes } = await makeOdaFile(writer, town.id, 2025, 'csv')
    expect(new TextDecoder().decode(bytes)).toContain(',1000.00,')

    // The next year begins with the words of this one.
    await carryOdaOver(writer, { ...of, year: 2026 })
    const next = await getOdaYear(writer, town.id, 2026)
    expect(next.kept).toMatchObject({ contact: 'Service international', signatory: 'Le maire' })
    expect(next.lastYear).toMatchObject({ wasFiled: true, gone: ['BF'] })

    await reopenOdaReturn(writer, of)
    expect((await getOdaYear(writer, town.id, 2025)).kept).toMatchObject({ state: 'draft', filedRows: null })
    await expect(reopenOdaReturn(writer, of)).rejects.toMatchObject({ reason: 'oda_not_filed' })
  })

  it('is written by contributors of the authority only, for a year there is', async () => {
    const of = { organisationId: town.id, year: 2025 }
    const words = { contact: '', signatory: '', note: '' }
    const filed = { filedOn: '2026-05-12', reference: '' }
    for (const deed of [
      (ctx: Ctx) => saveOdaWords(ctx, of, words),
      (ctx: Ctx) => carryOdaOver(ctx, of),
      (ctx: Ctx) => fileOdaReturn(ctx, of, filed),
      (ctx: Ctx) => reopenOdaReturn(ctx, of),
    ]) {
      await expect(deed(reader)).rejects.toMatchObject({ reason: 'role_too_low' })
      await expect(deed(stranger)).rejects.toMatchObject({ reason: 'not_a_member' })
    }
    await expect(saveOdaWords(writer, { ...of, year: 0 }, words)).rejects.toMatchObject({ reason: 'oda_year_unknown' })
    await expect(carryOdaOver(writer, { ...of, year: 2021 })).rejects.toMatchObject({ reason: 'oda_nothing_to_carry' })
    const long = { ...words, contact: 'x'.repeat(201) }
    await expect(saveOdaWords(writer, of, long)).rejects.toMatchObject({ reason: 'oda_name_long' })
  })
})

describe('campaigns', () => {
  it('are told when their window nears, to those who have lines and have not filed', async () => {
    const town = await makeAuthority(owner, { name: 'Sallanches' })
    const reader = await seated(town, 'reader')
    expect(await odaDue(at(reader, '2026-04-20'), town.id)).toEqual([])
    await makeBudgetLine(owner, town.id, { year: 2025 })
    expect(await odaDue(at(reader, '2026-03-01'), town.id)).toEqual([])
    const alerts = async (day: string) => (await odaDue(at(reader, day), town.id)).map(({ alert, on }) => [alert, on])
    expect(await alerts('2026-04-01')).toEqual([['opens', '2026-04-15']])
    expect(await alerts('2026-05-20')).toEqual([['closes', '2026-05-31']])
    expect(await alerts('2026-06-02')).toEqual([['late', '2026-05-31']])
    const filed = { organisation_id: town.id, year: 2025, state: 'filed', filed_on: '2026-05-30' }
    await owner.db.insertInto('oda_return').values(filed).execute()
    expect(await alerts('2026-06-02')).toEqual([])
  })

  it('are kept by the administrator; what was edited stays when our own file is read again', async () => {
    const administrator = await memberContext((await makePerson(owner, { administrator: true })).id)
    const [latest] = await listOdaCampaigns(writer)
    if (!latest) throw new Error('campaigns are loaded')
    expect(latest).toMatchObject({ verifiedOn: null, place: 'Démarches simplifiées', form: { verifiedOn: null } })
    const edited = { ...latest, place: 'Ailleurs', form: { ...latest.form, editedAt: '2026-11-21T00:00:00Z' } }
    await expect(saveOdaCampaign(writer, edited)).rejects.toMatchObject({ reason: 'administrator_needed' })
    await saveOdaCampaign(administrator, edited)
    await owner.db.deleteFrom('seed_load').where('name', '=', 'oda-campaigns').execute()
    await loadOdaCampaigns(owner)
    expect((await listOdaCampaigns(writer))[0]).toMatchObject({ year: latest.year, place: 'Ailleurs' })
    await saveOdaCampaign(administrator, latest)
  })
})
