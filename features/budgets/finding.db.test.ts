import { beforeEach, describe, expect, it } from 'vitest'
import type { Ctx } from '../../platform/context.ts'
import { accountFile, sampleLines, type WrittenAccount } from '../../tests/account-file.ts'
import { makeBudgetLine } from '../../tests/budget-ground.ts'
import { testContext } from '../../tests/db.ts'
import { makeAuthority } from '../../tests/factories.ts'
import { anonymousContext, makePerson, makeSeat, memberContext } from '../../tests/people.ts'
import { applyAccounts, bringAccounts } from './accounts.server.ts'
import { findAccount } from './accounts-list.server.ts'
import { changeListed } from './bulk-lines.server.ts'
import { applyCarry, previewCarry } from './carry-choices.server.ts'
import { readFigureView } from './figure-view.ts'
import { getFigures } from './figures.server.ts'
import { findLines } from './find-lines.server.ts'
import { readLineView } from './line-filters.ts'
import { type LineFacts, readAttributes, readLineFacts } from './line-input.ts'
import { createLine, getLine, removeLine, setApart } from './line-record.server.ts'
import { countDoubtfulLines, listLines } from './lines.server.ts'
import { refuseFound, takeFound } from './take-found.server.ts'

const owner = await testContext()
let made = 0
let town: { id: string; key: string; name: string }
let siren: string
let me: Ctx

beforeEach(async () => {
  siren = String(219_600_016 + 1_000 * ++made)
  town = await makeAuthority(owner, { name: `Ville ${made}`, siren })
  me = await seatIn(town.id, 'contributor')
})

async function seatIn(organisationId: string, role: 'reader' | 'contributor') {
  const { id } = await makePerson(owner)
  await makeSeat(owner, { personId: id, organisationId, role })
  return memberContext(id, organisationId)
}

async function bring(facts: WrittenAccount = {}): Promise<string> {
  const chunks = [accountFile({ siret: `${siren}00018`, lines: sampleLines, ...facts })]
  const [brought] = await bringAccounts(me, town.id, { fileName: 'compte.xml', chunks })
  return brought?.id ?? ''
}
async function bringAndApply(facts: WrittenAccount = {}) {
  const [applied] = await applyAccounts(me, town.id, [await bring(facts)])
  return applied ?? expect.fail('nothing applied')
}
const linesOf = (query = '') => listLines(me, town.id, readLineView(new URLSearchParams(query)), { all: true })
const nothing = readAttributes(() => '')

describe('an account that replaces another one', () => {
  it('says beforehand what is carried, what is gone, what is new, and does no more', async () => {
    await bringAndApply({ decided: '2023-06-01' })
    const fresh = { nature: '6288', fonction: '048', amounts: { MtReal: '9.00' } }
    const later = await bring({ decided: '2023-06-29', lines: [...sampleLines.slice(1), fresh] })
    expect((await findAccount(me, town.id, later)).succession).toEqual({ carried: 2, gone: 1, fresh: 1, refused: 0 })
    const [applied] = await applyAccounts(me, town.id, [later])
    expect(applied).toMatchObject({ moved: 2, left: 1, taken: 1, refused: 0 })
    expect((await findAccount(me, town.id, later)).succession).toBeNull()
  })

  it('does not take again what was removed from the one before', async () => {
    await bringAndApply({ decided: '2023-06-01' })
    const { lines } = await linesOf('nature=6251')
    await removeLine(me, town.id, lines[0]?.id ?? '')
    const later = await bring({ decided: '2023-06-29' })
    expect((await findAccount(me, town.id, later)).succession).toEqual({ carried: 2, gone: 0, fresh: 0, refused: 1 })
    expect((await applyAccounts(me, town.id, [later]))[0]).toMatchObject({ moved: 2, taken: 0, refused: 1 })
    expect((await linesOf('nature=6251')).total).toBe(0)
    // Another year is another account: its functions are taken.
    expect(await bringAndApply({ year: 2023, decided: '2024-06-01' })).toMatchObject({ taken: 3, refused: 0 })
  })

  it('does not take what was refused for good, in any year, until somebody takes it', async () => {
    const first = await bringAndApply({ decided: '2023-06-01' })
    const { lines } = await linesOf('nature=6251')
    await removeLine(me, town.id, lines[0]?.id ?? '')
    const found = (await findLines(me, town.id, first.id)).lines.find(({ nature }) => nature === '6251')
    await refuseFound(me, town.id, first.id, [found?.id ?? ''])
    const next = await bringAndApply({ year: 2023, decided: '2024-06-01' })
    expect(next).toMatchObject({ taken: 2, refused: 1 })
    const again = (await findLines(me, town.id, next.id)).lines.find(({ nature }) => nature === '6251')
    await takeFound(me, town.id, next.id, [{ id: again?.id ?? '', part: '', home: '' }], nothing)
    expect(await bringAndApply({ year: 2024, decided: '2025-06-01' })).toMatchObject({ taken: 3, refused: 0 })
  })
})

const typed = (fields: Record<string, string>): LineFacts => {
  const all: Record<string, string> = { label: 'Subvention', year: '2022', executed: '15 000,10', ...fields }
  const read = readLineFacts((name) => all[name] ?? '', { drawn: false, computed: false })
  return 'facts' in read ? read.facts : expect.fail(JSON.stringify(read.problems))
}

describe('a line entered by hand', () => {
  it('that repeats a line of an account is doubted, never deleted, until somebody says that it stands apart', async () => {
    await bringAndApply({ decided: '2023-06-01' })
    const twin = await createLine(me, town.id, typed({}))
    await createLine(me, town.id, typed({ executed: '15 000,11' }))
    await createLine(me, town.id, typed({ year: '2021' }))
    await createLine(me, town.id, typed({ direction: 'receipt' }))
    expect(await countDoubtfulLines(me, town.id)).toBe(1)
    expect((await linesOf('doubtful=yes')).lines.map(({ id }) => id)).toEqual([twin])
    expect((await getLine(me, town.id, twin)).twins).toMatchObject([{ label: expect.stringMatching(/subvention/i) }])
    await expect(setApart(await seatIn(town.id, 'reader'), town.id, twin)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(setApart(await anonymousContext(), town.id, twin)).rejects.toMatchObject({ code: 'unauthenticated' })
    await setApart(me, town.id, twin)
    expect(await countDoubtfulLines(me, town.id)).toBe(0)
    expect((await getLine(me, town.id, twin)).twins).toEqual([])
  })
})

describe('who was paid', () => {
  const codeOf = (fields: Record<string, string>) =>
    createLine(me, town.id, typed(fields)).then(
      (id) => getLine(me, town.id, id),
      (error: { reason: string; values: unknown }) => ({ reason: error.reason, values: error.values }),
    )

  it('is found by SIREN, SIRET or name, and transfers between authorities are then counted once', async () => {
    const other = await makeAuthority(owner, { name: `Grand Est ${made} Agglo`, siren: String(200_057_800 + made) })
    await makeSeat(owner, {
      personId: me.actor.kind === 'person' ? me.actor.personId : '',
      organisationId: other.id,
      role: 'reader',
    })
    for (const search of [String(200_057_800 + made), `${200_057_800 + made}00012`, `grand est ${made} agglo`])
      expect(await codeOf({ counterpartSearch: search })).toMatchObject({
        counterpart: { key: other.key },
        counterpartKind: 'frenchAuthority',
      })
    expect(await codeOf({ counterpartSearch: other.name, direction: 'receipt' })).toMatchObject({
      fundingSource: 'otherAuthority',
    })
    await makeBudgetLine(owner, other.id, { year: 2022, executed: '500.00' })
    const view = readFigureView(new URLSearchParams({ with: other.key }))
    const { cells, transfers } = await getFigures(me, town.id, view, [])
    expect(cells[0]?.expenditure.executed).toBe('500.00')
    expect(transfers).toEqual([{ year: 2022, expenditure: '45000.30', receipts: '15000.10' }])
  })

  it('is told to be nobody, several, or the authority itself', async () => {
    for (const tier of ['commune', 'epci'] as const) await makeAuthority(owner, { name: `Saint-Denis ${made}`, tier })
    expect(await codeOf({ counterpartSearch: `Saint-Denis ${made}` })).toMatchObject({ reason: 'budget_body_several' })
    expect(await codeOf({ counterpartSearch: '999999999' })).toMatchObject({ reason: 'budget_body_none' })
    expect(await codeOf({ counterpartSearch: 'Nulle part ailleurs' })).toMatchObject({ reason: 'budget_body_none' })
    expect(await codeOf({ counterpartSearch: siren })).toMatchObject({ reason: 'budget_body_self' })
  })
})

describe('the same said of many', () => {
  it('is said of all that a list shows, as long as it is what somebody saw', async () => {
    await bringAndApply({ decided: '2023-06-01' })
    await bringAndApply({ year: 2023, decided: '2024-06-01' })
    const view = readLineView(new URLSearchParams('nature=6574&fonction=048:otherInternationalAction'))
    const said = { ...nothing, actionType: 'twinning' } as const
    expect(await changeListed(me, town.id, { view, seen: 2 }, said)).toBe(2)
    expect((await linesOf('type=twinning')).lines.map(({ year }) => year)).toEqual([2023, 2022])
    await expect(changeListed(me, town.id, { view, seen: 3 }, said)).rejects.toMatchObject({
      reason: 'budget_list_moved',
      values: { count: 2 },
    })
    const reader = await seatIn(town.id, 'reader')
    await expect(changeListed(reader, town.id, { view, seen: 2 }, said)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('is carried from one year to the others, for what was ticked, and leaves what somebody chose', async () => {
    await bringAndApply({ decided: '2023-06-01' })
    await bringAndApply({ year: 2023, decided: '2024-06-01' })
    const view = readLineView(new URLSearchParams('year=2023'))
    const said = { ...nothing, actionType: 'twinning', means: 'grants', department: 'Europe' } as const
    await changeListed(me, town.id, { view, seen: 3 }, said)
    const [chosen] = (await linesOf('year=2022&nature=6574')).lines
    await owner.db
      .updateTable('budget_line')
      .set({ action_type: 'humanitarianEmergency' })
      .where('id', '=', chosen?.id ?? '')
      .execute()
    const preview = await previewCarry(me, town.id, { from: null, to: [] })
    expect(preview).toMatchObject({ from: 2023, to: [2022] })
    expect(preview.groups).toHaveLength(3)
    await expect(applyCarry(me, town.id, { from: 2023, to: [2022], keys: [] })).rejects.toMatchObject({
      reason: 'budget_none_ticked',
    })
    const stranger = await seatIn((await makeAuthority(owner, { name: 'Annecy' })).id, 'contributor')
    await expect(previewCarry(stranger, town.id, { from: null, to: [] })).rejects.toMatchObject({ code: 'forbidden' })
    const keys = preview.groups.filter(({ nature }) => nature !== '6251').map(({ key }) => key)
    expect(await applyCarry(me, town.id, { from: 2023, to: [2022], keys })).toBe(2)
    expect(await getLine(me, town.id, chosen?.id ?? '')).toMatchObject({
      ...{ actionType: 'humanitarianEmergency', means: 'grants', department: 'Europe' },
    })
    expect((await linesOf('year=2022&type=twinning')).total).toBe(1)
    // What somebody says of the means comes before what the nature of the account says.
    expect((await linesOf('means=grants')).total).toBeGreaterThan((await linesOf('year=2023')).total)
  })
})
