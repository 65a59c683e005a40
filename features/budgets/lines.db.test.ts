import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { makeAccount, makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { makeProject, makeTie } from '../../tests/ties.ts'
import { changeLines } from './bulk-lines.server.ts'
import { readLineView } from './line-filters.ts'
import { type LineFacts, readAttributes, readLineFacts } from './line-input.ts'
import { changeLine, createLine, getLine, noExtent, removeLine } from './line-record.server.ts'
import { listLines } from './lines.server.ts'
import { downloadLines } from './lines-file.server.ts'

const owner = await testContext()
let made = 0
let town: { id: string; key: string; name: string }
let partner: { id: string; key: string; name: string }
let tie: string
let me: Ctx

beforeEach(async () => {
  town = await makeAuthority(owner, { name: `Ville ${++made}` })
  partner = await makeAuthority(owner, { name: `Kaya ${made}`, country: 'BF' })
  tie = (await makeTie(owner, [town, partner])).id
  me = await seatIn('contributor')
})

async function seatIn(role: 'reader' | 'contributor', organisationId = town.id) {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId, role })
  return memberContext(id, organisationId)
}

const typedFrom = (fields: Record<string, string>) => (name: string) => fields[name] ?? ''
function factsOf(fields: Record<string, string>): LineFacts {
  const read = readLineFacts(typedFrom({ label: 'Puits', year: '2025', executed: '1 200,50', ...fields }), {
    drawn: false,
    computed: false,
  })
  if ('problems' in read) throw new Error(JSON.stringify(read.problems))
  return read.facts
}
const view = (query = '') => readLineView(new URLSearchParams(query))
const write = async (id: string, fields: Record<string, string>, version?: string, take = '') => {
  const line = await getLine(me, town.id, id)
  await changeLine(me, { organisationId: town.id, id, version: version ?? line.version }, factsOf(fields), {
    ...noExtent,
    take,
  })
}

describe('a line entered by hand', () => {
  it('holds all that was typed, and what its project and tie say of it', async () => {
    const project = await makeProject(
      owner,
      { organisationId: town.id, partnershipId: tie },
      { themes: ['waterSanitation'] },
    )
    const id = await createLine(
      me,
      town.id,
      factsOf({
        project: project.id,
        counterpart: partner.key,
        counterpartKind: 'partnerAuthority',
        toldPartner: 'yes',
        cofunded: '200',
        'marker.gender': '1',
      }),
    )
    expect(await getLine(me, town.id, id)).toMatchObject({
      partnershipId: tie,
      country: 'BF',
      theme: 'waterSanitation',
      actionType: 'decentralisedCooperation',
      amounts: { executed: '1200.50', voted: null },
      cofunded: '200.00',
      counterpart: { key: partner.key },
      odaMarkers: { gender: 1 },
      toldPartner: true,
    })
    const trail = await owner.db
      .selectFrom('audit_entry')
      .select(['action', 'after'])
      .where('record_id', '=', id)
      .execute()
    expect(trail).toMatchObject([
      { action: 'created', after: { budgetLabel: 'Puits', executed: '1200.50', toldPartner: true } },
    ])
  })

  it.each([
    [{ label: ' ' }, 'label', 'budget_label_missing'],
    [{ year: '25' }, 'year', 'budget_year_wrong'],
    [{ executed: 'beaucoup' }, 'executed', 'budget_amount_wrong'],
    [{ executed: '' }, 'executed', 'budget_amount_missing'],
    [{ toldPartner: 'yes' }, 'toldPartner', 'budget_told_nobody'],
    [{ valuation: 'staff', direction: 'receipt' }, 'direction', 'budget_staff_receipt'],
    [{ dacSector: '14' }, 'dacSector', 'project_sector_wrong'],
  ])('%j: told at %s', (fields, field, reason) => {
    const typed = typedFrom({ label: 'Puits', year: '2025', executed: '1', ...fields })
    expect(readLineFacts(typed, { drawn: false, computed: false })).toEqual({ problems: [{ field, reason }] })
  })

  it('never keeps the name of a private person', () => {
    expect(factsOf({ counterpartKind: 'person', counterpartName: 'Jeanne Martin' }).counterpartName).toBe('')
  })

  it('takes no tie, project or promise of another body, nor a code nobody knows', async () => {
    const foreign = await makeProject(owner, { organisationId: partner.id })
    await expect(createLine(me, town.id, factsOf({ project: foreign.id }))).rejects.toMatchObject({ code: 'not_found' })
    await expect(createLine(me, town.id, factsOf({ dacSector: '99999' }))).rejects.toMatchObject({
      reason: 'project_sector_wrong',
    })
    await expect(createLine(me, town.id, factsOf({ counterpart: 'nobody' }))).rejects.toMatchObject({
      reason: 'budget_body_unknown',
    })
  })
})

describe('a line is changed', () => {
  it('not over what somebody else wrote meanwhile', async () => {
    const id = await createLine(me, town.id, factsOf({}))
    const { version } = await getLine(me, town.id, id)
    await owner.db
      .updateTable('budget_line')
      .set({ updated_at: new Date(Date.now() + 5000), label: 'Forage' })
      .where('id', '=', id)
      .execute()
    await expect(write(id, { label: 'Puits neuf' }, version)).rejects.toMatchObject({
      code: 'conflict',
      reason: 'budget_line_moved',
    })
    await write(id, { label: 'Puits neuf' })
    expect((await getLine(me, town.id, id)).label).toBe('Puits neuf')
  })

  it('and what its tie says fills only what nobody said, only when the tie is new', async () => {
    const id = await createLine(me, town.id, factsOf({ theme: 'culture' }))
    await write(id, { tie, theme: 'culture' })
    expect(await getLine(me, town.id, id)).toMatchObject({ theme: 'culture', country: 'BF' })
    await write(id, { tie, theme: 'culture', country: '' })
    expect((await getLine(me, town.id, id)).country).toBeNull()
  })

  it('drawn from an account, its amounts follow its share and never exceed the line', async () => {
    const document_id = await makeAccount(owner, town.id, {}, [{ executed: '1000.00', opened: '3000.00' }])
    const drawn = { document_id, account_position: 1 }
    const id = await makeBudgetLine(owner, town.id, { ...drawn, executed: '600.00', part: '600.00' })
    await makeBudgetLine(owner, town.id, { ...drawn, executed: '400.00', part: '400.00' })
    await write(id, { executed: '999' }, undefined, '50 %')
    expect(await getLine(me, town.id, id)).toMatchObject({
      amounts: { executed: '500.00', opened: '1500.00' },
      source: { take: '50 %' },
    })
    await expect(write(id, {}, undefined, '700')).rejects.toMatchObject({
      reason: 'budget_take_too_large',
      values: { rest: '600.00' },
    })
    await expect(write(id, {}, undefined, 'tout')).rejects.toMatchObject({ reason: 'budget_take_wrong' })
  })

  it('is taken out with its history kept, unless the partner has answered', async () => {
    const id = await createLine(me, town.id, factsOf({}))
    await removeLine(me, town.id, id)
    await expect(getLine(me, town.id, id)).rejects.toMatchObject({ code: 'not_found' })
    const trail = await owner.db
      .selectFrom('audit_entry')
      .select('before')
      .where('record_id', '=', id)
      .where('action', '=', 'removed')
      .execute()
    expect(trail).toMatchObject([{ before: { budgetLabel: 'Puits' } }])
    const told = await makeBudgetLine(owner, town.id, { counterpart_id: partner.id, told_partner: true })
    await owner.db
      .insertInto('payment_answer')
      .values({ id: told, budget_line_id: told, organisation_id: partner.id, answer: 'received' })
      .execute()
    await expect(removeLine(me, town.id, told)).rejects.toMatchObject({ reason: 'budget_line_answered' })
  })

  it('several at once, all or none, and nothing that was left empty', async () => {
    const ids = [
      await makeBudgetLine(owner, town.id, { department: 'Culture' }),
      await makeBudgetLine(owner, town.id, { theme: 'peace' }),
    ]
    const said = readAttributes(typedFrom({ tie }))
    expect(await changeLines(me, town.id, ids, said)).toBe(2)
    const { lines } = await listLines(me, town.id, view(`tie=${tie}`))
    expect(lines.map(({ theme, department, country }) => [theme, department, country]).toSorted()).toEqual(
      [
        ['peace', '', 'BF'],
        [null, 'Culture', 'BF'],
      ].toSorted(),
    )
    const foreign = await makeBudgetLine(owner, partner.id)
    await expect(
      changeLines(me, town.id, [...ids, foreign], readAttributes(typedFrom({ theme: 'sport' }))),
    ).rejects.toMatchObject({ code: 'not_found' })
    await expect(changeLines(me, town.id, ids, readAttributes(typedFrom({})))).rejects.toMatchObject({
      reason: 'budget_nothing_said',
    })
    await expect(changeLines(me, town.id, [], said)).rejects.toMatchObject({ reason: 'budget_none_ticked' })
    expect((await listLines(me, town.id, view('theme=sport'))).total).toBe(0)
  })
})

describe('the list', () => {
  it('is narrowed by what is said and by what is not, and sums each kind and way on its own', async () => {
    await makeBudgetLine(owner, town.id, { executed: '100.10', country: 'BF', label: 'Puits' })
    await makeBudgetLine(owner, town.id, { executed: '50.00', direction: 'receipt', label: 'Aide de l’État' })
    await makeBudgetLine(owner, town.id, { executed: '900.00', valuation: 'inKind' })
    await makeBudgetLine(owner, town.id, { executed: '7.00', is_internal: true })
    const gone = await makeAccount(owner, town.id, { state: 'superseded' }, [{ executed: '5.00' }])
    await makeBudgetLine(owner, town.id, { executed: '5.00', document_id: gone, account_position: 1 })
    const { total, sums } = await listLines(me, town.id, view())
    expect(total).toBe(4)
    expect(sums.map(({ valuation, direction, executed }) => [valuation, direction, executed])).toEqual([
      ['money', 'expenditure', '100.10'],
      ['money', 'receipt', '50.00'],
      ['inKind', 'expenditure', '900.00'],
    ])
    expect((await listLines(me, town.id, view('country=bf'))).total).toBe(1)
    expect((await listLines(me, town.id, view('country=none&valuation=money&direction=receipt'))).total).toBe(1)
    expect((await listLines(me, town.id, view('q=puits'))).lines.map(({ label }) => label)).toEqual(['Puits'])
    expect((await listLines(me, town.id, view('tie=nonsense'))).total).toBe(0)
    expect((await listLines(me, town.id, view('sort=-executed'))).lines[0]?.executed).toBe('900.00')
  })

  it('goes out as a workbook', async () => {
    await makeBudgetLine(owner, town.id, { executed: '100.10', country: 'BF' })
    const bytes = await downloadLines(me, town.id, view(), new Map([['BF', 'Burkina Faso']]))
    expect(new TextDecoder().decode(bytes.slice(0, 2))).toBe('PK')
  })
})

describe('who may', () => {
  it('readers read, contributors write, nobody else sees a line', async () => {
    const id = await createLine(me, town.id, factsOf({}))
    const reader = await seatIn('reader')
    expect((await getLine(reader, town.id, id)).label).toBe('Puits')
    await expect(createLine(reader, town.id, factsOf({}))).rejects.toMatchObject({ reason: 'role_too_low' })
    await expect(removeLine(reader, town.id, id)).rejects.toMatchObject({ reason: 'role_too_low' })
    const other = await seatIn('contributor', partner.id)
    await expect(getLine(other, town.id, id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(getLine(other, partner.id, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(removeLine(other, partner.id, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(listLines(await anonymousContext(), town.id, view())).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(getLine(me, town.id, 'nonsense')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('a partner sees a line it was told of, and no other, and changes none', async () => {
    const told = await makeBudgetLine(owner, town.id, {
      counterpart_id: partner.id,
      told_partner: true,
      label: 'Versement',
    })
    await makeBudgetLine(owner, town.id, { counterpart_id: partner.id, label: 'Non dit' })
    const theirs = await seatIn('contributor', partner.id)
    const rows = await theirs.db.transaction().execute(async (db) => {
      const { actor } = theirs
      if (actor.kind !== 'person') throw new Error('no person')
      await sql`select set_config('navette.person', ${actor.personId}, true), set_config('navette.organisation', ${partner.id}, true)`.execute(
        db,
      )
      const changed = await db.updateTable('budget_line').set({ label: 'X' }).where('id', '=', told).executeTakeFirst()
      expect(Number(changed.numUpdatedRows)).toBe(0)
      return db.selectFrom('budget_line').select('label').execute()
    })
    expect(rows.map(({ label }) => label)).toEqual(['Versement'])
  })
})
