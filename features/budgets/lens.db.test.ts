import { beforeAll, describe, expect, it } from 'vitest'
import { type Ctx, inTransaction } from '../../platform/context.ts'
import { makeAccount, makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, jobContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makePair } from '../../tests/ties.ts'
import { downloadLens } from './choices-file.server.ts'
import { getLens, giveReason } from './lens.server.ts'
import { readPublicChange } from './public-change.ts'
import { publicChanges } from './public-changes.server.ts'

const owner = await testContext()
const { tie, here, there } = await makePair(owner)
const other = await makeAuthority(owner, { name: 'Annecy' })
await makeAuthority(owner, { name: 'Séoul', country: 'KR' })

async function seated(organisationId: string, role: 'reader' | 'contributor') {
  const person = await makePerson(owner)
  await makeSeat(owner, { personId: person.id, organisationId, role })
  return memberContext(person.id, organisationId)
}
const reader = await seated(here.id, 'reader')
const officer = await seated(here.id, 'contributor')
const stranger = await seated(other.id, 'contributor')
const partner = await seated(there.id, 'contributor')

const line = (year: number, executed: string, facts: Parameters<typeof makeBudgetLine>[2] = {}) =>
  makeBudgetLine(owner, here.id, { year, executed, ...facts })

beforeAll(async () => {
  const group = (country: string, year: number, income_group: string) => ({
    country,
    year,
    income_group,
    source: 'test',
  })
  await owner.db
    .insertInto('country_income_group')
    .values([group('BF', 2016, 'ldc'), group('BF', 2022, 'lmic'), group('KR', 2022, 'notListed')])
    .execute()
  await line(2016, '300000.00', { action_type: 'decentralisedCooperation', country: 'BF', partnership_id: tie.id })
  await line(2016, '241700.86', { action_type: 'globalCitizenshipEducation', country: 'FR' })
  await line(2016, '70456.00', {
    direction: 'receipt',
    funding_source: 'state',
    partnership_id: tie.id,
    told_partner: true,
    counterpart_id: there.id,
  })
  await line(2016, '999.00', { is_internal: true })
  await line(2016, '12000.00', { valuation: 'staff' })
  await line(2022, '120000.00', { action_type: 'decentralisedCooperation', country: 'BF', partnership_id: tie.id })
  await line(2022, '165000.00', { action_type: 'economicPromotion', country: 'KR', section: 'investment' })
  await line(2022, '761.30')
  await line(2019, '1.00', { executed: null, voted: '5.00' })
  const withdrawn = await makeAccount(owner, here.id, { year: 2022, state: 'withdrawn' }, [{}])
  await line(2022, '1000000.00', { document_id: withdrawn, account_position: 1 })
  const opened = await makeAccount(owner, here.id, { year: 2018, label: 'Compte 2018' }, [{}])
  await line(2018, '80.00', { executed: null, opened: '100.00', document_id: opened, account_position: 1 })
})

const lens = (ctx: Ctx, query = '') =>
  inTransaction(ctx, (inner) => getLens(inner, here.id, new URLSearchParams(query)))
const rowsOf = async (query: string) =>
  (await lens(reader, query)).lens?.comparison.rows.map(({ value, first, second, kind }) => [
    value,
    first,
    second,
    kind,
  ])

describe('two periods of a budget', () => {
  it('are the first and the last executed year, of lines that count only', async () => {
    const { lens: found, known } = await lens(reader)
    expect(known).toEqual({ executed: [2016, 2022], voted: [2018, 2019] })
    expect(found?.comparison.total).toMatchObject({
      first: '541700.86',
      second: '285761.30',
      change: '-255939.56',
      percent: '-47.2',
    })
    expect(found?.unclassified).toEqual({ lines: 1, years: [2022] })
    expect(found?.whole).toBeNull()
  })

  it.each([
    [
      'type',
      [
        ['globalCitizenshipEducation', '241700.86', null, 'disappeared'],
        ['decentralisedCooperation', '300000.00', '120000.00', 'fell'],
        ['economicPromotion', null, '165000.00', 'appeared'],
        ['', null, '761.30', 'appeared'],
      ],
    ],
    [
      'incomeGroup',
      [
        ['ldc', '300000.00', null, 'disappeared'],
        ['inFrance', '241700.86', null, 'disappeared'],
        ['notListed', null, '165000.00', 'appeared'],
        ['lmic', null, '120000.00', 'appeared'],
        ['', null, '761.30', 'appeared'],
      ],
    ],
    [
      'section',
      [
        ['running', '541700.86', '120761.30', 'fell'],
        ['investment', null, '165000.00', 'appeared'],
      ],
    ],
  ] as const)('by %s', async (by, rows) => {
    expect(await rowsOf(`by=${by}`)).toEqual(rows)
  })

  it('value staff apart from money', async () => {
    const { lens: found } = await lens(reader, 'by=means')
    expect(found?.aside).toMatchObject([{ value: 'staff', first: '12000.00', second: null }])
  })

  it('say of which countries the list of that year is not known, and take no other year’s', async () => {
    await line(2016, '10.00', { country: 'KR' })
    const { lens: found } = await lens(reader, 'by=incomeGroup')
    expect(found?.unknownGroups).toEqual([{ country: 'KR', years: [2016] }])
    expect(found?.comparison.rows.find(({ value }) => value === 'unknown')).toMatchObject({
      first: '10.00',
      second: null,
    })
    await owner.db.deleteFrom('budget_line').where('country', '=', 'KR').where('year', '=', 2016).execute()
  })

  it('tell what only the list of countries moved', async () => {
    const { lens: found } = await lens(reader, 'by=incomeGroup')
    expect(found?.moved).toEqual([{ country: 'BF', from: 'ldc', to: 'lmic' }])
  })

  it('name the partners', async () => {
    const { lens: found } = await lens(reader, 'by=partnership')
    expect(found?.names).toEqual({ [tie.id]: there.name })
  })

  it('are not compared where one has no figure of the measure', async () => {
    expect(await lens(reader, 'from=2016&to=2019')).toMatchObject({
      lens: null,
      reading: { second: { from: 2019, to: 2019 } },
    })
  })

  it('say where credits opened stand for what was voted', async () => {
    const { lens: found } = await lens(reader, 'measure=voted')
    expect(found).toMatchObject({ opened: [2018], comparison: { total: { first: '100.00', second: '5.00' } } })
  })

  it('stand beside the whole budget where its accounts were brought', async () => {
    for (const [year, executed] of [
      [2016, '300000000.00'],
      [2022, '290000000.00'],
    ] as const) {
      const id = await makeAccount(owner, here.id, { year, label: 'Budget' })
      await owner.db
        .insertInto('account_total')
        .values({ document_id: id, section: 'running', direction: 'expenditure', is_order: false, executed })
        .execute()
    }
    const { lens: found } = await lens(reader)
    expect(found?.whole).toEqual({ first: '300000000.00', second: '290000000.00', percent: '-3.3' })
  })
})

describe('who may read them', () => {
  it('is nobody but the members: the partner who was told of a payment neither', async () => {
    await expect(lens(await anonymousContext())).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(lens(stranger)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(lens(partner)).rejects.toMatchObject({ code: 'forbidden' })
    // Behind the door stands the database: whoever would get past it finds nothing.
    const reasons = await inTransaction(stranger, ({ db }) =>
      db.selectFrom('budget_change_reason').selectAll().execute(),
    )
    expect(reasons).toEqual([])
  })

  it('takes the same table away', async () => {
    const file = await inTransaction(reader, (ctx) => downloadLens(ctx, here.id, new URLSearchParams('by=type'), 'csv'))
    const text = new TextDecoder().decode(file.bytes)
    expect(text).toContain('promotion économique,,165000,165000,,apparu')
    expect(text).toContain('Total,541700.86,285761.3,-255939.56,-47.2')
    expect(text.split('\r\n')[0]).toMatch(/,Source,Relevé le$/)
    expect(text).toMatch(/Total,.*"Lignes budgétaires de .*, argent seulement, .*",\d{4}-\d{2}-\d{2}\r\n/)
    const sheet = await inTransaction(reader, (ctx) => downloadLens(ctx, here.id, new URLSearchParams(), 'xlsx'))
    expect(sheet.bytes.length).toBeGreaterThan(1000)
  })
})

describe('the reason of a change', () => {
  const change = {
    ...{ fromYear: '2016', firstTo: '2016', secondFrom: '2022', toYear: '2022', flow: 'expenditure' },
    ...{ dimension: 'type', value: 'globalCitizenshipEducation' },
  }
  const give = (ctx: Ctx, facts: object = {}) =>
    inTransaction(ctx, (inner) => giveReason(inner, here.id, { ...change, reason: 'Fin du poste', ...facts }))

  it('is written, changed and taken back by contributors, and leaves a trail', async () => {
    await give(officer)
    await give(officer, { reason: 'Fin du poste d’animation' })
    expect((await lens(reader)).lens?.reasons).toEqual({ globalCitizenshipEducation: 'Fin du poste d’animation' })
    await give(officer, { reason: '' })
    expect((await lens(reader)).lens?.reasons).toEqual({})
    const trail = await owner.db
      .selectFrom('audit_entry')
      .select(['action'])
      .where('organisation_id', '=', here.id)
      .where('record_kind', '=', 'budget')
      .orderBy('id')
      .execute()
    expect(trail.map(({ action }) => action)).toEqual(['changeReasonGiven', 'changeReasonGiven', 'changeReasonRemoved'])
  })

  it('speaks of its own periods and way of the money, and is kept for them when others are compared', async () => {
    await give(officer)
    const other = async (query: string) => (await lens(reader, `${query}&by=type`)).lens
    for (const query of [
      'from=2016&to=2019&toEnd=2022',
      'from=2016&fromEnd=2018&to=2022',
      'flow=receipts',
      'flow=net',
    ]) {
      const found = await other(query)
      expect([query, found?.reasons]).toEqual([query, {}])
      expect(found?.otherReasons).toMatchObject([
        { value: 'globalCitizenshipEducation', first: { from: 2016, to: 2016 }, second: { from: 2022, to: 2022 } },
      ])
    }
    expect(await other('measure=executed')).toMatchObject({
      otherReasons: [],
      reasons: { [change.value]: 'Fin du poste' },
    })
    await give(officer, { reason: '' })
  })

  it.each([
    ['a dimension nobody knows', { dimension: 'belief' }, 'lens_choice_unknown'],
    ['no value', { value: '' }, 'lens_choice_unknown'],
    ['years the wrong way round', { fromYear: '2022', toYear: '2016' }, 'lens_year_wrong'],
    ['periods that overlap', { firstTo: '2022' }, 'lens_year_wrong'],
    ['a way of the money that is none', { flow: 'profit' }, 'lens_choice_unknown'],
    ['a year that is none', { fromYear: 'hier' }, 'lens_year_wrong'],
    ['too many words', { reason: 'x'.repeat(1001) }, 'lens_reason_long'],
    ['nothing to take back', { value: 'twinning', reason: ' ' }, 'lens_reason_missing'],
  ])('is refused with a sentence: %s', async (_, facts, reason) => {
    await expect(give(officer, facts)).rejects.toMatchObject({ code: 'invalid', reason })
  })

  it('is not for readers, strangers, or whoever has not signed in', async () => {
    await expect(give(reader)).rejects.toMatchObject({ code: 'forbidden', reason: 'role_too_low' })
    await expect(give(stranger)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(give(await anonymousContext())).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('what everybody may read of changes', () => {
  const publish = (ctx: Ctx) => inTransaction(ctx, (inner) => publicChanges(inner, here.id))
  const choose = (shows_lens: boolean) =>
    owner.db
      .insertInto('budget_publication')
      .values({ organisation_id: here.id, wants_public: true, shows_lens })
      .onConflict((conflict) => conflict.column('organisation_id').doUpdateSet({ shows_lens }))
      .execute()

  it('is nothing until the authority says so', async () => {
    expect(await publish(officer)).toEqual([])
    await choose(false)
    expect(await publish(officer)).toEqual([])
  })

  it('is differences and their reasons, without a partner’s name', async () => {
    await choose(true)
    await inTransaction(officer, (ctx) =>
      giveReason(ctx, here.id, {
        ...{ fromYear: '2016', firstTo: '2016', secondFrom: '2022', toYear: '2022', flow: 'expenditure' },
        dimension: 'type',
        value: 'economicPromotion',
        reason: 'Salon de Séoul',
      }),
    )
    const found = await publish(await jobContext('publish'))
    expect(found).toContainEqual({
      ...{ year: 2022, stage: 'executed', dimension: 'change', value: '2016:type:economicPromotion', label: '' },
      ...{ expenditure: '165000.00', receipts: '0.00', reason: 'Salon de Séoul' },
    })
    expect(found.every(({ value }) => readPublicChange(value)?.fromYear === 2016)).toBe(true)
    expect(JSON.stringify(found)).not.toContain(tie.id)
    expect(readPublicChange('2016:country:BF')).toBeNull()
  })

  it('folds a tie in discreet mode, so that no difference tells it', async () => {
    await owner.db.updateTable('partnership').set({ discreet_since: owner.now }).where('id', '=', tie.id).execute()
    const byType = (await publish(officer)).filter(({ value }) => value.startsWith('2016:type:'))
    expect(byType.map(({ value, expenditure }) => [value, expenditure])).toEqual([
      ['2016:type:economicPromotion', '165000.00'],
      ['2016:type:globalCitizenshipEducation', '-241700.86'],
      ['2016:type:undetailed', '-179238.70'],
    ])
  })

  it('is asked for by the authority’s own publication only', async () => {
    await expect(publish(stranger)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(publish(await anonymousContext())).rejects.toMatchObject({ code: 'unauthenticated' })
    await expect(publish(await jobContext('retention'))).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'job_only',
    })
  })
})
